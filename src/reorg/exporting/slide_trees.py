"""Two structures as shapes joined by lines, each of which can be moved."""

from __future__ import annotations

from collections.abc import Mapping

from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.util import Inches, Pt

from reorg.exporting.slide_parts import BETTER, INK, MARGIN, SAME, WIDTH, WORSE, Slide
from reorg.report.plain_text import shown
from reorg.report.summary.changes import Changes
from reorg.report.summary.trees import TreeRow

_TOP, _BOTTOM = 3.1, 7.0
_BOX = 5.2
_LETTERS = 72
"""Characters that fit into a box."""
_COLORS = {"kept": SAME, "folded": SAME, "ends": WORSE, "new": BETTER, "moved": BETTER}


def add_trees(slide: Slide, changes: Changes, lead_names: Mapping[str, str]) -> None:
    """Add both trees, today on the left, and a line for each team or group of people that goes elsewhere."""
    trees = changes.trees
    if trees is None:
        return
    step = min(0.32, (_BOTTOM - _TOP) / max(len(trees.before), len(trees.after), 1))
    lefts = (MARGIN, WIDTH - MARGIN - _BOX)
    for left, heading, rows in zip(
        lefts, (changes.before, changes.after), (trees.before, trees.after), strict=True
    ):
        slide.text(heading, left=left, top=_TOP - 0.4, width=_BOX, height=0.35, bold=True)
        for place, row in enumerate(rows):
            _add_row(slide, row, left, _TOP + place * step, step, lead_names)
    for link in trees.links:
        line = slide.shapes.add_connector(
            MSO_CONNECTOR.STRAIGHT,
            Inches(lefts[0] + _BOX),
            Inches(_TOP + (link.before + 0.4) * step),
            Inches(lefts[1] + trees.after[link.after].depth * 0.25),
            Inches(_TOP + (link.after + 0.4) * step),
        )
        line.line.color.rgb = BETTER if link.moved else SAME
        line.line.width = Pt(1.5 if link.moved else 0.5)


def _add_row(
    slide: Slide, row: TreeRow, left: float, top: float, step: float, lead_names: Mapping[str, str]
) -> None:
    indent = row.depth * 0.25
    box = slide.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Inches(left + indent), Inches(top), Inches(_BOX - indent), Inches(step * 0.85)
    )
    box.fill.background()
    box.line.color.rgb = _COLORS.get(row.mark, INK)
    frame = box.text_frame
    frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = False
    frame.text = _row_text(row, lead_names)
    run = frame.paragraphs[0].runs[0]
    run.font.size, run.font.color.rgb = Pt(9), INK


def _row_text(row: TreeRow, lead_names: Mapping[str, str]) -> str:
    people = "1 person" if row.people == 1 else f"{row.people} people"
    if row.mark == "folded":
        return f"{row.teams} further {'team' if row.teams == 1 else 'teams'}, {people}"
    lead = f", {lead_names.get(row.lead, row.lead)}" if row.lead else ""
    mark = "" if row.mark == "kept" else f" ({row.mark})"
    return shown(f"{row.name}{mark}{lead}, {people}", _LETTERS)
