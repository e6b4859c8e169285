"""Uncertain inputs and guesses of a model, as text and as data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reorg.model.organization import Organization
from reorg.model.reading.input_words import spoken_inputs
from reorg.model.uncertain import UncertainInput


def inputs_document(inputs: Sequence[UncertainInput]) -> list[dict[str, Any]]:
    """Return the inputs as plain data: name, range or weights, how many places, source, group, guess."""
    return [
        {
            "name": each.name,
            "low": each.low,
            "central": each.central,
            "high": each.high,
            "weights": {str(value): weight for value, weight in each.readings},
            "factor": each.times,
            "places": len(each.places),
            "stated": [place.stated for place in each.places][:1],
            "together": each.together,
            "source": each.source,
            "guess": each.guess,
        }
        for each in inputs
    ]


def inputs_text(organization: Organization, inputs: Sequence[UncertainInput]) -> list[str]:
    """Return a line for each of some inputs; those that share a draw are under the name of their group."""
    if not inputs:
        return ["only the assumptions are uncertain"]
    lines: list[str] = []
    speak = spoken_inputs(organization)
    drawn = {each.together or each.name for each in inputs if each.varies}
    guesses = sum(each.guess for each in inputs)
    marked = f"; {guesses} of the values are guesses" if guesses else ""
    lines.append(f"{len(drawn)} uncertain inputs, drawn in every world{marked}")
    for name in dict.fromkeys(each.together for each in inputs):
        members = [each for each in inputs if each.together == name]
        indent = "    " if name else "  "
        lines += [f"  {name} (one draw)"] if name else []
        lines += [f"{indent}{speak(each)}: {_describe(each, organization.currency)}" for each in members]
    return lines


def _describe(each: UncertainInput, currency: str) -> str:
    # An input without a name of its own is one number, of a person who joins in several scenarios.
    places = f" on {len(each.places)} numbers" if len(each.places) > 1 and not each.words else ""
    notes = "; ".join(filter(None, ("guess" if each.guess else "", each.source)))
    return each.values_in_words(currency) + places + (f" ({notes})" if notes else "")
