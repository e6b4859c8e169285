"""What was imported becomes a model file with tables beside it."""
