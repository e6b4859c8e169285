"""Tickets become projects and streams: epics, projects and versions are planned, bugs and requests run on.

How many person-days a ticket takes is not written anywhere. It is what a team got done: the hours its people
had in the last half-year of the export, divided by the tickets (or points) they closed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from reorg.importing.findings import Findings
from reorg.importing.people.capacity import FILLED_SHARE, Capacity
from reorg.importing.people.teams import Team
from reorg.importing.values.common import most_common
from reorg.importing.work.efforts import WEEK_DAYS
from reorg.importing.work.project import Project
from reorg.importing.work.tickets import Ticket

WINDOW_WEEKS = 26
"""The number of last weeks of an export from which rates are estimated."""

TICKET_DAYS = (0.5, 2.0, 6.0)
"""Person-days per ticket if nothing was closed in the window: low, likely, high. Inference."""

DAYS_LEAST, DAYS_MOST = 0.05, 60.0
SPREAD = (0.5, 2.0)
"""Factors on sizes estimated from throughput. Inference."""


@dataclass(frozen=True)
class Arrivals:
    """A stream found in the tickets: arrivals per week, person-days per item, working days until done."""

    name: str
    team: Team | None
    per_week: float
    days: float
    wait_days: float | None
    closed: int


class Backlog:
    """The tickets of all exports together."""

    def __init__(self, tickets: Iterable[Ticket], capacity: Capacity, findings: Findings) -> None:
        self._tickets = [ticket for ticket in tickets if not ticket.dropped]
        self._capacity = capacity
        self._findings = findings
        seen = [day for ticket in self._tickets for day in (ticket.created, ticket.done) if day is not None]
        self._last = max(seen, default=date.min)
        first = min(seen, default=self._last)
        self.weeks = min(float(WINDOW_WEEKS), max(1.0, (self._last - first).days / 7))
        self._give_teams()
        self._by_points = self._estimated()
        self._days = self._days_each()

    def _give_teams(self) -> None:
        """Assign tickets without a team to the team of most tickets of their parent or project."""
        counts: dict[str, Counter[Team]] = {}
        for ticket in self._tickets:
            if ticket.team is not None:
                for name in _groups(ticket):
                    counts.setdefault(name, Counter())[ticket.team] += 1
        lost = 0
        for ticket in self._tickets:
            if ticket.team is None:
                near = next((counts[name] for name in _groups(ticket) if name in counts), None)
                ticket.team = near.most_common(1)[0][0] if near else None
                lost += ticket.team is None
        if lost:
            message = f"{lost:,} tickets of no known team: their work goes to whoever has the most hours left"
            self._findings.add("work", message, file=self._tickets[0].file)

    def _recent(self, day: date | None) -> bool:
        return day is not None and day > self._last - timedelta(weeks=self.weeks)

    def _estimated(self) -> bool:
        """Return whether most closed tickets have an estimate: then work is measured in points."""
        closed = [ticket for ticket in self._tickets if self._recent(ticket.done) and ticket.nature != "epic"]
        return bool(closed) and sum(ticket.points is not None for ticket in closed) >= 0.6 * len(closed)

    def _size(self, ticket: Ticket) -> float:
        return (ticket.points or 1.0) if self._by_points else 1.0

    def _days_each(self) -> dict[Team | None, float]:
        """Return the person-days per ticket or point for each team; None holds that of all together."""
        closed: Counter[Team | None] = Counter()
        for ticket in self._tickets:
            if self._recent(ticket.done) and ticket.nature != "epic":
                closed[ticket.team] += self._size(ticket)  # type: ignore[assignment]
        hours = {team: self._capacity.people(team) for team in self._capacity.teams}
        days: dict[Team | None, float] = {}
        for team, done in closed.items():
            if team is not None and done >= 5 and hours[team] > 0:
                days[team] = hours[team] * WEEK_DAYS * self.weeks * FILLED_SHARE / done
        busy = [team for team in closed if team is not None]
        total = sum(hours[team] for team in busy) * WEEK_DAYS * self.weeks * FILLED_SHARE
        done_by_all = sum(closed[team] for team in busy)
        days[None] = total / done_by_all if done_by_all and total else TICKET_DAYS[1]
        return {team: min(max(each, DAYS_LEAST), DAYS_MOST) for team, each in days.items()}

    def days(self, team: Team | None) -> float:
        """Return the person-days of a ticket (or point) of a team."""
        return self._days.get(team, self._days[None])

    def projects(self) -> list[Project]:
        """Return a project for each epic, project or version with open planned tickets."""
        groups: dict[str, list[Ticket]] = {}
        heads = {f"ticket {ticket.key}": ticket for ticket in self._tickets if ticket.nature == "epic"}
        for ticket in self._tickets:
            name = _group(ticket)
            if name and ticket.open:
                groups.setdefault(name, []).append(ticket)
        found = {name: self._project(name, tickets, heads.get(name)) for name, tickets in groups.items()}
        self._link(groups, found)
        loose = sum(
            ticket.open and ticket.nature == "planned" and not _group(ticket) for ticket in self._tickets
        )
        if loose:
            message = f"{loose:,} open tickets of no epic, project or version: they become a stream"
            self._findings.add("work", message, file=self._tickets[0].file)
        return list(found.values())

    def _project(self, name: str, tickets: list[Ticket], head: Ticket | None) -> Project:
        first = head or tickets[0]
        team = most_common((ticket.team for ticket in tickets if ticket.team is not None), first.team)
        work = [ticket for ticket in tickets if ticket is not head] or tickets
        if head is None:
            project = Project(first.file, first.row, name.partition(" ")[2], team=team)
        else:
            project = Project(head.file, head.row, head.title or head.key, key=head.key, team=team)
        size = sum(self._size(ticket) * self.days(ticket.team) for ticket in work)
        project.low_days, project.likely_days, project.high_days = size * SPREAD[0], size, size * SPREAD[1]
        unit = "point" if self._by_points else "ticket"
        project.effort_why = f"{len(work)} open tickets, at the days per {unit} that the team took so far"
        project.due = max((one.due for one in (first, *tickets) if one.due is not None), default=None)
        project.release = most_common((version for ticket in tickets for version in ticket.versions), "")
        return project

    def _link(self, groups: dict[str, list[Ticket]], found: dict[str, Project]) -> None:
        """Link projects whose tickets state an order in one direction only; otherwise they are coupled."""
        of = {ticket: name for name, tickets in groups.items() for ticket in tickets}
        before: Counter[tuple[str, str]] = Counter()
        for ticket, name in of.items():
            before.update((of[other], name) for other in ticket.after if of.get(other, name) != name)
            related = (of[other] for other in ticket.related if of.get(other, name) != name)
            found[name].related.extend(map(found.__getitem__, related))
        for (first, second), count in sorted(before.items(), key=lambda item: -item[1]):
            if before[second, first] or found[first].waits_for(found[second]):
                found[second].related.append(found[first])
                message = "tickets of two projects wait for each other: coupled, and neither comes first"
                detail = f"{found[first].name} and {found[second].name} ({count} links)"
                self._findings.add(
                    "work", message, file=found[second].file, row=found[second].row, detail=detail
                )
            else:
                found[second].after.append(found[first])

    def arrivals(self) -> list[Arrivals]:
        """Return a stream for each team of tickets that arrive outside the projects under way."""
        streams: dict[Team | None, list[Ticket]] = {}
        under_way = {_group(ticket) for ticket in self._tickets if ticket.open} - {""}
        for ticket in self._tickets:
            if ticket.nature in {"running", "planned"} and _group(ticket) not in under_way:
                streams.setdefault(ticket.team, []).append(ticket)
        found = (self._stream(team, tickets) for team, tickets in streams.items())
        return [stream for stream in found if stream is not None]

    def _stream(self, team: Team | None, tickets: list[Ticket]) -> Arrivals | None:
        fresh = [ticket for ticket in tickets if self._recent(ticket.created)]
        # If few dates of creation can be used, closed tickets show the rate as well.
        closed = [ticket for ticket in tickets if self._recent(ticket.done)]
        counted = closed or fresh
        if not counted:
            return None
        waits = [
            (ticket.done - ticket.created).days * 5 / 7
            for ticket in closed
            if ticket.done is not None and ticket.created is not None
        ]
        size = sum(map(self._size, counted)) / len(counted)
        name = f"Tickets of {team.name}" if team is not None else "Tickets"
        wait = max(1.0, round(median(waits), 1)) if waits else None
        rate = round(max(len(fresh), len(closed)) / self.weeks, 2)
        return Arrivals(name, team, rate, size * self.days(team), wait, len(closed))


def _group(ticket: Ticket) -> str:
    """Return the planned work that a ticket belongs to: an epic, a project of the tracker, or a version."""
    if ticket.nature == "running":
        return ""
    if ticket.nature == "epic":
        return f"ticket {ticket.key}"
    at = ticket
    for _ in range(5):
        if at.parent is None:
            break
        at = at.parent
        if at.nature == "epic":
            return f"ticket {at.key}"
    if ticket.versions:
        return f"version {ticket.versions[0]}"
    return f"project {ticket.project}" if ticket.project and ticket.kind == "" else ""


def _groups(ticket: Ticket) -> list[str]:
    return list(filter(None, (_group(ticket), f"project {ticket.project}" if ticket.project else "")))
