"""Time in slices: what comes later waits in lists, and every event still comes in its turn.

Only large organizations are run in slices, which the twin would take too long for; so small ones are here.
"""

from __future__ import annotations

import pytest

from engine import labs, labs_people
from engine.test_twin import assert_same, random_values
from reorg.engine import Simulator, plan, simulate
from reorg.model.organization import Organization


@pytest.fixture(params=[100.0, 1.0, 0.01], ids=["slices of days", "of minutes", "of seconds, used in turn"])
def sliced(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulate, "_SLICED_FROM", 0)
    monkeypatch.setattr(simulate, "_PEOPLE_PER_SLICE", request.param)


LABS = {
    "everything": labs.everything("mixed", "urgent"),
    "people": labs_people.everything_happens(),
    "overloaded": labs.overloaded(),
}


@pytest.mark.usefixtures("sliced")
@pytest.mark.parametrize("lab", LABS.values(), ids=LABS)
def test_slices_change_nothing(lab: Organization) -> None:
    assert Simulator(plan(lab, "it")).state.world[0]["slices_per_hour"] > 0.0
    for world in range(2):
        assert_same(lab, random_values(world), world=world)
