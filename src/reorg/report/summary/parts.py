"""The shares of the change itself and of the new structure in a difference, in a sentence."""

from __future__ import annotations

from reorg.report.figures import number
from reorg.report.summary.comparison import Comparison
from reorg.report.transition import (
    PARTS,
    differs_from_zero,
    parts_in_short,
    transition_entry,
)
from reorg.report.vocabulary import words


def change_and_structure(compared: Comparison) -> str:
    """State the parts of the leading metric's mean difference due to the change and the structure.

    Empty if the study does not separate the two, or if neither clearly differs from 0.
    """
    if compared.scenario is None or compared.metric is None:
        return ""
    entry = transition_entry(compared.verdict, compared.scenario, compared.metric)
    if entry is None or not any(differs_from_zero(entry, part) for part in PARTS):
        return ""
    if entry.get("declined"):
        unseen = round(100.0 * (number(entry["censored_share"]) or 0.0))
        return (
            f"How much of it comes from the change itself is not known: in {unseen} of 100 worlds, one or"
            f" both are not out by week {compared.verdict['horizon_weeks']}."
        )
    some = int(entry["worlds"]) < int(compared.verdict["worlds"])
    basis = f" over {entry['worlds']:,} worlds" if some else ""
    noun = words(compared.metric).noun
    return (
        f"The mean difference (not the median) in {noun}{basis} is {parts_in_short(compared.verdict, entry)}."
    )
