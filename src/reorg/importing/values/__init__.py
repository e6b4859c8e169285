"""Texts of cells become dates, numbers and names, where that is beyond doubt."""
