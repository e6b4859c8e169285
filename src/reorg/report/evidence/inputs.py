"""Uncertainty in the model itself: its uncertain inputs and its guesses."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from reorg.model.analysis.roles import roles_in_sentences
from reorg.model.organization import Organization
from reorg.model.reading.input_words import spoken_inputs
from reorg.model.uncertain import UncertainInput
from reorg.report.summary.inputs_by_role import fields_of_people

_OF_EACH = "a range or levels of its own for each"
"""Inputs of many people: the possible pay or skill of one person is nobody else's business."""
OPEN_MAX = 12
"""Number of inputs shown in a report; further ones are collapsed."""


@dataclass(frozen=True)
class InputRow:
    """A number or level of the model: its place, its possible values, and their source.

    ``group``: the name of its shared draw, empty if not shared.
    """

    name: str
    values: str
    group: str
    source: str
    guess: bool


def input_rows(organization: Organization) -> tuple[InputRow, ...]:
    """Return the uncertain inputs, guesses first; contested facts are listed elsewhere.

    Inputs of people whom the model names are shown by role, those of several people as one.
    """
    inputs = [each for each in organization.inputs if each.places[0].path[:1] != ("contested",)]
    ordered = sorted(inputs, key=lambda each: not each.guess)
    speak = spoken_inputs(organization, roles_in_sentences(organization))
    of_people = fields_of_people(organization)
    counts = Counter((of_people[x.name][0], x.guess) for x in ordered if x.name in of_people)
    rows = []
    for each in ordered:
        field, role = of_people.get(each.name, ("", ""))
        count = counts.pop((field, each.guess), 0) if field else 1
        if field and count > 1:
            rows.append(InputRow(f"{field} of {count:,} people", _OF_EACH, "", "", each.guess))
        elif count:
            label = f"{field} of {role}" if field else speak(each)
            values = _values(each, organization.currency)
            rows.append(InputRow(label, values, each.together, each.source, each.guess))
    return tuple(rows)


def _values(each: UncertainInput, currency: str) -> str:
    # An input without a name of its own is one number, of a person who joins in several scenarios.
    places = f", on {len(each.places)} numbers" if len(each.places) > 1 and not each.words else ""
    return each.values_in_words(currency) + places
