"""Waiting: how much of people's time they cannot work on what their team has to do, and where most.

A person waits who is not busy while the team has unfinished work (:mod:`reorg.engine.kernel.dispatching`):
the work waits for other work or for an answer, has enough people, or needs other skills. The study does not
record which of these it was, so that the sentence names all of them.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from reorg.model.analysis.hierarchy import people_seated
from reorg.model.analysis.positions import structure_at_end
from reorg.report.plain_text import short
from reorg.report.summary.comparison import NAME, Comparison

WAITING_FROM, CHANGE_FROM = 0.25, 0.1
"""Share of hours under the baseline, and its change, from which waiting is stated (inferences)."""
PEOPLE_LEAST = 2
"""Positions of a team from which it is named: one person is no team that waits."""


def who_waits(compared: Comparison) -> str:
    """State the share of hours that people wait under both, and the team that waits most under the baseline.

    Hours are those of a week in which a position is held. Empty if the share is small and changes little, or
    if the study has no hours of people.
    """
    baseline = compared.verdict["baseline"]
    before, after = (_share(compared, scenario) for scenario in (baseline, compared.scenario))
    if before is None or after is None:
        return ""
    if before < WAITING_FROM and abs(after - before) < CHANGE_FROM:
        return ""
    return (
        f"People wait for {before:.0%} of their hours under {compared.baseline} and for {after:.0%} under"
        f" {compared.alternative}{_most(compared, baseline)}: their team has unfinished work that waits for"
        " other work or an answer, has enough people, or needs other skills."
    )


def _most(compared: Comparison, scenario: str) -> str:
    structure = structure_at_end(compared.organization, scenario)
    shares = {
        structure.names[team]: share
        for team, people in people_seated(structure).items()
        if len(people) >= PEOPLE_LEAST and (share := _share(compared, scenario, people)) is not None
    }
    if len(shares) < PEOPLE_LEAST:
        return ""
    team, share = max(shares.items(), key=lambda pair: pair[1])
    return f", most in {short(team, NAME)} ({share:.0%} under {compared.baseline})" if share > 0.0 else ""


def _share(compared: Comparison, scenario: str | None, people: Collection[str] | None = None) -> float | None:
    """Return the share of hours that people wait, by default everybody; None without hours."""
    table = compared.study.people_table
    if not table.dtype.names:
        return None
    rows = table[table["scenario"] == scenario]
    if people is not None:
        rows = rows[np.isin(rows["person"], list(people))]
    kinds = [name for name in table.dtype.names if name.startswith("hours_")]
    hours = sum(float(np.nansum(rows[name])) for name in kinds)
    return float(np.nansum(rows["hours_waiting"])) / hours if hours > 0.0 else None
