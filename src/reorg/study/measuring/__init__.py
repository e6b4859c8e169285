"""What is measured in each world: metrics, the market, weekly series."""
