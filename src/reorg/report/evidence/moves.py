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
            _team(move.team_after) if move.new_team or move.joins or move.stays_out else "",
            _lead(changes, move.lead_before),
            _lead(changes, move.lead_after) if move.new_lead or move.joins or move.stays_out else "",
        )
        for move in changes.moves
    )
    return tuple(MoveRow(count, *row) for row, count in counts.items())


def _team(team: str | None) -> str:
    return NOBODY if team is None else name(team)


def _lead(changes: Changes, person: str | None) -> str:
    return NOBODY if person is None else name(changes.leads.get(person) or person)
