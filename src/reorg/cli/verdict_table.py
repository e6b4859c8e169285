"""The verdict in the terminal: a sentence for each scenario, then a table for each, then the evidence.

The console decides about color (none where the output is no terminal or ``NO_COLOR`` is set). Names come
from a model file and are printed as text, never as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from reorg.cli.ranking_table import print_rankings
from reorg.report.conclusions import Conclusion
from reorg.report.findings import (
    MetricRange,
    Row,
    about,
    bottlenecks,
    findings,
    leading_metric,
    left_out_line,
    metric_ranges,
    rows,
    unclear_line,
)
from reorg.report.guard_rails import guard_rail_lines
from reorg.report.not_observed import censored_line, no_value_lines
from reorg.report.plain_text import name, shown
from reorg.report.precision import precision_line
from reorg.report.ranking import SCENARIOS_FROM
from reorg.report.scenarios import Verdict, alternatives, heading, scenario_name
from reorg.report.sensitivity import drivers_line, flip_line
from reorg.report.transition import transition_line
from reorg.report.vocabulary import HEADLINES, METRIC_WORDS

WIDE = 96
"""Columns from which the questions get a column of their own."""
STYLES: dict[Conclusion, str] = {
    **dict.fromkeys(("same", "mostly same", "unclear"), "dim"),
    "better": "green",
    "worse": "red",
}


def print_verdict(verdict: Verdict, report_path: str | None, console: Console) -> None:
    """Print a comparison: sentences, one table for each scenario beside the baseline, bottleneck, report.

    ``verdict`` is the JSON object ``reorg/verdict/2``; ``report_path`` None leaves the last line out.
    """
    _head(verdict, console)
    for finding in findings(verdict):
        console.print(Text(finding.text, style="bold"))
    if len(verdict["scenarios"]) >= SCENARIOS_FROM:
        print_rankings(verdict, console)
        _hinges(verdict, console)
    else:
        for scenario in alternatives(verdict):
            _block(verdict, scenario, console)
    console.print()
    lines = {"Precision": [precision_line(verdict)], "Guard-rails": guard_rail_lines(verdict)}
    lines |= {"Bottleneck": bottlenecks(verdict, each=1), "Left out": [left_out_line(verdict)]}
    _notes(lines, console)
    _report(report_path, console)


def print_run(verdict: Verdict, report_path: str | None, console: Console) -> None:
    """Print one scenario alone: the median of each metric and its range from 5 % to 95 % of the worlds."""
    _head(verdict, console)
    for scenario in verdict["scenarios"]:
        console.print(_spread_table(scenario_name(verdict, scenario), metric_ranges(verdict, scenario)))
        late = censored_line({**verdict, "baseline": scenario}, scenario, "release_weeks")
        _notes({"Late": [late], "No value": no_value_lines(verdict, METRIC_WORDS)}, console)
    _notes({"Guard-rails": guard_rail_lines(verdict), "Bottleneck": bottlenecks(verdict, each=1)}, console)
    _report(report_path, console)


def _head(verdict: Verdict, console: Console) -> None:
    console.print(Text.assemble((name(verdict["organization"]), "bold"), "   ", about(verdict)))
    console.print()


def _block(verdict: Verdict, scenario: str, console: Console) -> None:
    released = "release_weeks" in verdict["scenarios"][scenario]["metrics"]
    table = rows(verdict, scenario, HEADLINES if released else ("throughput", *HEADLINES))
    if not table:
        return
    console.print()
    console.print(Text(heading(verdict, scenario), style="bold"))
    sides = [scenario_name(verdict, key) for key in (verdict["baseline"], scenario)]
    console.print(_comparison(sides, table, console.width))
    leading = leading_metric(verdict, scenario)
    late = censored_line(verdict, scenario, leading) if leading else ""
    notes = {"Not distinguishable": [unclear_line(table)], "Late": [late]}
    pair = {**verdict, "scenarios": {k: verdict["scenarios"][k] for k in (verdict["baseline"], scenario)}}
    notes["No value"] = no_value_lines(pair, [row.metric for row in table])
    if leading:
        notes |= {label: [line] for label, line in _on_leading(verdict, scenario, leading).items()}
    _notes(notes, console)


def _hinges(verdict: Verdict, console: Console) -> None:
    """Print what the leading difference of each scenario hangs on, without its table."""
    for scenario in alternatives(verdict):
        leading = leading_metric(verdict, scenario)
        lines = _on_leading(verdict, scenario, leading) if leading else {}
        if any(lines.values()):
            console.print()
            console.print(Text(heading(verdict, scenario), style="bold"))
            _notes({label: [line] for label, line in lines.items()}, console)


def _on_leading(verdict: Verdict, scenario: str, leading: str) -> dict[str, str]:
    """Return what the leading difference is made of and hangs on, each line under its heading."""
    return {
        "Change, structure": transition_line(verdict, scenario, leading),
        "What decides it": drivers_line(verdict, scenario, leading),
        "Where it flips": flip_line(verdict, scenario, leading),
    }


def _comparison(sides: list[str], table: list[Row], width: int) -> Table:
    wide = width >= WIDE
    grid = Table(box=None, pad_edge=False, padding=(0, 2 if wide else 1, 0, 0), header_style="dim")
    if wide:
        grid.add_column("")
    grid.add_column("", min_width=16)
    for side in sides:
        grid.add_column(Text(side, overflow="fold"), justify="right", max_width=12)
    grid.add_column("difference", justify="right", no_wrap=True)
    grid.add_column("5 % to 95 %", no_wrap=True)
    grid.add_column("helps in", justify="right", no_wrap=True)
    for cells, row in zip(_cells(table, wide), table, strict=True):
        grid.add_row(*map(Text, cells), style=STYLES.get(row.reading, ""))
    return grid


def _cells(table: Iterable[Row], wide: bool) -> Iterator[list[str]]:
    asked = ""
    for row in table:
        question = row.question if row.question != asked else ""
        asked = row.question
        helps = f"{row.helps} of worlds" if wide and row.helps else row.helps
        rest = [row.label, row.baseline, row.scenario, row.difference, row.interval, helps]
        yield [question, *rest] if wide else rest


def _spread_table(scenario: str, table: Iterable[MetricRange]) -> Table:
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    grid.add_column(Text(scenario))
    for figure in ("median", "5 %", "95 %"):
        grid.add_column(figure, justify="right", no_wrap=True)
    for row in table:
        grid.add_row(*map(Text, (row.label, row.median, row.low, row.high)))
    return grid


def _notes(notes: Mapping[str, Iterable[str]], console: Console) -> None:
    """Print the lines under their headings, with a hanging indent; empty lines are left out."""
    grid = Table.grid(padding=(0, 3, 0, 0))
    for label, lines in notes.items():
        for line in filter(None, lines):
            grid.add_row(Text(label, style="dim"), Text(shown(line)))
    if grid.row_count:
        console.print(grid)


def _report(path: str | None, console: Console) -> None:
    if path:
        console.print(Text.assemble(("Report", "dim"), f"       {path}"), soft_wrap=True)
