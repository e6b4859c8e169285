"""Every move, with people by their role: changes of team or lead."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from reorg.report.plain_text import name
from reorg.report.summary.changes import Changes

NOBODY = "nobody"
ROWS_MAX = 300


@dataclass(frozen=True)
class MoveRow:
    """A number of people of one role with the same move; an empty text means "as before"."""

    people: int
    role: str
    team_before: str
    team_after: str
    lead_before: str
    lead_after: str


def move_rows(changes: Changes | None) -> tuple[MoveRow, ...]:
    """Return the moves, grouped by role, team and lead; leads are named as in :class:`Changes`."""
    if changes is None:
        return ()
    counts = Counter(
        (
            name(move.title) if move.title else name(move.person),
            _team(move.team_before),
            "" if move.was_there and not move.new_team else _team(move.team_after),
            _lead(changes, move.lead_before),
            "" if move.was_there and not move.new_lead else _lead(changes, move.lead_after),
        )
        for move in changes.moves
    )
    return tuple(MoveRow(count, *row) for row, count in counts.items())


def _team(team: str | None) -> str:
    return NOBODY if team is None else name(team)


def _lead(changes: Changes, person: str | None) -> str:
    return NOBODY if person is None else name(changes.leads.get(person) or person)
