"""All questions, all alternatives: one table with a range for each difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from reorg.report.conclusions import in_words
from reorg.report.drawing.ranges import micro_svg
from reorg.report.drawing.svg import with_zero
from reorg.report.figures import UNKNOWN, number, share
from reorg.report.findings import clarity, difference, ordered, rows
from reorg.report.scenarios import Verdict, alternatives, scenario_name
from reorg.report.summary.comparison import Entry, short_name
from reorg.report.summary.key_figures import middle_in_words
from reorg.report.vocabulary import QUESTIONS, row_label, words
from reorg.study.results.conclusion import (
    HARDLY,
    OF_THE_SAMPLE,
    Conclusion,
    bounds_of,
    conclude,
    middle_difference,
)

Mark = Literal["worse", "better", "unclear", "same"]
SIGNS: dict[Mark, str] = {"worse": "▲", "better": "▽", "unclear": "?", "same": "="}
PICTURES_MAX = 4
"""Number of alternatives up to which each difference has its own chart, and the best scenario a column."""
LEAGUE_FROM = 3
"""Number of scenarios from which the table says which is best most often."""

_MARKS: dict[Conclusion, Mark] = {
    "better": "better", "worse": "worse", "same": "same", "mostly same": "same",
}  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """A difference: its sign, the middle, a picture of 90% of worlds (or none), worlds in which it helps."""

    mark: Mark
    sign: str
    middle: str
    picture: Markup
    helps: str
    spoken: str


@dataclass(frozen=True)
class QuestionRow:
    """A metric: its value under the baseline, a cell for each alternative (None: none), the best.

    ``best`` in words; ``best_place`` 0 for the baseline, else that of the alternative from 1 on, -1 unknown.
    """

    label: str
    unit: str
    baseline: str
    cells: tuple[Cell | None, ...]
    best: str
    best_place: int


@dataclass(frozen=True)
class Questions:
    """The table; ``groups`` hold the rows of one question each."""

    alternatives: tuple[str, ...]
    groups: tuple[tuple[str, tuple[QuestionRow, ...]], ...]
    pictures: bool
    league: bool

    @property
    def some_bounded(self) -> bool:
        """Whether some difference is only known to be at least or at most the value shown."""
        cells = (cell for _, rows in self.groups for row in rows for cell in row.cells if cell is not None)
        return any(cell.middle.startswith((">", "<")) for cell in cells)


def all_questions(verdict: Verdict) -> Questions:
    """Return the table of all metrics that have a better side and differ for some alternative."""
    others = alternatives(verdict)
    groups = []
    for key, question in QUESTIONS.items():
        found = [_row(verdict, metric) for metric in _metrics(verdict) if words(metric).question == key]
        kept = tuple(row for row in found if row is not None)
        if kept:
            groups.append((question, kept))
    names = tuple(scenario_name(verdict, other) for other in others)
    return Questions(names, tuple(groups), len(others) <= PICTURES_MAX, len(others) + 1 >= LEAGUE_FROM)


def _metrics(verdict: Verdict) -> list[str]:
    unmoved = {entry["metric"] for entry in verdict.get("unmoved", ())}
    held = ordered(entry["metric"] for entry in verdict.get("differences", ()))
    return [metric for metric in held if metric not in unmoved and words(metric).better]


def _row(verdict: Verdict, metric: str) -> QuestionRow | None:
    entries = [difference(verdict, other, metric) for other in alternatives(verdict)]
    known = [entry for entry in entries if entry is not None and conclude(entry) != "unknown"]
    if not known or all(_is_nothing(entry) for entry in known):
        return None
    ends = with_zero([end for entry in known for end in _range(entry) if end is not None])
    shown = rows(verdict, known[0]["scenario"], [metric])
    drawn = len(entries) <= PICTURES_MAX
    best = _best(verdict, metric)
    return QuestionRow(
        label=row_label(metric),
        unit=known[0]["unit"],
        baseline=shown[0].baseline if shown else UNKNOWN,
        cells=tuple(_cell(verdict, entry, ends, drawn) if entry in known else None for entry in entries),
        best=f"{short_name(verdict, best['scenario'])}, in {share(best['best_share'])}" if best else "",
        best_place=[verdict["baseline"], *alternatives(verdict)].index(best["scenario"]) if best else -1,
    )


def _is_nothing(entry: Entry) -> bool:
    return all(number(entry.get(key)) in (0.0, None) for key in ("p05", "median", "p95", "mean")) and not (
        entry.get("bounds")
    )


def _range(entry: Entry) -> tuple[float | None, float | None, float | None]:
    if entry["metric"] in OF_THE_SAMPLE:
        return None, number(entry.get("mean")), None
    return bounds_of(entry, "p05")[1], middle_difference(entry), bounds_of(entry, "p95")[0]


def _cell(verdict: Verdict, entry: Entry | None, ends: tuple[float, float], drawn: bool) -> Cell | None:
    if entry is None:
        return None
    conclusion = conclude(entry)
    hardly = clarity(verdict, entry) in HARDLY
    mark = "same" if hardly else _MARKS.get(conclusion, "unclear")
    low, middle, high = _range(entry)
    helps = number(entry.get("helps_share"))
    return Cell(
        mark=mark,
        sign=SIGNS[mark],
        middle=middle_in_words(entry),
        picture=micro_svg(low, middle, high, ends, mark) if drawn else Markup(""),
        helps="" if helps is None else share(helps),
        spoken=in_words(entry, conclusion),
    )


def _best(verdict: Verdict, metric: str) -> Entry | None:
    """Return the rank of the scenario that is best most often; None if there is no ranking."""
    ranked = next((entry for entry in verdict.get("league", ()) if entry["metric"] == metric), None)
    if ranked is None or not ranked["ranking"]:
        return None
    best: Entry = max(ranked["ranking"], key=lambda row: row["best_share"])
    return best
