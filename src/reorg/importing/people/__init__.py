"""Rows of people sheets become people with managers, in teams."""
