"""Proposals for missing values, each with a range and a reason, marked as a guess."""
