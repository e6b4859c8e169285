"""The model file, field by field: which fields there are, of which type and in which range."""
