"""Work that completed packages send back: engine and reference agree, and nothing is lost or endless."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from engine import labs, labs_agents, labs_compute, labs_people, labs_rework
from engine.labs_drawn import drawn_labs
from engine.test_nobody_forgotten import watch
from engine.test_reference import assert_same, happened, random_values
from reorg.engine import LOG_CODES, Outcome
from reorg.engine.reference import simulate_reference
from reorg.model.organization import Organization
from reorg.model.work import ReworkLink

NAMES = ("one", "two", "check")
QUIET = labs.central() | labs.QUIET
DRAWN = drawn_labs(20)


def quietly(lab: Organization, world: int = 0) -> Outcome:
    return simulate_reference(lab, "it", QUIET, 7, world)


def sent_back(outcome: Outcome) -> list[tuple[int, float]]:
    """Return the package and the hours of every piece of work sent back."""
    lines = outcome.log[outcome.log["code"] == LOG_CODES.index("sent back")]
    return [(int(line["on"]), float(line["value"])) for line in lines]


def test_a_sure_link_sends_the_work_back_once() -> None:
    link = (ReworkLink("two", "one", 1.0, 0.5, 1.0),)
    outcome = quietly(labs_rework.with_rework(labs_rework.two_tasks(0, 0, one=4, two=3), link))
    assert sent_back(outcome) == [(0, 16.0)]
    # One (4 days) and two (3), then half of one again, with the last day of the release beside or after it.
    assert outcome.finish_weeks[1] == 7 / 5
    assert outcome.finish_weeks.max() == 10 / 5
    assert outcome.hours[:, 1].sum() == 16.0


def test_what_follows_and_has_begun_goes_on_and_the_rest_waits_again() -> None:
    """Two sends one back: two itself is done and stays so; last waits for two only and goes on."""
    link = (ReworkLink("two", "one", 1.0, 0.5, 1.0),)
    lab = labs_rework.two_tasks(0, 0, one=4, two=3)
    packages = [*lab.releases[0].packages, labs.package("end", "a", labs.fixed(1), after=("one", "last"))]
    outcome = quietly(labs_rework.with_rework(lab, link, packages=tuple(packages)))
    assert outcome.finish_weeks[3] == outcome.finish_weeks.max() > outcome.finish_weeks[0]


@pytest.mark.parametrize(("pauses", "weeks"), [(False, 6.4), (True, 8.0)])
def test_a_link_that_pauses_lets_what_is_under_way_wait(pauses: bool, weeks: float) -> None:
    """Two comes after one; checking ends on day 10 of two's 20 and sends 8 days of one back."""
    people = [labs.person(f"p{k}", a="medium") for k in range(3)]
    owners = [labs.team(f"t{k}", "top", None, f"p{k}", f"package:r/{name}") for k, name in enumerate(NAMES)]
    packages = (
        labs.package("one", "a", labs.fixed(12)),
        labs.package("two", "a", labs.fixed(20), after=("one",)),
        labs.package("check", "a", labs.fixed(22)),
    )
    link = ReworkLink("check", "one", 1.0, 2 / 3, 1.0, pauses=pauses)
    teams = [labs.team("top", None, None, "", "area:a"), *owners]
    releases = (labs.release(list(packages), rework=(link,)),)
    lab = labs.organization(people, [labs.structure("s", teams)], releases=releases)
    outcome = quietly(lab)
    assert sent_back(outcome) == [(0, 64.0)]
    assert outcome.finish_weeks[1] == pytest.approx(weeks)


def test_work_that_has_not_begun_is_not_sent_back() -> None:
    link = (ReworkLink("one", "two", 1.0, 0.5, 1.0),)
    assert not sent_back(quietly(labs_rework.with_rework(labs_rework.two_tasks(0, 0, one=4, two=3), link)))


def test_repeats_get_shorter_down_to_the_floor() -> None:
    links = (ReworkLink("two", "one", 1.0, 1.0, 0.4), ReworkLink("one", "two", 1.0, 0.5, 0.1))
    outcome = quietly(labs_rework.with_rework(labs_rework.two_tasks(0, 0, one=10, two=10), links))
    first = [hours for package, hours in sent_back(outcome) if package == 0]
    assert first[:4] == pytest.approx([80.0, 32.0, 12.8, 8.0])
    second = [hours for package, hours in sent_back(outcome) if package == 1]
    assert second[:3] == pytest.approx([40.0, 4.0, 4.0])


def test_proportional_links_hand_on_the_share_done_again() -> None:
    """A tenth of one comes back, a tenth of that in two; a hundredth of one would follow, and so on."""
    links = (
        ReworkLink("two", "one", 1.0, 0.1, 1.0, proportional=True),
        ReworkLink("one", "two", 1.0, 0.1, 1.0, proportional=True),
    )
    outcome = quietly(labs_rework.with_rework(labs_rework.two_tasks(0, 0, one=10, two=10), links))
    hours = [hours for _, hours in sent_back(outcome)]
    assert hours == pytest.approx([8.0, 0.8, 0.08])


def test_an_endless_loop_ends_with_the_horizon() -> None:
    links = (ReworkLink("two", "one", 1.0, 1e-9, 0.0), ReworkLink("one", "two", 1.0, 1.0, 0.0))
    outcome = quietly(labs_rework.with_rework(labs_rework.two_tasks(0, 0, one=4, two=3), links))
    assert not np.isnan(outcome.finish_weeks[0])
    endless = (ReworkLink("two", "one", 1.0, 0.1, 0.0), ReworkLink("one", "two", 1.0, 0.1, 0.0))
    lab = labs_rework.with_rework(labs_rework.two_tasks(0, 0, one=4, two=3), endless)
    assert len(sent_back(quietly(lab))) > 100
    assert_same(lab, QUIET)


def test_rework_counts_as_rework_and_no_hour_is_lost() -> None:
    for world in range(4):
        outcome = quietly(labs_rework.there_and_back(), world)
        assert outcome.hours.sum() == pytest.approx(outcome.present_hours)
    assert outcome.hours[:, 1].sum() > 0.0


@pytest.mark.parametrize("lab", [labs_rework.there_and_back(), labs_rework.people_come_and_go()])
def test_engine_and_twin_agree(lab: Organization) -> None:
    assert happened(lab, labs.central(), "sent back", "reorganized")
    assert_same(lab, labs.central())
    for world in range(4):
        assert_same(lab, random_values(world), world=world)
        assert_same(lab, random_values(world) | labs_people.RESTLESS, world=world)


def test_repeated_releases_send_back_within_an_occurrence() -> None:
    lab = labs_rework.with_rework(labs.everything())
    assert_same(lab, labs.central())
    assert_same(lab, random_values(3), world=3)


def test_work_sent_back_computes_again() -> None:
    lab = labs_rework.with_rework(labs_compute.reorganized(2.3, 6.1))
    quick = labs.central(familiarity__floor_speed=1.0, rework__odds=2.0)
    assert happened(lab, quick, "sent back", "job back")
    assert_same(lab, quick)
    assert_same(lab, random_values(3) | labs_compute.FRAGILE, world=3)


def test_agents_redo_what_is_sent_back() -> None:
    lab = labs_rework.with_rework(labs_agents.agents_come_and_go())
    assert happened(lab, labs.central(), "sent back", "delegated")
    assert_same(lab, labs.central())


@pytest.mark.slow
@DRAWN
@given(labs_rework.organizations())
def test_organizations_drawn_at_random(drawn: tuple[Organization, int]) -> None:
    lab, number = drawn
    assert_same(lab, random_values(number), world=number)


@DRAWN
@given(labs_rework.organizations())
def test_nobody_is_forgotten(monkeypatch: pytest.MonkeyPatch, drawn: tuple[Organization, int]) -> None:
    lab, number = drawn
    watch(monkeypatch, lab, random_values(number), number)
