"""Page one ready for a template: its charts drawn, each with its text alternative."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from reorg.report.drawing.bands import bands_svg
from reorg.report.drawing.dots import dots_svg, some_further
from reorg.report.drawing.ranges import Dumbbell, before_after_svg, drivers_svg, micro_svg
from reorg.report.drawing.svg import with_zero
from reorg.report.drawing.trees import trees_svg
from reorg.report.figures import SHORT, change, share
from reorg.report.summary.changes import Changes
from reorg.report.summary.decides import Decides
from reorg.report.summary.dip import Dip
from reorg.report.summary.dots import Dots
from reorg.report.summary.page_one import PageOne
from reorg.report.summary.risk import Risk
from reorg.report.summary.soften import Soften, Softer
from reorg.report.vocabulary import words


@dataclass(frozen=True)
class PageView:
    """A page one and its charts; empty if there is nothing to draw. ``soften`` has one for each row."""

    page: PageOne
    dots: Markup
    dots_further: bool
    trees: Markup
    dip: Markup
    decides: Markup
    risk: Markup
    soften: tuple[tuple[Softer, Markup], ...]
    soften_label: str


def draw_page(page: PageOne) -> PageView:
    """Draw the charts of page one."""
    return PageView(
        page,
        dots=_dots(page.dots, page) if page.dots else Markup(""),
        dots_further=page.dots is not None and some_further(page.dots),
        trees=_trees(page.changes) if page.changes and page.changes.trees else Markup(""),
        dip=_dip(page.dip, page) if page.dip and page.dip.curves else Markup(""),
        decides=_decides(page.decides) if page.decides and page.decides.drivers else Markup(""),
        risk=_risk(page.risk, page) if page.risk and page.risk.roles else Markup(""),
        soften=tuple(_softer(page.soften)) if page.soften else (),
        soften_label=words(page.soften.metric).label if page.soften else "",
    )


def _dots(dots: Dots, page: PageOne) -> Markup:
    counts = ", ".join(f"{count} {label}" for _side, label, count in dots.legend)
    title = (
        f"One hundred dots for one hundred worlds, {page.alternative} compared with {page.baseline}: {counts}"
    )
    tail = f"; 90% of worlds from {dots.range_in_words}" if dots.range_in_words else ""
    return dots_svg(dots, f"{title}{tail}")


def _trees(changes: Changes) -> Markup:
    trees = changes.trees
    assert trees is not None, "drawn only where there are trees"  # noqa: S101 - for the type
    text = "; ".join(f"{heading}: {', '.join(teams[:6])}" for heading, teams in changes.groups)
    names = (changes.before, changes.after)
    return trees_svg(trees, changes.titles, names, f"Teams before and after. {text}")


def _dip(dip: Dip, page: PageOne) -> Markup:
    title = f"Weekly output of {page.alternative} compared with {page.baseline}. {dip.sentence}"
    return bands_svg(dip.weeks, dip.curves, dip.others, _percent_of_axis, title)


def _percent_of_axis(value: float) -> str:
    return f"{value:+.0%}" if value else "0"


def _decides(decides: Decides) -> Markup:
    rows = [
        Dumbbell(driver.label, driver.low, driver.high, driver.low_word, driver.high_word)
        for driver in decides.drivers
    ]
    text = "; ".join(
        f"{row.label}: {change(row.first, decides.unit)} where {row.first_word},"
        f" {change(row.second, decides.unit)} where {row.second_word}"
        for row in rows
    )
    unit = SHORT.get(decides.unit, "")
    return drivers_svg(rows, unit, f"Mean difference where each assumption is low and where high. {text}")


def _risk(risk: Risk, page: PageOne) -> Markup:
    rows = [
        Dumbbell(
            f"{role.role} ({role.people})" if role.people > 1 else role.role,
            role.before,
            role.after,
            note=f"{share(role.before).removesuffix('%')} → {share(role.after)}",
            worse=role.after > role.before,
        )
        for role in risk.roles
    ]
    text = "; ".join(f"{row.label}: {row.note}" for row in rows)
    return before_after_svg(
        rows, f"{risk.measure}, under {page.baseline} and under {page.alternative}. {text}"
    )


def _softer(soften: Soften) -> list[tuple[Softer, Markup]]:
    found = (end for row in soften.rows for end in (row.low, row.middle, row.high))
    ends = with_zero([end for end in found if end is not None])
    return [(row, micro_svg(row.low, row.middle, row.high, ends, "")) for row in soften.rows]
