"""The people who left in the year before the start, and how many may leave in the next year.

If people leave at a constant rate of which nothing is known beforehand (Jeffreys prior), the number in a
further year has a negative binomial distribution of shape ``n + 1/2``, where ``n`` left so far, and of mean
``(n + 1/2) people / mean_people``: the predictive distribution of a Poisson process (Gelman et al., Bayesian
Data Analysis, 3rd ed. 2013, section 2.6). A model of the organization should lie within its 95% limits.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reorg.importing.people.person import Person

WEEKS = 52
_TAIL = 0.025
"""Probability beyond each limit."""
_PRIOR = 0.5
"""Departures that the Jeffreys prior adds to those counted."""


@dataclass(frozen=True)
class Leavers:
    """``count`` people who left in the 52 weeks before the start, of ``mean_people`` on average.

    ``people`` work at the start.
    """

    count: int
    mean_people: float
    people: int

    @property
    def next_year(self) -> tuple[int, int]:
        """The 95% limits of the number of people who leave in the next 52 weeks."""
        return quantile(self, _TAIL), quantile(self, 1.0 - _TAIL)


def leavers_of(people: Sequence[Person], start: date) -> Leavers | None:
    """Return who left in the year before the start; None where no row states such a date."""
    begin = start - timedelta(weeks=WEEKS)
    count = sum(
        person.count
        for person in people
        if person.status == "left" and person.end_date is not None and begin <= person.end_date < start
    )
    days = sum(_days(person, begin, start) for person in people)
    if not count or not days:
        return None
    present = sum(person.count for person in people if person.works(start))
    return Leavers(count, days / (start - begin).days, present)


def quantile(leavers: Leavers, probability: float) -> int:
    """Return the smallest number that departures in the next year do not exceed with this probability."""
    shape = leavers.count + _PRIOR
    last, coming = leavers.mean_people, float(leavers.people)
    log_of_none = shape * math.log(last / (last + coming))
    found, below = 0, 0.0
    while True:
        log_chance = (
            math.lgamma(found + shape) - math.lgamma(shape) - math.lgamma(found + 1.0)
            + log_of_none + found * math.log(coming / (last + coming))
        )  # fmt: skip
        below += math.exp(log_chance)
        if below >= probability:
            return found
        found += 1


def _days(person: Person, begin: date, start: date) -> int:
    """Return the person-days worked between two dates; without a hire date, from the first on."""
    if person.status in {"vacant", "eliminated"} or (person.status == "left" and person.end_date is None):
        return 0
    since = max(person.hire_date or begin, begin)
    until = min(person.end_date or start, start)
    return person.count * max(0, (until - since).days)
