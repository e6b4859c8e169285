"""The scenarios of a verdict ranked per question, as text for terminal and page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reorg.report.figures import amount, share
from reorg.report.findings import Verdict
from reorg.report.plain_text import name
from reorg.report.vocabulary import HEADLINES, words

SCENARIOS_FROM = 5
"""Scenarios from which a terminal shows the league table instead of one table for each."""

TERMINAL_METRICS = ("release_weeks", "capability", "departures", "cost_usd", "adoption")
"""The metrics of the terminal's league table, those of them that there are."""


@dataclass(frozen=True)
class RankedScenario:
    """One line of a league: the place in words, the scenario, its mean, in how many worlds it is best."""

    place: str
    scenario: str
    mean: str
    best: str


@dataclass(frozen=True)
class Ranking:
    """The ranking of the scenarios by one metric; ``alike`` says in words who cannot be told apart."""

    question: str
    label: str
    places: tuple[RankedScenario, ...]
    alike: str


def rankings(verdict: Verdict, metrics: Iterable[str] = HEADLINES) -> list[Ranking]:
    """Return the league of each of these metrics that the verdict ranks; none where all scenarios have 0."""
    ranked = {entry["metric"]: entry for entry in verdict.get("league", ())}
    told = [ranked[metric] for metric in metrics if metric in ranked]
    return [_ranking(entry) for entry in told if any(row["mean"] for row in entry["ranking"])]


def _ranking(entry: Verdict) -> Ranking:
    rows = entry["ranking"]
    # What is not distinguishable from the first shares its place.
    places = ["1" if k == 0 else "1=" if row["like_first"] else str(k + 1) for k, row in enumerate(rows)]
    alike = [name(row["scenario"]) for row in rows[1:] if row["like_first"]]
    first = name(rows[0]["scenario"])
    said = f"{', '.join(alike)} is not distinguishable from {first} (95 % interval of the mean difference)."
    return Ranking(
        entry["question"],
        words(entry["metric"]).label,
        tuple(
            RankedScenario(
                place, row["scenario"], amount(row["mean"], entry["unit"]), share(row["best_share"])
            )
            for place, row in zip(places, rows, strict=True)
        ),
        said if alike else "",
    )
