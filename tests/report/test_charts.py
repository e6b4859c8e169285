from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from reorg.report.charts import (
    Band,
    Bands,
    Interval,
    Stack,
    axis_svg,
    bands_svg,
    interval_svg,
    limits,
    stack_svg,
    ticks,
)


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_ticks_are_few_and_within_the_axis(low: float, width: float) -> None:
    found = ticks(low, low + width)
    assert 1 <= len(found) <= 6
    assert all(low - 1e-6 * width <= tick <= low + width * (1 + 1e-6) for tick in found)


def test_the_axis_holds_zero_and_every_interval() -> None:
    low, high = limits([Interval(2.0, 3.0, 4.0, 5.0, 6.0, True), Interval(1.0, None, 2.0, None, 3.0, False)])
    assert low < 0.0
    assert high > 6.0


def test_every_chart_is_well_formed_and_escapes_its_words() -> None:
    hostile = "</svg><script>alert(1)</script>"
    interval = Interval(-1.0, -0.5, 0.0, 0.5, 1.0, False)
    band = Band(hostile, [1.0, 1.0], [2.0, 2.0], [3.0, 3.0])
    drawings = [
        interval_svg(interval, limits([interval]), hostile),
        axis_svg((-1.0, 1.0)),
        bands_svg(Bands([1.0, 2.0], band, band, (1.5,), "h"), (0.0, 3.0)),
        stack_svg(Stack(((0, 0.25), (1, 0.75))), hostile),
    ]
    for drawing in drawings:
        assert "<script" not in drawing
        ElementTree.fromstring(drawing)  # noqa: S314 - our own drawing


def test_an_interval_that_cannot_be_distinguished_has_an_open_dot() -> None:
    certain, open_ = (Interval(1.0, 1.5, 2.0, 2.5, 3.0, known) for known in (True, False))
    assert 'class="dot"' in interval_svg(certain, (0.0, 3.0), "")
    assert 'class="dot open"' in interval_svg(open_, (0.0, 3.0), "")


def test_the_parts_of_a_bar_fill_its_width() -> None:
    tree = ElementTree.fromstring(stack_svg(Stack(((0, 0.25), (1, 0.75))), "hours"))  # noqa: S314 - our own drawing
    assert sum(float(part.get("width", "0")) for part in tree) == 360.0
