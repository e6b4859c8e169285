"""The facts in the terminal: the experts' expectation, the model's result, and why a fact fails."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from reorg.verification import FactRecord, Finding

STRONG = 0.9
"""Power above which the power is not mentioned."""
LEGEND = (
    "Each line states what experts expect, then the estimate with its 95% interval and the range expected;"
    " for main effects, also the share of draws of all assumptions in which the sign is as expected."
    " Mechanism lines are quantities that must move if the effect comes about for the right reason."
)
NUMBERS_ALONE = frozenset({"share", "tie"})
"""Units of numbers from 0 to 1 that are shown as numbers only."""
STYLES = {"holds": "green", "fails": "red", "cannot be read": "yellow"}


def print_facts(records: Sequence[FactRecord], console: Console) -> None:
    """Print how to read the facts, then each with its findings, its verdict and, if it fails, the cause."""
    console.print()
    console.print(Text(LEGEND))
    for record in records:
        console.print()
        heading = f"{record.number}. {record.title}  ({record.name}, {record.strength} evidence)"
        console.print(Text(heading, style="bold"))
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
        table.add_column(no_wrap=True, width=max(map(len, STYLES)))
        table.add_column(overflow="fold")
        for finding in record.findings:
            table.add_row(Text(finding.verdict, style=STYLES[finding.verdict]), Text(_line(finding)))
        console.print(table)
        verdict = Text(f"{record.verdict.capitalize()}.", style=STYLES[record.verdict])
        console.print(Text(" ").join([verdict, *map(Text, _reasons(record))]))


def facts_summary(records: Sequence[FactRecord]) -> str:
    """Return one sentence: how many hold."""
    count = {verdict: sum(record.verdict == verdict for record in records) for verdict in STYLES}
    return (
        f"{count['holds']} of {len(records)} facts hold, {count['fails']} fail,"
        f" {count['cannot be read']} cannot be read."
    )


def _reasons(record: FactRecord) -> Iterator[str]:
    """Yield the findings without a verdict besides the expectations, and the known cause."""
    yield from (f"{trouble}." for trouble in record.troubles)
    if record.verdict == "fails" and record.cause:
        yield f"Cause: {record.cause}"


def _line(finding: Finding) -> str:
    """Return a finding in a line: claim, estimate, range, sign in drawn worlds, and what is wrong."""
    claim = f"mechanism: {finding.says}" if finding.role == "trace" else finding.says
    if finding.effect is None or finding.interval is None:
        return f"{claim}: {finding.why}"
    low, high = map(_number, finding.interval)
    effect = _number(finding.effect, beside=(finding.low, finding.high))
    parts = [f"{effect}{_unit(finding.unit)} [{low}, {high}], expected {_expected(finding)}"]
    if finding.sign_share is not None:
        parts.append(
            f"expected sign in {_percent(finding.sign_share)} of draws"
            f" ({_percent(finding.sign_demanded)} required)"
        )
    if finding.power is not None and finding.power < STRONG:
        parts.append(f"power {finding.power:.2f}")
    if finding.why:
        parts.append(finding.why)
    return f"{claim}: {'; '.join(parts)}"


def _unit(unit: str) -> str:
    """Return a unit as it follows a number: directly if it is a percent sign, else after a space."""
    return "" if unit in NUMBERS_ALONE else unit if unit == "%" else f" {unit}"


def _expected(finding: Finding) -> str:
    """Return the range that is expected, in words."""
    low, high = finding.low, finding.high
    if math.isinf(high):
        return f"{low:g} or more"
    if math.isinf(low):
        return f"{high:g} or less"
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"


def _number(value: float, beside: tuple[float, ...] = ()) -> str:
    """Return a number in three digits, or in as many as distinguish it from the limits ``beside`` it."""
    if abs(value) >= 1000.0:
        return f"{value:,.0f}"
    precise = (f"{value:.{digits}g}" for digits in range(3, 8))
    return next((text for text in precise if value in beside or float(text) not in beside), f"{value:g}")
