"""Readings of people from their measured loads: who is at risk, who is relieved, and by which reasons."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from reorg.engine import KINDS
from reorg.study.results.affected_people import Affected, Names, describe_person
from reorg.study.results.loads import Loads
from reorg.study.results.standing import NOWHERE, Change

NAMES = Names({"a": "Ann", "b": "Ben"}, ({}, {}), {})
STAYS = Change((NOWHERE, NOWHERE), False, False, None, False, False, True)


def loads(
    works: float, overloaded: float = 0.0, leaving: float = 0.0, reach: tuple[float, ...] = ()
) -> Loads:
    """Return the loads of two alike, who work for a share of their time and wait for the rest."""
    hours = np.zeros((2, len(KINDS)))
    hours[:, KINDS.index("direct")], hours[:, KINDS.index("waiting")] = 40.0 * works, 40.0 * (1.0 - works)
    both = np.ones(2)
    return Loads(
        overloaded_share=overloaded * both,
        overloaded_reach=0.01 * both,
        leaving_share=leaving * both,
        leaving_reach=np.array(reach or (0.01, 0.01)),
        busy_share=works * both,
        busy_reach=0.01 * both,
        hours=hours,
    )


def read(before: Loads, after: Loads, place: int = 0) -> dict[str, Any]:
    person: Any = SimpleNamespace(id="ab"[place], title="Engineer")
    widest = float(after.leaving_reach.max())
    return describe_person(Affected(person, place, STAYS, (before, after), 1.0, widest), NAMES)


def test_who_mostly_waits_is_neither_relieved_nor_overloaded() -> None:
    """Seen: "relieved: overloaded in 8% of weeks instead of 58%", of one who worked for 12% of the time."""
    busy = read(loads(0.9, overloaded=0.58), loads(0.9, overloaded=0.08))
    assert busy["reading"] == "relieved"
    for before, after in ((0.12, 0.12), (0.12, 0.9), (0.9, 0.12)):
        found = read(loads(before, overloaded=0.58), loads(after, overloaded=0.08))
        assert found["reading"] != "relieved"
        assert not any("overloaded" in why for why in found["why"])
        found = read(loads(before, overloaded=0.08), loads(after, overloaded=0.58))
        assert not any("overloaded" in why for why in found["why"])


def test_equal_changes_of_leaving_have_equal_readings() -> None:
    """Seen: of two whose share rose by 7.5 points, one was at risk and the other was not."""
    before = loads(0.9, leaving=0.3)
    for reach, reading in (((0.06, 0.08), ""), ((0.06, 0.07), "at risk")):
        after = loads(0.9, leaving=0.375, reach=reach)
        assert [read(before, after, place)["reading"] for place in (0, 1)] == [reading, reading]


def test_reasons_for_a_loss_are_kept_apart_from_those_for_a_gain() -> None:
    found = read(loads(0.9, overloaded=0.48, leaving=0.34), loads(0.9, overloaded=0.17, leaving=0.42))
    assert found["reading"] == "both"
    assert found["risks"] == ["leaves in 42% of worlds instead of 34%"]
    assert found["reliefs"] == ["overloaded in 17% of weeks instead of 48%"]
