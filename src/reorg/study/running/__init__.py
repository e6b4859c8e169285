"""Running a study: settings, batches of worlds, the stopping rule, and the run folder."""
