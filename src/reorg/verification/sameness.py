"""Same in, same out: bits, hours, and what everybody else does when an idle role is added."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from reorg.engine import LOG_CODES, Outcome, Plan, Simulator, plan
from reorg.engine.records import OPEN
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.organization import (
    Coupling,
    Effort,
    Meeting,
    Organization,
    Person,
    Reorganize,
    Structure,
    Team,
)
from reorg.study.worlds import draw_assumptions
from reorg.verification.labs import (
    AREA,
    FOREVER,
    HOURS_PER_WEEK,
    crew,
    exponential,
    fixed,
    organization,
    package,
    quiet,
    release,
    stream,
    structure,
    team,
)
from reorg.verification.results import Check, Reading
from reorg.verification.samples import SEED, outcomes

WORLDS = 12
LATE_WEEKS = 20
_NAMES_A_PERSON = ("decision asked", "decides alone", "request sent", "request missed", "astray")
"""Lines of the log whose number is a person's."""


def _laboratory() -> Organization:
    """Return a small laboratory in which everything that can happen does, reorganized on the way."""
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
        changes=[Reorganize(10.5, "after")],
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


def _drawn(worlds: int) -> Any:
    return draw_assumptions(ASSUMPTIONS, (), SEED, 0, worlds)


def _bits(outcome: Outcome) -> bytes:
    arrays = (outcome.hours, outcome.throughput, outcome.tray_hours, outcome.latency_counts,
              outcome.overload_weeks, outcome.finish_weeks, outcome.streams)  # fmt: skip
    # Column by column: the bytes between the columns of a row mean nothing.
    log = (outcome.log[name] for name in outcome.log.dtype.names)
    return b"".join(array.tobytes() for array in (*arrays, *log))


def _world(prepared: Plan, vector: Any, world: int) -> Outcome:
    *_, last = outcomes(prepared, vector, 1, first=world, log=True)
    return last


def _identical(error: float) -> Reading:
    laboratory = _laboratory()
    twin = replace(laboratory.scenarios[0], id="twin")
    both = replace(laboratory, scenarios=(laboratory.scenarios[0], twin))
    one, two = plan(both, "only"), plan(both, "twin")
    place = [p.id for p in ASSUMPTIONS].index("exceptions.decision_hours")
    differing = 0
    for world, vector in enumerate(_drawn(WORLDS)):
        other = vector.copy()
        other[place] *= error
        differing += _bits(_world(one, vector, world)) != _bits(_world(two, other, world))
    return Reading(0.0, float(differing), WORLDS)


def _conservation(error: float) -> Reading:
    prepared = plan(_laboratory(), "only")
    prepared.arrays["people"]["share"][4] *= error
    worst = 0.0
    for world, vector in enumerate(_drawn(WORLDS)):
        hours = _world(prepared, vector, world).hours.sum(axis=1)
        worst = max(worst, float(np.abs(hours / prepared.capacity_hours_per_week - 1.0).max()))
    return Reading(0.0, worst, WORLDS)


def _with_role(laboratory: Organization, meets: bool) -> Organization:
    """Add a person, first of all people, alone in a team that owns nothing."""
    role = Person("role", "role", "role", "", {}, 1.0, 0.0, 3.0)
    structures = tuple(
        replace(s, teams=(*s.teams, team("aside", [role], parent="top", meets=meets)))
        for s in laboratory.structures
    )
    return replace(laboratory, people=(role, *laboratory.people), structures=structures)


def _by_name(prepared: Plan, log: Any) -> list[tuple[float, int, str, str, float]]:
    """Return the log with ids in place of people's numbers, without the lines of the added role."""
    names = (*prepared.person_ids, "")
    about_people = {LOG_CODES.index(code) for code in _NAMES_A_PERSON}
    lines = [
        (time, code, names[person], names[on] if code in about_people else str(on), value)
        for time, code, person, on, value in log.tolist()
    ]
    return [line for line in lines if line[2] != "role"]


def _idle_role(error: float) -> Reading:
    laboratory = _laboratory()
    without = plan(laboratory, "only")
    joined = plan(_with_role(laboratory, meets=error != 1.0), "only")
    differing = 0
    for world, vector in enumerate(_drawn(WORLDS)):
        one = _by_name(without, _world(without, vector, world).log)
        two = _by_name(joined, _world(joined, vector, world).log)
        differing += one != two
    return Reading(0.0, float(differing), WORLDS)


def _lost_work(error: float) -> Reading:
    """Two people hold several items each while their lead, who is not busy, decides what to do again."""
    (lead,), people = crew(1, "lead"), crew(2)
    teams = [team("top", lead=lead), team("makers", people, parent="top", owned=[("stream", "items")])]
    vector = quiet({"exceptions.probability": 0.4, "exceptions.patience_hours": FOREVER})
    items = [stream("items", 0.04, fixed(13.0))]
    prepared = plan(organization((lead, *people), [structure(teams)], weeks=200, streams=items), "only")
    if error != 1.0:
        prepared.arrays["people"]["share"][0] = 1e-6
    simulator = Simulator(prepared)
    left = 0
    for world in range(WORLDS):
        simulator.run(vector, SEED, world)
        jobs = simulator.state.jobs
        left += int(((jobs["state"] == OPEN) & (jobs["arrived"] < (200 - LATE_WEEKS) * HOURS_PER_WEEK)).sum())
    return Reading(0.0, float(left), WORLDS)


_LABORATORY = "A laboratory of eleven with everything on, reorganized on the way, drawn assumptions."

CHECKS = (
    Check(
        "identical-scenarios", 1, "same structure, people, work and luck",
        f"Worlds in which two identical scenarios differ in any bit. {_LABORATORY}",
        "hours of a decision in the second scenario", _identical,
    ),
    Check(
        "conservation-of-hours", 1, "kinds of hours sum to hours present, in every week of every world",
        f"Largest relative deviation. {_LABORATORY}",
        "one person's share of full time, as the engine books it", _conservation,
    ),
    Check(
        "idle-role", 1, "a role that does nothing changes nobody's events",
        f"Worlds in which anybody else's event log differs once it is added. {_LABORATORY}",
        "the role meets its lead each week", _idle_role,
    ),
    Check(
        "no-lost-work", 1, "what arrives at people who have time is finished",
        f"Items of a stream still open {LATE_WEEKS} weeks after they came, over all worlds; two people with"
        " time, and exceptions that send work back.",
        "the lead never decides", _lost_work,
    ),
)  # fmt: skip
