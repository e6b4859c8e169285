"""Reorganization: for a while nobody is sure who decides.

    P(a request goes astray) = exp(-t / ambiguity)                                       ... (1)

t = time since the later of the two people last got another team, lead or lead's lead. What went astray
costs its hours and is sent once more. Requests for decisions follow the new lines; ties do not (see
:mod:`reorg.mechanisms.ties`). What work loses that passes to other people is their familiarity with it
(:mod:`reorg.mechanisms.familiarity`).

Thirty percent of reorganizations take over a year to implement (McKinsey 2013 survey); no measured time
path of output was found, so the range of ``ambiguity_weeks`` is wide.
"""

from __future__ import annotations

import math

from reorg.compilation import compiled
from reorg.quantity import of_mechanism

PARAMETERS = of_mechanism("reorganization")


@compiled
def astray(weeks: float, ambiguity_weeks: float) -> float:
    """Return the probability that a request is misdirected ``weeks`` after the change, equation (1)."""
    return math.exp(-weeks / ambiguity_weeks)


LIMITS = ((astray, (0.0, 8.0), 1.0),)
