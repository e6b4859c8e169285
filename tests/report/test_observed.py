"""Observed ranges in words, with the units of their metrics."""

from __future__ import annotations

import pytest

from reorg.model.organization import Observed, ObservedRange
from reorg.report.observed import stated_line


@pytest.mark.parametrize(
    ("metric", "ends", "text"),
    [
        ("release_weeks", (15.0, 45.5), "next release 15 to 45.5 weeks"),
        ("release_weeks", (None, 45.0), "next release at most 45 weeks"),
        ("release_weeks", (1.0, None), "next release at least 1 week"),
        ("departures", (8.0, 25.0), "departures 8 to 25 people"),
        ("departures", (3.0, 3.0), "departures 3 people"),
        ("cost_usd", (1.25e7, 1.4e7), "cost \u20ac12,500,000 to \u20ac14,000,000"),
        ("throughput", (100.0, None), "throughput at least 100 person-hours a week"),
        ("of_another_version", (1.0, 2.0), "of another version 1 to 2"),
    ],
)
def test_a_range_has_the_label_and_the_unit_of_its_metric(
    metric: str, ends: tuple[float | None, float | None], text: str
) -> None:
    found = stated_line(Observed(52, (ObservedRange(metric, *ends, ""),)), "EUR")
    assert found == f"observed today (52 weeks): {text}"


def test_a_share_is_a_percentage() -> None:
    found = stated_line(Observed(52, (ObservedRange("stream_late_share", 0.05, 0.2, ""),)), "USD")
    assert found.endswith(" 5% to 20%")


def test_all_ranges_are_one_line_with_the_weeks() -> None:
    ranges = (ObservedRange("release_weeks", 15.0, 45.0, "us"), ObservedRange("departures", None, 4.0, ""))
    assert stated_line(Observed(52, ranges), "USD") == (
        "observed today (52 weeks): next release 15 to 45 weeks; departures at most 4 people"
    )
    assert stated_line(Observed(1, ranges[:1]), "USD").startswith("observed today (1 week): ")
