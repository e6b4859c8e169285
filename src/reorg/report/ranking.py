"""The scenarios of a verdict ranked per question, as text for terminal and page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reorg.report.figures import amount, share
from reorg.report.scenarios import Verdict, scenario_name
from reorg.report.vocabulary import HEADLINES, words

SCENARIOS_FROM = 5
"""Number of scenarios from which a terminal shows the ranking instead of one table for each."""

TERMINAL_METRICS = ("release_weeks", "capability", "departures", "cost_usd", "adoption")
"""The metrics of the terminal's ranking, if the model has them."""


@dataclass(frozen=True)
class RankedScenario:
    """One line of a ranking: rank in words, name of the scenario, its mean, share of worlds as the best."""

    place: str
    scenario: str
    mean: str
    best: str


@dataclass(frozen=True)
class Ranking:
    """The ranking of the scenarios by one metric; ``alike`` says which are not distinguishable."""

    label: str
    places: tuple[RankedScenario, ...]
    alike: str


def rankings(verdict: Verdict, metrics: Iterable[str] = HEADLINES) -> list[Ranking]:
    """Return the ranking by each of these metrics in the verdict; none if all scenarios have 0."""
    ranked = {entry["metric"]: entry for entry in verdict.get("league", ())}
    lines = [ranked[metric] for metric in metrics if metric in ranked]
    return [
        _ranking(verdict, entry) for entry in lines if any(row["mean"] != 0.0 for row in entry["ranking"])
    ]


def _ranking(verdict: Verdict, entry: Verdict) -> Ranking:
    rows = entry["ranking"]
    # Scenarios not distinguishable from the first share its rank.
    shared = any(row["like_first"] for row in rows[1:])
    first_place = "1=" if shared else "1"
    places = [first_place if k == 0 or row["like_first"] else str(k + 1) for k, row in enumerate(rows)]
    alike = [scenario_name(verdict, row["scenario"]) for row in rows[1:] if row["like_first"]]
    first = scenario_name(verdict, rows[0]["scenario"])
    cut_off = any(row["mean"] is None for row in rows)
    how = "who is ahead in how many worlds" if cut_off else "95% interval of the mean difference"
    verb = "is" if len(alike) == 1 else "are"
    text = f"{', '.join(alike)} {verb} not distinguishable from {first} ({how})."
    return Ranking(
        words(entry["metric"]).label,
        tuple(
            RankedScenario(
                place,
                scenario_name(verdict, row["scenario"]),
                _mean(row, entry["unit"]),
                share(row["best_share"]),
            )
            for place, row in zip(places, rows, strict=True)
        ),
        text if alike else "",
    )


def _mean(row: Verdict, unit: str) -> str:
    """Return the mean, or its lower bound if some worlds are cut off at the horizon."""
    return (
        amount(row["mean"], unit) if row["mean"] is not None else f">{amount(row['restricted_mean'], unit)}"
    )
