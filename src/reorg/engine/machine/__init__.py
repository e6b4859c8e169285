"""Time and calls: the event list, completions, indirect calls, and the ledger."""
