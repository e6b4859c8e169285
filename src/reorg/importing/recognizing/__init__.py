"""Recognizing sheets: their kind, their header, and the meaning of columns, by words, then by content."""
