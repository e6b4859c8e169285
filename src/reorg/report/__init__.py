"""What people read: sentences and tables from a verdict, and the offline HTML report."""
