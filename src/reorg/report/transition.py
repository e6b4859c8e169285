"""The effects of the change itself and, in the long run, of the new structure, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reorg.report.figures import bracket, change, number, rounded, share, spoken
from reorg.report.scenarios import Verdict, scenario_name
from reorg.report.vocabulary import words

Entry = Mapping[str, Any]
PARTS = {"change": "the change itself", "structure": "the new structure"}


def transition_entry(verdict: Verdict, scenario: str, metric: str) -> Entry | None:
    """Return the entry of ``transition`` for a scenario and metric; None if there is none."""
    entries = (verdict.get("transition") or {}).get("differences", ())
    return next((e for e in entries if e["scenario"] == scenario and e["metric"] == metric), None)


def transition_line(verdict: Verdict, scenario: str, metric: str) -> str:
    """State the parts of a mean difference due to the change itself and to the new structure.

    If they are not known, state why; empty if the verdict has no entry, or if both are 0.
    """
    entry = transition_entry(verdict, scenario, metric)
    if entry is not None and _is_nothing(entry):
        return ""
    if entry is not None and entry.get("declined"):
        return declined_line(verdict, entry)
    if entry is not None:
        text = _of_the_whole(verdict, entry) or _part_by_part(verdict, entry)
        return f"{text} ({_basis(verdict, entry)})."
    untold = (verdict.get("transition") or {}).get("without", ())
    reasons = {each["scenario"]: each["why"] for each in untold}
    for one in (scenario, verdict["baseline"]):
        if one in reasons:
            where = scenario_name(verdict, one)
            return f"The change itself and the new structure cannot be separated: in {where}, {reasons[one]}."
    return ""


def transition_in_short(verdict: Verdict, scenario: str, metric: str) -> str:
    """State the same without intervals, for one of several scenarios; empty if not separated."""
    entry = transition_entry(verdict, scenario, metric)
    if entry is None or _is_nothing(entry):
        return ""
    if entry.get("declined"):
        return declined_line(verdict, entry)
    return f"{_which_mean(verdict, entry)} {parts_in_short(verdict, entry)}."


def parts_in_short(verdict: Verdict, entry: Entry) -> str:
    """Return the mean difference and its two parts without intervals: ``+4.3 wk: the change itself ...``."""
    unit, means = entry["unit"], [_mean(entry, part) for part in PARTS]
    parts = ", ".join(
        f"{label} {change(mean, unit, means)}{'' if differs_from_zero(entry, part) else ' (may be 0)'}"
        for (part, label), mean in zip(PARTS.items(), means, strict=True)
    )
    week = verdict["horizon_weeks"]
    late = f" (not out by week {week} counts as {week})" if entry["counted_to_horizon"] else ""
    return f"{change(mean_shown(entry, 'whole'), unit, means)}{late}: {parts}"


def mean_shown(entry: Entry, part: str) -> float:
    """Return the mean of a part, or for the "whole" the sum of both as they are shown, rounded.

    Otherwise +2.7 wk and -0.4 wk might stand beside +2.2 wk.
    """
    if part != "whole":
        return _mean(entry, part)
    return sum(rounded([_mean(entry, each) for each in PARTS], entry["unit"]))


def _which_mean(verdict: Verdict, entry: Entry) -> str:
    some = int(entry["worlds"]) < int(verdict["worlds"])
    return f"mean of {entry['worlds']:,} worlds" if some else "mean"


def declined_line(verdict: Verdict, entry: Entry) -> str:
    """State why the parts are not stated: too many worlds are cut off at the horizon."""
    unseen, noun = share(number(entry["censored_share"])), words(entry["metric"]).noun
    return (
        f"Not known: in {unseen} of worlds {noun} is not out by week {verdict['horizon_weeks']}, so part of"
        " the difference is not seen. A longer horizon would show it."
    )


def differs_from_zero(entry: Entry, part: str) -> bool:
    """Return whether the 95% interval of the mean of "whole", "change" or "structure" excludes 0."""
    low, high = _interval(entry, part)
    return low is not None and high is not None and (low > 0.0 or high < 0.0)


def _is_nothing(entry: Entry) -> bool:
    return all(_mean(entry, part) == 0.0 and _interval(entry, part) == (0.0, 0.0) for part in PARTS)


def _of_the_whole(verdict: Verdict, entry: Entry) -> str:
    """Return "Of the 2.3 weeks ..., the change accounts for ..."; empty unless the parts add to the whole."""
    whole = _mean(entry, "whole")
    if not all(differs_from_zero(entry, part) for part in ("whole", *PARTS)):
        return ""
    if any(whole * _mean(entry, part) <= 0.0 for part in PARTS):
        return ""
    wording, unit = words(entry["metric"]), entry["unit"]
    alternative, baseline = (scenario_name(verdict, key) for key in (entry["scenario"], verdict["baseline"]))
    direction = wording.phrase.format(wording.higher if whole > 0.0 else wording.lower)
    change_made, structure_made = (
        f"{spoken(_mean(entry, part), unit)} {bracket(*_interval(entry, part), unit)}" for part in PARTS
    )
    size = spoken(mean_shown(entry, "whole"), unit)
    return (
        f"Of the {size} that {alternative} {direction} than {baseline} on average,"
        f" {PARTS['change']} accounts for {change_made} and {PARTS['structure']} for {structure_made}"
    )


def _part_by_part(verdict: Verdict, entry: Entry) -> str:
    alternative, noun = scenario_name(verdict, entry["scenario"]), words(entry["metric"]).noun
    return (
        f"On average the change itself shifts {noun} by {_effect(entry, 'change')}"
        f", and the structure of {alternative} in the long run by {_effect(entry, 'structure')}"
    )


def _effect(entry: Entry, part: str) -> str:
    unit, mean, (low, high) = entry["unit"], _mean(entry, part), _interval(entry, part)
    if mean == low == high == 0.0:
        return "nothing at all"
    text = f"{change(mean, unit, (low, high))} {bracket(low, high, unit, (mean,))}".rstrip()
    return text if differs_from_zero(entry, part) else f"{text}, which may be 0"


def _basis(verdict: Verdict, entry: Entry) -> str:
    worlds = f"{entry['worlds']:,} worlds"
    week = verdict["horizon_weeks"]
    return (
        f"{worlds}; not out by week {week} counts as week {week}" if entry["counted_to_horizon"] else worlds
    )


def _mean(entry: Entry, part: str) -> float:
    return number(entry[part]["mean"]) or 0.0


def _interval(entry: Entry, part: str) -> tuple[float | None, float | None]:
    low, high = entry[part]["mean_interval_95"] or (None, None)
    return number(low), number(high)
