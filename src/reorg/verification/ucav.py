"""An aircraft's preliminary design with rework by chance, after Browning & Eppinger (2002).

Inputs: :mod:`reorg.verification.ucav_data`. Each activity is a package with a person of its own, paid the
activity's mean cost over its mean days, so that the mean cost is that of the inputs. Days are triangular;
cost has their shape, hence a correlation of 1 with them, where the original draws both with a rank
correlation of .9: that touches the spread of the cost, not its mean.

How the published rules, as read from the paper's abstract and inputs, are expressed:

* An activity begins when all marks before it in its own row, and in the rows of the activities before it, are
  done: the published band of work takes activities in their order and stops at the first that must wait.
* First-order rework: each feedback mark is a link with its probability, impact x share of a repeat as its
  share, and no learning beyond (the share of a repeat is the same each time).
* Second-order rework: each mark forward of an activity that feedback can send back is such a link. It fires
  when the redo completes, on what has begun.

* Every link pauses: what waits for an activity and is under way stops while that is redone.

What differs, and is not expressed: an activity that was itself redone as second-order sends on once more; no
activity is capped at one whole redo; what is sent back itself does not wait for a redo before it. The means
compared with are those of an independent program of the published rules; the paper's own (about 637 k$ and
141 days) are recalled, not seen, and are not compared with.

With the activities in reverse order much more is sent back, and pausing tells: there every activity waits for
its own marks only, which links can say and the published band cannot, and the program is
:mod:`reorg.verification.ucav_program` with the rules as links express them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

import numpy as np

from reorg.model.organization import Organization
from reorg.model.work import Effort, ReworkLink
from reorg.verification.results import CLOSED_FORM, LIMIT, PLANTED, PUBLISHED, Check, Comparison
from reorg.verification.simulation import hours_on_packages, simulate_worlds
from reorg.verification.small_organizations import (
    AREA,
    crew,
    fixed,
    organization,
    package,
    release,
    structure,
    team,
    without_disturbances,
)
from reorg.verification.ucav_data import Activity, Mark, activities, marks
from reorg.verification.ucav_program import outcomes

WORLDS = 1000
RUNS = 3000
"""Of the program of reversed order."""
WEEKS = 104
HOURS_PER_DAY, DAYS_PER_WEEK = 8.0, 5.0
PROGRAM_COST = {False: 635.1, True: 639.1}
"""Mean cost in k$ of an independent program of the published rules, 6,000 runs; by ``recalled``."""
PROGRAM_ERROR = 0.5
"""Its standard error."""
DAYS_LOW, DAYS_HIGH = 136.0, 143.0
"""Stated around the program's means before the engine could run the case."""


@dataclass(frozen=True)
class Sample:
    """Cost in k$ and days of independent worlds."""

    cost: Any
    days: Any


def project(
    *, recalled: bool, rework: bool = True, drawn: bool = True, longer: float = 1.0, backward: bool = False
) -> Organization:
    """Return the project; ``drawn`` False: every activity takes its mean; ``longer`` stretches all days."""
    rows, given = in_order(recalled=recalled, backward=backward)
    people = crew(len(rows))
    packages = [
        package(row.id, _effort(row, drawn, longer), after=before)
        for row, before in zip(rows, _waits(rows, given, banded=not backward), strict=True)
    ]
    teams = [team("all", owned=[("area", AREA)])]
    teams += [
        team(row.id, [person], parent="all", owned=[("package", f"r/{row.id}")])
        for row, person in zip(rows, people, strict=True)
    ]
    links = _links(rows, given) if rework else []
    return organization(people, [structure(teams)], weeks=WEEKS, releases=[release(packages, rework=links)])


def in_order(*, recalled: bool, backward: bool) -> tuple[tuple[Activity, ...], tuple[Mark, ...]]:
    """Return activities and marks in the published order, or with the last activity first."""
    rows = activities(recalled=recalled)
    if not backward:
        return rows, marks()
    last = len(rows) - 1
    turned = (replace(m, reworked=last - m.reworked, trigger=last - m.trigger) for m in marks())
    return rows[::-1], tuple(turned)


def _effort(row: Activity, drawn: bool, longer: float) -> Effort:
    if not drawn:
        return fixed(longer * row.mean_days * HOURS_PER_DAY)
    low, likely, high = (longer * days for days in row.days)
    return Effort("triangular", low, likely, high)


def _waits(rows: tuple[Activity, ...], given: tuple[Mark, ...], *, banded: bool) -> list[list[str]]:
    """Return what each activity comes after: the marks forward into it, of a band also into those before."""
    found: list[list[str]] = []
    so_far: list[str] = []
    for number in range(len(rows)):
        into = [rows[m.trigger].id for m in given if m.reworked == number and not m.is_feedback]
        so_far = list(dict.fromkeys([*(so_far if banded else ()), *into]))
        found.append(so_far)
    return found


def _links(rows: tuple[Activity, ...], given: tuple[Mark, ...]) -> list[ReworkLink]:
    sent_back = {mark.reworked for mark in given if mark.is_feedback}

    def link(mark: Mark) -> ReworkLink:
        target = rows[mark.reworked]
        return ReworkLink(
            rows[mark.trigger].id, target.id, mark.probability, mark.share * target.repeat, 1.0, pauses=True
        )

    return [link(mark) for mark in given if mark.is_feedback or mark.trigger in sent_back]


def _pay(rows: tuple[Activity, ...]) -> Any:
    """Return thousand dollars for an hour of each activity."""
    return np.array([row.mean_cost / (row.mean_days * HOURS_PER_DAY) for row in rows])


@cache
def sample(
    *,
    recalled: bool,
    rework: bool = True,
    drawn: bool = True,
    longer: float = 1.0,
    worlds: int = WORLDS,
    backward: bool = False,
) -> Sample:
    """Return cost and days of worlds of :func:`project`."""
    pay = _pay(in_order(recalled=recalled, backward=backward)[0])
    lab = project(recalled=recalled, rework=rework, drawn=drawn, longer=longer, backward=backward)
    found = [
        (pay @ hours_on_packages(outcome, len(pay)), outcome.finish_weeks.max() * DAYS_PER_WEEK)
        for outcome in simulate_worlds(lab, without_disturbances(), worlds, log=True)
    ]
    cost, days = np.array(found).T
    return Sample(cost, days)


def mean_cost(*, recalled: bool) -> float:
    """Return the exact mean cost without rework in k$: the sum of (least + likeliest + most) / 3."""
    return sum(row.mean_cost for row in activities(recalled=recalled))


def _fixed(recalled: bool, error: float) -> Comparison:
    found = sample(recalled=recalled, rework=False, drawn=False, longer=error, worlds=1)
    return Comparison(mean_cost(recalled=recalled), float(found.cost[0]), 1)


def _unworked(recalled: bool, error: float) -> Comparison:
    cost = sample(recalled=recalled, rework=False, longer=error).cost
    expected = mean_cost(recalled=recalled)
    return _read(expected, cost, 0.0, (PLANTED - 1.0) * expected)


def _program(recalled: bool, error: float) -> Comparison:
    expected, cost = PROGRAM_COST[recalled], sample(recalled=recalled, longer=error).cost
    return _read(expected, cost, PROGRAM_ERROR, (PLANTED - 1.0) * expected)


def _read(expected: float, cost: Any, their_error: float, shift: float) -> Comparison:
    own_error = float(cost.std(ddof=1) / np.sqrt(len(cost)))
    return Comparison(expected, float(cost.mean()), len(cost), float(np.hypot(own_error, their_error)), shift)


def _reversed(error: float) -> Comparison:
    rows, given = in_order(recalled=False, backward=True)
    program = outcomes(rows, given, RUNS)[:, 0]
    expected = float(program.mean())
    cost = sample(recalled=False, longer=error, backward=True).cost
    return _read(expected, cost, float(program.std(ddof=1) / np.sqrt(RUNS)), (PLANTED - 1.0) * expected)


def _days(recalled: bool, error: float) -> Comparison:
    found = float(sample(recalled=recalled, longer=error).days.mean())
    middle = (DAYS_LOW + DAYS_HIGH) / 2.0
    return Comparison(middle, found, WORLDS, allowed=middle - DAYS_LOW)


_INPUTS = "Browning & Eppinger 2002, transcribed in ragraph 1.24.1"
_PROGRAM = "an independent program of the published rules; the paper's own means are recalled, not seen"
_READINGS = ((False, "transcribed", "as transcribed"), (True, "recalled", "from memory"))
_LENGTHS = "days of every activity"

CHECKS = (
    *(
    check
    for recalled, name, words in _READINGS
    for check in (
        Check(
            f"ucav/mean-{name}", LIMIT,
            _INPUTS, f"Cost in k$ without rework at mean days, A6 {words}.", _LENGTHS,
            partial(_fixed, recalled),
        ),
        Check(
            f"ucav/no-rework-{name}", CLOSED_FORM, f"sum of (min + mode + max) / 3; {_INPUTS}",
            f"Mean cost in k$ without rework, days drawn, A6 {words}.", _LENGTHS,
            partial(_unworked, recalled),
        ),
        Check(
            f"ucav/cost-{name}", PUBLISHED, f"635.1 or 639.1 k$ by {_PROGRAM}",
            f"Mean cost in k$ with rework, A6 {words}; cost has the shape of the days, correlation 1 for .9.",
            _LENGTHS, partial(_program, recalled),
        ),
        Check(
            f"ucav/days-{name}", PUBLISHED, f"136 to 143 days around {_PROGRAM}",
            f"Mean days with rework, A6 {words}; the program's mean is 139.6 or 139.4.",
            _LENGTHS, partial(_days, recalled),
        ),
    )
    ),
    Check(
        "ucav/reversed-cost", PUBLISHED, "an independent program of the same rules, simulated beside",
        "Mean cost in k$ with the activities in reverse order. Pausing hardly touches the cost but the days:"
        " 72 without, 75 with it, 76 in the program, where what is sent back also waits for redos before it.",
        _LENGTHS, _reversed,
    ),
)  # fmt: skip
