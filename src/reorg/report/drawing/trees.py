"""Two structures as trees side by side, with lines from each team, or its people, to where they are after."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from reorg.model.analysis.roles import in_a_sentence
from reorg.report.drawing.svg import CHARACTER, number, path, picture, text
from reorg.report.plain_text import short
from reorg.report.summary.trees import TreeRow, Trees

WIDTH, AFTER = 1060.0, 640.0
HEAD, ROW, INDENT = 20.0, 18.0, 20.0
ROOM = 400.0
"""Width of a tree."""
HEADING = 46
"""Characters of the name of a structure."""
_SIGNS = {"ends": "✕ ", "new": "+ ", "moved": "→ ", "new lead": "◆ ", "changed": "± "}
_SOFT = {"kept", "folded"}


def trees_svg(trees: Trees, titles: dict[str, str], names: tuple[str, str], title: str) -> Markup:
    """Draw both trees under the ``names`` of their structures; ``titles`` are roles of leads by id."""
    height = HEAD + ROW * max(len(trees.before), len(trees.after)) + 4.0
    heads = (f"Before: {short(names[0], HEADING)}", f"After: {short(names[1], HEADING)}")
    marks = [text("th", x, 13.0, head) for x, head in zip((0.0, AFTER), heads, strict=True)]
    starts = [_width(row, titles) for row in trees.before]
    for link in trees.links:
        left, right = starts[link.before], AFTER + INDENT * trees.after[link.after].depth - 8.0
        here, there = (HEAD + ROW * (place + 0.5) for place in (link.before, link.after))
        bend = (right - left) * 0.5
        steps = (
            f"M{number(left)} {number(here)}C{number(left + bend)} {number(here)}"
            f" {number(right - bend)} {number(there)} {number(right)} {number(there)}"
        )
        marks.append(path("lk moved" if link.moved else "lk", steps))
    marks += _side(trees.before, 0.0, titles)
    marks += _side(trees.after, AFTER, titles)
    return picture(WIDTH, height, title, marks, "wide")


def _side(rows: Sequence[TreeRow], left: float, titles: dict[str, str]) -> list[Markup]:
    marks: list[Markup] = []
    above: dict[int, int] = {}
    for place, row in enumerate(rows):
        x, y = left + INDENT * row.depth, HEAD + ROW * (place + 0.5)
        if row.depth and row.depth - 1 in above:
            stem = x - INDENT + 7.0
            top = HEAD + ROW * above[row.depth - 1] + ROW * 0.85
            marks.append(path("tl", f"M{number(stem)} {number(top)}V{number(y)}H{number(x - 3.0)}"))
        above[row.depth] = place
        marks.append(_row(row, x, y + 4.0, titles))
    return marks


def _row(row: TreeRow, x: float, y: float, titles: dict[str, str]) -> Markup:
    label, note = _label(row), _note(row, titles)
    mark = Markup('<text class="tn {}" x="{}" y="{}">{}<tspan class="n" dx="6">{}</tspan></text>')
    return mark.format(row.mark.replace(" ", "-"), number(x), number(y), label, note)


def _label(row: TreeRow) -> str:
    if row.mark == "folded":
        teams = "1 team" if row.teams == 1 else f"{row.teams:,} teams"
        return f"{teams}, {row.changed:,} changed" if row.changed else f"{teams} as before"
    return f"{_SIGNS.get(row.mark, '')}{short(row.name, _letters(row) - 6)}"


def _note(row: TreeRow, titles: dict[str, str]) -> str:
    role = titles.get(row.lead or "", "")
    left = _letters(row) - len(_label(row))
    if row.was and left > 12:
        return f"{row.people:,}, was {short(row.was, left - 8)}"
    if row.mark == "folded" or row.people > 1 or not role or left < 8:
        return f"{row.people:,}"
    return short(in_a_sentence(role), left)


def _letters(row: TreeRow) -> int:
    """Return how many characters fit into a row."""
    return max(12, int((ROOM - INDENT * row.depth) / (1.1 * CHARACTER)))


def _width(row: TreeRow, titles: dict[str, str]) -> float:
    """Return where the text of a row ends, estimated from its number of letters."""
    bold = 1.0 if row.mark in _SOFT else 1.1
    taken = bold * len(_label(row)) + 0.9 * len(_note(row, titles))
    return INDENT * row.depth + CHARACTER * taken + 14.0
