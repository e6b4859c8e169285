"""Files become sheets: rows of cells, with irregularities of the file in the findings."""
