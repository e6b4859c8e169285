"""What is drawn is where it belongs: read back from the marks."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from reorg.report.drawing.bands import bands_svg
from reorg.report.drawing.dots import dots_svg
from reorg.report.drawing.ranges import Dumbbell, bars_svg, before_after_svg, drivers_svg, micro_svg
from reorg.report.drawing.svg import Scale, picture, text, ticks
from reorg.report.drawing.trees import trees_svg
from reorg.report.summary.page_one import page_one
from reorg.report.summary.trees import draw_trees
from report.labs import lab
from report.studies import later, study

Mark = dict[str, str]


def _marks(svg: Markup, tag: str, kind: str = "") -> list[Mark]:
    found = ElementTree.fromstring(svg).iter(tag)  # noqa: S314 - our own drawing
    return [each.attrib | {"text": each.text or ""} for each in found if kind in each.get("class", "")]


def _x(mark: Mark, key: str = "cx") -> float:
    return float(mark[key])


def _zero(svg: Markup) -> float:
    return _x(_marks(svg, "line", "zero")[0], "x1")


def _labels(svg: Markup) -> dict[str, float]:
    return {mark["text"]: float(mark["x"]) for mark in _marks(svg, "text", "n")}


def _points(mark: Mark) -> list[tuple[float, float]]:
    return [tuple(map(float, pair.split(","))) for pair in mark["points"].split()]  # type: ignore[misc]


def test_worse_dots_lie_on_the_side_of_later_and_the_axis_says_so() -> None:
    dots = page_one(study(later(2.0, share=0.8))).dots
    assert dots is not None
    svg = dots_svg(dots, "title")
    zero = _zero(svg)
    assert all(_x(dot) > zero for dot in _marks(svg, "circle", "dot worse"))
    assert all(_x(dot) < zero for dot in _marks(svg, "circle", "dot better"))
    assert len(_marks(svg, "circle", "dot")) + len(_marks(svg, "path", "dot")) == 100
    labels = _labels(svg)
    assert labels["same"] == pytest.approx(zero, abs=0.2)
    assert labels["\u22121"] < labels["same"] < labels["+1"]
    assert labels["weeks"] == pytest.approx(280.0, abs=1.0), "a figure without its unit"
    ends = {
        mark["text"]: float(mark["x"])
        for mark in _marks(svg, "text")
        if "ner" in mark["text"] or "later" in mark["text"]
    }
    assert ends["← sooner"] < zero < ends["later →"]


def test_the_range_over_the_dots_goes_from_low_to_high_with_the_median_inside() -> None:
    dots = page_one(study(later(2.0, share=0.8))).dots
    assert dots is not None
    assert dots.low is not None
    assert dots.high is not None
    svg = dots_svg(dots, "title")
    line, middle = _marks(svg, "line", "iv")[0], _marks(svg, "circle", "mid")[0]
    assert float(line["x1"]) < _x(middle) < float(line["x2"])
    assert float(line["x1"]) < _zero(svg) < _x(middle)


def test_what_is_about_the_same_lies_on_both_sides_of_the_same() -> None:
    weeks = 30.0 + np.sin(np.arange(200))
    delayed = np.where(np.arange(200) < 20, weeks + 3.0, weeks)
    dots = page_one(study({"stay": {"release_weeks": weeks}, "split": {"release_weeks": delayed}})).dots
    assert dots is not None
    svg = dots_svg(dots, "title")
    zero, same = _zero(svg), [_x(dot) for dot in _marks(svg, "circle", "dot same")]
    assert len(same) == 90
    assert max(same) - zero == pytest.approx(zero - min(same), abs=12.0)


def test_dots_beyond_the_horizon_point_outward() -> None:
    base = 30.0 + 5.0 * np.sin(np.arange(200))
    alternative = np.where(np.arange(200) < 40, np.inf, base + 2.0)
    dots = page_one(study({"stay": {"release_weeks": base}, "split": {"release_weeks": alternative}})).dots
    assert dots is not None
    beyond = _marks(dots_svg(dots, ""), "path", "dot worse")
    assert len(beyond) >= 20
    for mark in beyond:
        xs = [float(x) for x in re.findall(r"[ML]([-\d.]+) ", mark["d"])]
        assert xs[1] > xs[0]


def test_bands_enclose_their_curve_and_up_is_more() -> None:
    weeks = list(range(10))
    middle = [float(week) for week in weeks]
    curves = {"p25": [x - 1.0 for x in middle], "p75": [x + 2.0 for x in middle], "mean": middle}
    svg = bands_svg(weeks, curves, {}, lambda value: f"{value:+.0f}", "title")
    curve = _points(_marks(svg, "polyline", "cv")[0])
    band = _points(_marks(svg, "polygon", "band inner")[0])
    upper, lower = band[: len(weeks)], band[len(weeks) :][::-1]
    for (x, y), (_x_up, up), (_x_down, down) in zip(curve, upper, lower, strict=True):
        assert up < y < down
        assert x == _x_up == _x_down
    assert curve[0][1] > curve[-1][1]
    ticks_up = {mark["text"]: float(mark["y"]) for mark in _marks(svg, "text", "n")}
    assert ticks_up["+5"] < ticks_up["+0"]


def test_a_driver_has_its_low_end_open_and_its_high_end_full() -> None:
    long = "work sent back from Reinforcement learning to Reward models"
    both = drivers_svg([Dumbbell(long, 1.0, 4.0, "little", "much")], "wk", "title")
    assert ">work sent back from Reinforcement<" in both
    assert ">learning to Reward models<" in both
    assert ">learning to Reward models, and…<" in drivers_svg(
        [Dumbbell(f"{long}, and whatever else there is", 1.0, 4.0)], "wk", "title"
    )
    svg = drivers_svg([Dumbbell("Time", 1.0, 4.0, "short", "long")], "wk", "title")
    low, high = _marks(svg, "circle", "dl")[0], _marks(svg, "circle", "dh")[0]
    assert _zero(svg) < _x(low) < _x(high)
    labels = _labels(svg)
    assert labels["short"] == pytest.approx(_x(low))
    assert labels["long"] == pytest.approx(_x(high))
    assert labels["no difference"] == pytest.approx(_zero(svg), abs=0.2)


def test_more_load_is_drawn_as_worse_to_the_right() -> None:
    svg = before_after_svg([Dumbbell("Lead", 0.1, 0.3, worse=True), Dumbbell("Team", 0.4, 0.2)], "title")
    before, after = _marks(svg, "circle", "dl"), _marks(svg, "circle", "dh")
    assert _x(before[0]) < _x(after[0])
    assert _x(before[1]) > _x(after[1])
    assert [mark["class"] for mark in _marks(svg, "line", "db")] == ["db up", "db down"]


def test_a_small_range_lies_around_its_middle_and_an_unknown_end_is_open() -> None:
    svg = micro_svg(-1.0, 1.0, 3.0, (-2.0, 4.0), "worse")
    line, middle = _marks(svg, "line", "iv")[0], _marks(svg, "circle", "mid")[0]
    assert float(line["x1"]) < _zero(svg) < _x(middle) < float(line["x2"])
    open_ended = _marks(micro_svg(-1.0, 1.0, None, (-2.0, 4.0), ""), "line", "iv")[0]
    assert float(open_ended["x2"]) > float(line["x2"])


def test_a_bar_points_to_its_side_and_is_as_long_as_its_share() -> None:
    less, more = bars_svg(-0.5, 1.0, better=False), bars_svg(0.25, 1.0, better=True)
    left, right = (_marks(svg, "rect")[0] for svg in (less, more))
    assert (left["class"], right["class"]) == ("bar worse", "bar better")
    assert float(left["x"]) + float(left["width"]) == pytest.approx(_zero(less), abs=0.2)
    assert float(right["x"]) == pytest.approx(_zero(more), abs=0.2)
    assert float(left["width"]) == pytest.approx(2.0 * float(right["width"]), abs=0.2)
    assert float(right["width"]) > 20.0


def test_lines_between_the_trees_end_at_the_rows_they_join() -> None:
    trees = draw_trees(lab().structure("vertical"), lab().structure("horizontal"))
    svg = trees_svg(trees, {}, ("Vertical", "Horizontal"), "title")
    texts = {mark["y"] for mark in _marks(svg, "text", "tn")}
    for mark, link in zip(_marks(svg, "path", "lk"), trees.links, strict=True):
        places = [float(y) for y in re.findall(r"[\d.]+ ([\d.]+)", mark["d"])]
        rows = (places[0] - 20.0) / 18.0 - 0.5, (places[-1] - 20.0) / 18.0 - 0.5
        assert rows == (link.before, link.after)
        assert ("moved" in mark["class"]) == link.moved
        assert f"{places[0] + 4.0:g}" in {f"{float(y):g}" for y in texts}


@given(st.floats(-1e6, 1e6), st.floats(0.01, 1e6))
def test_ticks_are_round_and_inside(low: float, width: float) -> None:
    found = ticks(low, low + width)
    assert found == sorted(found)
    assert all(low - 1e-9 * abs(low) <= value <= low + width + 1e-9 * abs(low + width) for value in found)
    assert not (low < -width / 100 and low + width > width / 100 and low < 0 < low + width) or 0.0 in found


def test_a_scale_keeps_values_inside() -> None:
    scale = Scale(-1.0, 1.0, 0.0, 100.0)
    assert [scale.at(value) for value in (-2.0, -1.0, 0.0, 1.0, 2.0)] == [0.0, 0.0, 50.0, 100.0, 100.0]


def test_text_inside_is_escaped_and_a_minus_is_one() -> None:
    svg = picture(10, 10, '"><script>', [text("n", 0, 0, "<b>"), text("n", 0, 0, "-3 wk")])
    assert "<script>" not in svg
    assert "<b>" not in svg
    assert "\u22123 wk" in svg
