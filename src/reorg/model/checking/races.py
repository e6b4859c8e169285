"""Rules for races and overlaps: known work and teams, held once, able to come to an end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reorg.model.checking.cycles import describe_cycle, find_cycle
from reorg.model.draft.contests import known_contests
from reorg.model.draft.draft import Draft
from reorg.model.draft.names import duplicates
from reorg.model.draft.references import claims_on_work, seats_of_team
from reorg.model.draft.structures import TeamDraft
from reorg.model.draft.work import expand_works
from reorg.model.problems import Fault, KeyPath, Named, listed, resolve_names, shorten_list, unknown_faults
from reorg.model.schema.structures import OverlapFields, RaceFields
from reorg.model.structure import way_up
from reorg.model.work import WorkName, full_name, owned_as


def contests_are_of_work(draft: Draft) -> Iterator[Fault]:
    """Demand that races name packages, and overlaps packages, streams or areas with any."""
    for structure in draft.structures.values():
        for race, way in structure.races:
            if (race.package is None) == (not race.packages):
                yield Fault(way, "expected either package or packages", "keep one of them")
            named = listed((*way, "packages"), race.packages)
            if race.package is not None:
                named = iter([((*way, "package"), race.package)])
            yield from _work(draft, named, {"package"})
        for overlap, way in structure.overlaps:
            yield from _work(draft, listed((*way, "work"), overlap.work), {"package", "stream"})


def _work(draft: Draft, named: Iterable[Named], kinds: set[str]) -> Iterator[Fault]:
    found = yield from resolve_names(lambda name: expand_works(draft, [name]), named)
    for place, name, works in found:
        if {work[0] for work in works} & kinds:
            continue
        if name in draft.work.areas:
            yield Fault(place, f"{name!r} has no {' or '.join(sorted(f'{kind}s' for kind in kinds))}")
        else:
            hint = "teams may overlap in a stream: write it under overlaps"
            yield Fault(place, f"{name!r} is a stream", hint)


def contests_are_of_teams(draft: Draft) -> Iterator[Fault]:
    """Demand that teams that race or overlap exist, each once, none of them above another."""
    for structure in draft.structures.values():
        parents = structure.parents
        stated: list[tuple[RaceFields | OverlapFields, KeyPath]] = [*structure.races, *structure.overlaps]
        for part, way in stated:
            verb = "races" if "races" in way else "overlaps"
            yield from unknown_faults("team", parents, listed((*way, "teams"), part.teams))
            for team in sorted(duplicates(part.teams)):
                yield Fault((*way, "teams"), f"team {team!r} {verb} with itself", "name it once")
            nested = ((team, above) for team in part.teams for above in sorted(way_up(parents, team)[1:]))
            for team, above in nested:
                if above in part.teams:
                    message = f"team {team!r} {verb} with {above!r}, which it is a part of"
                    yield Fault((*way, "teams"), message, "name teams side by side")


def work_is_contested_once(draft: Draft) -> Iterator[Fault]:
    """Demand that a piece of work is in one race or overlap of a structure at most."""
    for structure in draft.structures.values():
        seen: set[WorkName] = set()
        for works, _, way, _ in known_contests(draft, structure):
            twice = [name for work in works if work in seen for name in work[1:]]
            if twice:
                message = f"{shorten_list(twice)}: already in another race or overlap"
                yield Fault(way, message, "name each piece of work once")
            seen.update(works)


def races_can_end(draft: Draft) -> Iterator[Fault]:
    """Demand that no race waits for itself: what lies between two of its packages belongs to it."""
    after = {
        f"{release.id}/{package.id}": [full_name(release.id, before) for before in package.after]
        for release in draft.fields.releases
        for package in release.packages
    }
    if find_cycle(after):
        # Another rule says so.
        return
    for structure in draft.structures.values():
        gates: dict[str, str] = {}
        places: dict[str, KeyPath] = {}
        races = (contest for contest in known_contests(draft, structure) if contest[3])
        for number, (works, _, way, _) in enumerate(races, start=1):
            for _, name in works:
                gate = f"race {number} ({name.split('/', 1)[0]})"
                gates[name], places[gate] = gate, way
        waits: dict[str, list[str]] = {}
        for name, befores in after.items():
            gate = gates.get(name, name)
            ends = [gates.get(before, before) for before in befores]
            waits.setdefault(gate, []).extend(end for end in ends if end != gate)
        cycle = find_cycle(waits)
        if cycle:
            way = next(places[name] for name in cycle if name in places)
            message = f"the race can never be decided: {describe_cycle(cycle, 'after')}"
            yield Fault(way, message, "also race for the packages in between")


def work_has_one_owner(draft: Draft) -> Iterator[Fault]:
    """Demand that work with two owners is in a race or overlap of theirs."""
    for structure in draft.structures.values():
        owned = claims_on_work(draft, structure)
        contested = {work: teams for works, teams, _, _ in known_contests(draft, structure) for work in works}
        reported: set[KeyPath] = set()
        for work, area in draft.work.pieces().items():
            claims = next((owned[name] for name in owned_as(work, area) if name in owned), [])
            for team, way in _disputed(structure.parents, claims, contested.get(work), work in owned):
                if way not in reported:
                    reported.add(way)
                    before = claims[: claims.index((team, way))]
                    others = [other.id for other, _ in before or claims[1:]] or contested[work]
                    yield _second_owner(work[1], team.id, others, way)


def _disputed(
    parents: dict[str, str | None],
    claims: list[tuple[TeamDraft, KeyPath]],
    teams: list[str] | None,
    named: bool,
) -> Iterator[tuple[TeamDraft, KeyPath]]:
    """Yield the claims to a piece of work that neither the first nor a race or overlap covers."""
    if teams is None:
        yield from claims[1:]
        return
    held: set[str] = set()
    for team, way in claims:
        within = set(way_up(parents, team.id)) & set(teams)
        if (not within and named) or within & held:
            yield team, way
        held |= within


def _second_owner(work: str, team: str, others: list[str], way: KeyPath) -> Fault:
    if team in others:
        return Fault(way, f"team {team!r} owns {work!r} twice", "remove one of the two")
    message = f"{work!r} is also owned by {shorten_list(dict.fromkeys(others))}"
    return Fault(way, message, "divide the work by naming packages, or say that they race or overlap")


def contested_work_has_people(draft: Draft) -> Iterator[Fault]:
    """Demand that each team that races or overlaps has people, or a team below it that owns the work."""
    for structure in draft.structures.values():
        owned = claims_on_work(draft, structure)
        empty = {team.id for team in structure.teams if not list(seats_of_team(draft, team))}
        for works, racing, way, _ in known_contests(draft, structure):
            for name in filter(empty.__contains__, racing):
                yield from _unstaffed(draft, works, name, (owned, structure.parents, way))


def _unstaffed(
    draft: Draft,
    works: list[WorkName],
    name: str,
    known: tuple[dict[WorkName, list[tuple[TeamDraft, KeyPath]]], dict[str, str | None], KeyPath],
) -> Iterator[Fault]:
    owned, parents, way = known
    areas = draft.work.pieces()
    for work in works:
        area = areas[work]
        claims = [claim for name in owned_as(work, area) for claim in owned.get(name, [])]
        if not any(name in way_up(parents, team.id)[1:] for team, _ in claims):
            message = f"team {name!r} has no people for {work[1]!r}"
            yield Fault((*way, "teams"), message, f"add members, or a team below it that owns {area}")
            return
