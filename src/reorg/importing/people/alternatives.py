"""Columns of alternatives become cells of ``people.csv``: which people change, and how.

A sheet may state an alternative for everybody ("Manager (option A)") or only for those who change. An empty
cell, or today's value, is no change. A manager is found in the same way as today's managers. If a team and a
manager are stated, the manager leads that team, unless the team then has several managers or the manager
several teams: reporting lines take precedence over names of teams. Columns as in ``people.csv`` itself
(``team:split``, ``lead:split``) are already in the final form, and are taken as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from reorg.importing.findings import QUESTION, Findings
from reorg.importing.people.managers import Directory, who_hint
from reorg.importing.people.person import Person
from reorg.importing.people.planned import is_leaving, mark_planned, names_place
from reorg.importing.people.rows import NO_MANAGER
from reorg.importing.people.teams import Team
from reorg.importing.recognizing.alternatives import AFTER, FIELD
from reorg.importing.recognizing.table import Table
from reorg.importing.values.dates import read_date

_YES = frozenset({"yes", "x", "true"})
_LOOP_SHOWN, _ROWS_SHOWN, WEEKS_MAX = 8, 12, 2000
_NO_TEAM = Team("")

Cells = dict[Person, dict[str, str]]


@dataclass(frozen=True)
class Today:
    """People and teams of the start date, with which alternatives are compared."""

    people: list[Person]
    teams: list[Team]
    start: date
    answers: Mapping[str, str]
    """Managers as written, and the person meant by each."""


def settle_alternatives(today: Today, tables: Iterable[Table], findings: Findings) -> None:
    """Replace the sheets' alternatives in everybody's ``after`` by cells of ``people.csv``.

    Findings name the alternatives left out, and the cells of the others that cannot be used.
    """
    columns = _columns(tables)
    mark_planned(today.people, today.start, findings)
    directory = Directory(today.people)
    settled: dict[str, Cells] = {}
    for name, named in columns.items():
        cells = _Alternative(name, named, today, directory, findings).cells()
        if not cells:
            continue
        twin = next((other for other, those in settled.items() if those == cells), None)
        if twin is not None:
            message = f"{_called(name)} says the same of everybody as {_called(twin)}"
            _say(findings, named, message, "both become scenarios; remove the columns of one of them")
        settled[name] = cells
    for person in today.people:
        person.after = {
            f"{what}:{name}": cell
            for name, cells in settled.items()
            for what, cell in cells.get(person, {}).items()
        }
        person.planned = person.planned and names_place(person)


Column = tuple[str, str, str]
"""The meaning of a column (``team``, ``lead`` or ``week``), its file and its header."""


def _columns(tables: Iterable[Table]) -> dict[str, list[Column]]:
    """Return the columns of each alternative, by its name."""
    columns: dict[str, list[Column]] = {}
    for table in tables:
        for one in table.columns:
            found = FIELD.match(one) if table.kind == "people" else None
            if found:
                columns.setdefault(found[2], []).append((found[1], table.label, table.header(one)))
    return columns


def _called(name: str) -> str:
    return "the planned change" if name == AFTER else f"the alternative {name!r}"


def _say(findings: Findings, columns: list[Column], message: str, hint: str, kind: str = "column") -> None:
    _, file, header = columns[0]
    findings.add(kind, message, file=file, column=header, hint=hint)


@dataclass
class _Plan:
    """An alternative's statements about people, resolved; people in neither mapping stay as today."""

    teams: dict[Person, str] = field(default_factory=dict)
    leads: dict[Person, Person | None] = field(default_factory=dict)
    """Managers; None for a person who no longer has one."""
    leading: set[Person] = field(default_factory=set)
    """Those marked as leading the team they are in."""
    leaving: set[Person] = field(default_factory=set)
    weeks: dict[Person, str] = field(default_factory=dict)
    same: set[Person] = field(default_factory=set)
    """People whose stated team is the same as today."""
    elsewhere: set[Person] = field(default_factory=set)
    """Managers who lead another team than today, and those who led it before."""

    def manager(self, person: Person) -> Person | None:
        """Return a person's manager under the alternative."""
        return self.leads.get(person, person.manager)


class _Alternative:
    """One alternative: from cells as written to cells of ``people.csv``."""

    def __init__(
        self, name: str, columns: list[Column], today: Today, directory: Directory, findings: Findings
    ) -> None:
        self._name, self._columns, self._today = name, columns, today
        self._directory, self._findings = directory, findings
        self._team_of = {person: team for team in today.teams for person in team.people}
        self._leads = {team.lead: team for team in today.teams if team.lead is not None}
        self._lead_of = {team.name: team.lead for team in today.teams if team.lead is not None}
        self._plan = _Plan()
        self._is_written = all(FIELD.match(header) for _, _, header in columns)
        """Whether the columns are those of ``people.csv``, as ``reorg import`` writes it."""

    def cells(self) -> Cells:
        """Return team, lead and week of people who change; empty if the alternative is left out."""
        for person in self._today.people:
            self._read(person)
        if self._is_circular():
            return {}
        if not self._is_written:
            self._match_teams()
        cells = {person: cells for person in self._today.people if (cells := self._of(person))}
        if cells and self._is_written:
            # A lead stated again, the same as today's, may be intended: the team is another one.
            again = {one: self._of(one, is_verbatim=True) for one in self._today.people}
            cells = {person: cells for person, cells in again.items() if cells}
        self._remark(cells)
        for person, week in self._plan.weeks.items():
            if person in cells:
                cells[person]["week"] = week
        return cells

    def _remark(self, cells: Cells) -> None:
        columns = (f"team:{self._name}", f"lead:{self._name}")
        if not cells and any(column in one.after for one in self._today.people for column in columns):
            message = f"nobody differs from today under {_called(self._name)}: no scenario is made of it"
            _say(self._findings, self._columns, message, "say in its columns who changes, or remove them")
        if cells and not self._is_written and all(what != "lead" for what, _, _ in self._columns):
            message = f"{_called(self._name)} has a column for the team, but none for the manager"
            hint = f"teams keep their leads, and new teams have none; add a column Manager ({self._name})"
            _say(self._findings, self._columns, message, hint)

    def _read(self, person: Person) -> None:
        """Read the cells of a row."""
        team, lead, week = (person.after.get(f"{what}:{self._name}", "") for what in ("team", "lead", "week"))
        if is_leaving(team) or (is_leaving(lead) and not self._directory.named(lead)):
            self._plan.leaving.add(person)
        elif team and (person.planned or not self._is_team_of(person, team)):
            self._plan.teams[person] = self._team_called(team)
        elif team and lead:
            self._plan.teams[person] = self._team_of[person].name
            self._plan.same.add(person)
        if lead and person not in self._plan.leaving:
            self._read_lead(person, lead)
        if week and (read := self._week(person, week)):
            self._plan.weeks[person] = read

    def _read_lead(self, person: Person, lead: str) -> None:
        named = self._directory.named(self._today.answers.get(lead, lead))
        found = [other for other in named if other.present and other is not person]
        if found and lead in person.managers and person.manager is not None:
            # The same text as in today's cell means the same person.
            self._plan.leads[person] = person.manager
        elif found:
            self._plan.leads[person] = self._one(person, lead, found)
        elif lead.casefold() in NO_MANAGER or (named and person.manager is None):
            self._plan.leads[person] = None
        elif not named and lead.casefold() in _YES:
            self._plan.leading.add(person)
        else:
            why = "has left" if named and named[0] is not person else "is nobody else in the sheets"
            message = f"the manager {lead!r} under {_called(self._name)} {why}: {self._rows(lead)} as today"
            hint = f"correct the cells, or write managers: {{{lead!r}: <number, e-mail or name>}} in the map"
            self._ask(person, message, hint, lead)

    def _rows(self, lead: str) -> str:
        """Return which rows state a manager, and that they stay: "row 3 stays"."""
        column = f"lead:{self._name}"
        rows = [str(one.row) for one in self._today.people if one.after.get(column) == lead]
        more = f" and {len(rows) - _ROWS_SHOWN} more" if len(rows) > _ROWS_SHOWN else ""
        listed = ", ".join(rows[:_ROWS_SHOWN]) + more
        return f"row {listed} stays" if len(rows) == 1 else f"rows {listed} stay"

    def _one(self, person: Person, lead: str, found: list[Person]) -> Person:
        if len(found) > 1 and person.manager in found:
            return person.manager
        if len(found) > 1:
            rows = ", ".join(str(other.row) for other in found)
            message = (
                f"{len(found)} people could be the manager {lead!r} (rows {rows}): row {found[0].row} is used"
            )
            self._ask(person, message, who_hint(lead, found), lead)
        return found[0]

    def _ask(self, person: Person, message: str, hint: str, lead: str) -> None:
        column, asks = self._header("lead"), ("managers", lead)
        if any(finding.asks == asks and finding.file == person.file for finding in self._findings):
            return
        self._findings.add(QUESTION, message, file=person.file, column=column, hint=hint, asks=asks)

    def _header(self, what: str) -> str:
        return next((header for stated, _, header in self._columns if stated == what), self._columns[0][2])

    def _week(self, person: Person, text: str) -> str:
        """Return weeks from the start date, from a number or a date."""
        day = read_date(text).day
        try:
            weeks = (day - self._today.start).days / 7 if day else float(text.replace(",", "."))
        except ValueError:
            weeks = -1.0
        if 0 <= weeks <= WEEKS_MAX:
            return f"{weeks:.1f}".removesuffix(".0")
        message, column = "not a week after the start date: not used", self._header("week")
        self._findings.add(
            "value", message, file=person.file, row=person.row, column=column, detail=text[:40]
        )
        return ""

    def _is_team_of(self, person: Person, text: str) -> bool:
        team = self._team_of[person]
        own = (team.id, team.name, person.team or person.department or person.division)
        return text.casefold() in {one.casefold() for one in own}

    def _is_other(self, person: Person, team: str) -> bool:
        """Return whether a team is another one than today's; any is for a position that has none today."""
        return person.planned or team != self._team_of[person].name

    def _team_called(self, text: str) -> str:
        """Return the name of the team that a text means: one of today, otherwise the text as a new team."""
        folded = text.casefold()
        for team in self._today.teams:
            if folded in {team.id.casefold(), team.name.casefold()}:
                return team.name
        of_text = (one for one in self._today.people if folded == (one.team or one.department).casefold())
        seats = Counter(self._team_of[one].name for one in of_text if one not in self._leads)
        return seats.most_common(1)[0][0] if seats else text

    def _is_circular(self) -> bool:
        """Report a cycle of reporting lines, if there is one."""
        done: set[Person] = set()
        for person in self._today.people:
            way: dict[Person, None] = {}
            at: Person | None = person
            while at is not None and at not in done and at not in way:
                way[at] = None
                at = self._plan.manager(at)
            if at is not None and at in way:
                self._say_loop(list(way)[list(way).index(at) :])
                return True
            done.update(way)
        return False

    def _say_loop(self, loop: list[Person]) -> None:
        names = " reports to ".join(one.shown for one in [*loop, loop[0]][:_LOOP_SHOWN])
        file = self._columns[0][1]
        rows = ", ".join(str(one.row) for one in loop[:_LOOP_SHOWN])
        where = f"rows {rows}" if loop[0].file == file else f"these people in {file}"
        message = f"reporting lines form a cycle under {_called(self._name)}, which is left out: {names}"
        hint = f'correct {where}, and import again; empty means as today, "none" that nobody is above'
        first, column = loop[0], self._header("lead")
        self._findings.add(QUESTION, message, file=first.file, row=first.row, column=column, hint=hint)

    def _match_teams(self) -> None:
        """Keep names of teams that match one manager each; other managers get teams of their own."""
        plan = self._plan
        managing = {lead for lead in plan.leads.values() if lead is not None}
        both = {one: lead for one in plan.teams if (lead := plan.leads.get(one)) and one not in managing}
        unclear = self._unclear(both, managing)
        changed = dict.fromkeys(plan.teams[one] for one in both if one not in plan.same)
        lost = [name for name in changed if name in unclear]
        for person, lead in both.items():
            name = plan.teams[person]
            if name in unclear:
                del plan.teams[person]
            elif self._leads.get(lead, _NO_TEAM).name != name:
                plan.elsewhere.update({lead, self._lead_of.get(name, lead)})
        for person in managing.intersection(plan.teams, plan.leads):
            del plan.teams[person]
        if lost:
            message = f"teams of {_called(self._name)} do not match its managers one to one: managers count"
            _, file, column = self._columns[0]
            self._findings.add("column", message, file=file, column=column, detail=", ".join(lost[:3]))

    def _unclear(self, both: Mapping[Person, Person], managing: set[Person]) -> set[str]:
        """Return the names of teams that have several managers, or a manager who stays with another team."""
        managers: dict[str, set[Person | None]] = {}
        names: dict[Person, Counter[str]] = {}
        for person, lead in both.items():
            managers.setdefault(self._plan.teams[person], set()).add(lead)
            names.setdefault(lead, Counter())[self._plan.teams[person]] += 1
        kept = set()
        for person in self._today.people:
            if self._stays(person):
                kept.add(person.manager)
                if person not in managing:
                    managers.setdefault(self._team_of[person].name, set()).add(person.manager)
        unclear = {name for name, leads in managers.items() if len(leads) > 1}
        for lead, counted in names.items():
            most = counted.most_common(1)[0][0]
            unclear.update(name for name in counted if name != most)
            is_other = self._leads.get(lead, _NO_TEAM).name != most
            concerned = {lead, self._lead_of.get(most, lead)}
            # The person at the top leads the team at the top.
            if is_other and (concerned & kept or any(self._plan.manager(one) is None for one in concerned)):
                unclear.add(most)
        return unclear

    def _stays(self, person: Person) -> bool:
        """Return whether a person stays a member of today's team."""
        plan = self._plan
        is_moved = person in plan.teams or plan.leads.get(person, person.manager) is not person.manager
        return not is_moved and person not in plan.leaving and person not in self._leads

    def _of(self, person: Person, *, is_verbatim: bool = False) -> dict[str, str]:
        """Return the changes for a person; ``is_verbatim`` keeps a manager who is the same as today."""
        plan = self._plan
        if person in plan.leaving:
            return {"team": "leaves"}
        if person in plan.leads and plan.leads[person] is None:
            # A person with nobody above leads the team at the top.
            return {} if person.manager is None else {"team": self._today.teams[0].name, "lead": "yes"}
        team, lead = plan.teams.get(person, ""), plan.leads.get(person)
        moves = bool(team) and self._is_other(person, team)
        # A lead whose own or whose manager's team is another one is stated again.
        again = person in plan.elsewhere or (person.manager in plan.elsewhere and person in self._leads)
        if again and person not in plan.leading:
            lead = lead or person.manager
        elif lead is person.manager and not moves and not is_verbatim:
            lead = None
        leading = "yes" if person in plan.leading else lead.id if lead is not None else ""
        cells = {"team": team if moves or leading else "", "lead": leading}
        return {what: cell for what, cell in cells.items() if cell}
