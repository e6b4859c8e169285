"""What is declared of an event is complete, both engines know it, and it makes a difference."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from engine import labs, labs_compute, labs_people
from engine.test_reference import assert_same
from reorg.engine import Outcome, Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.events import (
    HAPPENINGS,
    Away,
    Budget,
    Demand,
    Equip,
    Happening,
    Join,
    Layoff,
    Leave,
    Move,
    Prioritize,
    Publish,
    Reorganize,
    Replace,
)
from reorg.model.market import Market
from reorg.model.organization import Organization
from reorg.model.schema.events import EventFields
from reorg.model.schema.inputs import (
    fields_of_record,
    input_kind,
    may_be_uncertain,
    parts_of,
    record_of,
)
from reorg.report.events import dated_events
from reorg.study.measuring.market import compute_sales

PAGE = Path(__file__).parents[2] / "docs" / "events.md"

EXAMPLES: dict[str, Happening] = {
    "reorganize": Reorganize(2.0, "two"),
    "leave": Leave(2.0, "a3"),
    "join": Join(2.0, labs.person("new", 1.0, a="high"), "ta"),
    "replace": Replace(2.0, "a1", 1.0, {"a": "high"}),
    "move": Move(2.0, "b1", "ta"),
    "layoff": Layoff(2.0, 1.0, ("b1",)),
    "equip": Equip(2.0, ("a1", "b1"), 3),
    "away": Away(2.0, "la", 4.0),
    "budget": Budget(2.0, None, None, 0.2),
    "demand": Demand(2.0, "calls", 4.0, None),
    "priority": Prioritize(2.0, (("stream", "calls"), ("package", "r/b-one")), 5.0),
    "publish": Publish(2.0, "open"),
}
"""One event of each kind, in the laboratory of the other tests."""

MARKET = Market("closed", 1e6, 1e3, 50.0, None, None, None, None, None)
VALUES = labs.central(agents__delegable=0.8)
KINDS = pytest.mark.parametrize("kind", HAPPENINGS, ids=lambda kind: kind.key)
SIMULATED = pytest.mark.parametrize("key", [key for key in EXAMPLES if key != "publish"])


def laboratory(*events: Happening) -> Organization:
    lab = labs_compute.computing(labs_people.eventful(*events), 1500.0, ("cluster",))
    return replace(lab, pools=(labs_compute.pool("cluster", 16),), market=MARKET)


def outcome(lab: Organization) -> Outcome:
    vector = np.array([VALUES[parameter.id] for parameter in ASSUMPTIONS])
    return Simulator(plan_scenario(lab, "it")).run(vector, 7, 0, log=True)


@KINDS
def test_a_kind_of_event_is_stated_documented_and_has_an_example(kind: type[Happening]) -> None:
    described = EventFields.model_fields[kind.key].description
    assert described
    assert " ".join(described.replace("``", "`").split()) in PAGE.read_text(encoding="utf-8")
    assert type(EXAMPLES[kind.key]) is kind
    assert kind.__doc__


@KINDS
def test_an_event_is_reported_in_a_sentence(kind: type[Happening]) -> None:
    (line,) = dated_events(laboratory(EXAMPLES[kind.key]), "it")
    assert line.startswith("week 2: ")
    assert " " in line.removeprefix("week 2: ")
    assert not line.endswith(".")


@KINDS
def test_whatever_may_be_uncertain_in_an_event_has_words(kind: type[Happening]) -> None:
    record = record_of(EventFields.model_fields[kind.key].annotation)
    uncertain = [] if record is None else fields_of_record(record).items()
    found = {
        key
        for key, (name, field) in uncertain
        if may_be_uncertain(record, name, field) or any(map(input_kind, parts_of(field.annotation)))
    }
    # What is uncertain about somebody who joins is told as that of other people is.
    assert kind is Join or found == set(kind.inputs)
    assert kind.clause


@SIMULATED
def test_both_engines_do_the_same(key: str) -> None:
    assert_same(laboratory(EXAMPLES[key]), VALUES)


def same(one: Outcome, other: Outcome) -> bool:
    """Whether two outcomes say the same; rows of a log are padded with bytes that say nothing."""
    pairs = ((getattr(one, field.name), getattr(other, field.name)) for field in fields(Outcome))
    return all(repr(np.asarray(a).tolist()) == repr(np.asarray(b).tolist()) for a, b in pairs)


@SIMULATED
def test_an_event_makes_a_difference(key: str) -> None:
    # The position of somebody who joins is there in both; without the event nobody takes it.
    without = laboratory(replace(EXAMPLES[key], week=13.9)) if key == "join" else laboratory()
    assert same(outcome(without), outcome(without))
    assert not same(outcome(laboratory(EXAMPLES[key])), outcome(without))


def test_publishing_makes_a_difference_to_the_market() -> None:
    vector = np.array([VALUES[parameter.id] for parameter in ASSUMPTIONS])
    adopters = []
    for events in ((), (EXAMPLES["publish"],)):
        lab = laboratory(*events)
        quick = replace(
            lab.releases[0], packages=lab.releases[0].packages[:1], couplings=(), every_weeks=None
        )
        plan = plan_scenario(replace(lab, releases=(replace(quick, first_week=1.9),)), "it")
        sales = compute_sales(plan, Simulator(plan).run(vector, 7, 0), vector)
        assert sales is not None
        adopters.append(float(sales.adopters[-1]))
    assert adopters[0] != adopters[1]


def test_a_kind_of_event_without_words_cannot_be_made() -> None:
    class Pause(Happening):
        key = "pause"

    with pytest.raises(TypeError, match="in_words"):
        Pause(1.0)  # type: ignore[abstract]
