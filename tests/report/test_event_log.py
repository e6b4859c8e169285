"""One world's events in words with units, and where each person's weeks went."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import yaml

from engine.labs import central, hand_overs, overloaded
from engine.labs_people import everything_happens, lead_leaves
from reorg.engine import LOG_CODES, Simulator, plan_scenario
from reorg.engine.state.constants import ASK, ITEM_HOURS
from reorg.engine.state.rows import LOG_LINE
from reorg.mechanisms import ASSUMPTIONS
from reorg.model import load
from reorg.report.event_log import ITEMS, event_lines, names_by_number, weekly_hours

MODEL = """
schema: reorg/1
organization: Two people
start: 2026-03-02
horizon_weeks: 2
areas: [air, rail]
people:
  - {id: ana, name: Ana Bell, skills: {air: high}}
  - {id: ben, title: Head of rail, skills: {rail: high}}
releases:
  - {id: plane, packages: [{id: x, area: air, effort_days: 5}]}
  - {id: train, every_weeks: 1, packages: [{id: y, area: rail, effort_days: 5}]}
streams: [{id: calls, area: air, per_week: 1, effort_days: 1}]
structures:
  one: {teams: [{id: all, name: Everybody, lead: ana, members: [ben], owns: [air, rail]}]}
  two: {name: By name, extends: one}
scenarios: {stay: {structure: one, events: [{week: 1, reorganize: two}]}}
"""


def plan(model: str = MODEL) -> Any:
    data = yaml.safe_load(model.replace("2026-03-02", "'2026-03-02'"))
    return plan_scenario(load(data), "stay")


def log(*lines: tuple[float, str, int, int, float]) -> Any:
    rows = [(time, LOG_CODES.index(code), *rest) for time, code, *rest in lines]
    return np.array(rows, LOG_LINE)


def test_work_has_names() -> None:
    assert names_by_number(plan()) == ("plane/x", "train/y (1)", "train/y (2)", "calls")
    model = MODEL.replace("id: y,", "id: y, name: Brakes,").replace(
        "id: calls,", "id: calls, name: Calls in,"
    )
    assert names_by_number(plan(model)) == ("plane/x", "Brakes (1)", "Brakes (2)", "Calls in")


def test_lines_are_reported_with_people_work_units_and_dates() -> None:
    lines = list(
        event_lines(
            plan(),
            log(
                (0.0, "begin work", 0, 0, 8.0),
                (44.0, "request sent", 1, 0, 0.5),
                (48.0, "settled", 1, 0, 0.5),
                (79.0, "arrival", -1, 3, 12.0),
            ),
        )
    )
    assert [line.text for line in lines] == [
        "Ana Bell begins a piece of plane/x",
        "Head of rail gets a request from Ana Bell",
        "Head of rail and Ana Bell settle a request when they meet",
        "an item of calls arrives",
    ]
    assert [line.unit for line in lines] == [
        "hours of work",
        "hours of work",
        "hours of work saved",
        "nominal hours",
    ]
    assert [line.date for line in lines] == ["2026-03-02", "2026-03-09", "2026-03-10", "2026-03-15"]


def test_every_code_has_a_line_of_words_and_names() -> None:
    lines = list(event_lines(plan(), log(*((1.0, code, 0, 0, 1.0) for code in LOG_CODES))))
    assert {line.event for line in lines} == set(LOG_CODES)
    assert all(line.text not in LOG_CODES and "{" not in line.text for line in lines)
    reported = {line.event: line.text for line in lines}
    assert reported["moved"] == "Ana Bell moves to Everybody"
    assert reported["reorganized"] == "the structure becomes one"


def test_every_kind_of_item_has_a_name() -> None:
    assert len(ITEMS) == len(ITEM_HOURS)


@pytest.mark.parametrize("lab", [everything_happens(), lead_leaves(), overloaded(), hand_overs()])
@pytest.mark.parametrize("world", range(4))
def test_every_request_ends_in_a_line_or_waits_at_the_horizon(lab: Any, world: int) -> None:
    """Also a request of somebody who has left: it is taken up, missed, settled, or lapses.

    What whoever goes is busy with is begun again by somebody else, and so stands there twice.
    """
    simulator = Simulator(plan_scenario(lab, lab.scenarios[-1].id))
    assumed = central()
    found = simulator.run(np.array([assumed[p.id] for p in ASSUMPTIONS]), 1, world, log=True).log
    items = simulator.state.items
    waiting = int(((items["kind"] == ASK) & (items["waiting"] > 0)).sum())
    ended = _count(found, "request missed") + _count(found, "settled")
    ended += _count(found, "begin item", ASK) + _count(found, "item lapsed", ASK)
    assert _count(found, "request sent") == ended + waiting - _dropped(found, ASK)


def _dropped(found: Any, kind: int) -> int:
    """Return how many items of a kind somebody was at who left, or got another position."""
    codes = {code: LOG_CODES.index(code) for code in ("begin item", "end item", "left", "promoted")}
    busy: dict[int, bool] = {}
    dropped = 0
    for _, code, person, on, _ in found:
        if code in {codes["begin item"], codes["end item"]}:
            busy[person] = code == codes["begin item"] and on == kind
        elif code in {codes["left"], codes["promoted"]}:
            dropped += busy.pop(on if code == codes["promoted"] else person, False)
    return dropped


def _count(found: Any, code: str, on: int | None = None) -> int:
    lines = found[found["code"] == LOG_CODES.index(code)]
    return len(lines if on is None else lines[lines["on"] == on])


def test_hours_of_people_are_booked_to_the_weeks_they_fall_in() -> None:
    """Ana works from hour 36 to 44, then is at a meeting until 46; Ben works on something to the end."""
    hours = weekly_hours(
        plan(),
        log(
            (36.0, "begin work", 0, 0, 8.0),
            (44.0, "end work", 0, 0, 8.0),
            (44.0, "begin item", 0, 6, 2.0),
            (46.0, "end item", 0, 6, 2.0),
            (70.0, "begin work", 1, 0, 100.0),
        ),
    )
    assert hours[0].tolist() == [[4.0, 0.0], [4.0, 2.0]]
    assert hours[1, 1, 0] == pytest.approx(10.0)
