"""Events that wait until a release is late, from first principles."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine import labs
from reorg.engine import LOG_CODES, Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.events import Alternate, Demand, Event, Join, Layoff, Reorganize, Waiting
from reorg.model.organization import Organization

REORGANIZED, LEFT, JOINED, DEMAND = (
    LOG_CODES.index(code) for code in ("reorganized", "left", "joined", "demand changed")
)


def lab(days: float, *events: Event) -> Organization:
    """Return four people; one of them does the package of each occurrence, due in weeks 3, 7 and 11."""
    people = [labs.person(f"p{k}", a="medium") for k in range(1, 5)]
    structures = [
        labs.structure(name, [labs.team("t", None, None, "p1 p2 p3 p4", "area:a")])
        for name in ("one", "two", "three")
    ]
    package = labs.package("k", "a", labs.fixed(days), people_max=1)
    release = labs.release([package], every_weeks=4.0, due_week=3.0)
    calls = labs.stream("calls", "a", 1.0, labs.fixed(0.1))
    return labs.organization(people, structures, events, releases=(release,), streams=(calls,))


def log(organization: Organization, code: int, world: int = 0) -> list[tuple[float, int, int]]:
    """Return the week, person and number of each line of one kind."""
    values = labs.central() | labs.QUIET
    simulator = Simulator(plan_scenario(organization, "it"))
    lines = simulator.run(np.array([values[p.id] for p in ASSUMPTIONS]), 7, world, log=True).log
    found = lines[lines["code"] == code]
    return [(float(line["time"]) / 40, int(line["person"]), int(line["on"])) for line in found]


def turns(*among: str, late: float = 0.5, times: int | None = None) -> Waiting:
    return Waiting(Alternate(3.0 + late, among), "r", late, times)


def test_nothing_happens_while_releases_are_in_time() -> None:
    assert log(lab(5, turns("two")), REORGANIZED) == []


def test_a_release_is_late_from_its_late_weeks_on() -> None:
    # At most 17 days and some calls: out before the middle of the fourth week, not in the third.
    assert log(lab(16.5, turns("two", late=0.0)), REORGANIZED)[0][0] == 3.0
    assert log(lab(16.5, turns("two", late=0.9)), REORGANIZED) == []


def test_structures_are_taken_in_turn_at_every_late_occurrence() -> None:
    events = [(week, number) for week, _, number in log(lab(40, turns("two", "one")), REORGANIZED)]
    assert events == [(3.5, 1), (7.5, 0), (11.5, 1)]


def test_a_structure_in_force_is_passed_over() -> None:
    both = lab(40, Reorganize(1.0, "two"), turns("two", "three", "one"))
    # Structures by number: one, two, three.
    assert [(week, on) for week, _, on in log(both, REORGANIZED)] == [(1.0, 1), (3.5, 2), (7.5, 0), (11.5, 1)]


def test_one_structure_is_taken_once_however_often_releases_are_late() -> None:
    assert [week for week, _, _ in log(lab(40, turns("two")), REORGANIZED)] == [3.5]


@pytest.mark.parametrize(("times", "weeks"), [(1, [3.5]), (2, [3.5, 7.5]), (None, [3.5, 7.5, 11.5])])
def test_an_event_happens_at_most_so_many_times(times: int | None, weeks: list[float]) -> None:
    found = log(lab(40, turns("two", "one", times=times)), REORGANIZED)
    assert [week for week, _, _ in found] == weeks


def test_worlds_do_not_use_up_the_times_of_each_other() -> None:
    simulator = Simulator(plan_scenario(lab(40, turns("two", times=1)), "it"))
    values = labs.central() | labs.QUIET
    vector = np.array([values[p.id] for p in ASSUMPTIONS])
    for world in range(2):
        lines = simulator.run(vector, 7, world, log=True).log
        assert (lines["code"] == REORGANIZED).sum() == 1


def test_what_would_be_before_the_start_date_never_is() -> None:
    early = lab(40, turns("two", "one", late=0.0))
    early = replace(early, releases=(replace(early.releases[0], first_week=-2.0, due_week=1.0),))
    # Due in weeks -1, 3, 7 and 11.
    assert [week for week, _, _ in log(early, REORGANIZED)] == [3.0, 7.0, 11.0]


def test_demand_ends_only_where_it_began() -> None:
    waiting = Waiting(Demand(3.5, "calls", 4.0, 2.0), "r", 0.5, 2)
    assert log(lab(5, waiting), DEMAND) == []
    assert [week for week, _, _ in log(lab(40, waiting), DEMAND)] == [3.5, 5.5, 7.5, 9.5]


def test_a_layoff_has_its_own_luck_whatever_else_happens() -> None:
    everybody = ("p1", "p2", "p3", "p4")
    waiting = Waiting(Layoff(3.5, 0.25, everybody), "r", 0.5, None)
    alone = log(lab(40, waiting), LEFT)
    beside = log(lab(40, Layoff(0.0, 0.1, everybody), waiting), LEFT)
    assert [week for week, _, _ in alone] == [3.5, 7.5, 11.5]
    assert alone == beside
    gone = {tuple(who for _, who, _ in log(lab(40, waiting), LEFT, world)) for world in range(12)}
    assert len(gone) > 3


def test_somebody_joins_only_if_it_is_late() -> None:
    newcomer = Waiting(Join(3.5, labs.person("new", a="high"), "t"), "r", 0.5, 1)
    assert log(lab(5, newcomer), JOINED) == []
    assert [week for week, _, _ in log(lab(40, newcomer), JOINED)] == [3.5]
