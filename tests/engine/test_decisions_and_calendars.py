"""What calendars, climbing questions and silence do: each assumption low against high, and all off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engine import labs
from reorg.engine import KINDS, LOG_CODES, Outcome, Simulator, plan_scenario
from reorg.engine.state.constants import PASS
from reorg.mechanisms import ASSUMPTIONS
from reorg.mechanisms.calendar import mean_slot_wait
from reorg.model.organization import Organization
from reorg.model.structure import Integrator, Meeting
from reorg.model.work import Coupling
from reorg.quantity import evidence

WORLDS = 6
BUSY = {"exceptions.probability": 0.3, "turnover.base_per_year": 0.0}
OFF = {
    "exceptions.joint": 0.0,
    "exceptions.blocking": 0.0,
    "exceptions.hop_hours": 0.0,
    "exceptions.hop_error": 0.0,
    "exceptions.wrong_decided": 0.0,
    "exceptions.wrong_default": 0.0,
    "exceptions.conflict": 0.0,
    "calendar.slot_hours": 0.0,
    **dict.fromkeys(("calendar.outside_lead", "calendar.outside_head", "calendar.outside_top"), 0.0),
}
"""The setting at which none of these forces does anything."""


def two_branches(decides: str = "medium", **changed: Any) -> Organization:
    """Return a top with two heads, each with a lead of six people and a package; the packages are coupled."""
    teams, people = [labs.team("top", None, "top", "")], [labs.person("top")]
    for branch in "ab":
        who = [f"{branch}{k}" for k in range(6)]
        people += [labs.person(f"head-{branch}"), labs.person(f"lead-{branch}")]
        people += [labs.person(p, a="medium") for p in who]
        teams.append(labs.team(f"unit-{branch}", "top", f"head-{branch}", ""))
        owned = f"package:r/{branch}"
        teams.append(labs.team(f"team-{branch}", f"unit-{branch}", f"lead-{branch}", " ".join(who), owned))
    teams[0] = replace(teams[0], owned=(("area", "a"),))
    work = labs.release(
        [labs.package(b, "a", labs.fixed(300), people_max=6) for b in "ab"], (Coupling("a", "b", 1.0),)
    )
    form = labs.structure("s", teams, decides, **changed)
    return labs.organization(people, [form], releases=(work,))


def ran(lab: Organization, worlds: int = WORLDS, **changed: float) -> list[Outcome]:
    values = labs.central() | BUSY | {name.replace("__", "."): value for name, value in changed.items()}
    simulator = Simulator(plan_scenario(lab, "it"))
    vector = np.array([values[p.id] for p in ASSUMPTIONS])
    return [simulator.run(vector, 7, world, log=True) for world in range(worlds)]


def lines(outcomes: list[Outcome], code: str) -> Any:
    return np.concatenate([o.log[o.log["code"] == LOG_CODES.index(code)] for o in outcomes])


def booked(outcomes: list[Outcome]) -> float:
    return float(sum(o.hours[:, KINDS.index("booked")].sum() for o in outcomes)) / len(outcomes)


def waits(outcomes: list[Outcome]) -> float:
    """Return the mean hours from exception to decision of questions for others."""
    closed = lines(outcomes, "question closed")
    return float(closed["value"][closed["person"] != closed["on"]].mean())


def share_by_default(outcomes: list[Outcome]) -> float:
    taken, closed = lines(outcomes, "decision taken"), lines(outcomes, "question closed")
    asked = closed["person"] != closed["on"]
    return float((taken["person"] != closed["on"])[asked].mean())


def share_joint(outcomes: list[Outcome]) -> float:
    return float((lines(outcomes, "question way")["on"] >= 0).mean())


def under_one_head(lab: Organization) -> Organization:
    """Return the same with both teams under the first head, their lowest common lead."""
    (form,) = lab.structures
    teams = tuple(replace(t, parent="unit-a") if t.id == "team-b" else t for t in form.teams)
    return replace(lab, structures=(replace(form, teams=teams),))


def share_for_top(outcomes: list[Outcome]) -> float:
    """The top is the first person; only joint questions count."""
    joint = lines(outcomes, "question way")["on"] >= 0
    return float((lines(outcomes, "question closed")["on"] == 0)[joint].mean())


def hours_sent_back(outcomes: list[Outcome], code: str) -> float:
    return float(lines(outcomes, code)["value"].sum()) / len(outcomes)


def mean_pass_hours(outcomes: list[Outcome]) -> float:
    ended = lines(outcomes, "end item")
    return float(ended["value"][ended["on"] == PASS].mean())


def found_early(outcomes: list[Outcome]) -> float:
    return float(len(lines(outcomes, "wrong decision found")))


def own_to_head(outcomes: list[Outcome]) -> float:
    """Return the share of own questions that go to a head, the second or tenth person, and no further."""
    own = lines(outcomes, "question way")["on"] < 0
    return float(np.isin(lines(outcomes, "question closed")["on"], [1, 9])[own].mean())


def waiting_hours(outcomes: list[Outcome]) -> float:
    return float(sum(o.hours[:, KINDS.index("waiting")].sum() for o in outcomes)) / len(outcomes)


ACTS: list[tuple[str, Any, str, dict[str, float]]] = [
    ("calendar.outside_lead", booked, "medium", {}),
    ("calendar.outside_head", booked, "medium", {}),
    ("calendar.outside_top", booked, "medium", {}),
    ("calendar.slot_hours", waits, "medium", {"exceptions.patience_hours": 1e6}),
    ("calendar.walk_in", lambda o: -waits(o), "medium", {"exceptions.patience_hours": 1e6}),
    ("exceptions.joint", share_joint, "medium", {}),
    ("exceptions.hop_hours", mean_pass_hours, "high", {}),
    ("exceptions.reach_top.low", share_for_top, "low", {}),
    ("exceptions.reach_top.medium", share_for_top, "medium", {}),
    ("exceptions.reach_top.high", share_for_top, "high", {}),
    ("exceptions.blocking", waiting_hours, "medium", {}),
    ("exceptions.stop_people", waiting_hours, "medium", {"exceptions.blocking": 0.4}),
    ("exceptions.wrong_decided", lambda o: hours_sent_back(o, "wrong decision found"), "medium", {}),
    (
        "exceptions.wrong_default",
        lambda o: hours_sent_back(o, "wrong decision found"),
        "high",
        {"exceptions.patience_hours": 4.0},
    ),
    ("exceptions.wrong_hours", lambda o: hours_sent_back(o, "wrong decision found"), "medium", {}),
    ("exceptions.found_weeks", lambda o: -found_early(o), "medium", {}),
    ("exceptions.conflict", lambda o: hours_sent_back(o, "conflict"), "high", {}),
    ("exceptions.conflict_hours", lambda o: hours_sent_back(o, "conflict"), "high", {}),
    ("exceptions.patience_hours", lambda o: -share_by_default(o), "high", {}),
]


@pytest.mark.parametrize(("name", "read", "decides", "changed"), ACTS, ids=[act[0] for act in ACTS])
def test_each_assumption_acts(name: str, read: Any, decides: str, changed: dict[str, float]) -> None:
    """Low against high, in the same worlds: what it is for grows by a tenth or more."""
    lab, parameter = two_branches(decides), evidence()[name]
    if name.startswith("exceptions.reach_top"):
        lab = under_one_head(lab)
    low, high = (
        read(ran(lab, **{k.replace(".", "__"): v for k, v in {**changed, name: value}.items()}))
        for value in (parameter.low, parameter.high)
    )
    assert high > low + 0.1 * abs(low)


def test_passes_mislead() -> None:
    """Own questions to the top pass two leads: with an error of .15 a pass far more are wrong."""
    lab = two_branches("high")
    changed = {
        "exceptions__wrong_decided": 0.05,
        "exceptions__patience_hours": 1e6,
        "exceptions__found_weeks": 0.01,
    }
    low, high = (ran(lab, 12, exceptions__hop_error=e, **changed) for e in (0.0, 0.15))
    assert found_early(high) > 1.5 * found_early(low) > 0


def test_the_top_is_the_lowest_lead_with_enough_people_below() -> None:
    """A head has seven people below, the top sixteen."""
    lab = two_branches("high")
    assert own_to_head(ran(lab, exceptions__scope_people=7.0)) > 0.4
    assert own_to_head(ran(lab, exceptions__scope_people=8.0)) == 0.0


def test_a_useless_level_adds_a_pass_and_takes_nothing_from_the_top() -> None:
    lab = two_branches("high")
    teams = [
        replace(t, parent=f"more-{t.id[-1]}") if t.id.startswith("team-") else t
        for t in lab.structures[0].teams
    ]
    teams += [labs.team(f"more-{b}", f"unit-{b}", f"vice-{b}", "") for b in "ab"]
    vice = [labs.person(f"vice-{branch}") for branch in "ab"]
    taller = replace(
        lab, people=(*lab.people, *vice), structures=(replace(lab.structures[0], teams=tuple(teams)),)
    )
    forever = {"exceptions__patience_hours": 1e6, "exceptions__joint": 0.0}
    flat, tall = ran(lab, **forever), ran(taller, **forever)
    passes = [lines(o, "question way")["value"] for o in (flat, tall)]
    assert set(passes[0]) == {0.0, 2.0}
    assert set(passes[1]) == {0.0, 3.0}
    to_top = [(lines(o, "question closed")["on"] == 0).mean() for o in (flat, tall)]
    assert to_top[1] == pytest.approx(to_top[0], rel=0.15)
    assert waits(tall) > waits(flat) + 2.0


def test_joint_questions_go_to_the_integrator_or_sideways_but_never_to_ones_own_lead() -> None:
    lab = two_branches("low", integrators=(Integrator("b5", ("a",)),))
    outcomes = ran(lab, exceptions__joint=1.0, **{"exceptions__reach_top.low": 0.0})
    closed, way = lines(outcomes, "question closed"), lines(outcomes, "question way")
    joint = way["on"] >= 0
    asker, whom = closed["person"][joint], closed["on"][joint]
    ids = [p.id for p in lab.people]
    leads = {ids.index(f"{x}-{b}") for x in ("head", "lead") for b in "ab"}
    assert joint.mean() > 0.9
    assert not leads & set(whom.tolist())
    assert (whom == ids.index("b5")).mean() > 0.15
    across = (asker <= 8) != (whom <= 8)
    assert across[whom != ids.index("b5")].mean() > 0.9


def test_with_all_of_it_off_nobody_is_booked_stopped_passed_on_or_wrong() -> None:
    outcomes = ran(two_branches(), **{name.replace(".", "__"): value for name, value in OFF.items()})
    for code in ("booked", "conflict", "wrong decision found"):
        assert len(lines(outcomes, code)) == 0
    assert share_joint(outcomes) == 0.0
    assert booked(outcomes) == 0.0
    ended = lines(outcomes, "end item")
    assert ended["value"][ended["on"] == PASS].sum() == 0.0


def test_a_stated_booked_share_wins_over_the_role_and_holds_for_members() -> None:
    lab = two_branches()
    half = tuple(replace(p, booked_share=0.5) if p.id in ("top", "a0") else p for p in lab.people)
    none = {f"calendar__outside_{role}": 0.0 for role in ("lead", "head", "top")}
    outcomes = ran(replace(lab, people=half), **none)
    assert booked(outcomes) == pytest.approx(2 * 20.0 * 14, rel=0.02)


def test_a_meeting_of_one_is_booked() -> None:
    lab = two_branches(meetings=(Meeting("alone", ("lead-a",), 1.0, 3.0),))
    none = {f"calendar__outside_{role}": 0.0 for role in ("lead", "head", "top")}
    assert booked(ran(lab, **none)) == pytest.approx(3.0 * 14, abs=3.0)


def test_the_lead_of_a_single_team_is_a_lead_and_who_leads_leads_without_a_lead_is_the_top() -> None:
    lone = labs.structure("s", [labs.team("t", None, "p", "q", "area:a")])
    people = [labs.person("p"), labs.person("q", a="medium")]
    lab = labs.organization(people, [lone])
    alone = {"calendar__outside_lead": 4.0, "calendar__outside_top": 30.0}
    assert booked(ran(lab, **alone)) == pytest.approx(4.0 * 14, abs=2.0)
    roles = {"calendar__outside_lead": 4.0, "calendar__outside_head": 8.0, "calendar__outside_top": 20.0}
    assert booked(ran(two_branches(), **roles)) == pytest.approx((2 * 4 + 2 * 8 + 20) * 14.0, rel=0.03)


def test_waits_leave_out_the_work_on_a_question_and_what_one_decides_oneself() -> None:
    values = {"exceptions__patience_hours": 1e6, "exceptions__joint": 0.0}
    for outcome in ran(two_branches(), **values):
        assert outcome.wait_counts[0].sum() == 0
        assert 0 < outcome.wait_counts.sum() < outcome.latency_counts.sum()


def test_a_calendar_is_as_full_in_the_second_week_as_later() -> None:
    """One-to-ones with six people fill 18 of a lead's 40 hours, and a question waits for a gap.

    It waits longer than for the gap alone: there are meetings, and a queue.
    """
    values = {
        **{f"calendar__outside_{role}": 0.0 for role in ("lead", "head", "top")},
        "calendar__slot_hours": 20.0,
        "calendar__walk_in": 0.0,
        "exceptions__patience_hours": 1e6,
        "exceptions__joint": 0.0,
        "management__one_to_one_hours": 3.0,
    }
    closed = lines(ran(two_branches(), 24, **values), "question closed")
    closed = closed[closed["person"] != closed["on"]]
    raised = (closed["time"] - closed["value"]) / 40.0
    early = closed["value"][(raised >= 1.0) & (raised < 3.0)]
    late = closed["value"][(raised >= 5.0) & (raised < 9.0)]
    error = np.hypot(early.std() / len(early) ** 0.5, late.std() / len(late) ** 0.5)
    assert early.mean() > mean_slot_wait(20.0, 18.0 / 40.0, 0.0)
    assert abs(early.mean() - late.mean()) < 3.0 * error
