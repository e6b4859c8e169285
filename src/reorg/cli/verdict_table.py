"""The verdict in the terminal, in at most 40 lines: sentences first, then numbers, people and causes.

Whatever the width, no cell is cut and no line is longer than the terminal is wide, except for the path of the
report. Content that does not fit is in the report. The console decides about color (none if the output is not
a terminal or ``NO_COLOR`` is set). Names come from a model file and are printed as text, never as markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from reorg.cli.affected_lines import affected_lines
from reorg.cli.comparison_table import LISTED_MAX, Line, comparison_lines, comparison_tables
from reorg.cli.ranking_table import ranking_tables
from reorg.report.findings import (
    MetricRange,
    about,
    bottlenecks,
    findings,
    leading_metric,
    left_out_line,
    metric_ranges,
)
from reorg.report.guard_rails import guard_rail_lines
from reorg.report.late_plan import late_plan_line
from reorg.report.luck import luck_line
from reorg.report.moved_work import moved_work_lines
from reorg.report.not_observed import censored_line, censored_lines, no_value_lines
from reorg.report.observed import agreement_line
from reorg.report.plain_text import name, shown
from reorg.report.precision import precision_line
from reorg.report.ranking import SCENARIOS_FROM
from reorg.report.scenarios import Verdict, alternatives, scenario_name
from reorg.report.sensitivity import drivers_in_short, drivers_line
from reorg.report.summary.page_one import scenario_in_focus
from reorg.report.transition import transition_in_short, transition_line
from reorg.report.vocabulary import METRIC_WORDS
from reorg.report.where_it_flips import flip_line, flips_of_several

LINES = 40
"""Maximum number of lines of a verdict, including the path of the report."""
NOTES_AT_LEAST = 16
"""Lines that the table leaves to the notes below it, if they need them."""
ROWS_AT_LEAST = 4
_LAST = ("No value", "Bottleneck", "Left out")
"""The notes that come last."""
_OMITTED = {
    "Also differs": ": see the report",
    "Hardly differs": "",
    "Not clear": " (neither in the shares of worlds nor in the 95% interval of the mean)",
}
"""The readings of metrics that are not in the table, in order, and what follows their names."""

Note = tuple[str, str]
"""The subject of a note, and the note."""


def print_verdict(verdict: Verdict, report_path: str | None, console: Console) -> None:
    """Print a comparison: sentences, one table, who is affected, what decides it, and the report.

    ``verdict`` is the JSON object ``reorg/verdict/4``; ``report_path`` None leaves the last line out.
    """
    page = _Page(console, LINES - (2 if report_path else 0))
    _head(verdict, page)
    parts = [Text(finding.text, style="bold") for finding in findings(verdict)]
    left = page.add_as_many(parts, keep=ROWS_AT_LEAST + 3)
    if left:
        page.add(Text(f"{left} more in the report.", style="dim"))
    notes = _notes(verdict)
    if len(verdict["scenarios"]) >= SCENARIOS_FROM:
        page.add_as_many([_below_a_gap(table) for table in ranking_tables(verdict)], keep=4)
    else:
        lines = comparison_lines(verdict)
        shown_lines = _lines_that_fit(verdict, lines, notes, page)
        if shown_lines:
            page.add(Text(""), *comparison_tables(verdict, shown_lines, console))
        notes = _with_omitted(notes, lines, shown_lines)
    _print_notes(notes, page)
    _report(report_path, console)


def print_run(verdict: Verdict, report_path: str | None, console: Console) -> None:
    """Print one scenario alone: the median of each metric and its range from 5% to 95% of the worlds."""
    page = _Page(console, LINES - (2 if report_path else 0))
    _head(verdict, page)
    (scenario,) = verdict["scenarios"]
    notes = _notes_of_run(verdict, scenario)
    needed = min(1 + page.height(_grid(notes)), NOTES_AT_LEAST) if notes else 0
    ranges = metric_ranges(verdict, scenario)
    label = scenario_name(verdict, scenario)
    page.add_most_of([_spread_table(label, ranges[:k]) for k in _counts(ranges)], keep=needed)
    _print_notes(notes, page)
    _report(report_path, console)


class _Page:
    """Lines printed so far, and how many may follow."""

    def __init__(self, console: Console, room: int) -> None:
        self.console = console
        self.room = room

    def height(self, *parts: RenderableType) -> int:
        """Return the number of terminal lines that these take at this width."""
        return sum(len(self.console.render_lines(part, pad=False)) for part in parts)

    def add(self, *parts: RenderableType) -> None:
        """Print these."""
        for part in parts:
            self.room -= self.height(part)
            self.console.print(part)

    def add_as_many(self, parts: Sequence[RenderableType], keep: int) -> int:
        """Print as many as fit, in order, leaving ``keep`` lines free; return how many are left out."""
        for place, part in enumerate(parts):
            if place and self.height(part) > self.room - keep:
                return len(parts) - place
            self.add(part)
        return 0

    def add_most_of(self, versions: Iterable[RenderableType], keep: int) -> None:
        """Print the first of these that leaves ``keep`` lines free, or else the last."""
        last: RenderableType = ""
        for last in versions:
            if self.height(last) <= self.room - keep:
                break
        self.add(last)


def _head(verdict: Verdict, page: _Page) -> None:
    page.add(Text.assemble((name(verdict["organization"]), "bold"), "   ", about(verdict)), Text(""))


def _counts(parts: Sequence[object]) -> range:
    return range(len(parts), 0, -1)


def _lines_that_fit(
    verdict: Verdict, lines: Sequence[Line], notes: Sequence[Note], page: _Page
) -> Sequence[Line]:
    """Return the lines that differ, and the first; as many as leave room for the notes."""
    listed = [line for place, line in enumerate(lines) if place == 0 or line.is_listed][: 1 + LISTED_MAX]
    needed = min(page.height(_grid(notes)) if notes else 0, NOTES_AT_LEAST)
    for count in _counts(listed):
        height = 1 + page.height(*comparison_tables(verdict, listed[:count], page.console))
        if height <= page.room - needed or count <= ROWS_AT_LEAST:
            return listed[:count]
    return listed


def _with_omitted(notes: Sequence[Note], lines: Sequence[Line], printed: Sequence[Line]) -> list[Note]:
    """Append to the causes the metrics that differ but did not fit, and those that hardly do."""
    found: dict[str, list[str]] = {}
    for line in lines:
        if line not in printed:
            found.setdefault(_standing(line), []).append(line.name_in_short)
    omitted = [(head, ", ".join(found[head]) + rest) for head, rest in _OMITTED.items() if head in found]
    behind = sum(label not in _LAST for label, _ in notes)
    return [*notes[:behind], *omitted, *notes[behind:]]


def _standing(line: Line) -> str:
    if line.is_listed:
        return "Also differs"
    return "Hardly differs" if line.hardly_differs else "Not clear"


def _notes(verdict: Verdict) -> list[Note]:
    """Return the lines below the table, the most important first."""
    # If there is room for one scenario only, it is the one that the report begins with.
    focus = scenario_in_focus(verdict)
    others = sorted(alternatives(verdict), key=lambda scenario: scenario != focus)
    leading = [(scenario, leading_metric(verdict, scenario)) for scenario in others]
    compared = {scenario: metric for scenario, metric in leading if metric}
    several = len(compared) > 1
    change = transition_in_short if several else _transition_in_full
    drivers = drivers_in_short if several else drivers_line

    def each(about_what: str, line_of: Callable[[Verdict, str, str], str]) -> list[Note]:
        lines = {scenario: line_of(verdict, scenario, metric) for scenario, metric in compared.items()}
        return [(about_what, line) for line in _merged(verdict, lines)]

    notes = [("Guard-rails", line) for line in guard_rail_lines(verdict)]
    notes += [("Plan", late_plan_line(verdict))]
    notes += [("Precision", precision_line(verdict))]
    notes += [("Who", line) for line in affected_lines(verdict, others)]
    notes += [("Work", line) for line in moved_work_lines(verdict, others)]
    notes += [*each("Change", change), *each("What decides it", drivers)]
    flips = (
        flips_of_several(verdict, compared)
        if several
        else [flip_line(verdict, *one) for one in compared.items()]
    )
    notes += [("Where it flips", line) for line in flips]
    notes += [("Late", line) for line in censored_lines(verdict, compared)]
    notes += [("Observed", agreement_line(verdict))]
    notes += each("Luck", luck_line)
    notes += [("No value", line) for line in no_value_lines(verdict, _first_table(verdict))]
    notes += [("Bottleneck", line) for line in bottlenecks(_each_person_once(verdict), each=1)]
    notes += [("Left out", left_out_line(verdict))]
    return [(about_what, line) for about_what, line in notes if line]


def _notes_of_run(verdict: Verdict, scenario: str) -> list[Note]:
    """Return the lines below the table of one scenario alone."""
    notes = [("Late", censored_line({**verdict, "baseline": scenario}, scenario, "release_weeks"))]
    notes += [("Guard-rails", line) for line in guard_rail_lines(verdict)]
    notes += [("Plan", late_plan_line({**verdict, "baseline": scenario}))]
    notes += [("Observed", agreement_line(verdict))]
    notes += [("No value", line) for line in no_value_lines(verdict, METRIC_WORDS)]
    notes += [("Bottleneck", line) for line in bottlenecks(verdict, each=1)]
    return [(about_what, line) for about_what, line in notes if line]


def _merged(verdict: Verdict, lines: Mapping[str, str]) -> list[str]:
    """Return the lines of scenarios, each after their names if there are several; equal ones are merged."""
    if len(lines) < 2:
        return list(lines.values())
    of: dict[str, list[str]] = {}
    for scenario, line in lines.items():
        of.setdefault(line, []).append(scenario_name(verdict, scenario))
    return [f"{', '.join(names)}: {line}" for line, names in of.items() if line]


def _transition_in_full(verdict: Verdict, scenario: str, metric: str) -> str:
    return _briefly(transition_line(verdict, scenario, metric))


def _each_person_once(verdict: Verdict) -> Verdict:
    """Return the verdict with each bottleneck only under the scenario in which it is narrowest."""
    worst: dict[str, Verdict] = {}
    for entry in verdict.get("bottlenecks", ()):
        known = worst.setdefault(entry["person"], entry)
        if entry["overloaded_weeks_share"] > known["overloaded_weeks_share"]:
            worst[entry["person"]] = entry
    return {**verdict, "bottlenecks": list(worst.values())}


def _briefly(line: str) -> str:
    """Return a sentence without the number of worlds in brackets at its end, which is given above."""
    shortened, _, basis = line.rpartition(" (")
    if not line.endswith(" worlds).") and not line.endswith("not out)."):
        return line
    counted = basis.partition(", ")[2]
    return f"{shortened} ({counted}" if counted else f"{shortened}."


def _first_table(verdict: Verdict) -> list[str]:
    return [line.metric for line in comparison_lines(verdict)]


def _print_notes(notes: Sequence[Note], page: _Page) -> None:
    """Print as many notes as fit, in their order; the first of each heading before a second."""
    lines = [note for note in notes if note[1]]
    kept: list[Note] = []
    for place in _by_importance(lines):
        chosen = [note for k, note in enumerate(lines) if note in kept or k == place]
        if 1 + page.height(_grid(chosen)) <= page.room:
            kept = chosen
    if kept:
        page.add(Text(""), _grid(kept))


def _by_importance(notes: Sequence[Note]) -> list[int]:
    """Return the places of notes by importance: the first of each heading, then the others; the last last."""
    turns = [sum(other == label for other, _ in notes[:place]) for place, (label, _) in enumerate(notes)]
    return sorted(range(len(notes)), key=lambda place: (notes[place][0] in _LAST, turns[place], place))


def _grid(notes: Sequence[Note]) -> Table:
    """Return notes under their headings, with a hanging indent; a repeated heading is printed once."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for place, (label, line) in enumerate(notes):
        again = place > 0 and notes[place - 1][0] == label
        grid.add_row(Text("" if again else label, style="dim"), Text(shown(line)))
    return grid


def _below_a_gap(table: Table) -> Table:
    grid = Table.grid()
    grid.add_row("")
    grid.add_row(table)
    return grid


def _spread_table(scenario: str, table: Iterable[MetricRange]) -> Table:
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    grid.add_column(Text(scenario))
    for figure in ("median", "5%", "95%"):
        grid.add_column(figure, justify="right", no_wrap=True)
    for row in table:
        grid.add_row(*map(Text, (row.label, row.median, row.low, row.high)))
    return grid


def _report(path: str | None, console: Console) -> None:
    if path:
        console.print(Text.assemble(("Report", "dim"), f"  {path}"), soft_wrap=True)
