"""From the model to arrays: the only room that knows both."""
