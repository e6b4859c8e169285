"""Native charts of the slides: worlds by difference, weekly output, alternatives side by side."""

from __future__ import annotations

from typing import Any

import numpy as np
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.util import Inches, Pt

from reorg.exporting.slide_parts import BETTER, MARGIN, SAME, SOFT, WIDTH, WORSE, Slide
from reorg.report.summary.dip import Dip
from reorg.report.summary.dots import Dots
from reorg.report.summary.soften import Soften

BINS = 20
MOST = 100
"""Worlds shown; of more, hundredths."""
_COLORS = {"better": BETTER, "same": SAME, "worse": WORSE}


def add_histogram(slide: Slide, dots: Dots) -> None:
    """Add the worlds as stacked columns: how many lie where, and on which side."""
    values = np.array([dot.value for dot in dots.dots])
    if not len(values):
        return
    edges = np.histogram_bin_edges(values, bins=BINS)
    data = CategoryChartData()
    data.categories = [f"{low:+.1f}" for low in (edges[:-1] + edges[1:]) / 2.0]
    for side, words, _ in dots.legend:
        chosen = np.array([dot.value for dot in dots.dots if dot.side == side])
        data.add_series(words, np.histogram(chosen, edges)[0].tolist())
    chart = _chart(slide, XL_CHART_TYPE.COLUMN_STACKED, data, top=1.5, height=5.0)
    chart.plots[0].gap_width = 10
    for series, (side, _, _) in zip(chart.plots[0].series, dots.legend, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _COLORS[side]
    _axes(chart, f"{dots.title} [{dots.unit}]", "worlds of a hundred" if dots.of == MOST else "worlds")


def add_curves(slide: Slide, dip: Dip, alternative: str) -> None:
    """Add the weekly difference of output as lines: the mean thick, 90% of worlds between the thin."""
    data = CategoryChartData()
    data.categories = [str(week) for week in dip.weeks]
    labels = {
        "mean": f"{alternative}, mean",
        "p50": f"{alternative}, median",
        "p05": "5% of worlds below",
        "p95": "5% above",
    }
    levels = [level for level in labels if level in dip.curves]
    for level in levels:
        data.add_series(labels[level], list(dip.curves[level]))
    for label, curve in dip.others.items():
        data.add_series(label, list(curve))
    chart = _chart(slide, XL_CHART_TYPE.LINE, data, top=1.4, height=3.7)
    for place, series in enumerate(chart.plots[0].series):
        main = place == 0
        series.smooth = False
        series.format.line.width = Pt(3 if main else 1)
        series.format.line.color.rgb = BETTER if main else SOFT
    chart.value_axis.tick_labels.number_format = "0%"
    chart.value_axis.tick_labels.number_format_is_linked = False
    _axes(chart, "weeks from the start date", "output against the baseline")


def add_intervals(slide: Slide, soften: Soften) -> None:
    """Add the leading difference of every alternative as bars."""
    rows = [row for row in reversed(soften.rows) if row.middle is not None]
    if not rows:
        return
    data = CategoryChartData()
    data.categories = [row.label for row in rows]
    data.add_series(f"Median difference [{soften.unit}]", [row.middle for row in rows])
    chart = _chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, data, top=1.3, height=4.5, width=6.0)
    series = chart.plots[0].series[0]
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = BETTER
    lines = [f"{row.label}: {row.middle_in_words}, departures {row.departures}" for row in soften.rows]
    slide.lines(lines, top=5.9, height=1.2, width=6.0, small=True)


def _chart(
    slide: Slide,
    kind: Any,
    data: CategoryChartData,
    top: float,
    height: float,
    width: float = WIDTH - 2 * MARGIN,
) -> Any:
    frame = slide.shapes.add_chart(kind, Inches(MARGIN), Inches(top), Inches(width), Inches(height), data)
    chart = frame.chart
    chart.font.size = Pt(12)
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    return chart


def _axes(chart: Any, across: str, upward: str) -> None:
    for axis, text in ((chart.category_axis, across), (chart.value_axis, upward)):
        axis.has_title = True
        axis.axis_title.text_frame.text = text
        axis.axis_title.text_frame.paragraphs[0].runs[0].font.size = Pt(12)
    # Below the columns and lines, also where those are negative.
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.value_axis.major_gridlines.format.line.color.rgb = SAME
