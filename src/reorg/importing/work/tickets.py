"""Rows of a tracker's export become tickets, whichever tracker it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal

from reorg.importing.findings import Findings
from reorg.importing.people.person import Person
from reorg.importing.people.teams import Team
from reorg.importing.reading.sheets import Cell
from reorg.importing.recognizing.cells import Cells
from reorg.importing.recognizing.standing import begins, says
from reorg.importing.recognizing.table import Table
from reorg.importing.values.numbers import read_number
from reorg.importing.work.owners import Owners

_CARD = re.compile(r"^[0-9a-f]{24}$")

Nature = Literal["epic", "planned", "running"]


@dataclass(eq=False)
class Ticket:
    """A ticket; dates that contradict each other are left out."""

    file: str
    row: int
    key: str
    title: str = ""
    kind: str = ""
    nature: Nature = "planned"
    open: bool = True
    dropped: bool = False
    project: str = ""
    team: Team | None = None
    assignee: Person | None = None
    created: date | None = None
    started: date | None = None
    done: date | None = None
    due: date | None = None
    points: float | None = None
    versions: tuple[str, ...] = ()
    parent: Ticket | None = None
    after: list[Ticket] = field(default_factory=list)
    related: list[Ticket] = field(default_factory=list)


def tickets_of(table: Table, owners: Owners, today: date, findings: Findings) -> list[Ticket]:
    """Return the tickets of a table, with their parents and links."""
    reader = _Reader(table, owners, today, findings)
    rows = [(row, ticket) for number, row in table.data if (ticket := reader.ticket(number, row)) is not None]
    _join(table, rows, findings)
    return [ticket for _, ticket in rows]


class _Reader:
    def __init__(self, table: Table, owners: Owners, today: date, findings: Findings) -> None:
        self._table = table
        self._owners = owners
        self._today = today
        self._cells = Cells(table, findings)
        self._people: dict[str, Person | None] = {}
        self._teams: dict[str, Team | None] = {}

    def ticket(self, number: int, row: Sequence[Cell]) -> Ticket | None:
        """Return the ticket of a row, None if the row names none."""
        table = self._table
        key = table.text(row, "key") or table.text(row, "internal_id")
        title = table.text(row, "title")
        if not key and not title:
            self._cells.add("row", "names no ticket: left out", number)
            return None
        ticket = Ticket(table.label, number, key or f"row {number}", title.split("\n")[0][:200])
        ticket.kind = table.text(row, "kind")
        labels = " ".join(table.texts(row, "labels"))
        if says("epic", ticket.kind):
            ticket.nature = "epic"
        elif says("running", ticket.kind) or (not ticket.kind and says("running", labels)):
            ticket.nature = "running"
        ticket.project = table.text(row, "project") or table.text(row, "project_key")
        ticket.versions = tuple(
            version
            for text in table.texts(row, "version")
            for version in re.split(r"[;,]\s*", text)
            if version
        )
        points = read_number(table.cell(row, "estimate"))
        ticket.points = points.value if points is not None and 0 < points.value < 1e6 else None
        self._dates(ticket, row)
        self._state(ticket, row)
        self._owner(ticket, row)
        return ticket

    def _dates(self, ticket: Ticket, row: Sequence[Cell]) -> None:
        for name in ("created", "started", "done", "due"):
            setattr(ticket, name, self._cells.date(row, name, ticket.row, end=name == "due"))
        if ticket.created is None and not self._table.has("created"):
            ticket.created = _day_of_card(self._table.text(row, "internal_id"))
        if ticket.created and ticket.done and ticket.done < ticket.created:
            detail = f"{ticket.key}: {ticket.created} to {ticket.done}"
            self._cells.add(
                "value", "finished before it was created: its times are not used", ticket.row, "done", detail
            )
            ticket.created = ticket.started = None
        if ticket.started and ticket.done and ticket.done < ticket.started:
            self._cells.add(
                "value",
                "finished before it was started: the start is not used",
                ticket.row,
                "started",
                ticket.key,
            )
            ticket.started = None
        if ticket.created and ticket.created > self._today:
            self._cells.add(
                "value", "created after the start date: not used", ticket.row, "created", str(ticket.created)
            )
            ticket.created = None

    def _state(self, ticket: Ticket, row: Sequence[Cell]) -> None:
        table = self._table
        status, resolution = table.text(row, "status"), table.text(row, "resolution")
        category = table.text(row, "status_category")
        ticket.dropped = bool(
            table.text(row, "canceled") or begins("dropped", status) or begins("dropped", resolution)
        )
        closed = bool(
            begins("done", category) or begins("done", status) or (ticket.done and not (status or category))
        )
        ticket.open = not (closed or ticket.dropped)
        if closed and ticket.done is None:
            ticket.done = self._cells.date(row, "updated", ticket.row)
        if ticket.open and ticket.done is not None and status:
            self._cells.add(
                "value",
                "has an end date but is open: the date is not used",
                ticket.row,
                "done",
                ticket.key,
            )
            ticket.done = None

    def _owner(self, ticket: Ticket, row: Sequence[Cell]) -> None:
        text = self._table.text(row, "team")
        if text:
            if text not in self._teams:
                self._teams[text] = self._owners.team(re.split(r"[\\/]", text)[-1])
            ticket.team = self._teams[text]
        text = self._table.text(row, "assignee").split(";")[0].strip()
        if text and text.casefold() not in {"unassigned", "nicht zugewiesen", "non assigné", "sin asignar"}:
            if text not in self._people:
                self._people[text] = self._owners.person(
                    re.sub(r"\s*<.*>$", "", text)
                ) or self._owners.person(text.partition("<")[2].rstrip(">") or text)
                if self._people[text] is None:
                    self._cells.add(
                        "work",
                        "assigned to someone who appears in no people sheet",
                        ticket.row,
                        "assignee",
                        text,
                    )
            ticket.assignee = self._people[text]
            if ticket.team is None and ticket.assignee is not None:
                ticket.team = self._owners.team_of(ticket.assignee)


def _day_of_card(identity: str) -> date | None:
    """Return the creation date of a Trello card from the seconds at the beginning of its number."""
    if not _CARD.match(identity):
        return None
    return datetime.fromtimestamp(int(identity[:8], 16), UTC).date()


def _join(table: Table, rows: list[tuple[Sequence[Cell], Ticket]], findings: Findings) -> None:
    """Set parents and links: by key, or by the number that a tracker gives next to the key."""
    known: dict[str, Ticket] = {}
    for row, ticket in rows:
        known.setdefault(ticket.key, ticket)
        internal = table.text(row, "internal_id")
        if internal:
            known.setdefault(internal, ticket)
    for row, ticket in rows:
        for name in ("epic", "parent"):
            for text in table.texts(row, name):
                parent = known.get(text.partition(" ")[0]) or known.get(text)
                if parent is not None and parent is not ticket and ticket.parent is None:
                    ticket.parent = parent
                elif parent is None:
                    message = "the parent is not in the export"
                    column = table.header(name)
                    findings.add(
                        "work", message, file=table.label, row=ticket.row, column=column, detail=text
                    )
        ticket.after += _named(table.texts(row, "blocked_by"), known, ticket)
        ticket.related += _named(table.texts(row, "related"), known, ticket)
        for other in _named(table.texts(row, "blocks"), known, ticket):
            other.after.append(ticket)


def _named(texts: list[str], known: dict[str, Ticket], ticket: Ticket) -> list[Ticket]:
    keys = (key for text in texts for key in re.split(r"[\s;,]+", text))
    return [known[key] for key in keys if key in known and known[key] is not ticket]
