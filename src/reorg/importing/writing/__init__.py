"""Writing imported data as a model file with its tables."""
