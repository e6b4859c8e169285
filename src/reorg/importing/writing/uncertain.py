"""Proposals as the model's tables state them: a range, or levels with weights, and a mark that it is a guess.

    133000 | 182000 | 270000 ?            a number: low, central, high
    107; 133.7; 214 x 0.56 | 1 | 2.24 ?   the three numbers of an effort, with a factor
    low .25 | medium .5 | high .25 ?      a level, with the weights of its neighbors
    mid ?                                 a guess of which no range can be drawn

Whoever knows better writes the value into the cell, and the guess is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from reorg.importing.proposing.proposals import Proposal
from reorg.model.choices import SKILL_LEVELS

Row = dict[str, Any]

CENTRAL_WEIGHT = 0.5
"""Share of the worlds in which a level is as proposed; its neighbors share the rest. Inference."""

MARK = "?"
UNMARKED = ("team", "hire_date")
"""Fields of which a guess is number_text in ``guesses.csv`` only: who sits where, and when, has no range."""
_ROUNDED = 0.98
_RANGES = ("annual_cost_usd", "tenure_years", "per_week")
_MARKED = ("seniority",)
"""Fields that decide other proposals, so that a world cannot change one of them alone."""


def with_ranges(rows: Iterable[Row], proposals: Mapping[tuple[str, str], Proposal]) -> list[Row]:
    """Return the rows of a table with ranges in the cells that hold a proposal, by id and field."""
    return [
        {
            name: cell_of(proposals[key], cell) if (key := (_id(row), name)) in proposals else cell
            for name, cell in row.items()
        }
        for row in rows
    ]


def proposals_of(table: str, proposals: Iterable[Proposal]) -> dict[tuple[str, str], Proposal]:
    """Return the proposals of one table by row and field."""
    return {(each.row, each.field): each for each in proposals if each.table == table}


def cell_of(proposal: Proposal, cell: Any) -> Any:
    """Return what a cell holds for a proposal; as it is where its field cannot be a range or a guess."""
    if proposal.field == "effort_days":
        return _effort_cell(proposal, str(cell))
    if proposal.field in _RANGES:
        return (
            f"{_number_text(proposal.low)} | {_number_text(proposal.value)} | {_number_text(proposal.high)} ?"
        )
    if proposal.field.startswith("skills."):
        return f"{_weighted(str(proposal.low), str(proposal.value), str(proposal.high), _level)} ?"
    return f"{cell} ?" if proposal.field in _MARKED else cell


def strength_of(proposal: Proposal | None, strength: float) -> str:
    """Return the strength of a coupling as the model file states it; all of them share one draw."""
    if proposal is None:
        return f"{strength:g}"
    low, high = _number_text(proposal.low), _number_text(proposal.high)
    return f"{{low: {low}, central: {strength:g}, high: {high}, guess: true, together: couplings}}"


def _weighted(low: str, central: str, high: str, number_text: Callable[[str, float], str]) -> str:
    weights = dict.fromkeys(sorted({low, central, high}, key=SKILL_LEVELS.index), 0.0)
    weights[central] += CENTRAL_WEIGHT
    others = [level for level in weights if level != central] or [central]
    for level in others:
        weights[level] += (1.0 - CENTRAL_WEIGHT) / len(others)
    return " | ".join(number_text(level, weight) for level, weight in weights.items())


def _level(level: str, weight: float) -> str:
    return f"{level} {weight:g}"


def _effort_cell(proposal: Proposal, cell: str) -> str:
    """Return an effort with the factor that takes its ends to those of the proposal.

    Each package draws its effort between the three numbers already, so that the factor is only what the
    proposal adds; of a stream every item draws its own, and the factor is on their mean.
    """
    optimistic, likely, pessimistic = (float(part) for part in cell.split(";"))
    if "/" not in proposal.row:
        optimistic = pessimistic = likely
    low = min(1.0, float(proposal.low) / optimistic)
    high = max(1.0, float(proposal.high) / pessimistic)
    # Numbers in a table are rounded: what is left of that is no range.
    if low > _ROUNDED and high < 1.0 / _ROUNDED:
        return f"{cell} {MARK}"
    return f"{cell} x {low:.3g} | 1 | {high:.3g} {MARK}"


def _number_text(value: float | str) -> str:
    return f"{float(value):.6g}" if abs(float(value)) < 1e6 else f"{float(value):.0f}"


def _id(row: Row) -> str:
    return f"{row['release']}/{row['id']}" if row.get("release") else str(row["id"])
