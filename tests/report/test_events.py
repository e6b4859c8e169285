from dataclasses import replace

import pytest

from reorg.model.analysis.roles import roles_in_sentences
from reorg.model.events import (
    Budget,
    Demand,
    Equip,
    Event,
    Join,
    Layoff,
    Leave,
    Move,
    Prioritize,
    Publish,
    Reorganize,
    Replace,
)
from reorg.model.organization import Scenario
from reorg.report.events import dated_events
from report.labs import lab, person


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (Reorganize(0.0, "horizontal"), "week 0: the structure becomes Horizontal"),
        (Leave(0.0, "lead"), "week 0: technical lead leaves"),
        (Leave(1.5, "pre#2"), "week 1.5: pre-training engineer 2 leaves"),
        (Join(2.0, person("sam", "AI scientist"), "lab"), "week 2: AI scientist joins Laboratory"),
        (Join(2.0, person("sam", ""), "lab"), "week 2: sam joins Laboratory"),
        (Replace(0.0, "lead", 2.0, None), "week 0: technical lead is replaced from outside after 2 weeks"),
        (
            Replace(0.0, "lead", 1.0, None, 9e5, "Chief"),
            "week 0: technical lead is replaced from outside after 1 week by a Chief at $900,000 a year",
        ),
        (Replace(0.0, "post-lead", 0.0, None), "week 0: head of post-training is replaced from outside"),
        (Move(3.0, "lead", "qwen"), "week 3: technical lead moves to Qwen"),
        (Demand(4.0, "bugs", 2.0, 8.0), "week 4: arrivals of bugs are multiplied by 2, for 8 weeks"),
        (Budget(5.0, False, None), "week 5: hiring is frozen"),
        (
            Budget(5.0, None, 0.9),
            "week 5: no vacancy is filled while the payroll is above 90% of its level on that date",
        ),
        (Budget(5.0, True, None), "week 5: hiring is allowed again"),
        (
            Budget(5.0, False, None, 0.5),
            "week 5: hiring is frozen, every pool has 0.5 times the accelerators it had",
        ),
        (Layoff(6.0, 0.1, tuple(f"pre#{n}" for n in range(1, 6))), "week 6: layoff of 10% of 5 people"),
        (Publish(2.0, "open"), "week 2: later releases are open"),
        (Equip(4.0, ("lead",), 3), "week 4: technical lead has 3 AI agents from then on"),
        (
            Equip(4.0, tuple(f"pre#{n}" for n in range(1, 6)), 1),
            "week 4: 5 people have 1 AI agent each from then on",
        ),
        (Layoff(6.0, 1.0, ("lead",)), "week 6: layoff of technical lead"),
        (Prioritize(7.0, (("package", "flagship/base"),), 3.0), "week 7: priority 3 for base"),
    ],
)  # fmt: skip
def test_an_event_in_words(event: Event, words: str) -> None:
    organization = lab(scenarios=(Scenario("exits", "", "vertical", (event,)),))
    assert dated_events(organization, "exits") == (words,)


def test_hostile_names_are_made_visible() -> None:
    events = (Join(0.0, person("sam", "Boss\x1b[2J"), "lab"),)
    organization = lab(scenarios=(Scenario("exits", "", "vertical", events),))
    assert dated_events(organization, "exits") == ("week 0: Boss\\x1b[2J joins Laboratory",)


def test_people_have_the_names_that_the_reader_knows() -> None:
    named = replace(person("ana", "Leiterin Entwicklung"), name="Ana Lang")
    events = (Join(0.0, named, "lab"), Layoff(6.0, 1.0, ("ana",)))
    organization = lab(scenarios=(Scenario("exits", "", "vertical", events),))
    assert "week 6: layoff of Ana Lang" in dated_events(organization, "exits")
    # A role that is written with capitals, as German nouns are, keeps them.
    assert "week 6: layoff of Leiterin Entwicklung" in dated_events(
        organization, "exits", roles_in_sentences(organization)
    )
