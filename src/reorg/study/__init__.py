"""Studies: scenarios run in the same worlds, their metrics, and the paired differences between them."""
