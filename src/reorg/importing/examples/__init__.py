"""The sheets of the example workbook."""
