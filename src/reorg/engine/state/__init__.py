"""The state of a running world: rows, arrays, and their access from compiled code."""
