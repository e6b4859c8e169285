"""Effects of a scenario on people: at risk, relieved, or only changed, with the reasons in words.

Leads, teams, spans and work are those of the final structures of both scenarios. Overload and leaving are
measured over the horizon of the same worlds. The smallest change worth mentioning is a convention (an
inference), the constants below.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

from reorg.engine import KINDS
from reorg.model.people import Person
from reorg.model.work import WorkName
from reorg.study.results.loads import Loads
from reorg.study.results.standing import Change, Pair

Document = dict[str, Any]

OVERLOADED_SHARE, LEAVING_SHARE, BUSY_SHARE = 0.05, 0.02, 0.1
"""Minimum reported change of the share of weeks overloaded, of worlds in which a person leaves, and of busy
hours."""
FULL_SHARE = 0.9
"""A person who is busy for less of the time under both has time left: a change is neither loss nor gain."""
SPAN_FACTOR, SPAN_REPORTS = 1.5, 3
"""A span is wider with this factor and this number more of direct reports, and narrower alike."""
SCOPE_SHARE = 0.75
"""Scope is lost if at most this share of the people below is left."""
NAMES_MAX = 3
STANDS_OUT_FROM, STANDING_OUT_MAX = 0.02, 20
"""Change of a share from which one of several with a role is named, and how many are at most."""
REPORTS_TO, LEAD_LEAVES = "reports to ", "the lead, "
"""Beginnings of reasons that name a lead."""
ORDER = ("leaves", "at risk", "both", "relieved", "changed")
"""The readings, in the order in which people are listed."""


@dataclass(frozen=True)
class Names:
    """Names of people and of the teams of both structures, by id, and of work."""

    people: dict[str, str]
    teams: Pair[dict[str, str]]
    work: dict[WorkName, str]


@dataclass(frozen=True)
class Affected:
    """One person under one scenario, compared with the baseline."""

    person: Person
    place: int
    """Index among all people of the plan."""
    change: Change
    loads: Pair[Loads]
    beyond: float
    """Half widths of the 95% interval that a measured change must exceed to be significant among all
    people."""
    leaving_reach: float
    """Widest half width of the interval of the share of worlds in which anybody leaves."""

    def figures(self, name: str) -> Pair[float]:
        """Return a figure of :class:`Loads` under both."""
        before, after = (float(getattr(side, name)[self.place]) for side in self.loads)
        return before, after

    def reach(self, name: str) -> float:
        """Return the half width that the change of a figure must exceed, before :attr:`beyond`.

        For leaving it is the widest of all people: a person leaves or stays, so that people's own half widths
        differ largely by chance, and equal changes would have different readings.
        """
        if name == "leaving":
            return self.leaving_reach
        return self.own_reach(name)

    def own_reach(self, name: str) -> float:
        """Return the half width of the interval of the difference of a figure of this person."""
        return float(getattr(self.loads[1], f"{name}_reach")[self.place])

    def risks(self, names: Names) -> list[str]:
        """Return the reasons for a loss, in words."""
        return [*self._losses_of_position(names), *self._measured(1)]

    def reliefs(self) -> list[str]:
        """Return the reasons for a gain, in words."""
        before, after = self.change.positions
        if self.change.leaves is not None or self.change.stays_out:
            return []
        gains = []
        if before.span >= SPAN_FACTOR * after.span > 0 and before.span - after.span >= SPAN_REPORTS:
            gains.append(f"{counted(after.span, 'direct report', 'direct reports')} instead of {before.span}")
        return [*gains, *self._measured(-1)]

    def changes(self, names: Names) -> list[str]:
        """Return the changes that are neither a loss nor a gain by themselves, in words."""
        before, after = self.change.positions
        if self.change.stays_out:
            return ["does not join"]
        lines = ["joins"] if self.change.joins else []
        if after.span and not before.span:
            lines.append("now leads a team")
        if self.change.new_lead:
            lead = names.people.get(after.lead or "", "nobody")
            former = names.people.get(before.lead or "", "nobody")
            # The successor is drawn in each world; if the position is closed there is only an acting lead.
            same = f"{LEAD_LEAVES}{lead}, leaves"
            lines.append(same if lead == former else f"{REPORTS_TO}{lead} instead of {former}")
        if self.change.new_team:
            lines.append(
                f"is in {names.teams[1].get(after.team or '', 'no team')}, with mostly different teammates"
            )
        return lines

    def _losses_of_position(self, names: Names) -> Iterator[str]:
        before, after = self.change.positions
        if self.change.stays_out:
            return
        if self.change.leaves is not None:
            yield f"leaves in week {self.change.leaves:g}"
            return
        if before.span and not after.span:
            yield "no longer leads anyone"
        elif after.below < before.below and after.below <= SCOPE_SHARE * before.below:
            yield f"{counted(after.below, 'person', 'people')} below instead of {before.below}"
        if after.span >= SPAN_FACTOR * before.span > 0 and after.span - before.span >= SPAN_REPORTS:
            yield f"{counted(after.span, 'direct report', 'direct reports')} instead of {before.span}"
        lost = self.change.work_lost
        if len(lost) > len(self.change.work_gained):
            yield f"no longer owns {listed(names, lost)}"

    def _measured(self, sign: int) -> Iterator[str]:
        """Yield the measured changes for the worse (1) or for the better (-1) that are beyond chance."""
        if not self.change.is_measured:
            return
        for name, least, floor, words in (
            ("overloaded", OVERLOADED_SHARE, 0.0, "overloaded in {} of weeks instead of {}"),
            ("leaving", LEAVING_SHARE, 0.0, "leaves in {} of worlds instead of {}"),
            ("busy", BUSY_SHARE, FULL_SHARE, "busy for {} of the time instead of {}"),
        ):
            before, after = self.figures(f"{name}_share")
            worse = sign * (after - before)
            if (
                worse >= least
                and worse > self.beyond * self.reach(name)
                and self._counts(name, sign)
                and max(before, after) >= floor
            ):
                yield words.format(percent(after), percent(before))

    def _counts(self, name: str, sign: int) -> bool:
        """Return whether a change of a figure is a loss or a gain for this person.

        Who mostly waits is not overloaded by the team's work, and no work instead of much is no relief.
        """
        before, after = (bool(side.works[self.place]) for side in self.loads)
        if name == "overloaded":
            return before and after
        return after or name == "leaving" or sign > 0


def reading_of(affected: Affected, names: Names) -> Document:
    """Return the reading of a person (of ORDER, empty if nothing changes), and the reasons.

    ``risks`` are reasons for a loss, ``reliefs`` for a gain; ``why`` has both, and mere changes.
    """
    risks, reliefs = affected.risks(names), affected.reliefs()
    why = [*risks, *reliefs, *affected.changes(names)]
    if affected.change.leaves is not None:
        reading = "leaves"
    elif risks and reliefs:
        reading = "both"
    else:
        reading = "at risk" if risks else "relieved" if reliefs else "changed" if why else ""
    return {"reading": reading, "why": why, "risks": risks, "reliefs": reliefs}


def describe_person(affected: Affected, names: Names) -> Document:
    """Return the entry of a person in the verdict."""
    change, (before, after) = affected.change, affected.change.positions
    teams = [names.teams[k].get(side.team or "") for k, side in enumerate((before, after))]
    return {
        "person": affected.person.id,
        "name": names.people[affected.person.id],
        "title": affected.person.title,
        **reading_of(affected, names),
        "new_lead": change.new_lead,
        "new_team": change.new_team,
        "leaves": change.leaves is not None,
        "joins": change.joins,
        "was_there": change.was_there,
        "lead": pair(names.people.get(before.lead or ""), names.people.get(after.lead or "")),
        "team": pair(*teams),
        "span": pair(before.span, after.span),
        "below": pair(before.below, after.below),
        "work_lost": sorted(names.work[each] for each in change.work_lost),
        "work_gained": sorted(names.work[each] for each in change.work_gained),
        "overloaded_share": _measured_pair(affected, "overloaded"),
        "leaving_share": _measured_pair(affected, "leaving"),
        "busy_share": _measured_pair(affected, "busy"),
        "hours_per_week": pair(*(_hours(side, affected.place) for side in affected.loads)),
    }


def standing_out(holders: Sequence[Document], name: str, beyond: float) -> list[Document]:
    """Return who of a role's holders is loaded more or less by another amount than the role on average.

    ``holders`` are entries of people, ``name`` that of a share, ``beyond`` as in :class:`Affected`. Those
    whose change differs from the mean change by more than chance, the largest change first: ``person``,
    ``name``, ``baseline`` and ``scenario``. A mean hides the one of many on whom all the work falls.
    """
    held = [(each, each[name]) for each in holders if each[name]["interval_95"] is not None]
    changes = [shares["scenario"] - shares["baseline"] for _, shares in held]
    usual = math.fsum(changes) / len(changes) if changes else 0.0
    found = []
    for (each, shares), moved in sorted(zip(held, changes, strict=True), key=lambda pair: -abs(pair[1])):
        low, high = shares["interval_95"]
        if abs(moved) >= STANDS_OUT_FROM and abs(moved - usual) > beyond * (high - low) / 2.0:
            ends = {side: shares[side] for side in ("baseline", "scenario")}
            found.append({"person": each["person"], "name": each["name"], **ends})
    return found[:STANDING_OUT_MAX]


def half_widths_beyond_chance(people: int) -> float:
    """Return half widths that any of three measures of any person exceeds in 5% of cases by chance.

    Bonferroni's bound: among hundreds of people, some 95% intervals miss 0 by chance.
    """
    normal = NormalDist()
    return normal.inv_cdf(1.0 - 0.025 / (3 * people)) / normal.inv_cdf(0.975)


def pair(baseline: Any, scenario: Any) -> Document:
    """Return the values in the baseline and in the scenario; None for a figure that is not a number."""
    return {"baseline": _finite(baseline), "scenario": _finite(scenario)}


def percent(value: float) -> str:
    """Return a share as an integer percentage."""
    return f"{value:.0%}"


def counted(count: int, one: str, many: str) -> str:
    """Return a number of people with their noun."""
    return f"{count} {one if count == 1 else many}"


def listed(names: Names, works: frozenset[WorkName]) -> str:
    """Return a few pieces of work by name, and the number of the others."""
    own = sorted(names.work[each] for each in works)
    return ", ".join(own) if len(own) <= NAMES_MAX else f"{len(own)} pieces of work"


def _measured_pair(affected: Affected, name: str) -> Document:
    before, after = affected.figures(f"{name}_share")
    reach = affected.own_reach(name)
    ends = None if math.isnan(reach) else [_finite(after - before - reach), _finite(after - before + reach)]
    return {**pair(before, after), "interval_95": ends}


def _hours(loads: Loads, place: int) -> Document | None:
    hours = loads.hours[place]
    if not hours.sum() > 0.0:
        return None
    return {kind: round(float(value), 2) for kind, value in zip(KINDS, hours, strict=True)}


def _finite(value: Any) -> Any:
    if not isinstance(value, float):
        return value
    return round(value, 6) if math.isfinite(value) else None
