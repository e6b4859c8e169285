"""Readings of a world: the only file of the facts that knows outcomes and event logs.

What the engine does not tell raises :class:`CannotRead`, and the fact says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from reorg.engine import KINDS, LOG_CODES, Outcome, Plan
from reorg.mechanisms.management import SMOOTHING

HOURS_PER_WEEK = 40.0
WORKED = tuple(kind for kind in KINDS if kind not in {"waiting", "idle", "booked"})
"""Kinds of hours in which something is done."""


class CannotRead(Exception):  # noqa: N818 - a finding, not a failure
    """Something that a fact must read is not measured; the message says what."""


class Questions(NamedTuple):
    """Exceptions decided, one entry each: whose, for whom, how long, by whom, and on what way."""

    asker: Any
    asked: Any
    """For whom the question was in the end, whoever took the decision."""
    hours: Any
    """From the exception to the decision."""
    taker: Any
    joint: Any
    passes: Any
    """Leads who passed it on."""


@dataclass(frozen=True)
class Run:
    """One world of one variant."""

    plan: Plan
    outcome: Outcome

    def people(self, *ids: str) -> list[int]:
        """Return the numbers of people."""
        return [self.plan.person_ids.index(name) for name in ids]

    def field(self, name: str) -> Any:
        """Return a field of the outcome; raises :class:`CannotRead` where there is none."""
        if not hasattr(self.outcome, name):
            raise CannotRead(f"outcomes have no {name}")
        return getattr(self.outcome, name)

    def lines(self, code: str) -> Any:
        """Return the lines of the event log with this code; raises :class:`CannotRead` for a new code."""
        if code not in LOG_CODES:
            raise CannotRead(f"the event log has no line {code!r}")
        log = self.outcome.log
        return log[log["code"] == LOG_CODES.index(code)]

    @cached_property
    def out(self) -> float:
        """The week in which the last package is finished; the horizon where it is not, or there is none."""
        ends = np.nan_to_num(self.outcome.finish_weeks, nan=self.plan.weeks)
        return float(ends.max()) if len(ends) else float(self.plan.weeks)

    @cached_property
    def questions(self) -> Questions:
        """All exceptions decided; each leaves three lines in a row."""
        closed, way, taken = (self.lines(c) for c in ("question closed", "question way", "decision taken"))
        return Questions(
            closed["person"], closed["on"], closed["value"], taken["person"], way["on"] >= 0, way["value"]
        )


@dataclass(frozen=True)
class Reading:
    """Something measured in each world: a number, or an array of the same shape in all worlds."""

    name: str
    read: Callable[[Run], Any]
    log: bool = False
    """Whether it needs the event log."""


def weeks_of(run: Run) -> int:
    """Return how many weeks had begun when the release was out."""
    return max(1, min(int(np.ceil(run.out)), run.plan.weeks))


RELEASE = Reading("week in which the last package is done", lambda run: run.out)

COMMUNICATION = ("coordination", "talk")
"""Kinds of hours in which people communicate: exchanges that are asked for, and informal talk."""

HORIZON = Reading("horizon in weeks", lambda run: run.plan.weeks)


def hours_of(*kinds: str) -> Reading:
    """Return hours on these kinds of work until the release is out."""
    return Reading(
        f"hours on {' and '.join(kinds)}", lambda run: float(_columns(run, kinds)[: weeks_of(run)].sum())
    )


def weekly_hours_of(*kinds: str) -> Reading:
    """Return hours on these kinds of work [week]."""
    return Reading(f"weekly hours on {' and '.join(kinds)}", lambda run: _columns(run, kinds).sum(axis=1))


def share_of(*kinds: str) -> Reading:
    """Return the share of all hours, until the release is out, that goes to these kinds of work."""

    def read(run: Run) -> float:
        spent = _columns(run, kinds)[: weeks_of(run)].sum()
        return float(spent / run.outcome.hours[: weeks_of(run)].sum())

    return Reading(f"share of hours on {' and '.join(kinds)}", read)


def _columns(run: Run, kinds: Sequence[str]) -> Any:
    for kind in kinds:
        if kind not in KINDS:
            raise CannotRead(f"hours have no kind {kind!r}")
    return run.outcome.hours[:, [KINDS.index(kind) for kind in kinds]]


def weekly(field: str, *place: int) -> Reading:
    """Return a weekly series of the outcome, of several columns the one at ``place``, [week]."""
    return Reading(f"{field} by week", lambda run: run.field(field)[(slice(None), *place)])


def _attention(run: Run) -> float:
    weeks = weeks_of(run)
    running = np.concatenate([[1.0], run.field("attention_served")[:weeks, 0]])
    return float(np.nanmean(running[:-1]) + (running[-1] - running[0]) / SMOOTHING / weeks)


ATTENTION = Reading("mean attention given", _attention)
"""Share of the attention due to members that their leads give until the release is out.

The outcome tells a running share U that starts at 1 and moves by a fourth of given - U a week; the mean of
what is given is that of U the week before + 4 x the week's change, whatever the start.
"""
SKIPPED = Reading("skipped rework hours", lambda run: run.outcome.skipped_hours)
OUTPUT = Reading("weekly nominal hours of direct work done", lambda run: run.outcome.throughput)
PEOPLE_WEEKS = Reading(
    "weeks of people present until the release is out", lambda run: _until(run.outcome.headcount, run.out)
)
ITEMS = Reading("items done", lambda run: run.outcome.streams[:, 0].sum())
DEPARTURES = Reading("departures", lambda run: run.outcome.departures)
PRESENT = Reading("weeks of people present", lambda run: run.outcome.headcount.sum())


def items_of(stream: int) -> Reading:
    """Return how many items of one stream were done."""
    return Reading(f"items done of stream {stream}", lambda run: run.outcome.streams[stream, 0])


def _until(series: Any, weeks: float) -> float:
    whole = int(weeks)
    part = (weeks - whole) * series[whole] if whole < len(series) else 0.0
    return float(series[:whole].sum() + part)


def asked(
    what: str, *, at: Sequence[str] = (), by: Sequence[str] = (), joint: bool | None = None,
    weeks: tuple[float, float] | None = None, alone: bool = False,
) -> Reading:  # fmt: skip
    """Return a figure of exceptions that somebody else had to decide, summed over them.

    Where ``alone``, those are counted as well that are the asker's own to decide.

    ``what`` is *number*, *hours* (from the exception to the decision), *defaults* (decided by others than
    those asked) or *passes*. ``at`` names whom they were for (anybody else but the asker), ``by`` who asked
    (anybody), ``joint`` whether they concerned coupled work, ``weeks`` when they were raised.
    """

    def read(run: Run) -> float:
        found = run.questions
        chosen = (found.asked != found.asker) | alone
        if at:
            chosen &= np.isin(found.asked, run.people(*at))
        if by:
            chosen &= np.isin(found.asker, run.people(*by))
        if joint is not None:
            chosen &= found.joint == joint
        if weeks is not None:
            raised = (run.lines("question closed")["time"] - found.hours) / HOURS_PER_WEEK
            chosen &= (raised >= weeks[0]) & (raised < weeks[1])
        values = {
            "number": np.ones(len(chosen)),
            "hours": found.hours,
            "defaults": found.taker != found.asked,
            "passes": found.passes,
        }
        return float(values[what][chosen].sum())

    about = "" if joint is None else "joint " if joint else "own "
    of = "anybody" if not by else by[0]
    to = ("anybody" if alone else "others") if not at else " and ".join(at)
    when = "" if weeks is None else f" in weeks {weeks[0]:g} to {weeks[1]:g}"
    return Reading(f"{what} of {about}questions of {of} to {to}{when}", read, log=True)


def count_of(code: str, works: slice = slice(None)) -> Reading:
    """Return how many lines of a code the event log has, on packages whose numbers are in ``works``."""

    def read(run: Run) -> float:
        lines = run.lines(code)
        if works == slice(None):
            return float(len(lines))
        numbers = range(len(run.outcome.finish_weeks))[works]
        return float(np.isin(lines["on"], numbers).sum())

    return Reading(f"lines {code!r}{_of_packages(works)}", read, log=True)


def sum_of(code: str) -> Reading:
    """Return the sum of the values of the lines of a code."""
    return Reading(f"sum of {code!r}", lambda run: float(run.lines(code)["value"].sum()), log=True)


UNSERVED = Reading(
    "coordination requests missed or never made",
    lambda run: float(sum(len(run.lines(code)) for code in ("request missed", "request overlooked"))),
    log=True,
)


def _of_packages(works: slice) -> str:
    return "" if works == slice(None) else f" of packages {works.start or 0} to {works.stop or 'the last'}"


def gone(*ids: str, weeks: tuple[float, float]) -> Reading:
    """Return how many of these first holders of positions left in some weeks."""

    def read(run: Run) -> float:
        left = run.outcome.exit_weeks[run.people(*ids)]
        return float(((left >= weeks[0]) & (left < weeks[1])).sum())

    return Reading(f"exits of {ids[0]} and {len(ids) - 1} more in weeks {weeks[0]:g} to {weeks[1]:g}", read)


def _spans(run: Run, *what: str) -> tuple[Any, Any]:
    """Return the lines in which people begin things and those in which they end them, one by one.

    ``what`` is *work* or *item*. Whoever is at something at the horizon, or has left amid it, has begun one
    thing more than ended.
    """
    begun, ended = (
        np.concatenate([run.lines(f"{verb} {each}") for each in what]) for verb in ("begin", "end")
    )
    begun, ended = (lines[np.lexsort((lines["time"], lines["person"]))] for lines in (begun, ended))
    places = []
    for person in np.unique(ended["person"]):
        first = np.searchsorted(begun["person"], person)
        times = begun["time"][begun["person"] == person]
        places.append(first + np.searchsorted(times, ended["time"][ended["person"] == person]) - 1)
    return begun[np.concatenate(places)] if places else begun[:0], ended


def speed_of(ids: Sequence[str], works: slice = slice(None)) -> Reading:
    """Return nominal hours of work done per working hour, by some people on some packages or streams."""

    def read(run: Run) -> float:
        begun, ended = _spans(run, "work")
        mine = np.isin(ended["person"], run.people(*ids))
        if works != slice(None):
            mine &= np.isin(ended["on"], np.arange(len(run.outcome.finish_weeks))[works])
        return float(ended["value"][mine].sum() / begun["value"][mine].sum()) if mine.any() else float("nan")

    return Reading(f"speed of {ids[0]} and {len(ids) - 1} more{_of_packages(works)}", read, log=True)


def work_of(ids: Sequence[str], bin_weeks: int = 4) -> Reading:
    """Return working hours and nominal hours of work done by the first holders [four weeks, 2]."""

    def read(run: Run) -> Any:
        begun, ended = _spans(run, "work")
        mine = np.isin(ended["person"], run.people(*ids)) & _of_first_holders(run, ended)
        place = (ended["time"][mine] / HOURS_PER_WEEK / bin_weeks).astype(int)
        count = -(-run.plan.weeks // bin_weeks) + 1
        return np.array([np.bincount(place, worth["value"][mine], count) for worth in (begun, ended)]).T

    return Reading(f"work of {ids[0]} and {len(ids) - 1} more by {bin_weeks} weeks", read, log=True)


def _of_first_holders(run: Run, lines: Any) -> Any:
    """Return which lines are of the first holders of positions: successors are new later."""
    exits = np.nan_to_num(run.outcome.exit_weeks, nan=np.inf)
    return lines["time"] / HOURS_PER_WEEK <= exits[lines["person"]]


def switches() -> Reading:
    """Return how often people start work other than their last."""

    def read(run: Run) -> float:
        begun = run.lines("begin work")
        begun = begun[np.argsort(begun["person"], kind="stable")]
        same = (np.diff(begun["person"]) == 0) & (np.diff(begun["on"]) != 0)
        return float(same.sum())

    return Reading("times that people start other work", read, log=True)


def busy(*ids: str) -> Reading:
    """Return the share of the time of some people in which they work or see to something."""

    def read(run: Run) -> float:
        begun, ended = _spans(run, "work", "item")
        mine = np.isin(ended["person"], run.people(*ids))
        hours = ended["time"][mine].sum() - begun["time"][mine].sum()
        return float(hours / (run.plan.weeks * HOURS_PER_WEEK * len(ids)))

    return Reading(f"busy share of {ids[0]} and {len(ids) - 1} more", read, log=True)


def _everything(run: Run) -> Any:
    """Return all figures of an outcome as one row, except for the number of events and the log."""
    fields = {k: v for k, v in vars(run.outcome).items() if k not in {"events", "log"} and v is not None}
    return np.concatenate([np.ravel(np.asarray(fields[name], float)) for name in sorted(fields)])


EVERYTHING = Reading("all figures of the outcome", _everything)
