"""Teams: one per manager, divided by the team column; without managers, one per name in that column."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain

from reorg.importing.findings import Findings
from reorg.importing.people.person import Person
from reorg.importing.values.common import most_common
from reorg.importing.values.names import Ids

_ROLES = (
    "head|director|vp|vice president|lead|manager|chief|chair|squad lead|team lead|teamlead|leiter|leiterin|"
    "bereichsleiter|bereichsleiterin|teamleiter|teamleiterin|responsable|chef|jefe|jefa|directeur|directrice|directora"
)
_HEAD_OF = re.compile(rf"^(?:acting |interim )?(?:{_ROLES})(?: of|,| -|:| de| du)?\s+", re.IGNORECASE)
_HEADS = re.compile(r"\b(head|chair|director|chief|leiter(in)?|directeur|directora?)\b", re.IGNORECASE)
_LEADS = re.compile(
    r"\b(head|lead|leader|director|manager|chief|leiter(in)?|teamleiter(in)?|responsable|chef|jef[ea]|vp)\b",
    re.IGNORECASE,
)
TOP = "Top"


@dataclass(eq=False)
class Team:
    """A team of today's structure; the lead is not among the members."""

    name: str
    lead: Person | None = None
    members: list[Person] = field(default_factory=list)
    parent: Team | None = None
    id: str = ""

    @property
    def people(self) -> list[Person]:
        """Everybody in it, the lead first."""
        return [*([self.lead] if self.lead else []), *self.members]


def teams_of(people: list[Person], organization: str, findings: Findings) -> list[Team]:
    """Return the teams as one tree, each after the one above it.

    Reports of one manager are in one team, unless the team column divides them: then those with another name
    are in a team of that name, without a lead of its own, below the manager's.
    """
    present = [person for person in people if person.present]
    if not any(person.manager for person in present) and any(_group(person) for person in present):
        teams = _by_name(present, findings)
    else:
        teams = _by_manager(present, findings)
    teams = _one_tree(teams, present, organization)
    ids = Ids()
    for team in teams:
        team.id = ids.new(team.name, "team")
    return teams


def remark_on_unplaced(teams: list[Team], findings: Findings) -> None:
    """Report who is in the team at the top because no column gives them a manager or a team."""
    by_manager = any(person.manager for team in teams for person in team.people)
    for person in teams[0].members:
        is_placed = person.manager or person.outside or person.planned
        if not (is_placed or (_group(person) and not by_manager)):
            message = "no manager is stated: placed in the team at the top"
            findings.add("manager", message, file=person.file, row=person.row, detail=person.shown)


def _group(person: Person) -> str:
    return person.team or person.department or person.division


def _by_manager(people: list[Person], findings: Findings) -> list[Team]:
    reports: dict[Person, list[Person]] = {}
    for person in people:
        if person.manager is not None:
            reports.setdefault(person.manager, []).append(person)
    led = {lead: Team("", lead) for lead in reports}
    for lead, team in led.items():
        team.parent = led[lead.manager] if lead.manager is not None else None
    names = _names(led, reports)
    extra: dict[tuple[Person, str], Team] = {}
    by_name = {name.casefold(): led[lead] for lead, name in names.items()}
    for lead, team in led.items():
        team.name = names[lead]
        own = [person for person in reports[lead] if person not in led]
        main = _main_group(lead, own)
        sizes = Counter(person.team for person in own)
        for person in own:
            other = person.team
            if not other or other.casefold() == main.casefold():
                team.members.append(person)
            elif other.casefold() in by_name and by_name[other.casefold()] is not team:
                by_name[other.casefold()].members.append(person)
                message = f"sits in {other} but reports to {lead.shown}: the team takes precedence"
                findings.add("person", message, file=person.file, row=person.row, detail=person.shown)
            elif sizes[other] >= 2:
                below = extra.setdefault((lead, other), Team(other, None, [], team))
                below.members.append(person)
            else:
                team.members.append(person)
    return [*led.values(), *extra.values()]


def _main_group(lead: Person, own: list[Person]) -> str:
    """Return the name in the team column that is the manager's own team: the manager's, or the only one."""
    groups = Counter(person.team for person in own if person.team)
    if lead.team in groups:
        return lead.team
    return groups.most_common(1)[0][0] if len(groups) == 1 else ""


def _names(led: dict[Person, Team], reports: dict[Person, list[Person]]) -> dict[Person, str]:
    """Return a name for each manager's team: from the team column, a department, or the lead's title."""
    proposed = {
        lead: _stated_name(lead, [one for one in reports[lead] if one not in led]) for lead in reports
    }
    taken = Counter(name.casefold() for name in proposed.values())
    titles = {person.title.casefold() for person in chain(led, *reports.values())}
    names: dict[Person, str] = {}
    used: set[str] = set()
    for lead in sorted(led, key=lambda one: (_depth(one), one.row)):
        name = proposed[lead]
        if not name or (taken[name.casefold()] > 1 and name.casefold() in used):
            name = _headed(lead, titles) or name
        if not name or name.casefold() in used:
            name = f"Team {lead.shown}"
        names[lead] = name
        used.add(name.casefold())
    return names


def _stated_name(lead: Person, own: list[Person]) -> str:
    """Return the name that the columns of a sheet give a manager's team, empty if they give none."""
    alone = "" if own else lead.team
    usual = most_common(filter(None, (person.department for person in own)), lead.department)
    return _main_group(lead, own) or alone or usual or lead.division


def _headed(lead: Person, titles: set[str]) -> str:
    """Return what the title says the lead heads: "Head of X" heads X.

    Empty where that is somebody's title: a team called "Data Engineer" would be taken for a person.
    """
    name = _HEAD_OF.sub("", lead.title).strip()
    return "" if name.casefold() in titles else name


def _depth(person: Person) -> int:
    depth = 0
    while person.manager is not None:
        person, depth = person.manager, depth + 1
    return depth


def _by_name(people: list[Person], findings: Findings) -> list[Team]:
    teams: dict[str, Team] = {}
    for person in people:
        name = _group(person)
        if name:
            teams.setdefault(name.casefold(), Team(name)).members.append(person)
    for team in teams.values():
        leads = _leads(team)
        if leads:
            team.lead = leads[0]
            team.members.remove(leads[0])
        if len(leads) > 1:
            names = ", ".join(one.shown for one in leads[1:6])
            message = "several people may lead the team: the first is assumed to"
            detail = f"{team.name}: {leads[0].shown}; so might {names}"
            findings.add("person", message, file=leads[0].file, row=leads[0].row, detail=detail)
    if teams:
        first = people[0]
        findings.add(
            "manager",
            "no column says who reports to whom: teams are taken from the names of teams",
            file=first.file,
        )
    return list(teams.values())


def _leads(team: Team) -> list[Person]:
    """Return the possible leads of a team: those marked, otherwise those with the highest kind of title."""
    marked = [one for one in team.members if one.leads]
    for pattern in (_HEADS, _LEADS):
        if not marked:
            marked = [
                one
                for one in team.members
                if pattern.search(one.title) and "emerit" not in one.title.casefold()
            ]
    return marked


def _one_tree(teams: list[Team], people: list[Person], organization: str) -> list[Team]:
    seated = {person for team in teams for person in team.people}
    loose = [person for person in people if person not in seated]
    roots = [team for team in teams if team.parent is None]
    if len(roots) != 1 or any(person.outside for person in roots[0].people[:1]):
        top = Team(organization or TOP)
        for root in roots:
            root.parent = top
        teams, roots = [top, *teams], [top]
    roots[0].members.extend(loose)
    below: dict[Team | None, list[Team]] = {}
    for team in teams:
        below.setdefault(team.parent, []).append(team)
    ordered: list[Team] = []
    pending = [roots[0]]
    while pending:
        team = pending.pop(0)
        ordered.append(team)
        pending.extend(below.get(team, []))
    return ordered
