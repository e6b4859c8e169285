"""What there is in a world of the reference implementation, as plain objects."""
