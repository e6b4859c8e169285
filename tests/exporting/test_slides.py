"""Slides of a study, opened again: six of them, native charts with the figures of page one, texts as text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pptx
import pytest
from click.testing import CliRunner

from reorg import compare, load, open_study
from reorg.cli.main import main
from reorg.report.summary.page_one import PageOne, page_one

HOSTILE = "<script>alert(1)</script>\u202e"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("slides") / "run"
    model = load("churn").to_dict()
    model["organization"] = HOSTILE
    compare(load(model), ["stay", "once", "phased"], worlds=8, out=folder)
    result = CliRunner().invoke(main, ["report", str(folder), "--pptx"])
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
def page(run: Path) -> PageOne:
    return page_one(open_study(run))


@pytest.fixture(scope="module")
def slides(run: Path) -> list[Any]:
    return list(pptx.Presentation(run / "study.pptx").slides)


def _text(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def _chart(slide: Any) -> Any:
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    return chart


def test_there_are_six_that_begin_with_the_verdict(slides: list[Any], page: PageOne) -> None:
    assert len(slides) == 6
    assert _text(slides[0]).startswith(page.headline.sentence)
    assert all(figure.figure in _text(slides[0]) for figure in page.figures.figures)


def test_the_worlds_are_a_native_chart_with_the_counts_of_page_one(slides: list[Any], page: PageOne) -> None:
    assert page.dots is not None
    counts = {series.name: sum(series.values) for series in _chart(slides[1]).plots[0].series}
    assert counts == {words: count for side, words, count in page.dots.legend}


def test_what_stands_alone_on_a_slide_says_what_it_is(slides: list[Any], page: PageOne) -> None:
    assert page.dots is not None
    assert page.soften is not None
    assert page.risk is not None
    assert f"90% of worlds: {page.dots.range_in_words}" in _text(slides[1])
    assert page.soften.heading in _text(slides[4])
    (table,) = [shape.table for shape in slides[4].shapes if shape.has_table]
    assert table.cell(0, 0).text == page.risk.measure


def test_the_dip_is_a_native_chart_of_the_curve(slides: list[Any], page: PageOne) -> None:
    assert page.dip is not None
    first = next(iter(_chart(slides[3]).plots[0].series))
    assert tuple(first.values) in {tuple(curve) for curve in page.dip.curves.values()}


def test_alternatives_are_a_native_chart(slides: list[Any], page: PageOne) -> None:
    assert page.soften is not None
    values = sorted(next(iter(_chart(slides[4]).plots[0].series)).values)
    assert values == pytest.approx(sorted(row.middle for row in page.soften.rows if row.middle is not None))


def test_the_trees_are_shapes_joined_by_lines(slides: list[Any], page: PageOne) -> None:
    assert page.changes is not None
    assert page.changes.trees is not None
    trees = page.changes.trees
    lines = [shape for shape in slides[2].shapes if shape.shape_type == pptx.enum.shapes.MSO_SHAPE_TYPE.LINE]
    assert len(lines) == len(trees.links)
    for row in trees.after:
        assert row.mark == "folded" or row.name in _text(slides[2])


def test_names_are_text_and_hidden_characters_are_seen(slides: list[Any]) -> None:
    for slide in slides:
        assert "<script>alert(1)</script>\\u202e" in _text(slide)


def test_people_are_roles(slides: list[Any], run: Path) -> None:
    ids = {person.id for person in open_study(run).organization.people if "#" in person.id}
    text = "\n".join(map(_text, slides))
    assert not [person for person in ids if person in text]
