"""Events that wait for a release to be late: what they become, and what is said of those that cannot."""

from __future__ import annotations

from typing import Any

import pytest
from small_model import data, only_problem, problems_of

from reorg.model import load
from reorg.model.events import Alternate, Event, Join, Leave, Reorganize, Waiting
from reorg.report.events import dated_events

LATE: dict[str, Any] = {"release": "flagship", "late_weeks": 2}
NEW: dict[str, Any] = {"id": "sam", "team": "app", "skills": {"product": "high"}}


def with_events(*events: dict[str, Any]) -> dict[str, Any]:
    model = data()
    model["releases"][0]["due_week"] = 20
    model["scenarios"]["split"]["events"] = list(events)
    return model


def resolved(*events: dict[str, Any]) -> tuple[Event, ...]:
    return load(with_events(*events)).scenario("split").events


def test_a_waiting_event_is_dated_by_the_first_time_it_can_happen() -> None:
    # The first occurrence starts at the start date: due in week 20.
    assert resolved({"when": LATE, "leave": "res#2"}) == (Waiting(Leave(22, "res#2"), "flagship", 2, 1),)


def test_structures_are_taken_in_turn() -> None:
    event = {"when": {**LATE, "times": None}, "reorganize": ["apart", "together"]}
    assert resolved(event) == (Waiting(Alternate(22, ("apart", "together")), "flagship", 2, None),)
    event = {"when": {**LATE, "times": 3}, "reorganize": "apart"}
    assert resolved(event) == (Waiting(Alternate(22, ("apart",)), "flagship", 2, 3),)


def test_waiting_events_come_behind_the_dated_ones() -> None:
    scenario = load(
        with_events({"when": LATE, "leave": "res#2"}, {"week": 30, "reorganize": "apart"})
    ).scenario("split")
    assert [type(event) for event in scenario.events] == [Reorganize, Waiting]
    assert scenario.structures == ("together", "apart")
    assert [type(event) for event in scenario.happenings] == [Reorganize, Leave]


def test_times_are_once_unless_stated() -> None:
    (event,) = resolved({"when": {"release": "flagship"}, "budget": {"hiring": False}})
    assert isinstance(event, Waiting)
    assert (event.times, event.late_weeks, event.event.week) == (1, 0, 20)


def test_words_for_what_waits() -> None:
    organization = load(
        with_events(
            {"week": 4, "leave": "res#3"},
            {"when": {**LATE, "times": None}, "reorganize": ["apart", "together"]},
            {"when": {"release": "flagship", "times": 2}, "budget": {"hiring": False}},
            {"when": {"release": "flagship", "late_weeks": 1}, "reorganize": "apart"},
        )
    )
    assert dated_events(organization, "split")[1:] == (
        "each time flagship is 2 weeks late: the structure becomes apart, then together, and so on in turn",
        "at most 2 times flagship is not out when due: hiring is frozen",
        "once flagship is 1 week late: the structure becomes apart",
    )


@pytest.mark.parametrize(
    ("event", "path", "message"),
    [
        ({"when": {"release": "flagsip"}, "leave": "res#2"}, "when > release", "no release is called"),
        (
            {"when": {"release": "flagship", "late_weeks": 40}, "leave": "res#2"},
            "when",
            "never 40 weeks past its due date",
        ),
        ({"week": 4, "reorganize": ["apart", "together"]}, "reorganize", "several structures in turn"),
        ({"when": LATE, "reorganize": ["apart", "apart"]}, "reorganize", "named twice"),
        ({"when": LATE, "reorganize": ["apart", "apat"]}, "reorganize", "no structure is called 'apat'"),
        ({"when": {**LATE, "times": None}, "leave": "res#2"}, "when > times", "leaves at most once"),
        ({"when": {**LATE, "times": 2}, "join": NEW}, "when > times", "joins at most once"),
        ({"when": LATE, "move": {"person": "res#2", "to": "platform"}}, "move > to", "has no team"),
    ],
)
def test_what_cannot_wait_is_refused_at_its_place(event: dict[str, Any], path: str, message: str) -> None:
    problem = only_problem(with_events(event))
    assert problem.path.endswith(f"events > #1 > {path}") or f"events > #1 > {path} > #" in problem.path
    assert message in problem.message
    assert problem.hint


def test_times_below_one_are_refused() -> None:
    problem = only_problem(with_events({"when": {**LATE, "times": 0}, "leave": "res#2"}))
    assert problem.path.endswith("when > times")


def test_whoever_may_never_come_is_not_named() -> None:
    joined = {"when": LATE, "join": NEW}
    problem = only_problem(with_events(joined, {"week": 30, "leave": "sam"}))
    assert "may never join" in problem.message
    assert isinstance(resolved(joined)[0], Waiting)


def test_whoever_joins_on_a_date_joins_before_what_waits() -> None:
    problems = problems_of(
        with_events({"week": 5, "join": NEW}, {"when": LATE, "move": {"person": "sam", "to": "model"}})
    )
    assert "does not join before week 5" in problems[0].message
    events = resolved({"week": 0, "join": NEW}, {"when": LATE, "move": {"person": "sam", "to": "model"}})
    assert isinstance(events[0], Join)


def test_a_move_may_meet_any_structure_once_one_waits() -> None:
    waiting = {"when": LATE, "reorganize": "apart"}
    problem = only_problem(with_events(waiting, {"week": 1, "move": {"person": "res#2", "to": "platform"}}))
    assert "'together'" in problem.message
    assert resolved(waiting, {"week": 1, "move": {"person": "res#2", "to": "app"}})
