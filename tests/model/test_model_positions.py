"""Positions and people in the model file: second leads and seats, vacancies, successors, calendars."""

from __future__ import annotations

from typing import Any

import pytest
from small_model import data, only_problem

from reorg.model import load
from reorg.model.structure import SecondLead, SecondSeat


def matrix(**fields: Any) -> dict[str, Any]:
    """Return the small model with second leads or seats in its first structure."""
    model = data()
    model["structures"]["together"] |= fields
    return model


def lines(lead: str, *people: str) -> dict[str, Any]:
    return {"second_leads": [{"lead": lead, "people": list(people)}]}


def seats(*stated: tuple[str, str, float]) -> dict[str, Any]:
    return {"second_seats": [{"person": p, "team": t, "share": share} for p, t, share in stated]}


def test_second_leads_and_seats_are_read_one_by_one_and_taken_over() -> None:
    model = matrix(**lines("prod#1", "res#2..3"), **seats(("res#4", "app", 0.4)))
    together = load(model).structure("together")
    assert together.second_leads == (SecondLead("res#2", "prod#1"), SecondLead("res#3", "prod#1"))
    assert together.second_seats == (SecondSeat("res#4", "app", 0.4),)
    apart = {**matrix(**lines("prod#1", "res#2"))}
    apart["structures"]["apart"]["second_leads"] = []
    assert load(apart).structure("apart").second_leads == ()


WRONG_LINES = [
    (("res#1", "res#2"), "second_leads > #1 > people > #1", "the second lead is the first", "another lead"),
    (("prod#1", "prod#1"), "people > #1", "cannot be led by prod#1", "somebody else"),
    (("res#2", "prod#2"), "second_leads > #1 > lead", "leads no team", "lead of a team"),
    (("prd#1", "res#2"), "second_leads > #1 > lead", "no person", "'prod"),
    (("prod#1", "rse"), "people > #1", "no person", "'res'"),
    (("prod#1", "res#2", "res#2..3"), "people > #2", "res#2 already has the second lead prod#1", "at most"),
]


@pytest.mark.parametrize(("named", "path", "message", "hint"), WRONG_LINES)
def test_wrong_second_leads_are_reported_with_place_and_fix(
    named: tuple[str, ...], path: str, message: str, hint: str
) -> None:
    problem = only_problem(matrix(**lines(*named)))
    assert path in problem.path
    assert message in problem.message
    assert hint in problem.hint


WRONG_SEATS = [
    ((("res#2", "model", 0.4),), "second_seats > #1 > team", "already belongs to 'model'", "another team"),
    ((("res#2", "ap", 0.4),), "second_seats > #1 > team", "no team is called 'ap'", "'app'"),
    ((("res", "app", 0.4),), "second_seats > #1 > person", "is a group of 4", "res#1"),
    ((("res#2", "app", 1.0),), "second_seats > #1 > share", "below 1", ""),
    ((("res#2", "app", 0.0),), "second_seats > #1 > share", "above 0", ""),
    ((("res#2", "app", 0.2), ("res#2", "lab", 0.2)), "second_seats > #2 > person", "already", "at most"),
]


@pytest.mark.parametrize(("stated", "path", "message", "hint"), WRONG_SEATS)
def test_wrong_second_seats_are_reported_with_place_and_fix(
    stated: tuple[tuple[str, str, float], ...], path: str, message: str, hint: str
) -> None:
    problem = only_problem(matrix(**seats(*stated)))
    assert path in problem.path
    assert message in problem.message
    assert hint in problem.hint


def test_a_start_is_of_a_vacancy_and_a_vacancy_needs_no_start() -> None:
    model = data()
    model["people"][0]["starts_week"] = 3
    problem = only_problem(model)
    assert "vacant" in problem.message
    model["people"][0]["vacant"] = True
    assert load(model).people[0].starts_week == 3.0
    del model["people"][0]["starts_week"]
    assert load(model).people[0].starts_week is None


def test_successors_in_a_circle_are_refused() -> None:
    model = data()
    model["scenarios"]["split"]["events"] += [
        {"week": 5, "replace": {"person": "res#2", "internal": "res#3"}},
        {"week": 6, "replace": {"person": "res#3", "internal": "res#4"}},
        {"week": 7, "replace": {"person": "res#4", "internal": "res#2"}},
    ]
    problem = only_problem(model)
    assert problem.message.startswith("the successions have a cycle: ")
    assert " then " in problem.message
    assert "from outside" in problem.hint


@pytest.mark.parametrize("role", ["lead", "head", "top"])
def test_a_calendar_above_a_week_is_refused(role: str) -> None:
    model = data()
    model["assumptions"] = {f"calendar.outside_{role}": {"low": 10, "high": 44, "source": "a guess"}}
    problem = only_problem(model)
    assert f"calendar.outside_{role}" in problem.path
    assert "between 0 and 40, found 44" in problem.message
    assert problem.hint
    model["assumptions"] = {f"calendar.outside_{role}": {"value": 39, "source": "a guess"}}
    assert load(model).assumptions[0].high == 39


def test_more_booked_than_counts_is_refused() -> None:
    model = data()
    model["people"][0]["booked_share"] = 1.1
    assert "at most 0.95" in only_problem(model).message
