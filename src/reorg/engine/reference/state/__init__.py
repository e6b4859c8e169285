"""The state of a world of the reference implementation, as plain objects."""
