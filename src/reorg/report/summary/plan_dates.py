"""Dates of the releases of the plan, under the baseline and the alternative."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from reorg.report.plain_text import short
from reorg.report.summary.comparison import Comparison

SHOWN_MAX = 4
NAME = 32
"""Characters of a release's name."""
Document = Mapping[str, Any]


@dataclass(frozen=True)
class ReleaseDates:
    """A release occurrence: due, out in half of the worlds on either side, worlds in time.

    Dates are words (``5 Jul 2026``); ">30 Aug 2027", the horizon, if it is out in fewer than half of the
    worlds.
    """

    label: str
    due: str
    before: str
    after: str
    on_time_before: int
    on_time_after: int


@dataclass(frozen=True)
class PlanDates:
    """The releases due within the horizon, in the order of their due dates; ``more`` not shown.

    ``of`` is the number of worlds to which those on time refer: a hundred, or all if there are fewer.
    """

    releases: tuple[ReleaseDates, ...]
    more: int
    of: int

    @property
    def some_late(self) -> bool:
        """Whether some release is out by the horizon in fewer than half of the worlds."""
        return any(day.startswith(">") for each in self.releases for day in (each.before, each.after))


def plan_dates(compared: Comparison, most: int = SHOWN_MAX) -> PlanDates | None:
    """Return the dates of the plan; None if the model has no release."""
    listed = compared.verdict.get("releases", {})
    before = listed.get(compared.verdict["baseline"], ())
    after = listed.get(compared.scenario or compared.verdict["baseline"], ())
    horizon = compared.verdict["horizon_weeks"]
    end = date.fromisoformat(compared.verdict["start"]) + timedelta(weeks=horizon)
    # A release due before the start date is no longer part of the plan.
    pairs = [pair for pair in zip(before, after, strict=False) if 0.0 < pair[0]["due_week"] <= horizon]
    pairs = pairs or list(zip(before, after, strict=False))
    pairs.sort(key=lambda pair: pair[0]["due_week"])
    if not pairs:
        return None
    release_ids = [release["release"] for release in before]
    repeated = {release for release in release_ids if release_ids.count(release) > 1}
    found = [_dates(was, is_now, was["release"] in repeated, end, compared.shown_of) for was, is_now in pairs]
    return PlanDates(tuple(found[:most]), max(0, len(found) - most), compared.shown_of)


def _dates(was: Document, is_now: Document, repeated: bool, end: date, of: int) -> ReleaseDates:
    label = short(was["name"] or was["release"], NAME)
    label = f"{label}, {_ordinal(was['occurrence'] + 1)}" if repeated else label
    return ReleaseDates(
        label,
        _short(was["due_date"]),
        _short(was["out"]["p50_date"]) or f">{_short(end.isoformat())}",
        _short(is_now["out"]["p50_date"]) or f">{_short(end.isoformat())}",
        round(of * was["on_time_share"]),
        round(of * is_now["on_time_share"]),
    )


def _short(iso: str | None) -> str:
    if iso is None:
        return ""
    found = date.fromisoformat(iso)
    return f"{found.day} {found:%b %Y}"


def _ordinal(number: int) -> str:
    tail = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"
