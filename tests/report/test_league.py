"""The league says who comes first, and who cannot be told apart from the first."""

from __future__ import annotations

from typing import Any

from reorg.report.ranking import rankings
from report.verdicts import verdict


def _ranked(*like_first: bool, mean: float | None = 40.0) -> dict[str, Any]:
    rows = [
        {"scenario": scenario, "mean": mean, "restricted_mean": 50.0, "best_share": 0.5, "like_first": like}
        for scenario, like in zip(("split", "stay", "soft-split"), (True, *like_first), strict=True)
    ]
    entry = {"metric": "release_weeks", "question": "ship", "unit": "weeks", "ranking": rows}
    return {**verdict(), "league": [entry]}


def test_whoever_is_like_the_first_shares_its_place_and_is_named() -> None:
    (ranking,) = rankings(_ranked(True, False))
    assert [row.place for row in ranking.places] == ["1=", "1=", "3"]
    assert ranking.alike.startswith("Stay is not distinguishable from Split by stage (95% interval")
    assert [row.mean for row in ranking.places] == ["40 wk"] * 3


def test_where_all_differ_nobody_is_named() -> None:
    (ranking,) = rankings(_ranked(False, False))
    assert [row.place for row in ranking.places] == ["1", "2", "3"]
    assert ranking.alike == ""


def test_a_mean_that_is_cut_off_is_reported_as_at_least() -> None:
    (ranking,) = rankings(_ranked(True, True, mean=None))
    assert {row.mean for row in ranking.places} == {">50 wk"}
    assert ranking.alike.endswith(
        "are not distinguishable from Split by stage (who is ahead in how many worlds)."
    )
