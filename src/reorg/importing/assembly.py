"""From files to everything a model needs: sheets, people, teams, work, and proposals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from reorg.importing.findings import Findings
from reorg.importing.people.alternatives import Today, settle_alternatives
from reorg.importing.people.capacity import Capacity
from reorg.importing.people.identity import merged
from reorg.importing.people.leavers import Leavers, leavers_of
from reorg.importing.people.levels import SourcedValue, areas_of, seniority_of
from reorg.importing.people.managers import find_managers
from reorg.importing.people.part_time import settle_shares
from reorg.importing.people.person import Person
from reorg.importing.people.rows import people_of
from reorg.importing.people.separated import remark_on_separated
from reorg.importing.people.teams import Team, remark_on_unplaced, teams_of
from reorg.importing.proposing.proposals import Proposals
from reorg.importing.proposing.work import Planner, Season, season_of
from reorg.importing.reading.files import read_file
from reorg.importing.recognizing.alternatives import alternative_of_sheet
from reorg.importing.recognizing.mapping import NO_MAP, Mapping
from reorg.importing.recognizing.recognition import recognize
from reorg.importing.recognizing.table import Table
from reorg.importing.seconds import Second, seconds_of
from reorg.importing.values.common import most_common
from reorg.importing.values.names import Ids
from reorg.importing.work.backlog import Backlog
from reorg.importing.work.owners import Owners
from reorg.importing.work.pieces import Work
from reorg.importing.work.plan import projects_of
from reorg.importing.work.project import joined
from reorg.importing.work.tickets import tickets_of
from reorg.model import ModelError, Problem


class NoPeopleError(ModelError):
    """None of the files lists people; ``tables`` and ``findings`` are the parts that were understood."""

    def __init__(self, paths: Sequence[Path], tables: list[Table], findings: Findings) -> None:
        """Keep the parts understood; the first question is the one to answer."""
        self.tables, self.findings = tables, findings
        names = ", ".join(path.name for path in paths)
        unknown = [finding for finding in findings if finding.asks[0] == "kind"]
        hint = next((finding.hint for finding in [*findings.questions(), *unknown]), "")
        parts = ["these files contain no people", *(f"{one.file} is {one.message}" for one in unknown[:3])]
        usual = "one file must be a people sheet: a name and a manager, team or title in each row"
        super().__init__([Problem(names, 0, 0, "", "; ".join(parts), hint or usual)])


@dataclass
class Imported:
    """The contents of the files and the proposals, ready to be written."""

    organization: str
    start: date
    currency: str
    people: list[Person]
    teams: list[Team]
    areas: dict[Person, SourcedValue]
    levels: dict[Person, SourcedValue]
    work: Work
    season: Season
    owners: Owners
    mapping: Mapping
    tables: list[Table] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)
    proposals: Proposals = field(default_factory=Proposals)
    seconds: dict[Person, Second] = field(default_factory=dict)
    leavers: Leavers | None = None


def import_files(
    paths: Sequence[Path], start: date, mapping: Mapping = NO_MAP, organization: str | None = None
) -> Imported:
    """Return the organization described by the files at the start date.

    Raises :class:`~reorg.model.ModelError` if a file cannot be read, and :class:`NoPeopleError` if none of
    them lists people.
    """
    findings = Findings()
    tables = _tables(paths, mapping, findings)
    _state_alternatives(tables, findings)
    names: dict[str, str] = {}
    for table in tables:
        table.spell_alternatives(names)
    people = merged(
        [people_of(table, start, findings) for table in tables if table.kind == "people"],
        findings,
        {table.label for table in tables if table.alternative},
        mapping.namesakes,
    )
    if not any(person.works(start) for person in people):
        raise NoPeopleError(paths, tables, findings)
    for table in tables:
        if table.kind == "people":
            table.clear_cells()
    find_managers(people, mapping.managers, findings)
    name = mapping.organization or organization or "Organization"
    leavers = _leavers(people, start, findings)
    present = [person for person in people if person.present]
    settle_shares(present, findings)
    _identify(present, findings)
    teams = teams_of(people, name, findings)
    settle_alternatives(Today(present, teams, start, mapping.managers), tables, findings)
    remark_on_unplaced(teams, findings)
    areas = areas_of(present, teams)
    remark_on_separated(teams, areas, findings)
    proposals = Proposals()
    owners = Owners(teams)
    seconds = seconds_of(present, owners, teams, start, findings)
    capacity = Capacity(teams, areas, start)
    planner = _planned(tables, owners, capacity, start, mapping, proposals, findings)
    for table in tables:
        table.clear_cells()
    currency = mapping.currency or _currency(present)
    return Imported(
        name, start, currency, present, teams, areas, {one: seniority_of(one) for one in present},
        planner.work, planner.season, owners, mapping, tables, findings, proposals, seconds, leavers,
    )  # fmt: skip


def _tables(paths: Sequence[Path], mapping: Mapping, findings: Findings) -> list[Table]:
    tables = []
    for path in paths:
        file_map = mapping.of(path.name, path.name)
        sheets = read_file(path, findings, file_map.encoding, file_map.separator)
        if not sheets:
            findings.add("file", "holds nothing", file=path.name)
        for sheet in sheets:
            table = recognize(sheet, mapping.of(sheet.label, sheet.file), findings)
            if table is not None:
                tables.append(table)
    return tables


def _state_alternatives(tables: list[Table], findings: Findings) -> None:
    """Make sheets called "Option A" state this alternative for people of other sheets, and come last."""
    of_people = [table for table in tables if table.kind == "people"]
    named = [table for table in of_people if alternative_of_sheet(table.sheet.name)]
    if len(named) == len(of_people):
        return
    for table in named:
        table.state_alternative(alternative_of_sheet(table.sheet.name))
        message = f"states the alternative {table.alternative!r} for the people of the other sheets"
        findings.add("file", message, file=table.label)
    tables.sort(key=lambda table: bool(table.alternative))


def _leavers(people: list[Person], start: date, findings: Findings) -> Leavers | None:
    """Return who left in the year before the start, and say what the model could be told about it."""
    leavers = leavers_of(people, start)
    if leavers is not None:
        low, high = leavers.next_year
        message = (
            f"{leavers.count} left in the year before the start, so {low} to {high} may leave in the next"
        )
        hint = "if the sheets list everybody who left, remove the # of the lines about it in model.yaml"
        findings.add("person", message, hint=hint)
    return leavers


def _identify(people: list[Person], findings: Findings) -> None:
    ids = Ids()
    leads = {person.manager for person in people}
    for person in people:
        fallback = f"vacancy {person.title}" if person.status == "vacant" else person.title
        person.id = ids.new(person.name or fallback or person.number or person.email, "person")
        if person.count > 1 and person in leads:
            message = (
                f"{person.shown} stands for {person.count} positions but has reports: treated as one person"
            )
            findings.add("person", message, file=person.file, row=person.row)
            person.count = 1


def _planned(
    tables: list[Table], owners: Owners, capacity: Capacity, start: date, mapping: Mapping,
    proposals: Proposals, findings: Findings,
) -> Planner:  # fmt: skip
    projects = [
        project
        for table in tables
        if table.kind == "plan"
        for project in projects_of(table, owners, mapping.of(table.label, table.sheet.file), findings)
    ]
    tickets = [
        ticket
        for table in tables
        if table.kind == "tickets"
        for ticket in tickets_of(table, owners, start, findings)
    ]
    backlog = Backlog(tickets, capacity, findings)
    projects = joined(projects, backlog.projects(), findings)
    planner = Planner(capacity, season_of(projects, start), proposals, findings)
    arrivals = backlog.arrivals()
    if projects:
        planner.add_projects(projects)
        planner.remark_on_load()
    elif not arrivals:
        planner.add_half_year()
    planner.add_arrivals(arrivals)
    planner.add_requests({one.team for one in arrivals if one.team is not None})
    return planner


def _currency(people: list[Person]) -> str:
    return most_common((one.currency for one in people if one.currency and one.pay is not None), "USD")
