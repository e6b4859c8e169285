"""Waiting: how much of people's time they cannot work on what their team has to do, and where most.

A person waits who is not busy while the team has unfinished work (:mod:`reorg.engine.kernel.dispatching`):
the work waits for other work or for an answer, has enough people, or needs other skills. The study does not
record which of these it was, so that the sentence names all of them.
"""

from __future__ import annotations

import numpy as np

from reorg.model.analysis.hierarchy import people_seated
from reorg.model.analysis.positions import structure_at_end
from reorg.report.plain_text import short
from reorg.report.summary.comparison import NAME, Comparison
from reorg.study.running.tally import Table

WAITING_FROM, CHANGE_FROM = 0.25, 0.1
"""Share of hours under the baseline, and its change, from which waiting is stated (inferences)."""


def who_waits(compared: Comparison) -> str:
    """State the share of hours that people wait under both, and the team that waits most under the baseline.

    Hours are those of a week in which a position is held. Empty if the share is small and changes little, or
    if the study has no hours of people.
    """
    rows = [_rows(compared, scenario) for scenario in (compared.verdict["baseline"], compared.scenario)]
    before, after = (_share(each) for each in rows)
    if before < WAITING_FROM and abs(after - before) < CHANGE_FROM:
        return ""
    team, most = _most(compared, rows[0])
    return (
        f"People wait for {before:.0%} of their hours under {compared.baseline} and for {after:.0%} under"
        f" {compared.alternative}, under {compared.baseline} most in {team} ({most:.0%}): their team has"
        " unfinished work that waits for other work or an answer, has enough people, or needs other skills."
    )


def _most(compared: Comparison, rows: Table) -> tuple[str, float]:
    """Return the team of the baseline whose people wait most, and the share."""
    structure = structure_at_end(compared.organization, compared.verdict["baseline"])
    return max(
        (
            (short(structure.names[team], NAME), _share(rows[np.isin(rows["person"], people)]))
            for team, people in people_seated(structure).items()
        ),
        key=lambda pair: pair[1],
    )


def _rows(compared: Comparison, scenario: str | None) -> Table:
    table = compared.study.people_table
    return table[table["scenario"] == scenario] if table.dtype.names else table


def _share(rows: Table) -> float:
    """Return the share of hours that people wait, 0 without hours."""
    kinds = [name for name in rows.dtype.names or () if name.startswith("hours_")]
    hours = sum(float(np.nansum(rows[name])) for name in kinds)
    return float(np.nansum(rows["hours_waiting"])) / hours if hours > 0.0 else 0.0
