"""A film of one world: the events of each week under two structures, from the event log.

The figures drawn are counted from the same log that `reorg run --trace` writes: hours of each team by kind,
decisions passed up, requests misdirected, people who leave and start, work finished. Weeks count from the
start date; the film begins a few weeks before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from reorg.engine import KINDS as HOURS_KINDS
from reorg.engine import LOG_CODES, Outcome, Plan
from reorg.engine.state.constants import ITEM_HOURS
from reorg.model.analysis.hierarchy import walk_teams
from reorg.model.structure import Structure
from reorg.report.event_log import HOURS_PER_WEEK
from reorg.study.running.batch import Rehearsal
from reorg.web.film_releases import last_packages, names_of_packages, names_of_runs, waits_of

Data = dict[str, Any]
T = TypeVar("T")
FIRST_WEEK = -4
"""First week of the film, if the warm-up is that long."""
KINDS = ("work", "asking", "meetings")
_MEETINGS = [kind for kind, name in enumerate(HOURS_KINDS) if name in ("management", "meetings", "talk")]
_CODE = {name: code for code, name in enumerate(LOG_CODES)}
_BEGINS = ("begin work", "begin item")
_ENDS = ("end work", "end item", "left", "away", *_BEGINS)
REPORTED = ("left", "joined", "acting lead", "package finished", "reorganized")
EVENTS_MAX = 4000


@dataclass(frozen=True)
class Seats:
    """The teams of a structure in the order of its tree, and the row of each person's team."""

    structure: Structure
    rows: list[tuple[int, Any]]
    of_person: NDArray[np.int64]

    @classmethod
    def of(cls, structure: Structure, people: tuple[str, ...]) -> Seats:
        """Return the seats of these people in a structure; a lead sits in the first team led."""
        rows = list(walk_teams(structure))
        number = {person: index for index, person in enumerate(people)}
        seats = np.full(len(people), -1)
        for row, (_, team) in enumerate(rows):
            for person in (*team.members, *([team.lead] if team.lead else [])):
                if person in number and seats[number[person]] < 0:
                    seats[number[person]] = row
        return cls(structure, rows, seats)


@dataclass(frozen=True)
class Traced:
    """One world under one structure: its plan, its outcome with the event log, and the seats."""

    plan: Plan
    outcome: Outcome
    seats: Seats


def film_of(
    rehearsal: Rehearsal, pair: tuple[int, int], after: tuple[Structure, Structure], world: int
) -> Data:
    """Return the film of one world under two scenarios, by their index in the rehearsal, the baseline first.

    ``after`` are the structures in whose teams people are shown, each the final structure of its scenario.
    """
    organization = rehearsal.job.organization
    first = max(FIRST_WEEK, -organization.warmup_weeks)

    def side(which: int) -> Data:
        traced = _traced(rehearsal, pair[which], after[which], world)
        return _side(traced.plan, traced.outcome, traced.seats, first)

    sides = _both(side)
    weeks = organization.horizon_weeks
    return {"world": world, "seed": rehearsal.job.seed, "first_week": first, "weeks": weeks, "sides": sides}


def traced_sides(
    rehearsal: Rehearsal, pair: tuple[int, int], after: tuple[Structure, Structure], world: int
) -> list[Traced]:
    """Return one world under two scenarios with its event logs; arguments as of :func:`film_of`."""
    return _both(lambda which: _traced(rehearsal, pair[which], after[which], world))


def _traced(rehearsal: Rehearsal, scenario: int, after: Structure, world: int) -> Traced:
    plan = rehearsal.plans[scenario]
    outcome = rehearsal.outcome(scenario, rehearsal.row(world), world, log=True)
    return Traced(plan, outcome, Seats.of(after, plan.person_ids))


def _both(make: Callable[[int], T]) -> list[T]:
    """Return a function's results for the two sides, computed at the same time: both release the lock."""
    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(make, (0, 1)))


def _side(plan: Plan, outcome: Outcome, seats: Seats, first: int) -> Data:
    log = outcome.log
    count = plan.weeks - first
    hours = hours_by_team(log, seats.of_person, len(seats.rows), first, count)
    week = np.floor(log["time"] / HOURS_PER_WEEK).astype(np.int64) - first
    inside = (week >= 0) & (week < count)
    up = _passed_up(log, week, inside, seats, count)
    output = [None] * -first + [round(float(value), 1) for value in outcome.throughput]
    return {
        "scenario": plan.scenario_id,
        "teams": [
            {"id": team.id, "name": team.name, "level": level, "heads": int((seats.of_person == row).sum())}
            for row, (level, team) in enumerate(seats.rows)
        ],
        "hours": np.round(hours).astype(int).tolist(),
        "up": up.tolist(),
        "load": np.round(load_by_team(log, seats.of_person, len(seats.rows), first, count), 2).tolist(),
        "vacant": _vacant(log, week, seats, count).tolist(),
        "misdirected": np.bincount(
            week[inside & (log["code"] == _CODE["request misdirected"])], minlength=count
        ).tolist(),
        "output": output,
        "events": _events(plan, log, week, inside),
        "waits": waits_of(plan, log),
    }


def hours_by_team(
    log: Any, seats: NDArray[np.int64], teams: int, first: int, weeks: int
) -> NDArray[np.float64]:
    """Return person-hours [team, week, kind] of ``weeks`` weeks from ``first``, kinds as in :data:`KINDS`.

    From the lines that begin and end; ``seats`` is the team of each person, -1 for none.
    """
    counted = np.flatnonzero(_is_one_of(log["code"], _ENDS))
    # By person, and for each person by time: lines are in order of time.
    counted = counted[np.argsort(log["person"][counted], kind="stable")]
    person, time, code = (log[name][counted] for name in ("person", "time", "code"))
    begins = _is_one_of(code, _BEGINS)
    until = np.append(time[1:], np.inf)
    until[np.append(person[1:] != person[:-1], True)] = np.inf
    since, until = time[begins], np.minimum(until[begins], (first + weeks) * HOURS_PER_WEEK)
    kind = np.where(code[begins] == _CODE["begin work"], 0, 1)
    item = np.clip(log["on"][counted[begins]], 0, len(ITEM_HOURS) - 1)
    kind[(kind == 1) & np.isin(ITEM_HOURS, _MEETINGS)[item]] = 2
    team = seats[person[begins]]
    hours = np.zeros((teams, weeks, len(KINDS)))
    start = np.maximum(since, first * HOURS_PER_WEEK)
    while (left := (start < until) & (team >= 0)).any():
        week = np.floor(start[left] / HOURS_PER_WEEK).astype(np.int64)
        end = np.minimum(until[left], (week + 1) * HOURS_PER_WEEK)
        np.add.at(hours, (team[left], week - first, kind[left]), end - start[left])
        start[left] = end
    booked = log[log["code"] == _CODE["booked"]]
    when = np.floor(booked["time"] / HOURS_PER_WEEK).astype(np.int64) - first
    kept = (when >= 0) & (when < weeks) & (seats[booked["person"]] >= 0)
    np.add.at(hours, (seats[booked["person"][kept]], when[kept], 2), booked["value"][kept])
    return hours


def load_by_team(
    log: Any, seats: NDArray[np.int64], teams: int, first: int, weeks: int
) -> NDArray[np.float64]:
    """Return the weeks of work waiting per head [team, week] at the end of each week, from week 0 on.

    From the log lines about load; arguments as of :func:`hours_by_team`.
    """
    lines = log[log["code"] == _CODE["load"]]
    # A count at the end of a week belongs to that week.
    week = np.rint(lines["time"] / HOURS_PER_WEEK).astype(np.int64) - 1 - first
    team = seats[lines["person"]]
    kept = (team >= 0) & (week >= 0) & (week < weeks)
    found = np.zeros((teams, weeks))
    np.add.at(found, (team[kept], week[kept]), lines["value"][kept])
    heads = np.bincount(seats[seats >= 0], minlength=teams)
    return found / np.maximum(heads, 1)[:, None]


def _is_one_of(codes: NDArray[Any], names: Sequence[str]) -> NDArray[np.bool_]:
    """Return which lines have a code with one of these names."""
    table = np.zeros(len(LOG_CODES), np.bool_)
    table[[_CODE[name] for name in names]] = True
    return np.asarray(table[codes])


def _passed_up(log: Any, week: Any, inside: Any, seats: Seats, count: int) -> NDArray[np.int64]:
    """Return decisions that came to each team from another [team, week]."""
    up = np.zeros((len(seats.rows), count), np.int64)
    asked = inside & _is_one_of(log["code"], ("decision asked", "passed on"))
    asked &= (log["person"] >= 0) & (log["on"] >= 0)
    by, whom = seats.of_person[log["on"][asked]], seats.of_person[log["person"][asked]]
    passed = (by != whom) & (whom >= 0)
    np.add.at(up, (whom[passed], week[asked][passed]), 1)
    return up


def _vacant(log: Any, week: Any, seats: Seats, count: int) -> NDArray[np.int64]:
    """Return vacant seats at the end of each week [team, week]."""
    change = np.zeros((len(seats.rows), count), np.int64)
    for name, step in (("left", 1), ("joined", -1), ("away", 1), ("back", -1)):
        lines = log["code"] == _CODE[name]
        team = seats.of_person[log["person"][lines]]
        kept = (team >= 0) & (week[lines] < count)
        np.add.at(change, (team[kept], np.maximum(week[lines][kept], 0)), step)
    return np.maximum(np.cumsum(change, axis=1), 0)


def _events(plan: Plan, log: Any, week: Any, inside: Any) -> list[Data]:
    """Return the events shown for a week: departures, starts, acting leads, packages, releases out."""
    reported = {_CODE[name]: name for name in REPORTED}
    works = names_of_packages(plan)
    is_stream = (log["code"] == _CODE["package finished"]) & (log["on"] >= len(plan.packages))
    names = names_of_runs(plan)
    out = {last: names[run.release, run.occurrence] for last, (run, _) in last_packages(plan, log).items()}
    found = []
    for line in np.flatnonzero(inside & _is_one_of(log["code"], REPORTED) & ~is_stream)[:EVENTS_MAX]:
        row = log[line]
        event: Data = {"week": int(week[line]), "kind": reported[int(row["code"])]}
        if row["person"] >= 0:
            event["person"] = plan.person_ids[row["person"]]
        if event["kind"] == "package finished":
            event["work"] = works[row["on"]]
            event |= {"release": out[int(row["on"])]} if int(row["on"]) in out else {}
        found.append(event)
    return found
