"""The sentences about a claim, for terminal and pages; a ``row`` is an entry of the document of claims."""

from __future__ import annotations

from typing import Any

from reorg.money import DEFAULT, in_currency
from reorg.report.figures import share


def source_line(row: dict[str, Any]) -> str:
    """Return where a claim comes from, in words."""
    kind = "stated or feared in" if row["origin"] == "says" else "our proposition, prompted by"
    return f"{kind} {row['source']}"


def holds_line(row: dict[str, Any]) -> str:
    """Return in how many worlds or batches a claim holds, in words."""
    if row["holds_share"] is None:
        return "No answer in any world"
    low, high = row["interval"]
    units = "worlds" if row["judged_by"] == "world" else f"{row['judged']} batches of worlds"
    return f"Holds in {share(row['holds_share'])} of {units} ({share(low)} to {share(high)})"


def average_line(row: dict[str, Any]) -> str:
    """Return the mean over batches of what is judged, with its interval."""
    mean, (low, high) = row["leaning"]["mean"], row["leaning"]["interval_95"]
    if mean is None or low is None:
        return "On average not known."
    return f"On average {mean:+.3g}, 95% interval of the mean {low:+.3g} to {high:+.3g}."


def detectable_line(row: dict[str, Any]) -> str:
    """Return how large a difference the trial could have detected, and what was seen, in words."""
    one, other = row["detectable"]["between"]
    sizes = []
    for figure, size in row["detectable"]["figures"].items():
        by_setting = row["figures"][figure]
        means = by_setting[one]["mean"], by_setting[other]["mean"]
        unit = by_setting["unit"]
        if size is not None and None not in means:
            seen = _sized(means[1] - means[0], unit)
            sizes.append(f"{figure_label(figure, unit)} {_sized(size, unit)} ({seen})")
    leaning = row["detectable"]["leaning"]
    if row["judged_by"] == "batch" and leaning is not None:
        seen = _in_two_digits(row["leaning"]["mean"])
        sizes.append(f"the quantity judged {_in_two_digits(leaning)} ({seen})")
    if not sizes:
        return "The smallest effect that it could have detected is not known."
    return (
        f"Smallest mean difference between {one} and {other} that 4 out of 5 such tests would detect"
        f" (observed difference in parentheses): {', '.join(sizes)}."
    )


def figure_label(figure: str, unit: str) -> str:
    """Return the words for a figure, its unit aside."""
    return figure.removesuffix(f"_{unit}").replace("_", " ")


def _sized(value: float, unit: str) -> str:
    return figure_cell(value, unit) if unit in ("usd", "share") else f"{_in_two_digits(value)} {unit}"


def _in_two_digits(value: float) -> str:
    rounded = float(f"{value:.2g}")
    return f"{rounded:,.0f}" if abs(rounded) >= 100 else f"{rounded:.2g}"


def figure_cell(value: float | None, unit: str) -> str:
    """Return a figure as a table shows it."""
    if value is None:
        return "-"
    if unit == "usd":
        return in_currency(f"{value / 1e6:,.1f}M", DEFAULT)
    if unit == "share":
        return f"{value:.1%}"
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"
