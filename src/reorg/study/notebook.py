"""A study in a notebook: a small table with the interval of each mean difference drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from reorg.study.measuring.metrics import METRICS

_WIDTH, _HEIGHT = 160, 14
_SHOWN = tuple(metric for metric in METRICS if metric.place == "table")


def study_html(verdict: Mapping[str, Any]) -> str:
    """Return an HTML table of the leading differences of a verdict; for one scenario, its metrics."""
    head = f"{verdict['organization']}: {verdict['worlds']:,} worlds, seed {verdict['seed']}"
    rows = "".join(_difference_rows(verdict) if verdict["differences"] else _metric_rows(verdict))
    return f"<table><caption>{escape(head)}</caption>{rows}</table>"


def _difference_rows(verdict: Mapping[str, Any]) -> Iterator[str]:
    names = {key: entry["name"] for key, entry in verdict["scenarios"].items()}
    baseline = names[verdict["baseline"]]
    yield _row(
        "th", ("alternative", "metric", f"mean difference from {baseline}", "95% interval", "", "better in")
    )
    known = {(entry["scenario"], entry["metric"]): entry for entry in verdict["differences"]}
    for scenario in [key for key in verdict["scenarios"] if key != verdict["baseline"]]:
        for metric in _SHOWN:
            entry = known.get((scenario, metric.key))
            if entry is not None:
                yield _difference_row(names[scenario], metric.words.label, entry)


def _difference_row(scenario: str, label: str, entry: Mapping[str, Any]) -> str:
    counted = "" if entry["mean"] is not None else "counted to the horizon: "
    prefix = "" if entry["mean"] is not None else "restricted_"
    mean = entry.get(f"{prefix}mean")
    low, high = entry.get(f"{prefix}mean_interval_95") or (None, None)
    better = entry["helps_share"]
    cells = (
        scenario,
        label,
        f"{counted}{mean:+.4g} {entry['unit']}" if mean is not None else "not known",
        f"{low:+.4g} to {high:+.4g}" if low is not None and high is not None else "",
    )
    share = "" if better is None else f"{better:.0%} of worlds"
    return _row("td", cells, _drawn(mean, low, high), share)


def _metric_rows(verdict: Mapping[str, Any]) -> Iterator[str]:
    yield _row("th", ("metric", "mean", "5% of worlds below", "5% above"))
    for scenario in verdict["scenarios"].values():
        for metric in _SHOWN:
            entry = scenario["metrics"].get(metric.key)
            if entry is not None:
                numbers = (
                    "-" if entry[key] is None else f"{entry[key]:.4g}" for key in ("mean", "p05", "p95")
                )
                yield _row("td", (f"{metric.words.label} [{entry['unit']}]", *numbers))


def _drawn(mean: float | None, low: float | None, high: float | None) -> str:
    """Return the interval around zero as a drawing; each row has its own scale."""
    if mean is None or low is None or high is None:
        return "<td></td>"
    reach = 1.1 * max(abs(low), abs(high)) or 1.0
    left, middle, right = ((value / reach + 1.0) * _WIDTH / 2.0 for value in (low, mean, high))
    y = _HEIGHT / 2
    return (
        f'<td><svg width="{_WIDTH}" height="{_HEIGHT}" role="img" aria-label="{low:.3g} to {high:.3g}">'
        f'<line x1="{_WIDTH / 2}" x2="{_WIDTH / 2}" y1="0" y2="{_HEIGHT}" stroke="#88949e"/>'
        f'<line x1="{left:.1f}" x2="{right:.1f}" y1="{y}" y2="{y}" stroke="#18212a" stroke-width="2"/>'
        f'<circle cx="{middle:.1f}" cy="{y}" r="4" fill="#0b5d7a"/></svg></td>'
    )


def _row(kind: str, cells: tuple[str, ...], drawn: str = "", last: str | None = None) -> str:
    texts = "".join(f"<{kind}>{escape(cell)}</{kind}>" for cell in cells)
    end = "" if last is None else f"<{kind}>{escape(last)}</{kind}>"
    return f"<tr>{texts}{drawn}{end}</tr>"
