"""Files become sheets: rows of cells, with what was odd about the file in the findings."""
