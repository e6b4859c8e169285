"""Who leaves when does not depend on people who have nothing to do with it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine import labs, labs_people
from reorg.engine import LOG_CODES, Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.events import Demand, Layoff
from reorg.model.organization import Organization, Scenario

# A role without work may still be promoted, and its pay is in the budget, which is not nothing: successors
# come from outside, and cost what those before them did.
SUCCESSION = {"succession.inside": 0.0, "succession.outside_pay": 1.0}
VALUES = labs.central() | labs_people.RESTLESS | SUCCESSION


def departures(lab: Organization, world: int) -> list[tuple[str, float]]:
    """Return who left when, in order."""
    planned = plan_scenario(lab, "it")
    log = Simulator(planned).run(np.array([VALUES[p.id] for p in ASSUMPTIONS]), 7, world, log=True).log
    left = log[log["code"] == LOG_CODES.index("left")]
    return [(planned.person_ids[line["person"]], float(line["time"])) for line in left]


@pytest.mark.parametrize("world", range(3))
@pytest.mark.parametrize("lab", [labs.reorganized(2.3, 6.1), labs_people.everything_happens()])
def test_an_idle_role_changes_nobody_elses_departure(lab: Organization, world: int) -> None:
    before = departures(lab, world)
    after = departures(labs_people.with_idle_role(lab), world)
    assert len(before) > 5
    assert [one for one in after if one[0] != "nobody"] == before


def test_another_event_changes_nobodys_lot_in_a_layoff() -> None:
    named = tuple(person.id for person in labs.everything().people)
    layoff = Layoff(3.0, 0.5, named)
    alone = labs_people.eventful(layoff)
    busier = Demand(1.0, "calls", 1.01, None)
    other = replace(alone, scenarios=(Scenario("it", "It", "three", (busier, layoff)),))
    at_once = [{who for who, when in departures(lab, 0) if when == 3.0 * 40} for lab in (alone, other)]
    assert len(at_once[0]) > 2
    assert at_once[0] == at_once[1]


def test_worlds_do_not_depend_on_the_world_before() -> None:
    lab = labs_people.everything_happens()
    values = np.array([VALUES[p.id] for p in ASSUMPTIONS])
    used, fresh = Simulator(plan_scenario(lab, "it")), Simulator(plan_scenario(lab, "it"))
    used.run(values, 7, 0)
    again, first = used.run(values, 7, 1), fresh.run(values, 7, 1)
    assert again.regretted == first.regretted > 0
    assert again.events == first.events
    assert again.hours.tolist() == first.hours.tolist()
