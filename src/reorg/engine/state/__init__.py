"""What there is in a running world: rows, arrays, and how compiled code reaches them."""
