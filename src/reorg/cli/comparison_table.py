"""The table of a comparison, as wide as the terminal allows: no cell is ever cut.

A row is a metric. With one alternative, it has both sides, the difference and its range; several alternatives
are next to each other, each with the difference and the share of worlds in which it helps, or below each
other if they do not fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.console import Console, RenderableType
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from reorg.report.findings import Row, difference, leading_metric, rows
from reorg.report.scenarios import Verdict, alternatives, scenario_name
from reorg.report.vocabulary import HEADLINES, row_label
from reorg.study.results.conclusion import DIFFERS, HARDLY, Conclusion

STYLES: dict[Conclusion, str] = {
    **dict.fromkeys(("same", "mostly same", "unclear"), "dim"),
    "better": "green",
    "worse": "red",
}
_CAPTION = "Differences: median over the worlds (of departures, mean), not of the two columns."
LISTED_MAX = 6
"""Number of metrics in the first table besides the leading one."""
_HEADER_MAX, _HEADER_AMPLE = 12, 20
"""Characters in a line of a header, if space is scarce and if it is not."""
_AMPLE = 10_000
"""A width in which every cell has enough room."""


@dataclass(frozen=True)
class Line:
    """One metric of all alternatives: a row of each scenario that has it."""

    metric: str
    label: str
    baseline: str
    of: dict[str, Row]
    is_listed: bool
    """Whether it differs for any scenario (:data:`DIFFERS`)."""
    lead: float
    """The largest lead of worlds with one sign over those with the other, of any scenario."""

    @property
    def hardly_differs(self) -> bool:
        """Whether it hardly differs in any scenario (:data:`HARDLY`)."""
        return all(row.clarity in HARDLY for row in self.of.values())

    @property
    def name_in_short(self) -> str:
        """The label; with ``(mostly)`` where most worlds tie and the others leave the mean open."""
        mostly = self.hardly_differs and any(row.clarity == "mostly ties" for row in self.of.values())
        return f"{self.label} (mostly)" if mostly else self.label


def comparison_lines(verdict: Verdict) -> list[Line]:
    """Return the metrics of the first table: the leading ones, the clearest that differ, the others."""
    scenarios = alternatives(verdict)
    found: dict[str, dict[str, Row]] = {}
    for scenario in scenarios:
        for row in rows(verdict, scenario, _headlines(verdict, scenario)):
            found.setdefault(row.metric, {})[scenario] = row
    lines = [_line(verdict, metric, of) for metric, of in found.items()]
    leading = {leading_metric(verdict, scenario) for scenario in scenarios}
    parts = [line for line in lines if line.is_listed and line.metric not in leading]
    clearest = sorted(parts, key=lambda line: -line.lead)[:LISTED_MAX]

    def rank(line: Line) -> int:
        return 0 if line.metric in leading else 1 + (line not in clearest) + (not line.is_listed)

    return sorted(lines, key=rank)


def comparison_tables(verdict: Verdict, lines: Sequence[Line], console: Console) -> list[RenderableType]:
    """Return the table of these lines, or several below each other, the fullest that fits the width."""
    scenarios = alternatives(verdict)
    for each in range(len(scenarios), 0, -1):
        groups = [scenarios[k : k + each] for k in range(0, len(scenarios), each)]
        for columns in _ALONE if len(scenarios) == 1 else _BESIDE:
            for gap, header in ((2, _HEADER_AMPLE), (2, _HEADER_MAX), (1, _HEADER_MAX)):
                layout = _Layout(columns, gap, header)
                tables = [_table(verdict, group, lines, layout) for group in groups]
                if all(_fits(table, console) for table in tables):
                    return list(tables)
    layout = _Layout(("difference", "helps"), 1, _HEADER_MAX, folded=True)
    return [_table(verdict, [one], lines, layout) for one in scenarios]


@dataclass(frozen=True)
class _Layout:
    """Columns, the spaces between them, characters in a line of a header, and whether cells may be folded."""

    columns: Sequence[str]
    gap: int
    header: int
    folded: bool = False


_ALONE = (
    ("baseline", "scenario", "difference", "range", "helps"),
    ("baseline", "difference", "range", "helps"),
    ("difference", "range", "helps"),
    ("baseline", "difference", "helps"),
    ("difference", "helps"),
)
"""Columns of a table of one alternative, the fullest first."""
_BESIDE = (("baseline", "difference", "helps"), ("difference", "helps"))


def _headlines(verdict: Verdict, scenario: str) -> tuple[str, ...]:
    released = "release_weeks" in verdict["scenarios"][scenario]["metrics"]
    return HEADLINES if released else ("throughput", *HEADLINES)


def _line(verdict: Verdict, metric: str, of: dict[str, Row]) -> Line:
    first = next(iter(of.values()))
    entries = [difference(verdict, scenario, metric) or {"metric": metric} for scenario in of]
    is_listed = any(row.clarity in DIFFERS for row in of.values())
    lead = max(abs((e.get("helps_share") or 0.0) - (e.get("harms_share") or 0.0)) for e in entries)
    return Line(metric, first.label, first.baseline, of, is_listed, lead)


def _fits(table: Table, console: Console) -> bool:
    ample = console.options.update(width=_AMPLE)
    return Measurement.get(console, ample, table).maximum <= console.width


def _table(verdict: Verdict, scenarios: Sequence[str], lines: Sequence[Line], layout: _Layout) -> Table:
    grid = Table(box=None, pad_edge=False, padding=(0, layout.gap, 0, 0), header_style="dim")
    if "scenario" in layout.columns:
        grid.caption, grid.caption_justify, grid.caption_style = _CAPTION, "left", "dim"
    whole = not layout.folded
    grid.add_column("", no_wrap=whole, overflow="fold")
    if "baseline" in layout.columns:
        grid.add_column(
            _header(scenario_name(verdict, verdict["baseline"]), layout.header),
            justify="right",
            no_wrap=whole,
        )
    for scenario in scenarios:
        heading = _header(scenario_name(verdict, scenario), layout.header)
        names = {"scenario": heading, "range": Text("5% to 95%"), "helps": Text("helps\nin")}
        names["difference"] = Text("difference") if "scenario" in layout.columns else heading
        for column in layout.columns:
            if column != "baseline":
                side: Literal["left", "right"] = "left" if column == "range" else "right"
                grid.add_column(names[column], justify=side, no_wrap=whole, overflow="fold")
    for line in lines:
        grid.add_row(Text(row_label(line.metric)), *_cells(line, scenarios, layout.columns))
    return grid


def _cells(line: Line, scenarios: Sequence[str], columns: Sequence[str]) -> Iterator[Text]:
    if "baseline" in columns:
        yield Text(line.baseline)
    for scenario in scenarios:
        row = line.of.get(scenario)
        for column in columns:
            if column != "baseline":
                yield Text("") if row is None else Text(_figure(row, column), _style(row))


def _style(row: Row) -> str:
    return "dim" if row.clarity in HARDLY else STYLES.get(row.reading, "")


def _figure(row: Row, column: str) -> str:
    return {
        "scenario": row.scenario,
        "difference": row.difference,
        "range": row.interval,
        "helps": row.helps,
    }[column]


def _header(label: str, letters: int) -> Text:
    """Return a name broken between words into lines that keep a column narrow; long words stay whole."""
    lines: list[str] = []
    for word in label.split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return Text("\n".join(lines))
