"""Organizations with second leads and second seats."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from engine import labs
from reorg.model.organization import Organization, Scenario
from reorg.model.structure import SecondLead, SecondSeat, Structure
from reorg.model.work import Coupling

DOTTED = {"second_leads": tuple(SecondLead(f"a{k}", "lead-b") for k in range(3))}
"""For :func:`pair`: all of team a have the lead of team b as second lead."""
HALF = {"second_seats": (SecondSeat("a0", "team-b", 0.25),)}
"""For :func:`pair`: one of team a works a quarter of the time for team b."""


def with_seconds(lab: Organization) -> Organization:
    """Return a lab of three and two teams whose people have second leads and seats in both structures."""
    seconds: dict[str, dict[str, Any]] = {
        "three": {
            "second_leads": (SecondLead("a1", "lb"), SecondLead("b1", "la"), SecondLead("lc", "la")),
            "second_seats": (
                SecondSeat("a3", "tb", 0.4),
                SecondSeat("b2", "tc", 0.25),
                SecondSeat("lb", "ta", 0.2),
            ),
        },
        "two": {
            "second_leads": (SecondLead("a1", "la"), SecondLead("b3", "b1")),
            "second_seats": (SecondSeat("a3", "tb", 0.5), SecondSeat("c1", "td", 0.3)),
        },
    }
    return replace(lab, structures=tuple(replace(s, **seconds[s.id]) for s in lab.structures))


def pair(**second: Any) -> Organization:
    """Return a top with two leads of three people each and a stream for each team; ``second`` is theirs."""
    people = [labs.person("top"), *(labs.person(f"lead-{b}", a="medium") for b in "ab")]
    people += [labs.person(f"{b}{k}", a="medium") for b in "ab" for k in range(3)]
    teams = [labs.team("all", None, "top", "", "area:a")]
    teams += [
        labs.team(f"team-{b}", "all", f"lead-{b}", " ".join(f"{b}{k}" for k in range(3)), f"stream:calls-{b}")
        for b in "ab"
    ]
    calls = tuple(labs.stream(f"calls-{b}", "a", 40.0, labs.fixed(1.0)) for b in "ab")
    form: Structure = labs.structure("s", teams, "medium", **second)
    return replace(
        labs.organization(people, [form], streams=calls), scenarios=(Scenario("it", "It", "s", ()),)
    )


def branches(*lines: tuple[str, str], again: tuple[tuple[str, str], ...] = ()) -> Organization:
    """Return a top, two heads, and three teams, of which the first and the second own coupled packages.

    ``lines`` are dotted lines, each from whom or from which team to the second lead; ``again`` are those of a
    second structure. An office of the top's has a lead, ``project``, and nobody else.
    """
    above = {"a": "unit-a", "b": "unit-b", "c": "unit-b"}
    crews = {team: [f"{team}{k}" for k in range(3)] for team in above}
    teams = [labs.team("all", None, "top", "", "area:a"), labs.team("office", "all", "project", "")]
    teams += [labs.team(f"unit-{b}", "all", f"head-{b}", "") for b in "ab"]
    teams += [
        labs.team(f"team-{b}", unit, f"lead-{b}", " ".join(crews[b]), f"package:r/{b}")
        for b, unit in above.items()
    ]
    names = ("top", "project", "head-a", "head-b", *(f"lead-{b}" for b in above))
    people = [labs.person(name) for name in names]
    people += [labs.person(name, a="medium") for crew in crews.values() for name in crew]
    work = labs.release(
        [labs.package(b, "a", labs.fixed(120), people_max=3) for b in above], (Coupling("a", "b", 1.0),)
    )
    forms = []
    for name, dotted in (("first", lines), ("second", again)):
        seconds = (SecondLead(who, lead) for one, lead in dotted for who in crews.get(one, [one]))
        forms.append(labs.structure(name, teams, second_leads=tuple(seconds)))
    return labs.organization(people, forms, releases=(work,), horizon_weeks=60, warmup_weeks=0)
