"""Sentences on what is observed of the organization today, and how many draws of the assumptions agree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reorg.model.organization import Observed, ObservedRange
from reorg.report.bounds import figure_with_unit, label
from reorg.report.figures import number, share
from reorg.report.scenarios import Verdict
from reorg.study.measuring.amounts import label_of, range_with_unit, unit_of

Entry = Mapping[str, Any]
NOTHING_OBSERVED = (
    "The model does not state what is observed of the organization today (`observed`), so in some worlds it"
    " may be slower or faster than it has ever been."
)
_RARE = 0.05
"""Share of draws cut off at the end of the trials up to which the 95% quantile is known."""


def stated_line(observed: Observed, currency: str) -> str:
    """Return all ranges in one line: ``observed today (52 weeks): next release 15 to 45 weeks``."""
    units = (unit_of(each.metric, currency) for each in observed.ranges)
    ranges = "; ".join(map(labeled_range, observed.ranges, units))
    weeks = "1 week" if observed.weeks == 1 else f"{observed.weeks} weeks"
    return f"observed today ({weeks}): {ranges}"


def observed_in_short(verdict: Verdict) -> str:
    """Return the observed ranges that worlds agree with: ``next release 15 to 45 weeks``; empty without."""
    observed = verdict.get("observed")
    return _ranges(observed) if observed else ""


def agreement_line(verdict: Verdict) -> str:
    """State the observed ranges and the share of draws that agree; empty if nothing is observed."""
    observed = verdict.get("observed")
    if not observed:
        return ""
    # Ranges are of the model's baseline, whatever a comparison takes as its own.
    under = f" under {observed['name']}" if observed["scenario"] != verdict["baseline"] else ""
    worlds = int(verdict["worlds"])
    serve = f" and serve {worlds:,} worlds" if worlds > observed["agree"] else ""
    return f"{_ranges(observed)}{under}: {_agreeing(observed)}{serve}; the others are left out."


def agreement_method(verdict: Verdict) -> list[str]:
    """State how worlds are chosen that agree with what is observed, and which assumptions that narrows.

    If the model states nothing observed, say what that means.
    """
    observed = verdict.get("observed")
    if not observed:
        return [NOTHING_OBSERVED]
    sources = "; ".join(dict.fromkeys(each["source"] for each in observed["ranges"] if each["source"]))
    cited = f" (source: {sources})" if sources else ""
    drawn = "; ".join(filter(None, map(_drawn, observed["ranges"])))
    everywhere = f" Over all draws: {drawn}." if drawn else ""
    return [
        f"Observed today, over {observed['weeks']} weeks: {_ranges(observed)}{cited}. Each draw of the"
        f" assumptions is tried once under “{observed['name']}”, with luck of its own, and draws that"
        f" contradict this are left out: {_agreeing(observed)}.{everywhere}",
        *_narrowed(observed),
    ]


def labeled_range(stated: ObservedRange, unit: str) -> str:
    """Return one range with the metric's label and unit: ``next release 15 to 45 weeks``."""
    return f"{label_of(stated.metric)} {range_with_unit(stated, unit)}"


def _ranges(observed: Entry) -> str:
    return ", ".join(
        labeled_range(ObservedRange(each["metric"], each["low"], each["high"], ""), each["unit"])
        for each in observed["ranges"]
    )


def _agreeing(observed: Entry) -> str:
    tried, agree = int(observed["tried"]), int(observed["agree"])
    return f"{agree:,} of {tried:,} draws of the assumptions agree ({share(agree / tried)})"


def _drawn(entry: Entry) -> str:
    """Return the range of a metric over all draws, those left out as well."""
    low, high = _two_digits(entry["p05"]), _two_digits(entry["p95"])
    if low is None or high is None:
        return ""
    is_cut_off = entry["cut_off_share"] > _RARE
    ends = ObservedRange(entry["metric"], low, None if is_cut_off else high, "")
    text = labeled_range(ends, entry["unit"])
    if is_cut_off:
        return f"{text} in 95%, and beyond the end of the trials in {share(entry['cut_off_share'])}"
    return f"{text} in nine of ten"


def _two_digits(value: object) -> float | None:
    known = number(value)
    return None if known is None else float(f"{known:.2g}")


def _narrowed(observed: Entry) -> list[str]:
    """State by how much the medians of assumptions move where only draws that agree are kept."""
    moved = [
        f"{label(each)} {figure_with_unit(each['median_agreeing'], each)} instead of"
        f" {figure_with_unit(each['median_drawn'], each)}"
        for each in observed["narrowed"]
    ]
    return [f"This moves the medians of what is drawn: {'; '.join(moved)}."] if moved else []
