"""Measures of each world: metrics, the market, weekly series."""
