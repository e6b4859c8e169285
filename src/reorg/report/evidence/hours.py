"""Hours by kind of work: the alternative compared with the baseline."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from reorg.report.drawing.ranges import bars_svg
from reorg.report.figures import number
from reorg.report.scenarios import Verdict
from reorg.study.measuring.metrics.hours import HOURS

WANTED = {"direct": True, "rework": False, "waiting": False, "idle": None}
"""Kinds of hours of which more is better (True) or worse (False); the others are neither."""


@dataclass(frozen=True)
class HoursRow:
    """A kind of work: mean hours under the baseline, the difference, and that as a share of the kind."""

    label: str
    baseline: str
    difference: str
    share: str
    picture: Markup


def hours_by_kind(verdict: Verdict, scenario: str | None) -> tuple[HoursRow, ...]:
    """Return a row for each kind of work that takes hours under either; none for one scenario alone."""
    if scenario is None:
        return ()
    here, there = (verdict["scenarios"][key]["metrics"] for key in (verdict["baseline"], scenario))
    means = {kind: tuple(_mean(side, kind) for side in (here, there)) for kind in HOURS}
    known = {kind: (a, b) for kind, (a, b) in means.items() if a is not None and b is not None and (a or b)}
    shares = {kind: (b - a) / a if a else 0.0 for kind, (a, b) in known.items()}
    most = max((abs(value) for value in shares.values()), default=0.0) or 1.0
    return tuple(
        HoursRow(
            HOURS[kind],
            f"{before:,.0f}",
            _signed(after - before, ",.0f"),
            _signed(shares[kind], ".1%") if before else "new",
            bars_svg(shares[kind], most, _better(kind, shares[kind])),
        )
        for kind, (before, after) in known.items()
    )


def _signed(value: float, form: str) -> str:
    """Return a number with its sign; zero has none."""
    text = f"{value:+{form}}"
    return text if text.strip("+-0.%") else text.lstrip("+-")


def _mean(metrics: Verdict, kind: str) -> float | None:
    return number(metrics.get(f"hours_{kind}", {}).get("mean"))


def _better(kind: str, difference: float) -> bool | None:
    wanted = WANTED.get(kind)
    return None if wanted is None or difference == 0.0 else (difference > 0.0) == wanted
