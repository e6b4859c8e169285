"""Six slides of a study with native shapes and charts, which can be edited where they are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from reorg.exporting.extras import needed
from reorg.exporting.slide_charts import add_curves, add_histogram, add_intervals
from reorg.exporting.slide_parts import Deck
from reorg.exporting.slide_trees import add_trees
from reorg.report.summary.page_one import PageOne
from reorg.study.running.files import replace_atomically

NAME = "study.pptx"
Names = Mapping[str, str]


def write_slides(page: PageOne, again: Sequence[str], lead_names: Names, folder: Path) -> Path:
    """Write the slides of page one and return their path.

    ``again`` are lines that say how to get the same result, ``called`` what people are called by id. Raises
    :class:`~reorg.study.running.settings.StudyError` where python-pptx, an extra, is not installed, and
    OSError where the file cannot be written.
    """
    needed("pptx", "--pptx")
    deck = Deck.new(page.organization)
    for add in _SLIDES:
        add(deck, page, lead_names)
    _trust(deck, page, again)
    path = folder / NAME
    with replace_atomically(path) as temporary:
        deck.save(temporary)
    return path


def _verdict(deck: Deck, page: PageOne, _called: Names) -> None:
    slide = deck.slide(page.headline.sentence, large=True)
    slide.lines(page.support, top=2.4, height=1.6)
    figures = [(each.figure, each.text, each.range) for each in page.figures.figures]
    for place, (figure, text, spread) in enumerate(figures):
        slide.figure(figure, (text, spread), left=0.6 + place * 4.1, top=4.1, width=3.9)
    slide.lines(
        [line for line in (page.figures.alike, page.figures.also, page.figures.unsure) if line],
        top=6.2,
        height=0.9,
    )


def _worlds(deck: Deck, page: PageOne, _called: Names) -> None:
    dots = page.dots
    if dots is None:
        return deck.slide("One structure alone").lines(page.support, top=2.0, height=3.0)
    slide = deck.slide(page.headline.shares or dots.title)
    add_histogram(slide, dots)
    if dots.range_in_words:
        slide.lines([f"90% of worlds: {dots.range_in_words}"], top=6.6, height=0.5)
    return None


def _changes(deck: Deck, page: PageOne, lead_names: Names) -> None:
    changes = page.changes
    if changes is None:
        deck.slide("What changes").lines(["The structure is the same."], top=2.0, height=1.0)
        return
    slide = deck.slide("What changes")
    slide.lines([" ".join([*changes.sentences, changes.people])], top=1.2, height=1.4)
    if changes.trees is not None:
        add_trees(slide, changes, lead_names)


def _dip(deck: Deck, page: PageOne, _called: Names) -> None:
    if page.dip is None:
        deck.slide("Dip and recovery").lines(["Nothing was compared week by week."], top=2.0, height=1.0)
        return
    slide = deck.slide(page.dip.sentence)
    add_curves(slide, page.dip, page.alternative)
    if page.dates is not None:
        rows = [
            (
                each.label,
                each.due,
                each.before,
                each.after,
                f"{each.on_time_before}",
                f"{each.on_time_after}",
            )
            for each in page.dates.releases[:5]
        ]
        on_time = f"On time in {page.dates.of} worlds, before"
        head = ("Release", "Due", page.baseline, page.alternative, on_time, "after")
        slide.table(head, rows, top=5.2)


def _soften(deck: Deck, page: PageOne, _called: Names) -> None:
    soften, risk = page.soften, page.risk
    heading = soften.heading if soften is not None else "What would soften it"
    slide = deck.slide(f"{heading}, and who is at risk")
    if soften is not None and soften.rows:
        add_intervals(slide, soften)
    elif soften is not None:
        slide.lines([soften.not_tried], top=1.3, height=1.5, width=6.0)
    if risk is not None:
        slide.lines([risk.sentence, *risk.cases], top=1.3, height=2.0, left=7.0, width=5.7)
        rows = [(each.role, f"{each.before:.0%}", f"{each.after:.0%}") for each in risk.roles[:8]]
        slide.table((risk.measure, "before", "after"), rows, top=3.5, left=7.0, width=5.7)


def _trust(deck: Deck, page: PageOne, again: Sequence[str]) -> None:
    slide = deck.slide("How far to trust it")
    trust = page.trust
    decides = [page.decides.share, *page.decides.turns] if page.decides is not None else []
    lines = list(filter(None, (*decides, trust.stated, trust.guessed, *trust.limits)))
    slide.lines(lines, top=1.3, height=4.4)
    slide.lines(again, top=6.0, height=1.2, small=True)


_SLIDES: tuple[Callable[[Deck, PageOne, Names], Any], ...] = (_verdict, _worlds, _changes, _dip, _soften)
