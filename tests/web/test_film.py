"""The film counts what the event log says, week by week, and the world is chosen by rule."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from reorg.engine import LOG_CODES, plan_scenario
from reorg.model import load
from reorg.report.event_log import weekly_hours
from reorg.study.running.batch import Rehearsal, StudyDesign
from reorg.web.figures import Worlds
from reorg.web.film import FIRST_WEEK, Seats, film_of, hours_by_team, traced_sides
from reorg.web.film_people import follow_request, people_of_team
from reorg.web.film_releases import names_of_packages
from reorg.web.worlds import NEAR, RULES, chosen_world, world_figures
from web.studios import client_of

ORGANIZATION = load("churn")
BASELINE, OTHER = (scenario.id for scenario in ORGANIZATION.scenarios[:2])
STRUCTURES = tuple(
    ORGANIZATION.structure(ORGANIZATION.scenario(name).structures[-1]) for name in (BASELINE, OTHER)
)
WORLD, SEED = 3, 1


def _rehearsal() -> Rehearsal:
    return Rehearsal.of(StudyDesign(ORGANIZATION, (BASELINE, OTHER), SEED))


@pytest.fixture(scope="module")
def film() -> dict:  # type: ignore[type-arg]
    return film_of(_rehearsal(), (0, 1), (STRUCTURES[0], STRUCTURES[1]), WORLD)


def test_hours_are_those_of_the_log() -> None:
    rehearsal = Rehearsal.of(StudyDesign(ORGANIZATION, (BASELINE,), SEED))
    outcome = rehearsal.outcome(0, rehearsal.row(WORLD), WORLD, log=True)
    plan = plan_scenario(ORGANIZATION, BASELINE)
    booked = outcome.log["code"] == LOG_CODES.index("booked")
    each = np.arange(len(plan.person_ids))
    found = hours_by_team(outcome.log[~booked], each, len(each), 0, plan.weeks)
    reported = weekly_hours(plan, outcome.log)
    # What began before the start is told by neither from its beginning.
    later = slice(1, None)
    np.testing.assert_allclose(found[:, later, 0], reported[:, later, 0], atol=1e-6)
    np.testing.assert_allclose(found[:, later, 1:].sum(axis=2), reported[:, later, 1], atol=1e-6)


def test_packages_are_named_with_the_occurrence_of_their_release() -> None:
    first, *packages = ORGANIZATION.releases[0].packages
    renamed = replace(first, name="Web/book corpus")
    release = replace(ORGANIZATION.releases[0], packages=(renamed, *packages))
    names = names_of_packages(plan_scenario(replace(ORGANIZATION, releases=(release,)), BASELINE))
    assert names[0] == "Web/book corpus of Model 1"
    assert "Web/book corpus of Model 2" in names
    unnamed = replace(release, packages=(replace(first, name=""), *packages))
    names = names_of_packages(plan_scenario(replace(ORGANIZATION, releases=(unnamed,)), BASELINE))
    assert names[0] == "corpus of Model 1"


def test_every_week_is_what_the_outcome_and_the_log_say(film: dict) -> None:  # type: ignore[type-arg]
    rehearsal = _rehearsal()
    drawn = rehearsal.row(WORLD)
    before = -max(FIRST_WEEK, -ORGANIZATION.warmup_weeks)
    for index, side in enumerate(film["sides"]):
        outcome = rehearsal.outcome(index, drawn, WORLD, log=True)
        assert side["output"][before:] == [round(float(value), 1) for value in outcome.throughput]
        after = [event for event in side["events"] if event["week"] >= before]
        assert sum(event["kind"] == "left" for event in after) == outcome.departures
        code = LOG_CODES.index("request misdirected")
        weeks = np.floor(outcome.log["time"][outcome.log["code"] == code] / 40.0) + before
        assert (
            side["misdirected"]
            == np.bincount(weeks[weeks >= 0].astype(int), minlength=len(side["misdirected"]))[
                : len(side["misdirected"])
            ].tolist()
        )
        seated = sum(team["heads"] for team in side["teams"])
        assert seated == len(ORGANIZATION.people)


def test_what_waits_is_what_people_are_overloaded_by(film: dict) -> None:  # type: ignore[type-arg]
    """The weeks of more than a week's load are those that the engine counts, and teams share what waits."""
    rehearsal = _rehearsal()
    drawn = rehearsal.row(WORLD)
    for index, side in enumerate(film["sides"]):
        plan, outcome = rehearsal.run(index, drawn, WORLD, log=True)
        lines = outcome.log[outcome.log["code"] == LOG_CODES.index("load")]
        over = np.bincount(lines["person"][lines["value"] > 1.0], minlength=len(plan.person_ids))
        np.testing.assert_array_equal(over, outcome.overload_weeks)
        seats = Seats.of(STRUCTURES[index], plan.person_ids).of_person
        week, before = 10, -film["first_week"]
        at = lines[np.rint(lines["time"] / 40.0) == week + 1]
        for row in range(len(side["teams"])):
            heads = int((seats == row).sum())
            waits = float(at["value"][seats[at["person"]] == row].sum()) / max(heads, 1)
            assert side["load"][row][before + week] == pytest.approx(waits, abs=0.006)
        assert not np.array(side["load"])[:, :before].any()


def test_a_film_is_the_same_whenever_it_is_made(film: dict) -> None:  # type: ignore[type-arg]
    again = film_of(_rehearsal(), (0, 1), (STRUCTURES[0], STRUCTURES[1]), WORLD)
    assert again == film


def test_the_typical_world_is_near_the_median_and_the_others_at_the_ends() -> None:
    seen = Worlds.room_for(ORGANIZATION, (BASELINE, OTHER), 400)
    seen.metrics[:] = np.random.default_rng(7).normal(20.0, 4.0, seen.metrics.shape)
    seen.metrics[:, 1] += 5.0
    seen.done = 400
    leading = seen.side(1, seen.leading).values - seen.side(0, seen.leading).values
    typical = chosen_world(seen, 1, "typical")
    median = float(np.median(leading))
    assert abs(leading[typical] - median) <= NEAR * abs(median)
    ends = {leading[chosen_world(seen, 1, rule)] for rule in ("best", "worst")}
    assert ends == {leading.min(), leading.max()}
    for rule in RULES:
        assert world_figures(seen, 1, chosen_world(seen, 1, rule))["difference"] is not None


def test_no_film_of_what_was_not_rehearsed(tmp_path: Path) -> None:
    client = client_of(tmp_path)
    for query in ("scenario=split&rule=typical", "scenario=split&world=1", "scenario=..%2f", "", "world=-1"):
        answer = client.http.get(f"/api/film?{query}")
        assert answer.status_code == 422
        assert answer.json()["error"] == "Nothing has been rehearsed yet."


@pytest.mark.slow
def test_a_team_is_its_people_and_their_hours_are_those_of_the_team(film: dict) -> None:  # type: ignore[type-arg]
    sides = traced_sides(_rehearsal(), (0, 1), (STRUCTURES[0], STRUCTURES[1]), WORLD)
    asked = 0
    for side, reported in zip(sides, film["sides"], strict=True):
        for row, team in enumerate(reported["teams"]):
            for week in (1, 12):
                people = people_of_team(side, row, week)
                assert len(people) == team["heads"]
                sums = np.sum([person["hours"] for person in people], axis=0) if people else np.zeros(3)
                # Each person's hours are rounded.
                np.testing.assert_allclose(
                    sums, reported["hours"][row][week - film["first_week"]], atol=0.5 * len(people) + 0.5
                )
                lines = [event for person in people for event in person["last"]]
                assert all(event["week"] <= week for event in lines)
                for event in lines:
                    if event["line"] is not None:
                        asked += 1
                        went_on = follow_request(side, event["line"])
                        assert went_on[0]["text"] == event["text"]
    assert asked
