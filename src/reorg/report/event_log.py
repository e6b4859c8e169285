"""The event log of one world in words, with units and dates.

A request ends in one of three ways: somebody begins to serve it and ends, it is settled at a meeting or a
one-to-one, or it lapses and is missed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from reorg.engine import LOG_CODES, Plan
from reorg.model.analysis.roles import names_of_people
from reorg.model.analysis.work_names import names_of_work
from reorg.model.work import full_name

HOURS_PER_WEEK = 40.0
ITEMS = (
    "a decision", "a decision taken", "a request", "a reply", "a request to bridge", "a one-to-one",
    "a meeting", "an interruption", "a newcomer's question", "an agent's result", "a report to the lead",
    "news from the lead", "informal talk", "a question to pass on",
)  # fmt: skip
"""Items of an inbox by their number in the log."""

_LINES = {
    "begin work": ("{person} begins a piece of {work}", "hours of work"),
    "end work": ("{person} ends a piece of {work}", "nominal hours"),
    "begin item": ("{person} starts {item}", "hours of work"),
    "end item": ("{person} finishes {item}", "hours of work"),
    "idle": ("{person} has nothing to do", ""),
    "exception": ("{person} meets an exception in {work}", "probability"),
    "decision asked": ("{person} is asked by {other} to decide", "hours of work"),
    "decision taken": ("{person} decides on {work}", "hours to do again"),
    "question closed": ("{other} answers a question from {person}", "hours since it was raised"),
    "question way": ("a question from {person} is settled", "times passed on"),
    "passed on": ("a question from {other} is passed on to {person}", "hours of work"),
    "decides alone": ("{person} decides without an answer from {other}", ""),
    "request sent": ("{person} gets a request from {other}", "hours of work"),
    "request missed": ("{person} misses a request from {other}", "change of the exception rate"),
    "request overlooked": ("{other} does not think of asking {person}", "change of the exception rate"),
    "settled": ("{person} and {other} settle a request when they meet", "hours of work saved"),
    "question settled": ("{person} decides a question from {other} when they meet", "hours of work saved"),
    "request misdirected": ("a request from {other} is misdirected to {person}", "probability"),
    "item lapsed": ("{item} for {person} lapses", "hours of work"),
    "booked": ("{person} attends to duties outside the model", "hours"),
    "meeting": ("a meeting is held", "hours"),
    "package open": ("work on {work} can begin", "nominal hours"),
    "package finished": ("{work} is finished", ""),
    "arrival": ("an item of {work} arrives", "nominal hours"),
    "demand changed": ("arrivals of {work} change", "times"),
    "sent back": ("work is sent back to {work}", "hours to do again"),
    "paused": ("{work} waits for what was sent back before it", "hours left"),
    "conflict": ("{work} conflicts with work that it is coupled to", "hours to do again"),
    "wrong decision found": ("a wrong decision in {work} is found", "hours to do again"),
    "trial": ("a design of {work} is tried", "value of the design"),
    "judged": ("{person} judges the design of {release}", "value of the design"),
    "good enough": ("research on {work} ends: the design is good enough", "hours left"),
    "time up": ("research on {work} ends: its time is up", "hours left"),
    "attempt failed": ("{work} fails acceptance and is started over", "times started over"),
    "attempt ready": ("an attempt at {work} works and waits for the end of its race", ""),
    "race won": ("the race for {work} is won", "number of the attempt, from 0"),
    "delegated": ("{person} hands a piece of {work} to an agent", "nominal hours"),
    "agent done": ("an agent of {person} finishes a piece of {work}", "nominal hours"),
    "error found": ("{person} finds the agent's work on {work} wrong", "nominal hours"),
    "error unseen": ("{person} does not see that the agent's work on {work} is wrong", "nominal hours"),
    "accelerators": ("the accelerators of {pool} change", "accelerators"),
    "job waits": ("a job of {person} for {work} waits for accelerators", "hours of running"),
    "job begins": ("a job of {person} for {work} begins to run", "hours waited"),
    "job fails": ("a job of {person} for {work} fails", "hours left"),
    "job back": ("a job of {person} for {work} is done", "hours"),
    "reorganized": ("the structure becomes {structure}", ""),
    "moved": ("{person} moves to {team}", ""),
    "changes desk": ("{person} goes to the second seat in {team}", ""),
    "acting lead": ("{person} acts as lead of {team}", ""),
    "promoted": ("{other} takes the position of {person}", ""),
    "left": ("{person} leaves {team}", "cumulative hazard"),
    "away": ("{person} goes on leave from {team}", ""),
    "back": ("{person} is back from leave in {team}", "times hired"),
    "joined": ("{person} joins {team}", "times hired"),
    "load": ("work waits for {person} when the week ends", "weeks of work"),
}
"""By code: the line in words, and the unit of its value."""


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
    people = names_of_people(plan.organization)
    person_names = [people[person] for person in plan.person_ids]
    organization = plan.organization
    structures = [organization.structure(k) for k in organization.scenario(plan.scenario_id).structures]
    releases = {release.id: release.name for release in organization.releases}
    names = {
        "other": person_names,
        "work": names_by_number(plan),
        "item": ITEMS,
        "team": [team.name for structure in structures for team in structure.teams],
        "structure": [structure.name for structure in structures],
        "release": [releases[run.release] for run in plan.releases],
        "pool": [pool.id for pool in organization.pools],
    }
    start = date.fromisoformat(organization.start)
    for time, code, person, number, value in log.tolist():
        event = LOG_CODES[code]
        week = time / HOURS_PER_WEEK
        words, unit = _LINES[event]
        who = person_names[person] if person >= 0 else "nobody"
        text = words.format(person=who, **{kind: _named(listed, number) for kind, listed in names.items()})
        day = start + timedelta(days=math.floor(7.0 * week))
        identity = plan.person_ids[person] if person >= 0 else ""
        yield EventLine(week, day.isoformat(), event, identity, text, value, unit)


def names_by_number(plan: Plan) -> tuple[str, ...]:
    """Return the name of each number of work in a log: packages, other teams' versions of them, streams."""
    names = names_of_work(plan.organization)
    repeated = {release.id for release in plan.organization.releases if release.every_weeks}
    packages = []
    for package in plan.packages:
        name = names["package", full_name(package.release, package.package)]
        packages.append(f"{name} ({package.occurrence + 1})" if package.release in repeated else name)
    versions = plan.arrays["jobs"]["package"][len(packages) :]
    streams = (names["stream", stream] for stream in plan.stream_ids)
    return (*packages, *(f"{packages[j]}, another team's" for j in versions), *streams)


def weekly_hours(plan: Plan, log: Any) -> Any:
    """Return each person's hours at work [person, week, own work | inbox], in clock hours of the week.

    From the lines that begin and end; activities not ended at the horizon last until it.
    """
    hours = np.zeros((len(plan.person_ids), plan.weeks, 2))
    begun: dict[int, tuple[float, int]] = {}
    names = ("begin work", "begin item", "end work", "end item", "left", "away")
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


def _named(names: Sequence[str], number: int) -> str:
    return names[number] if 0 <= number < len(names) else "nobody"
