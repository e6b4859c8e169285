"""Statistics of worlds that have been simulated: intervals, paired differences, drivers, flips."""
