"""The event log of one world in words: who does what on what, with units and dates.

A request ends in one of four lines: somebody begins to serve it and ends, it is settled at a meeting, or it
lapses and is missed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from reorg.engine import LOG_CODES, Plan

HOURS_PER_WEEK = 40.0
ITEMS = (
    "a decision", "a decision taken", "a request", "a reply", "a request to bridge", "a one-to-one",
    "a meeting", "an interruption", "a newcomer's question", "an agent's result",
)  # fmt: skip
"""Items of an inbox by their number in the log."""

_OTHERS = {
    "begin work": ("{person} begins a piece of {work}", "hours of work"),
    "end work": ("{person} ends a piece of {work}", "nominal hours"),
    "begin item": ("{person} takes up {item}", "hours of work"),
    "end item": ("{person} is done with {item}", "hours of work"),
    "idle": ("{person} has nothing to do", ""),
    "exception": ("{person} meets an exception in {work}", "probability"),
    "decision asked": ("{person} is asked by {other} to decide", "hours of work"),
    "decision taken": ("{person} decides on {work}", "hours to do again"),
    "request sent": ("{person} gets a request from {other}", "hours of work"),
    "request missed": ("{person} has missed a request of {other}", "change of the exception rate"),
    "settled": ("{person} settles a request of {other} at a meeting", "hours of work saved"),
    "astray": ("a request of {other} was misdirected to {person}", "probability"),
    "item lapsed": ("{item} for {person} lapses", "hours of work"),
    "package open": ("{work} can be worked on", "nominal hours"),
    "package finished": ("{work} is finished", ""),
    "arrival": ("an item of {work} arrives", "nominal hours"),
    "meeting": ("a meeting is held", "hours"),
    "reorganized": ("the structure changes", ""),
    "decides alone": ("{person} decides without an answer of {other}", ""),
    "left": ("{person} leaves", "cumulated hazard"),
    "joined": ("{person} joins", "times hired"),
    "acting lead": ("{person} acts as lead", ""),
    "moved": ("{person} moves to another team", ""),
    "demand changed": ("arrivals of {work} change", "times"),
    "sent back": ("{work} gets work back", "hours to do again"),
    "trial": ("a design of {work} is tried", "value of the design"),
}
"""By code: the line in words, and the unit of its value; other codes are told by their name."""


@dataclass(frozen=True)
class EventLine:
    """One line of a log, ready to be read."""

    week: float
    date: str
    event: str
    person: str
    text: str
    value: float
    unit: str


def event_lines(plan: Plan, log: Any) -> Iterator[EventLine]:
    """Yield the lines of a log (:func:`reorg.study.compare.trace`) in words, in order of time."""
    works = names_of_work(plan)
    start = date.fromisoformat(plan.organization.start)
    for time, code, person, number, value in log.tolist():
        event = LOG_CODES[code]
        week = time / HOURS_PER_WEEK
        words, unit = _OTHERS.get(event, (event, ""))
        who = plan.person_ids[person] if person >= 0 else ""
        text = words.format(
            person=who,
            other=_named(plan.person_ids, number),
            work=_named(works, number),
            item=_named(ITEMS, number),
        )
        day = start + timedelta(days=math.floor(7.0 * week))
        yield EventLine(week, day.isoformat(), event, who, text, value, unit)


def names_of_work(plan: Plan) -> tuple[str, ...]:
    """Return the name of each number of work in a log: packages, other teams' versions of them, streams."""
    packages = [f"{p.release}/{p.package}" for p in plan.packages]
    repeated = {release.id for release in plan.organization.releases if release.every_weeks}
    packages = [
        f"{name} ({p.occurrence + 1})" if p.release in repeated else name
        for name, p in zip(packages, plan.packages, strict=True)
    ]
    versions = plan.arrays["jobs"]["package"][len(packages) :]
    return (*packages, *(f"{packages[j]}, another team's" for j in versions), *plan.stream_ids)


def weekly_hours(plan: Plan, log: Any) -> Any:
    """Return how long each person was at work [person, week, own work | inbox], in clock hours of the week.

    From the lines that begin and end; what is not ended at the horizon lasts until it.
    """
    hours = np.zeros((len(plan.person_ids), plan.weeks, 2))
    begun: dict[int, tuple[float, int]] = {}
    names = ("begin work", "begin item", "end work", "end item", "left")
    begin_work, begin_item, *ends = (LOG_CODES.index(name) for name in names)
    for time, code, person, _, _ in log.tolist():
        if code in (begin_work, begin_item):
            begun[person] = (time, int(code == begin_item))
        elif code in ends and person in begun:
            since, kind = begun.pop(person)
            _book(hours[person, :, kind], since, time)
    for person, (since, kind) in begun.items():
        _book(hours[person, :, kind], since, plan.weeks * HOURS_PER_WEEK)
    return hours


def _book(weeks: Any, since: float, until: float) -> None:
    ends = np.arange(1, len(weeks) + 1) * HOURS_PER_WEEK
    weeks += np.clip(np.minimum(until, ends) - np.maximum(since, ends - HOURS_PER_WEEK), 0.0, None)


def _named(names: tuple[str, ...], number: int) -> str:
    return names[number] if 0 <= number < len(names) else "nobody"
