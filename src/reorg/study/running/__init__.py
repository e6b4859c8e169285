"""How a study runs: settings, batches of worlds, when to stop, and the run folder."""
