"""Organizations in which teams race for the same work, or overlap in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from engine import labs
from engine.labs_drawn import eventful_organizations
from reorg.model.events import Event, Layoff, Leave, Reorganize
from reorg.model.organization import Organization, Policies, Scenario
from reorg.model.structure import Integrator, Overlap, Race, Structure
from reorg.model.work import Coupling, Effort, ReworkLink

TEAMS = ("ta", "tb", "tc")
CHAIN = ("r/corpus", "r/base", "r/align")


def _structure(name: str, **contest: Any) -> Structure:
    teams = [
        labs.team("top", None, "head", "glue", "area:a area:b"),
        labs.team("both", "top", "boss", "b9"),
        labs.team("ta", "both", "la", "a1 a2 a3"),
        labs.team("tb", "both", "lb", "b1 b2"),
        labs.team("tc", "top", "lc", "c1"),
    ]
    return labs.structure(name, teams, **contest)


def laboratory(structures: list[Structure], *events: Event, **changed: Any) -> Organization:
    """Return eleven people of similar skill in three groups, a chain of packages that may fail, a stream."""
    who = ["head", "glue", "boss", "b9", "la", "a1", "a2", "a3", "lb", "b1", "b2", "lc", "c1"]
    people = [labs.person(p, 0.8 if p == "b2" else 1.0, a="medium", b="low") for p in who]
    packages = [
        labs.package("corpus", "a", labs.pert(4, 6, 12), people_max=3, failure=0.3),
        labs.package("base", "a", labs.pert(6, 9, 20), people_max=3, after=("corpus",), complexity="high"),
        labs.package("align", "b", Effort("weibull", 3, 6, 9), after=("base",), failure=0.5),
        labs.package("side", "b", Effort("exponential", 6, 6, 6), whole=True, failure=0.4, done=0.2),
        labs.package("last", "a", labs.fixed(3), after=("align", "side")),
    ]
    couplings = (
        Coupling("side", "base", 1.0),
        Coupling("corpus", "side", 0.8),
        Coupling("align", "side", 0.5),
    )
    rework = (
        ReworkLink("align", "base", 0.6, 0.3),
        ReworkLink("base", "corpus", 0.5, 0.4),
        ReworkLink("last", "side", 0.7, 0.5),
    )
    release = labs.release(packages, couplings, every_weeks=9.0, first_week=-2.0, due_week=5.0, rework=rework)
    flow = labs.stream("flow", "a", 3.0, labs.pert(0.2, 0.6, 2.0))
    lab = labs.organization(people, structures, events, releases=(release,), streams=(flow,))
    return replace(lab, **changed)


ALONE = _structure("alone")
FIRST = _structure("first", races=(Race(("r/base",), TEAMS), Race(("r/side",), ("tb", "tc"))))
BEST = _structure("best", races=(Race(("r/base", "r/side"), ("tb", "ta"), "best", 0.9),))
DUAL = _structure("dual", races=(Race(CHAIN, ("tb", "ta"), "first", 0.1),))
DOUBLE = _structure(
    "double",
    overlaps=(
        Overlap((("package", "r/base"), ("stream", "flow")), ("ta", "tb", "tc"), 0.6),
        Overlap((("package", "r/side"),), ("tb", "ta"), 1.0),
    ),
)
ALL = (ALONE, FIRST, BEST, DUAL, DOUBLE)


def changing(*names: str, every: float = 2.5) -> Organization:
    """Return the laboratory going through structures by name, one every so many weeks."""
    by_name = {structure.id: structure for structure in ALL}
    used = [by_name[name] for name in dict.fromkeys(names)]
    events = [Reorganize(every * (k + 1), name) for k, name in enumerate(names[1:])]
    lab = laboratory(used)
    return replace(lab, scenarios=(Scenario("it", "It", names[0], tuple(events)),))


def with_exits(lab: Organization) -> Organization:
    """Return a laboratory whose racing teams lose people on the way."""
    (it,) = lab.scenarios
    exits = (
        Leave(0.5, "la"),
        Leave(1.2, "b1"),
        Layoff(3.3, 0.5, ("a1", "a2", "b2", "c1", "lb")),
        Leave(4.1, "boss"),
    )
    events = tuple(sorted((*it.events, *exits), key=lambda event: event.week))
    return replace(lab, scenarios=(replace(it, events=events),))


def researching(
    *names: str, search: str = "package", jumps: float = 0.0, boxed: bool = False, every: float = 2.5
) -> Organization:
    """Return the laboratory of :func:`changing` whose teams search for a design, judged by one person."""
    lab = changing(*names, every=every)
    # A dozen in all: the reference values every configuration.
    decisions = {"corpus": 3, "base": 4, "align": 2, "side": 3}
    parts = tuple(
        replace(p, kind="research", decisions=decisions[p.id]) if p.id in decisions else p
        for p in lab.releases[0].packages
    )
    release = replace(lab.releases[0], packages=parts, time_boxed=boxed)
    structures = tuple(replace(s, integrators=(Integrator("glue", ("a", "b")),)) for s in lab.structures)
    policies = Policies("mixed", "urgent", search, jumps)  # type: ignore[arg-type]
    return replace(lab, releases=(release,), structures=structures, policies=policies)


@st.composite
def contested_organizations(draw: st.DrawFn) -> tuple[Organization, int]:
    """An organization with events of every kind, whose packages may fail, and whose teams race or overlap."""
    lab, number = draw(eventful_organizations())
    chances = st.sampled_from([0.0, 0.3, 0.8])
    parts = tuple(replace(p, failure=draw(chances)) for p in lab.releases[0].packages)
    release = replace(lab.releases[0], packages=parts)
    lab = replace(lab, releases=(release,))
    structures = tuple(_contested(draw, lab, structure) for structure in lab.structures)
    return replace(lab, structures=structures), number


def _contested(draw: st.DrawFn, lab: Organization, structure: Structure) -> Structure:
    parents = {team.id: team.parent for team in structure.teams}
    teams: list[str] = []
    for team in draw(st.permutations(structure.teams)):
        side_by_side = not any(
            _is_above(parents, *pair) for t in teams for pair in ((t, team.id), (team.id, t))
        )
        if side_by_side and (team.members or team.lead):
            teams.append(team.id)
    if len(teams) < 2:
        return structure
    teams = teams[: draw(st.integers(2, 3))]
    packages = [f"r/{p.id}" for p in lab.releases[0].packages]
    raced = packages if draw(st.booleans()) else [draw(st.sampled_from(packages))]
    race = Race(
        tuple(raced),
        tuple(teams),
        draw(st.sampled_from(["first", "best"])),
        draw(st.sampled_from([None, 0.5])),
    )
    work = [("package", p) for p in packages if p not in raced] + [("stream", s.id) for s in lab.streams]
    overlap = Overlap(tuple(work), tuple(reversed(teams)), draw(st.sampled_from([0.3, 1.0])))
    kinds = draw(st.sampled_from(["race", "overlap", "both", "none"]))
    return replace(
        structure,
        races=(race,) if kinds in ("race", "both") else (),
        overlaps=(overlap,) if kinds in ("overlap", "both") and work else (),
    )


def _is_above(parents: dict[str, str | None], high: str, low: str) -> bool:
    above = parents[low]
    while above is not None and above != high:
        above = parents[above]
    return above == high
