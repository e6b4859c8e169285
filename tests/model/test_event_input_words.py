"""Uncertain inputs of events in the words that people use, wherever inputs are listed or named as drivers."""

from __future__ import annotations

from typing import Any

import pytest
from small_model import data

from reorg.model import load
from reorg.model.organization import Organization
from reorg.model.reading.input_words import spoken_inputs

NUMBER = {"low": 1, "central": 2, "high": 3}
SHARE = {"low": 0.1, "high": 0.5}
LEVEL = {"research": {"low": 0.5, "high": 0.5}}
LATE = {"release": "flagship", "late_weeks": NUMBER}
EVENTS: list[tuple[dict[str, Any], list[str]]] = [
    ({"week": NUMBER, "leave": "head"}, ["week in which head of the lab leaves"]),
    ({"week": NUMBER, "reorganize": "apart"}, ["week in which the structure becomes Apart"]),
    (
        {"week": NUMBER, "move": {"person": "res#2", "to": "app"}},
        ["week in which researcher 2 moves to another team"],
    ),
    (
        {"week": NUMBER, "replace": {"person": "head", "annual_cost_usd": NUMBER, "after_weeks": NUMBER}},
        [
            "week in which the replacement of head of the lab starts",
            "annual cost of who replaces head of the lab",
            "weeks until head of the lab is replaced",
        ],
    ),
    (
        {"week": 1, "replace": {"person": "head", "skills": LEVEL}},
        ["skill in research of who replaces head of the lab"],
    ),
    ({"week": 1, "layoff": {"people": ["eng"], "share": SHARE}}, ["share laid off of engineer 1 to 5"]),
    (
        {"week": 1, "layoff": {"areas": ["research"], "share": SHARE}},
        ["share laid off of people of research"],
    ),
    (
        {"week": 1, "equip": {"people": ["res#2..3", "head"], "ai_agents": NUMBER}},
        ["number of AI agents of researcher 2 to 3, head of the lab"],
    ),
    ({"week": 1, "away": {"person": "eng#2", "for_weeks": NUMBER}}, ["weeks on leave of engineer 2"]),
    (
        {"week": 1, "demand": {"stream": "requests", "factor": NUMBER, "for_weeks": NUMBER}},
        [
            "factor on arrivals of Requests from users",
            "weeks for which arrivals of Requests from users change",
        ],
    ),
    (
        {"week": 1, "budget": {"payroll_share": NUMBER}},
        ["share of the payroll above which no vacancy is filled"],
    ),
    ({"week": 1, "priority": {"work": "research", "priority": NUMBER}}, ["priority of research"]),
    (
        {"when": LATE, "priority": {"work": "research", "priority": 2}},
        ["weeks that Flagship model is late before the priority of research changes"],
    ),
    (
        {
            "week": NUMBER,
            "join": {"id": "new", "title": "Newcomer", "team": "app", "annual_cost_usd": NUMBER},
        },
        ["week in which newcomer joins", "annual cost of Newcomer"],
    ),
]


def with_events(*events: dict[str, Any]) -> Organization:
    """Return the small model with names, and with events in a further scenario."""
    model = data()
    model["streams"][0]["name"] = "Requests from users"
    model["releases"][0] |= {"name": "Flagship model", "due_week": 10}
    model["structures"]["apart"]["name"] = "Apart"
    model["scenarios"]["go"] = {"name": "Go", "structure": "together", "events": list(events)}
    return load(model)


def grouped(value: Any) -> Any:
    """Return an event with its uncertain inputs drawn together."""
    if not isinstance(value, dict):
        return value
    if "low" in value:
        return value | {"together": "a group"}
    return {key: grouped(part) for key, part in value.items()}


@pytest.mark.parametrize(("event", "words"), EVENTS)
def test_what_is_uncertain_in_an_event_is_told_by_what_happens_to_whom(
    event: dict[str, Any], words: list[str]
) -> None:
    under = [line if line == "annual cost of Newcomer" else f"{line} under Go" for line in words]
    organization = with_events(event)
    speak = spoken_inputs(organization)
    assert [speak(each) for each in organization.inputs] == under
    assert [dimension.words for dimension in organization.dimensions] == under
    together = with_events(grouped(event))
    assert [spoken_inputs(together)(each) for each in together.inputs] == under


def test_a_file_names_its_inputs_itself() -> None:
    organization = with_events({"week": NUMBER | {"name": "week of the exit"}, "leave": "head"})
    assert [spoken_inputs(organization)(each) for each in organization.inputs] == ["week of the exit"]


def test_two_events_of_one_kind_for_one_thing_are_told_apart_by_number() -> None:
    organization = with_events(
        *({"week": week, "demand": {"stream": "requests", "factor": NUMBER}} for week in (1, 9))
    )
    assert [each.words for each in organization.inputs] == [
        f"factor on arrivals of Requests from users under Go (event {number})" for number in (1, 2)
    ]
