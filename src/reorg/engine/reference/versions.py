"""Versions of packages before the first hour, and the races for them."""

from __future__ import annotations

from dataclasses import replace

from reorg.engine.reference import draws
from reorg.engine.reference.efforts import draw_effort_hours
from reorg.engine.reference.state.work import Job, Link, Race
from reorg.engine.reference.state.world import World
from reorg.model.organization import Organization


def add_versions(world: World, organization: Organization) -> None:
    """Add the versions of packages in any structure of a world, and the races of each structure."""
    for form in world.forms:
        races: dict[tuple[int, int], Race] = {}
        stated = organization.structure(form.id).races
        for package in world.packages:
            for number, race in enumerate(stated):
                if package.owned_as[0][1] in race.packages:
                    same = (number, package.occurrence)
                    new = Race([], len(race.teams), race.wins, race.common_cause)
                    races.setdefault(same, new).packages.append(package)
        form.races = list(races.values())
    for package in world.packages:
        most = max(form.versions_of(package) for form in world.forms)
        for version in range(1, most):
            _add_version(world, package, version)
    for job in [*world.packages, *world.versions]:
        world.form.shared_ownership(job)


def _add_version(world: World, package: Job, version: int) -> None:
    release, name = package.owned_as[0][1].split("/")
    identity = (release, package.occurrence, name, version)
    job = replace(
        package,
        name=len(world.packages) + len(world.versions),
        luck=draws.key("attempt", *identity),
        version=version,
        active=[],
        flaws=[],
        then=[],
        rework=[],
        follows=[],
        view=dict(package.view),
        links=[
            Link(link.other, link.strength, _identity_of_link(identity, link.other)) for link in package.links
        ],
    )
    package.versions.append(job)
    job.versions = package.versions
    job.owner = world.form.owner(job)
    job.effort = draw_effort_hours(package.estimate, draws.bits(world.luck, "effort", job.luck, 0))
    job.renewed = job.effort
    job.todo = package.share_left * job.effort * world.form.share(job)
    job.state = "unreleased" if world.form.holds(job) else "stopped"
    world.versions.append(job)


def _identity_of_link(identity: tuple[str, int, str, int], other: Job) -> int:
    return draws.key("link of attempt", *identity, other.owned_as[0][1].split("/")[1])
