"""Small organizations for tests of the engine, built from plain records."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reorg.model.events import Event, Reorganize
from reorg.model.organization import Organization, Policies, Scenario
from reorg.model.people import Person
from reorg.model.structure import Integrator, Meeting, Structure, Team
from reorg.model.work import Coupling, Effort, Package, Release, Stream
from reorg.quantity import evidence

Values = dict[str, float]

QUIET: Values = {
    "exceptions.probability": 0.0,
    "coordination.exchange_probability": 0.0,
    "coordination.noise_share": 0.0,
    "coordination.team_talk_hours": 0.0,
    "coordination.handover_hours": 0.0,
    "coordination.overlooked": 0.0,
    "handover.share": 0.0,
    "handover.error": 0.0,
    "handover.follow": 0.0,
    "coordination.loafing": 0.0,
    "management.one_to_one_hours": 0.0,
    "management.team_meeting_hours": 0.0,
    "management.settled_loss": 0.0,
    "management.steering_hours": 0.0,
    "management.newcomer_hours": 0.0,
    "work.effort_spread": 0.0,
    "knowledge.floor_speed": 1.0,
    "familiarity.floor_speed": 1.0,
    "familiarity.switch_hours": 0.0,
    "ties.slower_strangers": 0.0,
    "turnover.base_per_year": 0.0,
    **dict.fromkeys(("calendar.outside_lead", "calendar.outside_head", "calendar.outside_top"), 0.0),
}
"""Assumptions under which people stay and do nothing but work, each chunk in its nominal time."""


def central(**changed: float) -> Values:
    """Return the central value of every assumption; ``changed`` with __ for the dot."""
    values = {p.id: p.central for p in evidence().values()}
    return values | {name.replace("__", "."): value for name, value in changed.items()}


def fixed(days: float) -> Effort:
    return Effort("fixed", days, days, days)


def pert(low: float, likely: float, high: float) -> Effort:
    return Effort("pert", low, likely, high)


def person(who: str, share: float = 1.0, **skills: Any) -> Person:
    return Person(who, who, who, "senior", dict(skills), share, 1e5, 3.0)


def package(name: str, area: str, effort: Effort, **changed: Any) -> Package:
    plain = Package(name, area, effort, "medium", 2, (), "delivery", 0, 0.0, 1.0, 0.0, False)
    return replace(plain, **changed)


def stream(name: str, area: str, per_week: float, effort: Effort, **changed: Any) -> Stream:
    return replace(Stream(name, area, per_week, effort, "medium", 10.0, 1.0, None), **changed)


def release(packages: list[Package], couplings: tuple[Coupling, ...] = (), **changed: Any) -> Release:
    return replace(Release("r", tuple(packages), couplings, (), None, 0.0, None), **changed)


def team(
    name: str, parent: str | None, lead: str | None, members: str, owned: str = "", **changed: Any
) -> Team:
    """Return a team; ``members`` are ids, ``owned`` words like ``area:x`` or ``package:r/p``, with blanks."""
    names = tuple((kind, what) for kind, what in (word.split(":") for word in owned.split()))
    return replace(Team(name, name, parent, lead, tuple(members.split()), names, True), **changed)


def structure(name: str, teams: list[Team], decides: str = "medium", **changed: Any) -> Structure:
    return replace(Structure(name, name, decides, tuple(teams), (), ()), **changed)  # type: ignore[arg-type]


def organization(
    people: list[Person], structures: list[Structure], events: tuple[Event, ...] = (), **changed: Any
) -> Organization:
    """Return an organization of 2 weeks warm-up and 14 more, with one scenario ``it``."""
    it = Scenario("it", "It", structures[0].id, events)
    plain = Organization(
        "Lab", "2026-03-02", 14, 2, ("a", "b", "c"), tuple(people), (), (), tuple(structures), (it,), "it"
    )
    return replace(plain, **changed)


def critical_path() -> Organization:
    """Return two people and five packages in a diamond with a tail; one package for two people at once."""
    people = [person("p1", a="medium"), person("p2", a="medium")]
    packages = [
        package("start", "a", fixed(5)),
        package("short", "a", fixed(3), after=("start",), people_max=1),
        package("long", "a", fixed(9.5), after=("start",), people_max=1),
        package("join", "a", fixed(4), after=("short", "long")),
        package("tail", "a", fixed(0), after=("join",)),
    ]
    only = structure("s", [team("t", None, None, "p1 p2", "area:a")])
    return organization(people, [only], releases=(release(packages),))


def _people() -> list[Person]:
    return [
        person("head"),
        person("la", a="high", b="low"),
        person("a1", a="medium"),
        person("a2", 0.5, a="low", b="medium"),
        person("a3", a="high"),
        person("lb", b="high"),
        person("b1", b="medium"),
        person("b2"),
        person("b3", 0.8, b="low"),
        person("lc"),
        person("c1"),
        person("c2", a="low"),
        person("glue", a="medium", c="medium"),
    ]


def _release(every: float | None) -> Release:
    packages = [
        package("a-one", "a", pert(6, 9, 20), people_max=3),
        package("a-two", "a", pert(3, 9, 12), after=("a-one",), complexity="high", priority=2.0),
        package("b-one", "b", Effort("triangular", 4, 9, 18), people_max=3, done=0.25),
        package("b-two", "b", Effort("lognormal", 2, 5, 12), whole=True, complexity="low"),
        package("c-one", "c", Effort("exponential", 6, 6, 6), people_max=1),
        package("c-two", "c", fixed(8), after=("b-one", "a-one")),
    ]
    couplings = (
        Coupling("a-one", "b-one", 1.0),
        Coupling("c-one", "a-one", 0.7),
        Coupling("b-two", "c-two", 0.9),
        Coupling("a-two", "c-two", 1.0),
    )
    return release(packages, couplings, every_weeks=every, first_week=-2.0, due_week=5.0)


def _three_teams() -> Structure:
    teams = [
        team("top", None, "head", ""),
        team("east", "top", None, "glue"),
        team("ta", "east", "la", "a1 a2 a3", "area:a"),
        team("tb", "east", "lb", "b1 b2 b3", "area:b"),
        team("tc", "top", "lc", "c1 c2", "area:c stream:last", meets=False),
    ]
    return structure(
        "three",
        teams,
        integrators=(Integrator("glue", ("a", "c")), Integrator("head", ("b", "c"))),
        meetings=(Meeting("sync", ("a1", "b1", "c1", "glue"), 2.0, 1.5),),
    )


def _two_teams() -> Structure:
    teams = [
        team("top", None, "glue", "head"),
        team("tb", "top", "b1", "lb a1 a2 c1", "area:a package:r/c-two"),
        team("td", "top", "la", "b2 b3 a3 lc c2", "area:b area:c"),
    ]
    return structure("two", teams, "high", integrators=(Integrator("c1", ("a", "b")),))


def everything(attention: str = "mixed", pull: str = "urgent") -> Organization:
    """Return three teams with all there is: couplings, streams, hand-over, part-timers, meetings, bridges."""
    streams = (
        stream("first", "a", 3.0, Effort("pert", 0.2, 0.6, 2.0), then="last", priority=1.5),
        stream("last", "b", 0.0, Effort("exponential", 0.4, 0.4, 0.4), complexity="high"),
        stream("calls", "c", 4.0, fixed(0.3), due_days=1.0),
    )
    return organization(
        _people(),
        [_three_teams()],
        releases=(_release(7.0),),
        streams=streams,
        policies=Policies(attention, pull),  # type: ignore[arg-type]
    )


def nothing_held() -> Organization:
    """Return the lab of :func:`reorganized` without any work that one person keeps to its end."""
    lab = reorganized(2.3, 6.1)
    shared = tuple(replace(p, whole=False) for p in lab.releases[0].packages)
    return replace(lab, releases=(replace(lab.releases[0], packages=shared),), streams=())


def reorganized(*weeks: float) -> Organization:
    """Return the lab of :func:`everything`, going from three teams to two and back in the weeks given."""
    events = tuple(Reorganize(week, ("two", "three")[k % 2]) for k, week in enumerate(weeks))
    it = Scenario("it", "It", "three", events)
    return replace(everything(), structures=(_three_teams(), _two_teams()), scenarios=(it,))


def overloaded() -> Organization:
    """Return one lead for nine people who decide nothing themselves, with more work than they can do."""
    members = [f"m{k}" for k in range(9)]
    people = [person("lead", 0.2), *(person(m, a="none" if m == "m0" else "low") for m in members)]
    packages = [package(f"p{k}", "a", pert(20, 40, 90), people_max=4, complexity="high") for k in range(3)]
    couplings = (Coupling("p0", "p1", 1.0), Coupling("p1", "p2", 1.0))
    teams = [team("t", None, "lead", " ".join(members), "area:a")]
    return organization(
        people,
        [structure("s", teams, "high")],
        releases=(release(packages, couplings, due_week=2.0),),
        streams=(stream("flood", "a", 40.0, Effort("exponential", 0.5, 0.5, 0.5)),),
    )


def hand_overs() -> Organization:
    """Return two people who hand three items over in the same instant to one, reorganized on the way."""
    people = [
        person("p1", a="medium"),
        person("p2", a="medium"),
        person("p3", a="medium"),
        person("q", b="medium"),
    ]
    one = structure("one", [team("t", None, "q", "p1 p2 p3", "area:a area:b")])
    two = structure("two", [team("t", None, None, "p1 p2 p3 q", "area:a area:b")])
    # Days of a package and items of a day: all three are free in the same instants.
    days = release([package(f"k{k}", "a", fixed(40), people_max=1) for k in range(3)], first_week=-2.0)
    streams = (
        stream("first", "a", 8.0, fixed(1), then="last"),
        stream("last", "b", 0.0, fixed(1)),
    )
    return organization(people, [one, two], (Reorganize(4.0, "two"),), releases=(days,), streams=streams)


def to_the_last_hour() -> Organization:
    """Return one person whose package ends with the last hour of the horizon."""
    only = structure("s", [team("t", None, None, "p", "area:a")])
    long = release([package("long", "a", fixed(70), people_max=1)])
    return organization([person("p", a="medium")], [only], releases=(long,))


def items_without_work() -> Organization:
    """Return one person with a stream of items that need no work."""
    only = structure("s", [team("t", None, None, "p", "area:a")])
    return organization([person("p", a="medium")], [only], streams=(stream("s", "a", 3.0, fixed(0)),))
