"""The facts in the terminal: what each demands, what came out, and why one does not hold."""

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
"""A power above which nothing needs to be said."""
STYLES = {"holds": "green", "fails": "red", "cannot be read": "yellow"}


def print_facts(records: Sequence[FactRecord], console: Console) -> None:
    """Print each fact with its verdict, and below it what is demanded, what came out, and why it fails."""
    for record in records:
        console.print()
        console.print(
            Text(f"{record.number}. {record.title}  ({record.name}, {record.strength})", style="bold")
        )
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
        table.add_column(no_wrap=True, width=max(map(len, STYLES)))
        table.add_column(overflow="fold")
        for finding in record.findings:
            table.add_row(Text(finding.verdict, style=STYLES[finding.verdict]), Text(_line(finding)))
        console.print(table)
        verdict = Text(f"{record.verdict}.", style=STYLES[record.verdict])
        console.print(Text(" ").join([verdict, *map(Text, _reasons(record))]))


def facts_summary(records: Sequence[FactRecord]) -> str:
    """Return one sentence: how many hold."""
    count = {verdict: sum(record.verdict == verdict for record in records) for verdict in STYLES}
    return (
        f"{count['holds']} of {len(records)} facts hold, {count['fails']} fail,"
        f" {count['cannot be read']} cannot be read."
    )


def _reasons(record: FactRecord) -> Iterator[str]:
    """Yield what is not said beside the demands, and the known cause."""
    yield from (f"{trouble}." for trouble in record.troubles)
    if record.verdict == "fails" and record.cause:
        yield f"Cause: {record.cause}"


def _line(finding: Finding) -> str:
    """Return a demand in a line: what, how much, the range, the sign in drawn worlds, and why not."""
    trace = "inside: " if finding.role == "trace" else ""
    if finding.effect is None or finding.interval is None:
        return f"{trace}{finding.says}: {finding.why}"
    low, high = map(_number, finding.interval)
    parts = [f"{_number(finding.effect)} {finding.unit} [{low}, {high}]", _demanded(finding)]
    if finding.sign_share is not None:
        parts.append(
            f"sign in {finding.sign_share:.0%} of drawn points (required {finding.sign_demanded:.0%})"
        )
    if finding.power is not None and finding.power < STRONG:
        parts.append(f"power {finding.power:.2f}")
    why = f": {finding.why}" if finding.why else ""
    return f"{trace}{finding.says}: {', '.join(parts)}{why}"


def _demanded(finding: Finding) -> str:
    low, high = finding.low, finding.high
    if finding.kind == "order":
        return "required 0 or more (smallest step)"
    if math.isinf(high):
        return f"required {low:g} or more"
    return f"required {high:g} or less" if math.isinf(low) else f"required {low:g} to {high:g}"


def _number(value: float) -> str:
    return f"{value:.3g}" if abs(value) < 1000.0 else f"{value:,.0f}"
