"""Which assumptions each world has: quasi-random points over their ranges."""
