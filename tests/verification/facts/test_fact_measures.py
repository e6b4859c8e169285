"""What facts read from outcomes and event logs."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import reorg
from reorg.engine import KINDS, LOG_CODES, Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.study.sampling.assumptions import fixed_assumptions
from reorg.verification.facts import kept_together, measures
from reorg.verification.facts.measures import (
    CannotRead,
    Run,
    asked,
    busy,
    count_of,
    speed_of,
    switches,
    work_of,
)
from verification.facts.small_facts import build

CODES = (*LOG_CODES, *(c for c in ("question closed", "question way") if c not in LOG_CODES))
Line = tuple[float, str, int, int, float]


@pytest.fixture(autouse=True)
def codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "LOG_CODES", CODES)


def run(*lines: Line, people: int = 4, packages: int = 3, weeks: int = 10) -> Run:
    """Return a world with this event log: time, code, person, on, value."""
    rows = [(time, CODES.index(code), person, on, value) for time, code, person, on, value in lines]
    log = np.array(rows, [("time", "f8"), ("code", "i4"), ("person", "i4"), ("on", "i4"), ("value", "f8")])
    outcome: Any = SimpleNamespace(
        log=log, finish_weeks=np.full(packages, 5.0), exit_weeks=np.full(people, np.nan)
    )
    names: Any = SimpleNamespace(person_ids=tuple(f"p{k}" for k in range(people)), weeks=weeks)
    return Run(names, outcome)


def question(
    time: float, asker: int, asked_of: int, taker: int, hours: float, other: int, way: int
) -> list[Line]:
    return [
        (time, "decision taken", taker, 0, 0.0),
        (time, "question closed", asker, asked_of, hours),
        (time, "question way", asker, other, way),
    ]


@pytest.fixture
def decided() -> Run:
    return run(
        *question(50.0, 0, 3, 3, 10.0, -1, 2),  # p0 asks p3, who answers
        *question(60.0, 1, 3, 1, 40.0, -1, 1),  # p1 asks p3, and decides alone
        *question(70.0, 1, 2, 2, 4.0, 1, 0),  # joint
        *question(80.0, 0, 0, 0, 1.0, -1, 0),  # decides what is left to oneself
    )


def test_questions_are_counted_by_whom_they_were_for(decided: Run) -> None:
    assert asked("number").read(decided) == 3.0
    assert asked("number", at=["p3"]).read(decided) == 2.0
    assert asked("hours", at=["p3"]).read(decided) == 50.0
    assert asked("passes", at=["p3"]).read(decided) == 3.0


def test_a_default_is_taken_by_another_than_the_one_asked(decided: Run) -> None:
    assert asked("defaults").read(decided) == 1.0
    assert asked("defaults", by=["p0"]).read(decided) == 0.0


def test_joint_questions_are_told_apart_and_weeks_are_those_of_the_exception(decided: Run) -> None:
    assert asked("number", joint=True).read(decided) == 1.0
    assert asked("number", joint=False).read(decided) == 2.0
    # Raised at hours 40, 20 and 66: weeks 1, 0.5 and 1.65.
    assert asked("number", weeks=(1.0, 1.5)).read(decided) == 1.0
    assert asked("number", weeks=(0.0, 2.0)).read(decided) == 3.0


def test_a_log_without_such_lines_cannot_be_read(monkeypatch: pytest.MonkeyPatch, decided: Run) -> None:
    monkeypatch.setattr(measures, "LOG_CODES", tuple(c for c in CODES if c != "question closed"))
    with pytest.raises(CannotRead, match="no line 'question closed'"):
        asked("number").read(decided)


@pytest.fixture
def worked() -> Run:
    return run(
        (0.0, "begin work", 0, 1, 10.0), (0.0, "begin work", 1, 2, 8.0),
        (8.0, "end work", 1, 2, 8.0), (8.0, "begin work", 1, 2, 4.0),  # p1 leaves amid this
        (10.0, "end work", 0, 1, 8.0), (10.0, "begin item", 0, 3, 1.0), (11.0, "end item", 0, 3, 1.0),
        (30.0, "begin work", 0, 2, 16.0), (46.0, "end work", 0, 2, 8.0),
        (46.0, "begin work", 0, 2, 9.0),  # goes on at the horizon
    )  # fmt: skip


def test_speed_is_nominal_hours_for_hours_of_what_was_ended(worked: Run) -> None:
    assert speed_of(["p0"]).read(worked) == pytest.approx(16.0 / 26.0)
    assert speed_of(["p1"]).read(worked) == pytest.approx(1.0)
    assert speed_of(["p0"], slice(1, 2)).read(worked) == pytest.approx(0.8)
    assert work_of(["p0"], 1).read(worked)[:2].tolist() == [[10.0, 8.0], [16.0, 8.0]]


def test_work_of_newcomers_is_not_that_of_their_successors(worked: Run) -> None:
    ends = np.sort(worked.lines("end work")["time"][worked.lines("end work")["person"] == 0])
    worked.outcome.exit_weeks[0] = ends[0] / 40.0
    assert work_of(["p0"], 1).read(worked).sum(axis=0).tolist() == [10.0, 8.0]


@pytest.mark.parametrize("given", [0.05, 0.6, 1.0])
def test_attention_given_does_not_depend_on_where_its_running_share_starts(given: float) -> None:
    running = 1.0 + (given - 1.0) * (1.0 - 0.75 ** np.arange(1.0, 11.0))
    world = run(weeks=10)
    world.outcome.attention_served = np.column_stack([running, running])
    assert running[:5].mean() >= given
    assert measures.ATTENTION.read(world) == pytest.approx(given)


def test_ties_are_read_over_the_weeks_in_which_anybody_works_with_others() -> None:
    world = run(packages=16, weeks=10)
    world.outcome.finish_weeks[:8] = 2.0
    world.outcome.ties_at_work = np.array([0.9, 0.9, 0.4, np.nan, 0.6, np.nan, *np.full(4, np.nan)])
    assert kept_together._TIES.read(world) == pytest.approx(0.5)


def test_busy_and_switches(worked: Run) -> None:
    assert busy("p0").read(worked) == pytest.approx(27.0 / 400.0)
    assert switches().read(worked) == 1.0
    assert count_of("end work", slice(2, 3)).read(worked) == 2.0


def test_readings_agree_with_the_engine_where_it_tells_the_same() -> None:
    lab = reorg.load(build(2.0, 24, {}, 0.0))
    row = fixed_assumptions(ASSUMPTIONS, lab.assumptions, 1)[0]
    prepared = plan_scenario(lab, "only")
    world = Run(prepared, Simulator(prepared).run(row, 1, 0, log=True))
    idle = world.outcome.hours[:, [KINDS.index(kind) for kind in ("idle", "waiting", "booked")]].sum()
    # What is under way at the horizon is in the hours, and not yet among what was ended.
    assert busy("lead", "member").read(world) == pytest.approx(1.0 - idle / (2 * 24 * 40), abs=0.02)
    assert measures.RELEASE.read(world) == world.outcome.finish_weeks.max()
    with pytest.raises(CannotRead, match="no mood"):
        world.field("mood")
    with pytest.raises(CannotRead, match="no kind 'mood'"):
        measures.share_of("mood").read(world)
