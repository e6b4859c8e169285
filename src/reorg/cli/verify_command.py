"""The command that checks the simulator against known results.

Its help must not wait for the engine's libraries: :mod:`reorg.verification` is imported when it runs.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reorg.cli.facts_table import facts_summary, print_facts
from reorg.cli.progress import progress_bar

if TYPE_CHECKING:
    from reorg.verification import FactRecord, Record

CAUGHT = {True: "caught", False: "MISSED", None: "-"}
WIDE = 120
"""Number of terminal columns from which power and source are shown."""


@click.command()
@click.argument("wanted", metavar="[NAME]...", nargs=-1)
@click.option("--list", "listed", is_flag=True, help="List the checks; run nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def verify(ctx: click.Context, wanted: tuple[str, ...], listed: bool, as_json: bool) -> None:
    """Check the simulator against known results.

    Runs limits, closed forms, checks of whether a laboratory looks plausible, and twenty facts that experts
    expect. NAME is a check, a fact or a group of them, such as queues or facts; without NAME everything
    runs, in about four minutes. Each check runs a second time with a planted error and must then fail. Exits
    with 1 if a check fails. The rows called face compare the case qwen with judgments of what a laboratory
    looks like, and facts compare small organizations with the differences that experts expect: results
    outside their range are reported and explained, but do not count as failures.
    """
    from reorg import verification  # noqa: PLC0415 - see above

    _refuse_unknown(wanted, verification.names())
    if listed:
        _list(verification, wanted, as_json)
        return
    count = len(verification.select(wanted)) + len(verification.select_facts(wanted))
    found = list(_with_progress(verification.verify(wanted), count))
    facts = [record for record in found if isinstance(record, verification.FactRecord)]
    records = [record for record in found if not isinstance(record, verification.FactRecord)]
    failed = [record for record in records if not verification.holds(record)]
    if as_json:
        click.echo(json.dumps(_document(verification, records, failed, facts), indent=1, allow_nan=False))
    else:
        _print(records, failed, facts, Console())
    ctx.exit(1 if failed else 0)


def _document(
    verification: ModuleType, records: Sequence[Record], failed: Sequence[Record], facts: Sequence[FactRecord]
) -> dict[str, Any]:
    rows = {
        name: [_plain(r.as_json()) for r in records if r.is_judged == (name == verification.FACE)]
        for name in ("checks", verification.FACE)
    }
    return {"passed": not failed, **rows, "facts": [_plain(fact.as_json()) for fact in facts]}


def _refuse_unknown(wanted: Sequence[str], known: Sequence[str]) -> None:
    for name in wanted:
        if name not in known:
            close = difflib.get_close_matches(name, known, n=3)
            hint = f" Did you mean {' or '.join(map(repr, close))}?" if close else ""
            raise click.UsageError(f"No check {name!r}.{hint} All of them: reorg verify --list")


def _list(verification: ModuleType, wanted: Sequence[str], as_json: bool) -> None:
    rows = [{"name": c.name, "evidence": c.evidence, "source": c.source} for c in verification.select(wanted)]
    if not wanted or verification.FACE in wanted:
        rows.append(
            {"name": verification.FACE, "evidence": "judged range", "source": verification.FACE_SOURCE}
        )
    rows += [
        {"name": f.full_name, "evidence": f"{f.strength} fact", "source": f.source}
        for f in verification.select_facts(wanted)
    ]
    if as_json:
        click.echo(json.dumps({"checks": rows}, indent=1))
        return
    width = max(len(row["name"]) for row in rows)
    for row in rows:
        click.echo(f"{row['name']:{width}}  {row['source']}")


def _with_progress(records: Iterator[Record | FactRecord], count: int) -> Iterator[Record | FactRecord]:
    """Yield the records, and show progress on stderr if it is a terminal."""
    with progress_bar("checks", count) as bar:
        for record in records:
            bar.advance(bar.task_ids[0])
            yield record


def _print(
    records: Sequence[Record], failed: Sequence[Record], facts: Sequence[FactRecord], console: Console
) -> None:
    if records:
        _print_checks(records, failed, console)
    if facts:
        print_facts(facts, console)
    lines = [_summary(records, failed)] if records or not facts else []
    lines += [facts_summary(facts)] if facts else []
    console.print()
    console.print(Text(" ".join(lines), style="bold"))


def _print_checks(records: Sequence[Record], failed: Sequence[Record], console: Console) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("check", no_wrap=True)
    for heading in ("expected", "found", "tolerance"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    table.add_column("planted\nerror", no_wrap=True)
    if console.width >= WIDE:
        table.add_column("power", justify="right", no_wrap=True)
        table.add_column("source", no_wrap=True, overflow="ellipsis")
    for record in records:
        cells = (*_cells(record, record in failed), *(_more(record) if console.width >= WIDE else ()))
        table.add_row(*map(Text, cells), style="red" if record in failed else "")
    console.print(table)
    console.print()
    for record in [r for r in records if not r.passed or r in failed]:
        console.print(Text(f"{record.name}: {record.note} Source: {record.source}."))


def _cells(record: Record, failed: bool) -> tuple[str, ...]:
    expected = record.expected
    verdict = "passed" if record.passed else "outside" if record.is_judged else "FAILED"
    return (
        record.name,
        f"{expected[0]:g} to {expected[1]:g}" if isinstance(expected, tuple) else f"{expected:.4g}",
        f"{record.found:.4g}",
        "" if record.tolerance is None else f"{record.tolerance:.2g}",
        "FAILED" if failed else verdict,
        CAUGHT[record.planted_error_caught],
    )


def _more(record: Record) -> tuple[str, ...]:
    return ("" if record.power is None else f"{record.power:.3f}", record.source)


def _summary(records: Sequence[Record], failed: Sequence[Record]) -> str:
    checks = [record for record in records if not record.is_judged]
    ranges = [record for record in records if record.is_judged]
    inside = sum(record.passed for record in ranges)
    looks = f" {inside} of {len(ranges)} face values lie in their range." if ranges else ""
    if not failed:
        return f"All {len(checks)} checks passed.{looks}"
    return f"{len(failed)} of {len(checks)} checks failed.{looks}"


def _plain(value: Any) -> Any:
    """Return data for JSON, in which null replaces a number that is not finite."""
    if isinstance(value, float):
        return value if abs(value) < float("inf") else None
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, (list, tuple)) else value
