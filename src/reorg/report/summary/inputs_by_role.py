"""Inputs of people by role: a page that is passed on shows nobody's name, and nobody's pay.

The words of an input end with the name of the person concerned, if the model names people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from reorg.model.analysis.roles import roles, roles_in_sentences
from reorg.model.events import Join
from reorg.model.organization import Organization
from reorg.model.reading.event_input_words import words_of_event_inputs
from reorg.model.uncertain import UncertainInput
from reorg.study.study import Study

_KEYS = ("drivers", "flips", "sensitivity")
"""Parts of a verdict with the meanings of inputs."""


def fields_of_people(organization: Organization) -> dict[str, tuple[str, str]]:
    """Return the words, and the person's role, for each input of a named person, by input."""
    named = {person.id: person.name for person in organization.everybody if person.name}
    titles = roles(organization) if named else {}
    found = {}
    for each in organization.inputs:
        person = _person(organization, each)
        if person in named and each.words.endswith(f" of {named[person]}"):
            found[each.name] = (each.words.removesuffix(f" of {named[person]}"), titles[person])
    return found


def with_inputs_by_role(study: Study) -> Study:
    """Return the study with people by role in its verdict's words about inputs."""
    fields = fields_of_people(study.organization)
    events = words_of_event_inputs(study.organization, roles_in_sentences(study.organization))
    words = {each.name: each.words for each in study.organization.inputs}
    names_by_role = {words[name]: f"{field} of {role}" for name, (field, role) in fields.items()}
    names_by_role |= {words[name]: by_role for name, by_role in events.items()}
    # Inputs that a file names have no words of their own.
    names_by_role.pop("", None)
    if not names_by_role:
        return study
    parts = {key: _renamed(study.verdict[key], names_by_role) for key in _KEYS if key in study.verdict}
    return replace(study, verdict={**study.verdict, **parts})


def _person(organization: Organization, each: UncertainInput) -> str:
    """Return the id of the person that an input is of, who is there or joins; empty: of nobody."""
    part, _, rest = each.name.partition(" > ")
    if part == "people":
        return rest.partition(" > ")[0]
    way = each.places[0].path
    if part != "scenarios" or Join.key not in way:
        return ""
    joins = organization.written
    for step in way[: way.index(Join.key) + 1]:
        joins = joins[step]  # type: ignore[index]
    return str(joins["id"])


def _renamed(value: Any, names_by_role: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {
            key: names_by_role.get(item, item)
            if key == "meaning" and isinstance(item, str)
            else _renamed(item, names_by_role)
            for key, item in value.items()
        }
    return [_renamed(item, names_by_role) for item in value] if isinstance(value, (list, tuple)) else value
