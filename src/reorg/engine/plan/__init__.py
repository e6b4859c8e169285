"""From the model to arrays: the only package that knows both."""
