"""Files of a study for other tools: workbook, slides, CSV, Parquet, and a bundle that gives it again."""
