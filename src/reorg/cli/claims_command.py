"""The command that tests what the news claims.

Its help must not wait for the engine's libraries: :mod:`reorg.claims` is imported when it runs.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reorg.cli.counts import Count
from reorg.cli.progress import progress_bar

if TYPE_CHECKING:
    from reorg.claims import Claim


@click.command()
@click.argument("wanted", metavar="[CASE or ID]...", nargs=-1)
@click.option("--worlds", default=200, show_default=True, type=Count(1, 1_000_000),
              help="Worlds for each claim.")  # fmt: skip
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0, 2**63 - 1),
              help="The same seed gives the same worlds.")  # fmt: skip
@click.option("--fixed", is_flag=True, help="Central value of every assumption and input; only luck varies.")
@click.option("--threads", default=None, type=click.IntRange(1), help="Threads; all cores by default.")
@click.option("--list", "listed", is_flag=True, help="List the claims; run nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def claims(wanted: tuple[str, ...], listed: bool, as_json: bool, threads: int | None, **worlds: Any) -> None:
    """Test claims from the news.

    Sixteen statements from the reports of March 2026, each tested with two or more scenarios in the same
    worlds; every result is reported. Name a case (qwen) or claims (C1 C3) to test only those. A claim that
    a report makes is marked "says"; one that we derived from a situation it describes, "prompted".
    """
    from reorg.claims import CLAIMS, evaluate_claims  # noqa: PLC0415 - see above
    from reorg.claims.document import document, entry  # noqa: PLC0415 - see above
    from reorg.claims.evaluation import ClaimDesign, cases_needed  # noqa: PLC0415 - see above
    from reorg.study.running.settings import Settings  # noqa: PLC0415 - see above

    chosen = _chosen(CLAIMS, wanted)
    if listed:
        _list(chosen, as_json)
        return
    design = ClaimDesign(**worlds)
    workers = Settings(worlds=design.worlds, seed=design.seed, threads=threads).workers()
    with progress_bar("worlds", design.worlds * len(cases_needed(chosen))) as bar:
        verdicts = list(
            evaluate_claims(chosen, design, workers, lambda done: bar.advance(bar.task_ids[0], done))
        )
    if as_json:
        click.echo(json.dumps(document(verdicts, design), indent=1, allow_nan=False))
        return
    rows = {verdict.claim.id: entry(verdict) for verdict in verdicts}
    console = Console()
    drawn = "; all assumptions and inputs at their central values" if design.fixed else ""
    head = f"Claims in the news   {design.worlds:,} worlds per case, seed {design.seed}{drawn}"
    console.print(Text(head, style="bold"))
    console.print()
    _print([rows[claim.id] for claim in chosen], console)


def _chosen(known: Sequence[Claim], wanted: Sequence[str]) -> list[Claim]:
    """Return the claims of these ids or cases; raises click.UsageError for a name that is neither."""
    cases = {claim.id: {s.case for s in claim.settings.values()} for claim in known}
    names = [*cases, *sorted(set().union(*cases.values()))]
    for name in wanted:
        if name not in names:
            close = difflib.get_close_matches(name, names, n=2)
            hint = f" Did you mean {' or '.join(map(repr, close))}?" if close else ""
            raise click.UsageError(f"No claim or case {name!r}.{hint} All claims: reorg claims --list")
    return [c for c in known if not wanted or c.id in wanted or cases[c.id] & set(wanted)]


def _list(chosen: Sequence[Claim], as_json: bool) -> None:
    rows = [
        {
            "id": c.id,
            "statement": c.statement,
            "source": c.source,
            "origin": c.origin,
            "holds_when": c.holds_when,
        }
        for c in chosen
    ]
    if as_json:
        click.echo(json.dumps({"claims": rows}, indent=1))
        return
    for row in rows:
        click.echo(f"{row['id']:4} {row['statement']} ({row['origin']}; {row['source']})")


def _print(rows: Sequence[dict[str, Any]], console: Console) -> None:
    from reorg.claims.wording import (  # noqa: PLC0415 - see above
        average_line,
        detectable_line,
        holds_line,
        source_line,
    )

    for row in rows:
        console.print(Text(f"{row['id']}  {row['statement']}", style="bold"))
        console.print(Text(f"    {source_line(row)}"))
        console.print(Text(f"    {holds_line(row)}: {row['holds_when']}."))
        if row["judged_by"] == "batch":
            console.print(Text(f"    {average_line(row)}"))
        console.print(_figures(row))
        console.print(Text(f"    {detectable_line(row)}"))
        if row.get("fails_when"):
            console.print(Text(f"    {row['fails_when']}"))
        console.print()


def _figures(row: dict[str, Any]) -> Table:
    from reorg.claims.wording import figure_cell, figure_label  # noqa: PLC0415 - see above

    names = list(row["scenarios"])
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 4), header_style="dim")
    table.add_column("")
    for name in names:
        table.add_column(Text(name), justify="right", max_width=16)
    for figure, by_setting in row["figures"].items():
        unit = by_setting["unit"]
        label = figure_label(figure, unit)
        cells = (figure_cell(by_setting[name]["mean"], unit) for name in names)
        table.add_row(f"{label}, {unit}" if unit not in ("usd", "share") else label, *cells)
    return table
