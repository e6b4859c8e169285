"""Organizations that search for a better design."""

from __future__ import annotations

from dataclasses import replace

from engine import labs, labs_agents, labs_compute
from reorg.model.events import Leave, Move, Reorganize
from reorg.model.organization import Organization, Policies, Scenario
from reorg.model.structure import Integrator, Structure
from reorg.model.work import Coupling, Package, Release


def _researched(release: Release) -> Release:
    """Return a release whose packages of the areas a and b are research, to be ended when it is due."""
    decisions = {"a-one": 3, "a-two": 2, "b-one": 4, "b-two": 1}

    def package(p: Package) -> Package:
        if p.id not in decisions:
            return p
        days = 2 if p.id == "b-one" else 1
        good = 0.6 if p.id == "a-one" else None
        return replace(p, kind="research", decisions=decisions[p.id], trial_days=days, good_enough=good)

    return replace(release, packages=tuple(map(package, release.packages)), time_boxed=True, due_week=4.0)


def _integrated(structure: Structure, person: str) -> Structure:
    return replace(structure, integrators=(Integrator(person, ("a", "b", "c")), *structure.integrators))


def searching(search: str = "package", jumps: float = 0.0) -> Organization:
    """Return the lab of :func:`labs.reorganized` with research, judged as a whole, as people go and move."""
    lab = labs.reorganized()
    three, two = lab.structures
    events = (
        Leave(1.5, "a3"),
        Reorganize(2.3, "two"),
        Move(3.0, "b1", "td"),
        Leave(3.5, "glue"),
        Reorganize(6.1, "three"),
    )
    return replace(
        lab,
        releases=(_researched(lab.releases[0]),),
        structures=(_integrated(three, "glue"), _integrated(two, "c1")),
        scenarios=(Scenario("it", "It", "three", events),),
        policies=Policies("mixed", "urgent", search, jumps),  # type: ignore[arg-type]
    )


def computed() -> Organization:
    """Return the lab of :func:`searching`, with agents, whose trials are known when their jobs are back."""
    lab = labs_agents.equipped(searching(), a1=2, b1=1, b3=2)
    return replace(
        labs_compute.computing(lab, 200.0, ("cluster",)), pools=(labs_compute.pool("cluster", 16),)
    )


def many_decisions(influences: int | None = None, decisions: tuple[int, ...] = (5, 5, 5)) -> Organization:
    """Return three teams, each with one research package of so many decisions, all coupled."""
    people = [labs.person(f"{area}{k}", **{area: "medium"}) for area in "abc" for k in range(2)]
    teams = [labs.team("top", None, "a0", "")]
    teams += [
        labs.team(f"t{x}", "top", None, f"{'' if x == 'a' else x + '0'} {x}1", f"area:{x}") for x in "abc"
    ]
    packages = [
        labs.package(f"k{x}", x, labs.pert(20, 30, 50), kind="research", decisions=count)
        for x, count in zip("abc", decisions, strict=True)
    ]
    couplings = (Coupling("ka", "kb", 0.9), Coupling("kb", "kc", 0.4), Coupling("ka", "kc", 0.2))
    release = labs.release(packages, couplings, influences=influences)
    return labs.organization(people, [labs.structure("s", teams)], releases=(release,))
