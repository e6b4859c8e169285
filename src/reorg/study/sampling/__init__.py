"""The assumptions of each world: quasi-random points over their ranges."""
