"""Texts of cells become dates, numbers and names, if the reading is unambiguous."""
