"""Work that passes from one stage to the next: who takes it over, how long that takes, and what it spoils."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from reorg.engine import LOG_CODES, Outcome, Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.events import Away, Event, Leave, Reorganize, Replace
from reorg.model.organization import Organization
from reorg.model.people import Person
from reorg.model.structure import Team
from reorg.model.work import Package
from reorg.verification.small_organizations import (
    AREA,
    crew,
    exponential,
    fixed,
    organization,
    package,
    release,
    stream,
    structure,
    team,
    without_disturbances,
)

SHARE, COST, ERROR = 0.05, 0.4, 0.3
PRICE = {
    "coordination.handover_hours": 2.0,
    "coordination.distance_cost": COST,
    "handover.share": SHARE,
    "handover.error": ERROR,
    "handover.follow": 1.0,
}
OWNED = [("area", AREA)]
REPLY = 3
"""The number of a reply among kinds of items: what both sides of a handover spend their time on."""


def run(lab: Organization, *, world: int = 0, **changes: float) -> Outcome:
    values = {name.replace("__", "."): value for name, value in changes.items()}
    return Simulator(plan_scenario(lab, "only")).run(
        without_disturbances({**PRICE, **values}), 1, world, log=True
    )


def lines(outcome: Outcome, code: str) -> Any:
    return outcome.log[outcome.log["code"] == LOG_CODES.index(code)]


def spent(outcome: Outcome) -> list[tuple[int, float]]:
    """Return who has spent how long on handovers, in order of time."""
    ended = lines(outcome, "end item")
    ended = ended[ended["on"] == REPLY]
    return [
        (int(p), round(float(hours), 9)) for p, hours in zip(ended["person"], ended["value"], strict=True)
    ]


def two_streams(per_hour: float = 0.01, hours: float = 16.0) -> Any:
    return (
        stream("first", per_hour, exponential(hours), then="second"),
        stream("second", 0.0, fixed(hours)),
    )


def by_stage(changes: Sequence[Event] = (), **fields: Any) -> Organization:
    """Return a team for each of two stages, one person in each, below a team without people."""
    people = crew(2)
    stages = ("first", "second")
    teams = [team(f"t{k}", [people[k]], parent="root", owned=[("stream", stages[k])]) for k in range(2)]
    seats = structure([team("root", owned=OWNED), *teams])
    work = {"streams": two_streams(), "weeks": 30} | fields
    return organization(people, [seats], changes=changes, **work)


def one_team(count: int, **fields: Any) -> Organization:
    """Return people of one team that does both stages."""
    people = crew(count)
    work = {"streams": two_streams(), "weeks": 30} | fields
    return organization(people, [structure([team("all", people, owned=OWNED)])], **work)


def chain(hours: float = 400.0, **later: Any) -> list[Package]:
    return [
        package("k0", fixed(hours), people_max=9),
        replace(package("k1", fixed(hours), ("k0",), people_max=9), **later),
    ]


def package_teams(work: list[Package], groups: Sequence[Sequence[Person]], **fields: Any) -> Organization:
    """Return a team for each package, in the order of the packages."""
    teams: list[Team] = [
        team(f"t{k}", group, parent="root", owned=[("package", f"r/{p.id}")])
        for k, (group, p) in enumerate(zip(groups, work, strict=True))
    ]
    people = [person for group in groups for person in group]
    seats = structure([team("root", owned=OWNED), *teams])
    return organization(people, [seats], weeks=60, releases=[release(work)], **fields)


def test_both_sides_spend_a_share_of_the_stage_and_more_across_a_boundary() -> None:
    outcome = run(by_stage())
    arrived = lines(outcome, "arrival")
    handed = int((arrived["on"] == 1).sum())
    found = spent(outcome)
    assert handed > 5
    assert {hours for _, hours in found} == {round(SHARE * 16.0 * (1.0 + COST), 9)}
    for person in (0, 1):
        assert handed - 1 <= sum(p == person for p, _ in found) <= handed


def test_a_long_stage_takes_no_longer_than_a_handover_within_a_package() -> None:
    people = crew(2)
    outcome = run(
        package_teams(chain(4000.0), [people[:1], people[1:]], changes=()), coordination__distance_cost=0.0
    )
    assert spent(outcome) == []  # not finished within the horizon: nothing to hand over
    outcome = run(package_teams(chain(), [people[:1], people[1:]]), coordination__distance_cost=0.0)
    assert sorted(spent(outcome)) == [(0, 2.0), (1, 2.0)]


def test_ones_own_work_is_not_handed_over() -> None:
    alone = one_team(1)
    assert spent(run(alone)) == []
    assert spent(run(one_team(1, streams=(), releases=[release(chain())], weeks=60))) == []


def test_whoever_finished_a_stage_goes_on_with_the_item_in_the_same_team() -> None:
    lab = one_team(4, streams=two_streams(0.1), weeks=60)
    outcome = run(lab)
    assert spent(outcome) == []
    assert len(spent(run(lab, handover__follow=0.0))) > 50
    # Nobody but the one who finished the first stage works on the second.
    worked = lines(outcome, "end work")
    assert (worked["on"] == 1).sum() > 50


def test_whoever_lacks_the_skill_does_not_go_on_with_an_item() -> None:
    people = crew(2)
    skilled = (
        replace(people[0], skills={"one": "medium"}),
        replace(people[1], skills={"two": "medium"}),
    )
    first, second = two_streams()
    streams = (replace(first, area="one"), replace(second, area="two"))
    owned = [("area", "one"), ("area", "two")]
    lab = organization(skilled, [structure([team("all", skilled, owned=owned)])], weeks=30, streams=streams)
    outcome = run(lab)
    worked = lines(outcome, "end work")
    assert set(worked["person"][worked["on"] == 1]) == {1}
    assert {hours for _, hours in spent(outcome)} == {round(SHARE * 16.0, 9)}


def test_a_tie_shortens_the_distance() -> None:
    """Two people who were a team until they were set apart."""
    strangers, friends = by_stage(), by_stage()
    together = replace(
        structure([team("root", friends.people, owned=OWNED)], "together"),
    )
    scenario = replace(
        friends.scenarios[0], structure="together", events=(Reorganize(1.0, friends.structures[0].id),)
    )
    friends = replace(friends, structures=(together, *friends.structures), scenarios=(scenario,))
    far = max(hours for _, hours in spent(run(strangers, ties__decay_weeks=1e9)))
    near = max(hours for _, hours in spent(run(friends, ties__decay_weeks=1e9))[4:])
    assert SHARE * 16.0 <= near < far == pytest.approx(SHARE * 16.0 * (1.0 + COST))


@pytest.mark.parametrize("gone", [Leave(4.0, "p1"), Away(4.0, "p1", 60.0)], ids=["left", "on leave"])
def test_whoever_finds_nobody_there_works_it_out_alone(gone: Event) -> None:
    people = crew(2)
    # Gone between the end of the first package and that of the first piece of the second one.
    lab = package_teams(chain(156.0), [people[:1], people[1:]], changes=(gone,))
    outcome = run(lab)
    assert spent(outcome) == [(1, 4.0)]


def test_a_successor_knows_nothing_of_what_the_position_did_before() -> None:
    """An item waits at the second stage, whose person is busy, while the first one is replaced."""
    lab = by_stage(changes=[Replace(10.0, "p1", 0.0, None)], streams=two_streams(0.06))
    outcome = run(lab)
    alone = [hours for person, hours in spent(outcome) if person == 1 and hours == round(2 * SHARE * 16.0, 9)]
    assert alone


def test_the_first_takes_a_package_over_for_all_who_begin_on_it() -> None:
    people = crew(6)
    outcome = run(package_teams(chain(), [people[:2], people[2:]]))
    # Each joins a package once: one pair to hand over from stage to stage, the others within a package.
    across = [hours for _, hours in spent(outcome) if hours == round(2.0 * (1.0 + COST), 9)]
    within = [hours for _, hours in spent(outcome) if hours == 2.0]
    assert len(across) == 2
    assert len(within) == 2 * (1 + 3)


def test_the_closest_who_knows_it_hands_a_package_over() -> None:
    """One of those who did the first package moves to the team of the second, and hands over there."""
    people = crew(3)
    lab = package_teams(chain(), [people[:2], people[2:]])
    before = lab.structures[0]
    moved = tuple(
        replace(t, members={"t0": ("p1",), "t1": ("p2", "p3")}.get(t.id, t.members)) for t in before.teams
    )
    lab = replace(
        lab,
        structures=(before, replace(before, id="after", teams=moved)),
        scenarios=(replace(lab.scenarios[0], events=(Reorganize(4.9, "after"),)),),
    )
    outcome = run(lab, reorganization__ambiguity_weeks=1e-9, handover__error=0.0)
    begun = lines(outcome, "begin work")
    assert set(begun["person"][begun["on"] == 1]) >= {1, 2}
    assert all(hours <= 2.0 for _, hours in spent(outcome))
    assert 0 not in [person for person, _ in spent(outcome)[2:]]


def test_whoever_is_back_from_leave_remembers_what_a_package_follows() -> None:
    """A colleague has finished the first package meanwhile; the second is the own work of both."""
    work = [replace(chain()[0], whole=True), replace(chain()[1], people_max=1)]
    lab = one_team(2, streams=(), releases=[release(work)], weeks=60, changes=[Away(2.0, "p1", 2.0)])
    outcome = run(lab)
    begun = lines(outcome, "begin work")
    assert [set(begun["person"][begun["on"] == k]) for k in (0, 1)] == [{0, 1}, {0}]
    assert spent(outcome) == []


def test_a_package_begun_before_the_start_is_not_taken_over() -> None:
    people = crew(2)
    work = [replace(chain()[0], done=0.9), replace(chain()[1], done=0.5)]
    assert spent(run(package_teams(work, [people[:1], people[1:]]))) == []


def test_what_is_taken_over_goes_wrong_more_often() -> None:
    """The chance of the first exception of an item, as logged, is higher by the error."""
    calm = {"exceptions__history_memory_chunks": 1e9, "exceptions__ignore_raises": 0.0}
    calm |= {"exceptions__rework_lowers": 0.0, "exceptions__probability": 0.2}
    raised = lines(run(by_stage(streams=two_streams(0.05), weeks=100), **calm), "exception")
    chances = {k: set(np.round(raised["value"][raised["on"] == k], 9)) for k in (0, 1)}
    assert max(chances[0]) == pytest.approx(0.2)
    assert max(chances[1]) == pytest.approx(0.2 * (1.0 + ERROR))


def figures(name: str, value: float) -> dict[str, float]:
    found = {"hours": 0.0, "exceptions": 0.0}
    for lab in (
        by_stage(streams=two_streams(0.05), weeks=60),
        one_team(3, streams=two_streams(0.1), weeks=60),
    ):
        for world in range(4):
            changes = {name.replace(".", "__"): value, "exceptions__probability": 0.1}
            outcome = run(lab, world=world, **({"handover__follow": 0.5} | changes))
            found["hours"] += sum(hours for _, hours in spent(outcome))
            found["exceptions"] += float(lines(outcome, "exception")["value"].sum())
    return found


@pytest.mark.parametrize(
    ("name", "figure", "sign"),
    [("handover.share", "hours", 1), ("handover.error", "exceptions", 1), ("handover.follow", "hours", -1)],
)
def test_each_parameter_acts(name: str, figure: str, sign: int) -> None:
    p = {p.id: p for p in ASSUMPTIONS}[name]
    low, high = figures(name, p.low), figures(name, p.high)
    assert sign * (high[figure] - low[figure]) > 0.05 * low[figure]


def test_work_that_follows_nothing_costs_nothing_more() -> None:
    """Streams that feed no other, packages without precedence: to the last bit as without the mechanism."""
    work = [replace(p, after=()) for p in chain()]
    streams = tuple(replace(s, then=None) for s in two_streams())
    lab = one_team(3, streams=streams, releases=[release(work)], weeks=40)
    vector = {p.id: p.central for p in ASSUMPTIONS}
    off = vector | dict.fromkeys(("handover.share", "handover.error", "handover.follow"), 0.0)
    one, two = (
        Simulator(plan_scenario(lab, "only")).run(np.array(list(values.values())), 1, 0, log=True)
        for values in (vector, off)
    )
    assert one.log.tolist() == two.log.tolist()


def test_central_values_are_those_of_the_trials() -> None:
    central = {p.id: p.central for p in ASSUMPTIONS}
    assert {name: central[name] for name in PRICE if name != "handover.follow"} == {
        name: value for name, value in PRICE.items() if name != "handover.follow"
    }
