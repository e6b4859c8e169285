"""Rules for structures: one tree, everybody in one team, all work owned."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain, islice, repeat

from reorg.model.checking.cycles import describe_cycle, find_cycle
from reorg.model.draft.contests import known_contests
from reorg.model.draft.draft import Draft
from reorg.model.draft.names import count_people, duplicates
from reorg.model.draft.references import claims_on_work, people_named, seats_of_team
from reorg.model.draft.structures import TEAMS_MAX, StructureDraft, TeamDraft, extension_chain
from reorg.model.problems import (
    Fault,
    KeyPath,
    listed,
    resolve_names,
    shorten_list,
    suggest_name,
    unknown_faults,
)
from reorg.model.schema.people import PEOPLE_MAX
from reorg.model.schema.structures import MeetingFields
from reorg.model.work import WorkName, owned_as

SEATS_MAX = 2_000_000


def structures_are_not_too_large(draft: Draft) -> Iterator[Fault]:
    """Demand structures that can be looked at in a reasonable time."""
    if sum(len(structure.teams) for structure in draft.structures.values()) > TEAMS_MAX:
        yield Fault(("structures",), f"more than {TEAMS_MAX:,} teams", "try fewer structures at a time")
    if count_people(draft.fields) * len(draft.structures) > SEATS_MAX:
        message = f"more than {SEATS_MAX:,} people in all structures together"
        yield Fault(("structures",), message, "try fewer structures at a time")


def extended_structures_exist(draft: Draft) -> Iterator[Fault]:
    """Demand that ``extends`` names a structure and does not lead back, and ``remove`` teams of it."""
    structures = draft.fields.structures
    for name, fields in structures.items():
        way: KeyPath = ("structures", name, "extends")
        if fields.extends is not None and fields.extends not in structures:
            message = f"no structure is called {fields.extends!r}"
            hint = suggest_name(fields.extends, structures.keys() - {name})
            yield Fault(way, message, hint, ("structure", fields.extends))
        line = extension_chain(structures, name)
        if line.count(name) > 1:
            yield Fault(way, f"extends itself: {' extends '.join(line)}", "state one of them in full")
    teams: dict[str | None, Collection[str]] = {None: ()}
    teams |= {structure.id: structure.parents for structure in draft.structures.values()}
    for name, fields in structures.items():
        for place, team in listed(("structures", name, "remove"), fields.remove):
            if team not in teams.get(fields.extends, [team]):
                message = f"the extended structure has no team {team!r}"
                yield Fault(place, message, suggest_name(team, teams[fields.extends]))


def teams_stand_in_order_once(draft: Draft) -> Iterator[Fault]:
    """Demand that ``order`` names teams of the structure, each once."""
    for name, structure in draft.structures.items():
        teams = {team.id for team in structure.teams}
        seen: set[str] = set()
        for index, team in enumerate(structure.fields.order):
            way: KeyPath = ("structures", name, "order", index)
            if team not in teams:
                yield Fault(way, f"no team is called {team!r}", suggest_name(team, teams), ("team", team))
            elif team in seen:
                yield Fault(way, f"{team!r} is named twice", "name each team once")
            seen.add(team)


def teams_form_one_tree(draft: Draft) -> Iterator[Fault]:
    """Demand that parents exist, that exactly one team has none, and that no team is above itself."""
    for structure in draft.structures.values():
        teams = {team.id: team for team in structure.teams}
        for team in structure.teams:
            parent = team.fields.parent
            if parent is not None and parent not in teams:
                message = f"no team is called {parent!r}"
                hint = suggest_name(parent, teams.keys() - {team.id})
                yield Fault(team.at("parent"), message, hint, ("team", parent))
        cycle = find_cycle({team: [parent] for team, parent in structure.parents.items()})
        if cycle:
            message = f"the parents of teams have a cycle: {describe_cycle(cycle, 'below')}"
            yield Fault(teams[cycle[0]].at("parent"), message, "give one of them another parent")
        # Where every team has a parent there is a cycle, and it says why.
        yield from _one_root(structure, missing=not cycle)


def _one_root(structure: StructureDraft, missing: bool) -> Iterator[Fault]:
    """Demand one team without a parent; ``missing``: say where there is none."""
    roots = [team for team in structure.teams if team.fields.parent is None]
    if not structure.teams:
        yield Fault(structure.way, "the structure has no teams", "add teams:, or extends: another structure")
    elif not roots and missing:
        yield Fault(
            structure.way, "every team has a parent", "remove the parent of the root, the team at the top"
        )
    for extra in roots[1:]:
        message = f"{extra.id!r} has no parent, but neither has {roots[0].id!r}"
        yield Fault(extra.way, message, f"add parent: {roots[0].id}")


def team_people_exist(draft: Draft) -> Iterator[Fault]:
    """Demand that leads are one person each and members people, groups or ranges of the model."""
    for team in _teams(draft):
        yield from resolve_names(draft.people.one, team.leads)
        yield from resolve_names(draft.people.expand, listed(team.at("members"), team.fields.members))


def everybody_sits_once(draft: Draft) -> Iterator[Fault]:
    """Demand that every person is in one team of each structure; only a lead may lead several."""
    for structure in draft.structures.values():
        taken, clashes = _seating(draft, structure)
        leads = _leads(draft, structure)
        for (way, other), people in clashes.items():
            yield _clash(draft, way, other, people, leads)
        if not clashes and _all_named(draft, structure):
            yield from _left_out(draft, structure, taken)


def _leads(draft: Draft, structure: StructureDraft) -> set[str]:
    named = (name for team in structure.teams for _, name in team.leads)
    return set(chain.from_iterable(people_named(draft.people, name) for name in named))


def _seating(
    draft: Draft, structure: StructureDraft
) -> tuple[set[str], dict[tuple[KeyPath, str], list[str]]]:
    """Return who has a seat, and who is given a second one: where, and the team of the first."""
    taken: dict[str, str] = {}
    leads: set[str] = set()
    clashes: dict[tuple[KeyPath, str], list[str]] = {}
    named = chain.from_iterable(zip(repeat(team.id), seats_of_team(draft, team)) for team in structure.teams)
    # Large groups named again and again would take without end; twice everybody shows what is wrong.
    for team, (person, way) in islice(named, 2 * PEOPLE_MAX):
        if person in taken and not (way[-1] == "lead" and person in leads):
            clashes.setdefault((way, taken[person]), []).append(person)
        taken.setdefault(person, team)
        if way[-1] == "lead":
            leads.add(person)
    return set(taken), clashes


def _clash(draft: Draft, way: KeyPath, other: str, people: list[str], leads: set[str]) -> Fault:
    state = "are already in" if len(people) > 1 else "is already in"
    if people[0] in leads and len(people) == 1:
        state = "already leads"
    message = f"{shorten_list(people)} {state} team {other!r}"
    group, _, number = people[0].partition("#")
    hint = "each person is in one team; a lead, of one team or several, is not listed among members"
    size = draft.people.sizes.get(group)
    if size is not None and number == "1" and size > len(people) == 1:
        rest = f"{group}#2..{size}" if size > 2 else f"{group}#2"
        hint += f'; the rest of the group is "{rest}"'
    return Fault(way, message, hint)


def _all_named(draft: Draft, structure: StructureDraft) -> bool:
    """Return whether every lead and member is known: if one is misspelled, nobody is left out."""
    return all(people_named(draft.people, name) for team in structure.teams for _, name in team.seats)


def _left_out(draft: Draft, structure: StructureDraft, taken: set[str]) -> Iterator[Fault]:
    missing = [person for people in draft.people.ids.values() for person in people if person not in taken]
    if missing and structure.teams:
        verb = "are" if len(missing) > 1 else "is"
        message = f"{shorten_list(missing)} {verb} in no team of {structure.id!r}"
        yield Fault(structure.way, message, "add them to the members of a team")


def owned_work_exists(draft: Draft) -> Iterator[Fault]:
    """Demand that ``owns`` names areas, packages and streams of the model."""
    for team in _teams(draft):
        yield from resolve_names(draft.work.find, listed(team.at("owns"), team.fields.owns))


def all_work_is_owned(draft: Draft) -> Iterator[Fault]:
    """Demand an owner for every package and stream: who names it, races for it, or names its area."""
    for structure in draft.structures.values():
        owned = claims_on_work(draft, structure)
        contested = {work for works, _, _, _ in known_contests(draft, structure) for work in works}
        for area, works in _unowned(draft, contested | owned.keys()).items():
            message = f"nobody in {structure.id!r} owns {shorten_list(works)} (area {area})"
            yield Fault(
                structure.way,
                f"unowned work: {message}",
                f"add {area!r} to owns of the team that should do it",
            )


def _unowned(draft: Draft, owned: set[WorkName]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for work, area in draft.work.pieces().items():
        if area in draft.work.areas and not any(name in owned for name in owned_as(work, area)):
            found.setdefault(area, []).append(f"{work[0]} {work[1]}")
    return found


def owners_have_people(draft: Draft) -> Iterator[Fault]:
    """Demand that a team that owns work has somebody to do it."""
    for team in _teams(draft):
        if team.fields.owns and not team.seats:
            message = f"team {team.id!r} owns work but has no people"
            yield Fault(team.at("owns"), message, "add members or a lead, or assign the work to another team")


def integrators_exist(draft: Draft) -> Iterator[Fault]:
    """Demand that an integrator is one person and that the areas are known."""
    named = [part for structure in draft.structures.values() for part in structure.integrators]
    for integrator, way in named:
        yield from resolve_names(draft.people.one, [((*way, "person"), integrator.person)])
        yield from unknown_faults("area", draft.work.areas, listed((*way, "areas"), integrator.areas))


def meetings_have_people(draft: Draft) -> Iterator[Fault]:
    """Demand that a standing meeting is of people or teams that are known, each named once."""
    for structure in draft.structures.values():
        for meeting, way in structure.meetings:
            yield from _meeting_people(draft, meeting.people, (*way, "people"))
            yield from _meeting_teams(structure.parents, meeting.teams, (*way, "teams"))
            if not meeting.people and not meeting.teams:
                yield Fault(way, "the meeting names no one", "name people or teams")
            else:
                yield from _meeting_company(draft, structure, meeting, way)


def _meeting_company(
    draft: Draft, structure: StructureDraft, meeting: MeetingFields, way: KeyPath
) -> Iterator[Fault]:
    """Demand two people or more; of names that are unknown another rule speaks."""
    attend = {person for name in meeting.people for person in people_named(draft.people, name)}
    for team in structure.teams:
        if team.id in meeting.teams:
            attend |= {person for person, _ in seats_of_team(draft, team)}
    if len(attend) == 1:
        yield Fault(way, f"only {attend.pop()} attends the meeting", "name two people or more, or remove it")


def _meeting_teams(teams: Collection[str], names: list[str], way: KeyPath) -> Iterator[Fault]:
    yield from unknown_faults("team", teams, listed(way, names))
    for name in duplicates(names):
        yield Fault(way, f"team {name!r} is named twice", "name it once")


def _meeting_people(draft: Draft, names: list[str], way: KeyPath) -> Iterator[Fault]:
    asked: set[str] = set()
    found = yield from resolve_names(draft.people.expand, listed(way, names))
    for place, _, people in found:
        for again in islice((person for person in people if person in asked), 1):
            yield Fault(place, f"{again} is named twice", "name each person once")
        asked.update(people)


def _teams(draft: Draft) -> Iterator[TeamDraft]:
    for structure in draft.structures.values():
        yield from structure.teams
