"""Text for readers: sentences and tables from a verdict, and the offline HTML report."""
