"""Rows of a plan sheet become projects."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reorg.importing.findings import QUESTION, Findings
from reorg.importing.people.person import Person
from reorg.importing.people.teams import Team
from reorg.importing.reading.sheets import Cell
from reorg.importing.recognizing.alternatives import FIELD
from reorg.importing.recognizing.cells import NOTHING, Cells
from reorg.importing.recognizing.mapping import FileMap
from reorg.importing.recognizing.standing import begins
from reorg.importing.recognizing.table import Table
from reorg.importing.values.names import plain, slug
from reorg.importing.values.numbers import read_number
from reorg.importing.work.efforts import may_be_a_duration, read_effort, unit_days, usual_unit
from reorg.importing.work.owners import Owners
from reorg.importing.work.project import Project
from reorg.quantity import middle

_RANKS = {4.0: "critical highest urgent p0", 3.0: "high hoch haute alta p1", 1.0: "low niedrig basse baja p3"}
_RANKS[2.0] = "medium mittel moyenne media normal p2"
_PRIORITIES = {word: rank for rank, words in _RANKS.items() for word in words.split()}
_ONE_PERSON = "read as the work of one person; if it is how long the project takes, state its person-days"
_UNITS = {
    "hours": 1 / 8,
    "person-days": 1.0,
    "person-weeks": 5.0,
    "person-months": 52 / 12 * 5,
    "points": 1.0,
}


def projects_of(table: Table, owners: Owners, file_map: FileMap, findings: Findings) -> list[Project]:
    """Return the projects of a plan, in the order of its rows; finished ones are findings."""
    reader = _Plan(table, owners, file_map, findings)
    rows = [(row, project) for number, row in table.data if (project := reader.project(number, row))]
    _link(table, rows, findings)
    return [project for _, project in rows if project.done < 1.0]


class _Plan:
    def __init__(self, table: Table, owners: Owners, file_map: FileMap, findings: Findings) -> None:
        self._table = table
        self._owners = owners
        self._cells = Cells(table, findings)
        self._units = _header_units(table, file_map, findings)

    def project(self, number: int, row: Sequence[Cell]) -> Project | None:
        """Return the project of a row, None if it names none."""
        table = self._table
        name = table.text(row, "project") or table.text(row, "key")
        if not name:
            self._cells.add("row", "names no project: left out", number)
            return None
        project = Project(table.label, number, name.splitlines()[0][:200], key=table.text(row, "key"))
        self._owner(project, row)
        for name in filter(FIELD.match, table.columns):
            self._owner_under(project, row, name)
        self._effort(project, row)
        self._dates(project, row)
        area = table.text(row, "area")
        project.area = slug(area, "work") if area else ""
        project.release = table.text(row, "release")
        if table.has("priority"):
            self._priority(project, row)
        self._done(project, row)
        return project

    def _owner(self, project: Project, row: Sequence[Cell]) -> None:
        for name in ("team", "owner"):
            text = self._table.text(row, name)
            if not text or text.casefold() in NOTHING:
                continue
            team, person = self._owners.team(text), self._owners.person(text)
            if team is None and person is None:
                team, person = self._first_known(text)
                found = person.shown if person else team.name if team else None
                message = "several owners: the first known one is used"
                if found is None:
                    message = "neither a team nor a person of the sheets"
                detail = text if found is None else f"{found} of {text}"
                self._cells.add("work", message, project.row, name, detail)
            project.owner = project.owner or person
            project.team = project.team or team
        if project.team is None and project.owner is not None:
            project.team = self._owners.team_of(project.owner)

    def _owner_under(self, project: Project, row: Sequence[Cell], name: str) -> None:
        """Read who owns a project under an alternative; an empty cell states nothing."""
        text = self._table.text(row, name)
        owner = self._owners.under(text, name)
        if owner is not None:
            project.others[name] = owner
        elif text.casefold() not in NOTHING:
            message = "neither a team nor a person of the sheets: the work follows its people there"
            self._cells.add("work", message, project.row, name, text)

    def _first_known(self, text: str) -> tuple[Team | None, Person | None]:
        """Return the first team and the first person named in a list."""
        names = [name.strip() for name in re.split(r"[;,/&+]| and | und | et | y ", text)]
        team = next(filter(None, map(self._owners.team, names)), None)
        return team, next(filter(None, map(self._owners.person, names)), None)

    def _effort(self, project: Project, row: Sequence[Cell]) -> None:
        self._likely_effort(project, row)
        for name in ("effort_low", "effort_high"):
            bound = self._bound(name, row)
            if bound is not None:
                setattr(project, f"{name.removeprefix('effort_')}_days", bound)
        low, likely, high = project.low_days, project.likely_days, project.high_days
        if low is None or high is None:
            return
        if likely is None:
            project.likely_days = middle(low, high)
        elif not low <= likely <= high:
            self._cells.add("value", "the efforts are not in order: sorted", project.row, "effort")
            project.low_days, project.likely_days, project.high_days = sorted((low, likely, high))

    def _bound(self, name: str, row: Sequence[Cell]) -> float | None:
        cell = self._table.cell(row, name)
        if cell is None:
            return None
        read = read_effort(cell, self._table.decimal_mark(name), next(iter(self._units.values()), 5.0))
        return None if read is None else read[1]

    def _likely_effort(self, project: Project, row: Sequence[Cell]) -> None:
        parts = []
        for place in self._table.columns.get("effort", ()):
            cell = row[place] if place < len(row) else None
            if cell is None or str(cell).strip().casefold() in NOTHING:
                continue
            effort = read_effort(cell, self._table.decimal_mark("effort"), self._units.get(place, 5.0))
            if effort is None:
                self._cells.add("value", "not an effort", project.row, "effort", str(cell)[:60])
            else:
                parts.append(effort)
                if may_be_a_duration(cell, self._table.headers[place]):
                    detail = f"{project.name}: {str(cell)[:60]} is {effort[1]:.0f} person-days"
                    self._cells.add("value", _ONE_PERSON, project.row, "effort", detail)
        if parts:
            # Several columns of effort, such as one for each discipline, add up.
            project.low_days, project.likely_days, project.high_days = (
                sum(part[at] for part in parts) for at in range(3)
            )
            if any(part[3] for part in parts):
                project.effort_why = "a size in letters, read as a wide range of person-days"

    def _dates(self, project: Project, row: Sequence[Cell]) -> None:
        project.start = self._cells.date(row, "start", project.row)
        project.due = self._cells.date(row, "due", project.row, end=True)
        if project.start and project.due and project.due < project.start:
            message = "due before the start: the start is not used"
            self._cells.add("value", message, project.row, "due", f"{project.start} to {project.due}")
            project.start = None

    def _priority(self, project: Project, row: Sequence[Cell]) -> None:
        text = self._table.text(row, "priority")
        if text.casefold() in _PRIORITIES:
            project.priority = _PRIORITIES[text.casefold()]
        elif text:
            message = "a priority whose order is unclear: not used"
            self._cells.add("value", message, project.row, "priority", text[:40])

    def _done(self, project: Project, row: Sequence[Cell]) -> None:
        cell = self._table.cell(row, "done")
        number = read_number(cell)
        if number is not None and 0 <= number.value <= 100:
            project.done = number.value if number.percent or number.value <= 1 else number.value / 100
        elif cell is not None and begins("done", str(cell)):
            project.done = 1.0
        if project.done >= 1.0:
            self._cells.add("work", "finished: left out", project.row, "", project.name)


def _header_units(table: Table, file_map: FileMap, findings: Findings) -> dict[int, float]:
    units: dict[int, float] = {}
    for place in table.columns.get("effort", table.columns.get("effort_low", ())):
        header = table.headers[place] if place < len(table.headers) else ""
        stated = _UNITS[file_map.effort_unit] if file_map.effort_unit else unit_days(header)
        cells = [row[place] for _, row in table.data if place < len(row)]
        numbers = [number for cell in cells if (number := read_number(cell)) is not None]
        if stated is None and numbers and not any(unit_days(number.unit) for number in numbers):
            stated = usual_unit(number.value for number in numbers)
            name = "person-weeks" if stated == 5.0 else "person-days"
            hint = f"write files: {{{table.sheet.file!r}: {{effort_unit: {name}}}}} in the map"
            message = f"efforts without a unit: assumed to be {name}"
            asks = ("effort_unit", table.label)
            findings.add(QUESTION, message, file=table.label, column=header, hint=hint, asks=asks)
        units[place] = stated or 5.0
    return units


def _link(table: Table, rows: list[tuple[Sequence[Cell], Project]], findings: Findings) -> None:
    """Set predecessors, by key or name; cycles are cut at the link that closes them."""
    known: dict[str, Project] = {}
    for _, project in rows:
        for name in (
            project.key.casefold(),
            project.name.casefold(),
            plain(project.name),
            f"row {project.row}",
        ):
            if name:
                known.setdefault(name, project)
    column = table.header("after")
    for row, project in rows:
        for text in table.texts(row, "after"):
            for name in _split(text, known):
                other = known.get(name.casefold()) or known.get(plain(name))
                if other is None:
                    message = "comes after something that is not in the plan: not used"
                elif other is project or other.waits_for(project):
                    message = "its predecessor would create a cycle: not used"
                else:
                    project.after.append(other)
                    continue
                findings.add("work", message, file=table.label, row=project.row, column=column, detail=name)


def _split(text: str, known: dict[str, Project]) -> list[str]:
    if text.casefold() in known or text.casefold() in NOTHING:
        return [text] if text.casefold() in known else []
    for separator in (r"[;\n]", r"[;\n,+&]"):
        parts = [part.strip() for part in re.split(separator, text) if part.strip()]
        if all(part.casefold() in known or plain(part) in known for part in parts):
            break
    return [part for part in parts if part.casefold() not in NOTHING]
