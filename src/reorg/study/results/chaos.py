"""The simulation's own chaos, measured once a version.

Two worlds with the same assumptions and luck, but for efforts that differ by a millionth, soon differ in who
takes which work next. Half the mean square of what the two differ by is the variance that the simulation adds
by itself, here as a share of the variance of the difference between the scenarios ``stay`` and ``split`` of
the case ``qwen``. It is part of what a study calls luck. It has not been measured for this version.
"""

from __future__ import annotations

CHAOS_SHARES: dict[str, float] = {}
"""Metric to the share of the variance of a difference."""
