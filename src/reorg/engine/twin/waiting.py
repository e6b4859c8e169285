"""Events that wait until a release is late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from reorg.engine.twin.dated import happen, lay_off
from reorg.engine.twin.mechanisms import WEEK_HOURS
from reorg.engine.twin.world import World
from reorg.model.events import Alternate, Demand, Happening, Layoff, Reorganize, Waiting
from reorg.model.organization import Organization, Release


@dataclass(eq=False)
class Patience:
    """What one waiting event has left: how often it may happen, and the structures, the next one first."""

    times: int | None
    structures: list[str]
    happened: set[int] = field(default_factory=set)
    """The looks at which it did happen."""


@dataclass(frozen=True)
class Look:
    """One look at an occurrence of a release: if it is not out by then, the event happens."""

    event: Happening
    release: str
    occurrence: int
    number: int
    """The number under which a layoff draws its lots."""
    patience: Patience


def occurrences(organization: Organization, release: Release) -> Iterator[float]:
    """Yield the weeks, from the start date, in which a release starts within the horizon."""
    week, number = release.first_week, 0
    while week < organization.horizon_weeks:
        yield week
        if not release.every_weeks:
            return
        number += 1
        week = release.first_week + number * release.every_weeks


def watch(world: World, organization: Organization, waiting: Waiting, number: int) -> None:
    """Enter a look at every occurrence of the release into the agenda, from the start date on."""
    release = next(release for release in organization.releases if release.id == waiting.release)
    horizon, looks = organization.horizon_weeks, 0
    structures = list(waiting.event.among) if isinstance(waiting.event, Alternate) else []
    patience = Patience(waiting.times, structures)
    for occurrence, start in enumerate(occurrences(organization, release)):
        due = start + (release.due_week or release.every_weeks or horizon - start)
        week = due + waiting.late_weeks
        if 0.0 <= week < horizon:
            first = Look(waiting.event, release.id, occurrence, (number + 1) * 2**16 + looks, patience)
            looks += 1
            _enter(world, first, (organization.warmup_weeks + week) * WEEK_HOURS)


def _enter(world: World, at: Look, time: float) -> None:
    """Enter a look, and the end of a demand that lasts for some weeks."""
    world.at(time, "look", at)
    if isinstance(at.event, Demand) and at.event.for_weeks is not None:
        world.at(time + at.event.for_weeks * WEEK_HOURS, "end of demand", at)


def end_demand(world: World, at: Look) -> None:
    """Let demand come back to what it was, if it did change."""
    if at.number in at.patience.happened and isinstance(at.event, Demand):
        happen(world, replace(at.event, factor=1.0 / at.event.factor))
    else:
        world.ledger.events -= 1


def look(world: World, at: Look) -> None:
    """Let the event happen if the release is not out and the event may still happen."""
    patience = at.patience
    late = any(job.state != "finished" for job in world.occurrences[at.release, at.occurrence])
    event = _in_turn(world, at) if late and patience.times != 0 else None
    if event is None:
        world.ledger.events -= 1
        return
    if patience.times is not None:
        patience.times -= 1
    patience.happened.add(at.number)
    if isinstance(event, Layoff):
        lay_off(world, event, at.number)
    else:
        happen(world, event)


def _in_turn(world: World, at: Look) -> Happening | None:
    """Return what happens: of several structures the next that is not in force, None where there is none."""
    if not isinstance(at.event, Alternate):
        return at.event
    structures = at.patience.structures
    for _ in at.event.among:
        structure = structures.pop(0)
        structures.append(structure)
        if structure != world.form.id:
            return Reorganize(at.event.week, structure)
    return None
