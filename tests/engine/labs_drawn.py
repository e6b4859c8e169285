"""Organizations drawn at random, within the rules of the model.

What can be drawn of so many people or packages is made once (``cache``): Hypothesis examines each strategy it
has not seen before, which took longer than drawing.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from engine import labs
from reorg.model.events import (
    Alternate,
    Away,
    Budget,
    Demand,
    Equip,
    Happening,
    Join,
    Layoff,
    Leave,
    Move,
    Prioritize,
    Reorganize,
    Replace,
    Waiting,
)
from reorg.model.organization import Organization, Policies, Scenario
from reorg.model.people import Person
from reorg.model.structure import Integrator, Meeting, SecondLead, SecondSeat, Structure, Team
from reorg.model.work import Coupling, Effort, Package, Stream


def drawn_labs(count: int) -> settings:
    """Return the settings of a test of so many organizations."""
    return settings(max_examples=count)


AREAS = ("a", "b", "c")
AREA = st.sampled_from(AREAS)
DEGREES = st.sampled_from(["low", "medium", "high"])
LEVELS = st.sampled_from(["none", "low", "medium", "high"])
SKILLS = st.dictionaries(AREA, LEVELS)
EFFORTS = st.sampled_from(
    [
        Effort("fixed", 3, 3, 3),
        Effort("pert", 1, 2, 6),
        Effort("triangular", 1, 4, 5),
        Effort("lognormal", 1, 2, 5),
        Effort("exponential", 2, 2, 2),
        Effort("pert", 6, 6, 6),
    ]
)
POLICIES: st.SearchStrategy[Policies] = st.builds(
    Policies,
    st.sampled_from(["mixed", "fifo", "priority"]),
    st.sampled_from(["urgent", "longest"]),
    st.sampled_from(["package", "team", "neighbors"]),
    st.sampled_from([0.0, 0.3]),
)
PRIORITIES = st.sampled_from([0.5, 1.0, 2.0])


@st.composite
def people(draw: st.DrawFn) -> list[Person]:
    drawn = []
    for number in range(draw(st.integers(1, 7))):
        skills = draw(SKILLS)
        drawn.append(labs.person(f"p{number}", draw(st.sampled_from([1.0, 0.5, 0.8])), **skills))
    return drawn


@cache
def _integrators(who: tuple[str, ...]) -> st.SearchStrategy[list[tuple[str, set[str]]]]:
    return st.lists(st.tuples(st.sampled_from(who), st.sets(AREA)), max_size=2)


@cache
def _invited(who: tuple[str, ...]) -> st.SearchStrategy[set[str]]:
    return st.sets(st.sampled_from(who), min_size=min(2, len(who)))


@cache
def _second_leads(who: tuple[str, ...], leads: tuple[str, ...]) -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(st.sampled_from(who), st.sampled_from(leads), max_size=3)


@cache
def _second_desks(who: tuple[str, ...], teams: int) -> st.SearchStrategy[dict[str, int]]:
    return st.dictionaries(st.sampled_from(who), st.integers(0, teams - 1), max_size=2)


@st.composite
def structures(draw: st.DrawFn, name: str, who: tuple[str, ...], works: list[str]) -> Structure:
    """A tree of teams in which everybody sits once, and all areas and some other works are owned."""
    count = draw(st.integers(1, 4))
    seats = {p: draw(st.integers(0, count - 1)) for p in who}
    staffed = sorted(set(seats.values()))
    owner = {f"area:{area}": draw(st.sampled_from(staffed)) for area in AREAS}
    owner |= {work: draw(st.sampled_from(staffed)) for work in works if draw(st.booleans())}
    teams = [_team(draw, k, seats, owner) for k in range(count)]
    pairs, invited = draw(_integrators(who)), draw(_invited(who))
    leads = tuple(team.lead for team in teams if team.lead) or who[:1]
    lines, desks = draw(_second_leads(who, leads)), draw(_second_desks(who, count))
    return labs.structure(
        name,
        teams,
        draw(DEGREES),
        integrators=tuple(Integrator(p, tuple(sorted(areas))) for p, areas in pairs),
        meetings=(Meeting("all", tuple(sorted(invited)), draw(st.sampled_from([0.5, 2.0])), 1.0),),
        second_leads=tuple(SecondLead(person, lead) for person, lead in lines.items() if person != lead),
        second_seats=tuple(
            SecondSeat(person, f"t{k}", draw(st.sampled_from([0.2, 0.5])))
            for person, k in desks.items()
            if seats[person] != k
        ),
    )


def _team(draw: st.DrawFn, k: int, seats: dict[str, int], owner: dict[str, int]) -> Team:
    here = [p for p, seat in seats.items() if seat == k]
    lead = draw(st.sampled_from([*here, None]))
    members = " ".join(p for p in here if p != lead)
    owned = " ".join(work for work, place in owner.items() if place == k)
    parent = f"t{draw(st.integers(0, k - 1))}" if k else None
    return labs.team(f"t{k}", parent, lead, members, owned, meets=draw(st.integers(0, 3)) > 0)


@st.composite
def packages(draw: st.DrawFn) -> list[Package]:
    drawn: list[Package] = []
    for number in range(draw(st.integers(1, 4))):
        before = draw(st.sets(st.sampled_from([p.id for p in drawn]))) if drawn else set()
        changed: dict[str, Any] = {
            "after": tuple(sorted(before)),
            "complexity": draw(DEGREES),
            "people_max": draw(st.integers(1, 3)),
            "priority": draw(PRIORITIES),
            "done": draw(st.sampled_from([0.0, 0.5])),
            "whole": draw(st.booleans()),
        }
        if draw(st.booleans()):
            changed |= {"kind": "research", "decisions": draw(st.integers(0, 4))}
            changed["trial_days"] = draw(st.sampled_from([1, 1, 2]))
        drawn.append(labs.package(f"k{number}", draw(AREA), draw(EFFORTS), **changed))
    return drawn


@st.composite
def streams(draw: st.DrawFn) -> list[Stream]:
    drawn: list[Stream] = []
    for number in range(draw(st.integers(0, 2))):
        onward = draw(st.booleans())
        changed: dict[str, Any] = {
            "then": drawn[-1].id if drawn and onward else None,
            "priority": draw(PRIORITIES),
            "due_days": draw(st.sampled_from([1.0, 10.0])),
        }
        area, per_week = draw(AREA), draw(st.sampled_from([0.0, 2.0, 6.0]))
        drawn.append(labs.stream(f"s{number}", area, per_week, draw(EFFORTS), **changed))
    return drawn


@st.composite
def organizations(draw: st.DrawFn) -> tuple[Organization, int]:
    """An organization of five weeks with a scenario ``it``, and a number for a world."""
    crowd, parts, flows = draw(people()), draw(packages()), draw(streams())
    links = [Coupling(one.id, two.id, 1.0) for one, two in pairwise(parts)]
    every = draw(st.sampled_from([None, 2.0]))
    release = labs.release(
        parts, tuple(links), every_weeks=every, first_week=draw(st.sampled_from([-1.0, 0.0, 0.5]))
    )
    release = replace(release, time_boxed=draw(st.booleans()), due_week=draw(st.sampled_from([None, 1.5])))
    works = [f"package:r/{p.id}" for p in parts] + [f"stream:{s.id}" for s in flows]
    forms = [draw(structures(name, tuple(p.id for p in crowd), works)) for name in ("one", "two")]
    weeks = draw(st.lists(st.sampled_from([0.0, 0.3, 1.0, 2.5]), max_size=3, unique=True))
    events = tuple(Reorganize(week, ("two", "one")[k % 2]) for k, week in enumerate(sorted(weeks)))
    lab = labs.organization(
        crowd,
        forms,
        events,
        horizon_weeks=4,
        warmup_weeks=1,
        releases=(release,),
        streams=tuple(flows),
        policies=draw(POLICIES),
    )
    return lab, draw(st.integers(0, 2**40))


WEEKS = st.sampled_from([0.0, 0.3, 1.0, 1.7, 2.0, 3.0])
NEWCOMER = "new"


def _moves_up(week: float, person: str, heir: str) -> Replace:
    """Return a successor from inside, or from outside where nobody else is named."""
    return Replace(week, person, 0.2, None, internal=None if heir == person else heir)


def _in_order(drawn: set[Any]) -> tuple[Any, ...]:
    """Return what was drawn in the same order in every run, which a set of texts has not."""
    return tuple(sorted(drawn))


@cache
def _events_of_people(who: tuple[str, ...], teams: tuple[str, ...]) -> st.SearchStrategy[Happening]:
    one = st.sampled_from(who)
    some = st.sets(one, min_size=1).map(_in_order)
    return st.one_of(
        st.builds(Leave, WEEKS, one),
        st.builds(Replace, WEEKS, one, st.sampled_from([0.0, 0.2, 1.0]), st.none() | SKILLS),
        st.builds(_moves_up, WEEKS, one, one),
        st.builds(Move, WEEKS, one, st.sampled_from(teams)),
        st.builds(Layoff, WEEKS, st.sampled_from([0.2, 0.5, 1.0]), some),
        st.builds(Budget, WEEKS, st.sampled_from([True, False, None]), st.sampled_from([0.8, 1.0, None])),
        st.builds(Reorganize, WEEKS, st.sampled_from(["one", "two"])),
        st.builds(Equip, WEEKS, some, st.sampled_from([0, 1, 5])),
    )


@cache
def _absences(who: tuple[str, ...]) -> st.SearchStrategy[Happening]:
    """Leaves of absence, also from the first hour, without an end, and one into the next."""
    return st.builds(Away, WEEKS | st.just(0.0), st.sampled_from(who), st.none() | st.floats(0.1, 12.0))


@cache
def _events_of_work(flows: tuple[str, ...], parts: tuple[str, ...]) -> st.SearchStrategy[Happening]:
    work = [("package", f"r/{part}") for part in parts] + [("stream", flow) for flow in flows]
    events: list[st.SearchStrategy[Happening]] = [
        st.builds(Prioritize, WEEKS, st.sets(st.sampled_from(work)).map(_in_order), PRIORITIES)
    ]
    if flows:
        lasting = st.sampled_from([0.4, 1.0, None])
        events.append(
            st.builds(Demand, WEEKS, st.sampled_from(flows), st.sampled_from([0.5, 1.0, 3.0]), lasting)
        )
    return st.one_of(events)


@cache
def _waiting_events(
    who: tuple[str, ...], teams: tuple[str, ...], flows: tuple[str, ...], parts: tuple[str, ...]
) -> st.SearchStrategy[list[Waiting]]:
    turns = st.sampled_from([("two",), ("one", "two"), ("two", "one")])
    happenings = st.one_of(
        _events_of_people(who, teams), _events_of_work(flows, parts), st.builds(Alternate, WEEKS, turns)
    )
    late = st.sampled_from([0.0, 0.5, 1.0])
    waiting = st.builds(Waiting, happenings, st.just("r"), late, st.sampled_from([1, 2, None]))
    return st.lists(waiting, max_size=3)


@cache
def _events(
    who: tuple[str, ...], teams: tuple[str, ...], flows: tuple[str, ...], parts: tuple[str, ...]
) -> st.SearchStrategy[list[Happening]]:
    one = _events_of_people(who, teams) | _events_of_work(flows, parts) | _absences(who)
    return st.lists(one, max_size=7)


@st.composite
def eventful_organizations(draw: st.DrawFn) -> tuple[Organization, int]:
    """An organization of :func:`organizations` with events of every kind; who joins may be a lead."""
    lab, number = draw(organizations())
    who, teams = tuple(p.id for p in lab.people), tuple(t.id for t in lab.structure("one").teams)
    flows, parts = tuple(s.id for s in lab.streams), tuple(p.id for p in lab.releases[0].packages)
    events: list[Happening] = draw(_events(who, teams, flows, parts))
    ranked = tuple(
        replace(p, seniority=draw(st.sampled_from(["junior", "mid", "principal"]))) for p in lab.people
    )
    structures = lab.structures
    if draw(st.booleans()):
        newcomer = labs.person(NEWCOMER, draw(st.sampled_from([1.0, 0.4])), **draw(SKILLS))
        events.append(Join(draw(WEEKS), newcomer, "t0"))
        structures = tuple(_led_by_newcomer(s) if draw(st.booleans()) else s for s in structures)
    dated = sorted(events, key=lambda event: event.week)
    waiting = draw(_waiting_events(who, teams, flows, parts))
    it = Scenario("it", "It", "one", (*dated, *waiting))
    return replace(lab, people=ranked, structures=structures, scenarios=(it,)), number


def _led_by_newcomer(structure: Structure) -> Structure:
    first, *others = structure.teams
    members = first.members if first.lead is None else (first.lead, *first.members)
    return replace(structure, teams=(replace(first, lead=NEWCOMER, members=members), *others))
