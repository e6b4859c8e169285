"""Same in, same out: bits, hours, and what everybody else does when an idle role is added."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from reorg.engine import LOG_CODES, Outcome, Plan, Simulator, plan_scenario
from reorg.engine.state.constants import OPEN
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.events import Event, Join, Leave, Move, Reorganize, Replace
from reorg.model.organization import Organization
from reorg.model.people import Person
from reorg.model.structure import Meeting, Structure, Team
from reorg.model.work import Coupling, Effort
from reorg.study.sampling.assumptions import draw_assumptions
from reorg.verification.results import LIMIT, Check, Comparison
from reorg.verification.simulation import SEED, simulate_worlds
from reorg.verification.small_organizations import (
    AREA,
    FOREVER,
    HOURS_PER_WEEK,
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

WORLDS = 12
LATE_WEEKS = 20

DEPARTING_WORLDS = 60
"""The planted error shows in one world out of nine."""
LEAST_DEPARTURES = 5 * DEPARTING_WORLDS
"""In all of these worlds; two in each are dated."""

_NAMES = {
    **dict.fromkeys(
        (
            "decision asked",
            "passed on",
            "question closed",
            "decides alone",
            "request sent",
            "request missed",
            "request overlooked",
            "request misdirected",
            "promoted",
            "settled",
            "question settled",
        ),
        "people",
    ),
    **dict.fromkeys(("left", "joined", "acting lead", "moved", "away", "back"), "teams"),
    "meeting": "meetings",
}
"""Lines of the log whose number is a person's, a team's or a meeting's."""
_EVENTS: tuple[Event, ...] = (
    Leave(4.5, "two2"),
    Replace(6.25, "one3", 3.0, {AREA: "low"}),
    Join(8.0, replace(crew(1, "new")[0], skills={AREA: "high"}), "first"),
    Reorganize(10.5, "after"),
    Move(14.0, "two4", "first"),
)


def _laboratory() -> Organization:
    """Return a small laboratory in which everything happens: people come and go, it is reorganized."""
    heads, one, two = crew(3, "head"), crew(4, "one"), crew(4, "two")
    skilled = replace(one[0], skills={AREA: "high"}, share=0.5)
    people = (*heads, skilled, *one[1:], *two)
    packages = [
        package("a", Effort("pert", 20.0, 30.0, 50.0), people_max=3),
        package("b", Effort("triangular", 20.0, 30.0, 50.0), people_max=3),
        package("c", Effort("lognormal", 10.0, 20.0, 40.0), after=["a"], people_max=4),
    ]
    couplings = [Coupling("a", "b", 0.9), Coupling("b", "c", 0.5)]
    work = replace(release(packages, couplings), every_weeks=9.0)
    return organization(
        people,
        [
            _structure("before", heads, people[3:7], two),
            _structure("after", heads, (*two[:2], *people[3:5]), (*people[5:7], *two[2:])),
        ],
        weeks=30,
        warmup=4,
        releases=[work],
        streams=[stream("calls", 0.1, exponential(5.0))],
        changes=_EVENTS,
    )


def _structure(name: str, heads: tuple[Person, ...], one: Any, two: Any) -> Structure:
    teams: tuple[Team, ...] = (
        team("top", lead=heads[0], meets=True),
        team("first", one, lead=heads[1], parent="top", meets=True,
             owned=[("package", "r/a"), ("package", "r/c"), ("stream", "calls")]),
        team("second", two, lead=heads[2], parent="top", meets=True, owned=[("area", AREA)]),
    )  # fmt: skip
    board = Meeting("board", (heads[0].id, heads[1].id, one[0].id), 2.0, 1.0)
    return Structure(name, name, "medium", teams, (), (board,))


def _drawn(worlds: int, **fixed_at: float) -> Any:
    """Return drawn assumptions, those of turnover as stated."""
    vectors = draw_assumptions(ASSUMPTIONS, (), SEED, 0, worlds)
    place = {p.id: i for i, p in enumerate(ASSUMPTIONS)}
    for name, value in fixed_at.items():
        vectors[:, place[f"turnover.{name}"]] = value
    return vectors


def _bits(outcome: Outcome) -> bytes:
    arrays = (outcome.hours, outcome.throughput, outcome.inbox_hours, outcome.latency_counts,
              outcome.overload_weeks, outcome.finish_weeks, outcome.streams)  # fmt: skip
    # Column by column: the bytes between the columns of a row mean nothing.
    log = (outcome.log[name] for name in outcome.log.dtype.names)
    return b"".join(array.tobytes() for array in (*arrays, *log))


def _world(prepared: Plan, vector: Any, world: int) -> Outcome:
    *_, last = simulate_worlds(prepared, vector, 1, first=world, log=True)
    return last


def _identical(error: float) -> Comparison:
    laboratory = _laboratory()
    again = replace(laboratory.scenarios[0], id="again")
    both = replace(laboratory, scenarios=(laboratory.scenarios[0], again))
    one, two = plan_scenario(both, "only"), plan_scenario(both, "again")
    place = [p.id for p in ASSUMPTIONS].index("exceptions.decision_hours")
    differing = 0
    for world, vector in enumerate(_drawn(WORLDS)):
        other = vector.copy()
        other[place] *= error
        differing += _bits(_world(one, vector, world)) != _bits(_world(two, other, world))
    return Comparison(0.0, float(differing), WORLDS)


def _present_hours(prepared: Plan, log: Any) -> Any:
    """Return the person-hours present in each week, from who left and joined when, as the log says.

    Who is promoted joins in the new position, and is missing in the old one.
    """
    people = prepared.organization.everybody
    share = {p.id: p.share for p in people}
    begins = HOURS_PER_WEEK * np.arange(prepared.weeks)
    hours = np.full(prepared.weeks, prepared.capacity_hours_per_week)
    gone = (("left", "person"), ("promoted", "on"), ("away", "person"))
    come = (("joined", "person"), ("back", "person"))
    signed = [(*one, -1.0) for one in gone] + [(*one, 1.0) for one in come]
    for code, field, sign in signed:
        for line in log[log["code"] == LOG_CODES.index(code)]:
            rest = np.clip(begins + HOURS_PER_WEEK - line["time"], 0.0, HOURS_PER_WEEK)
            hours += sign * share[prepared.person_ids[line[field]]] * rest
    return hours


def _conservation(error: float) -> Comparison:
    prepared = plan_scenario(_laboratory(), "only")
    prepared.arrays["people"]["share"][4] *= error
    worst = 0.0
    for world, vector in enumerate(_drawn(WORLDS, base_per_year=1.0)):
        outcome = _world(prepared, vector, world)
        hours = outcome.hours.sum(axis=1)
        worst = max(worst, float(np.abs(hours / _present_hours(prepared, outcome.log) - 1.0).max()))
        worst = max(worst, abs(float(hours.sum()) / outcome.present_hours - 1.0))
    return Comparison(0.0, worst, WORLDS)


def _with_role(
    laboratory: Organization, *, parent: str | None = None, seat: str | None = None
) -> Organization:
    """Add a person, first of all people, to a team or alone in one that owns nothing, perhaps below one."""
    role = Person("role", "role", "role", "mid", {}, 1.0, 0.0, 3.0)

    def seated(s: Structure) -> tuple[Team, ...]:
        if seat is None:
            return (*s.teams, team("aside", [role], parent=parent))
        return tuple(replace(t, members=(*t.members, "role")) if t.id == seat else t for t in s.teams)

    structures = tuple(replace(s, teams=seated(s)) for s in laboratory.structures)
    return replace(laboratory, people=(role, *laboratory.people), structures=structures)


def _by_name(prepared: Plan, log: Any) -> list[tuple[float, int, str, str, float]]:
    """Return the log with names in place of numbers, without the lines of the added role."""
    names = (*prepared.person_ids, "")
    tables = {
        "people": names,
        "teams": [str(key) for key in prepared.arrays["teams"]["key"]],
        "meetings": [str(key) for key in prepared.arrays["meetings"]["key"]],
    }
    about = {LOG_CODES.index(code): tables[table] for code, table in _NAMES.items()}
    lines = [
        (time, code, names[person], about[code][on] if code in about else str(on), value)
        for time, code, person, on, value in log.tolist()
    ]
    return [line for line in lines if line[2] != "role"]


def _idle_role(error: float) -> Comparison:
    laboratory = _laboratory()
    without = plan_scenario(laboratory, "only")
    joined = plan_scenario(_with_role(laboratory, parent=None if error == 1.0 else "top"), "only")
    differing = 0
    for world, vector in enumerate(_drawn(WORLDS)):
        one = _by_name(without, _world(without, vector, world).log)
        two = _by_name(joined, _world(joined, vector, world).log)
        differing += one != two
    return Comparison(0.0, float(differing), WORLDS)


def _departures(prepared: Plan, log: Any) -> list[tuple[float, str]]:
    left = log[log["code"] == LOG_CODES.index("left")]
    named = [(float(line["time"]), prepared.person_ids[line["person"]]) for line in left]
    return [each for each in named if each[1] != "role"]


def _idle_role_departures(error: float) -> Comparison:
    """Many leave, and exits weigh on colleagues, so that a tie to the added role would show."""
    laboratory = _laboratory()
    without = plan_scenario(laboratory, "only")
    joined = plan_scenario(_with_role(laboratory, seat=None if error == 1.0 else "second"), "only")
    differing, departures = 0, 0
    for world, vector in enumerate(_drawn(DEPARTING_WORLDS, base_per_year=1.0, contagion=0.8)):
        one = _departures(without, _world(without, vector, world).log)
        differing += one != _departures(joined, _world(joined, vector, world).log)
        departures += len(one)
    found = float(differing) if departures > LEAST_DEPARTURES else float("nan")
    return Comparison(0.0, found, DEPARTING_WORLDS)


def _lost_work(error: float) -> Comparison:
    """Two people hold several items each while their lead, who is not busy, decides what to do again."""
    (lead,), people = crew(1, "lead"), crew(2)
    teams = [team("top", lead=lead), team("makers", people, parent="top", owned=[("stream", "items")])]
    vector = without_disturbances({"exceptions.probability": 0.4, "exceptions.patience_hours": FOREVER})
    items = [stream("items", 0.04, fixed(13.0))]
    prepared = plan_scenario(
        organization((lead, *people), [structure(teams)], weeks=200, streams=items), "only"
    )
    if error != 1.0:
        prepared.arrays["people"]["share"][0] = 1e-6
    simulator = Simulator(prepared)
    left = 0
    for world in range(WORLDS):
        simulator.run(vector, SEED, world)
        state = simulator.state
        jobs = state.jobs[: state.world["job_count"][0]]
        left += int(((jobs["state"] == OPEN) & (jobs["arrived"] < (200 - LATE_WEEKS) * HOURS_PER_WEEK)).sum())
    return Comparison(0.0, float(left), WORLDS)


_LABORATORY = (
    "A laboratory of eleven with everything on, exits, arrivals, a reorganization, drawn assumptions."
)
CHECKS = (
    Check(
        "identical-scenarios", LIMIT, "same structure, people, work and luck",
        f"Worlds in which two identical scenarios differ in any bit. {_LABORATORY}",
        "hours of a decision in the second scenario", _identical,
    ),
    Check(
        "conservation-of-hours", LIMIT,
        "kinds of hours sum to hours of those present, in every week and world",
        f"Largest relative deviation. {_LABORATORY}",
        "one person's share of full time, as the engine books it", _conservation,
    ),
    Check(
        "idle-role", LIMIT, "a role that does nothing changes nobody's events",
        f"Worlds in which anybody else's event log differs once it is added. {_LABORATORY}",
        "the role has a lead, whose attention it needs", _idle_role,
    ),
    Check(
        "luck/idle-role-departures", LIMIT, "a role that does nothing changes nobody's departure",
        "Worlds in which anybody else leaves, stays or goes at another time once it is added; hazard 1 a"
        f" year, contagion .8. {_LABORATORY}",
        "the role sits among others, who feel its exits and it theirs", _idle_role_departures,
    ),
    Check(
        "no-lost-work", LIMIT, "what arrives at people who have time is finished",
        f"Items of a stream still open {LATE_WEEKS} weeks after they came, over all worlds; two people with"
        " time, and exceptions that send work back.",
        "the lead never decides", _lost_work,
    ),
)  # fmt: skip
