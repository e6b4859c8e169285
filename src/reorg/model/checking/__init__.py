"""The rules that a model must obey, each a function that yields faults."""
