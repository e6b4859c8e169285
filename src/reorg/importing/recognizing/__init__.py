"""What a sheet is, where its header stands, and which column means what: by words, then by content."""
