"""The rows of the tables: people, teams, work, guesses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reorg.importing.assembly import Imported
from reorg.importing.findings import QUESTION
from reorg.importing.people.person import Person
from reorg.importing.people.teams import Team
from reorg.importing.proposing import people as proposed
from reorg.importing.seconds import Second

Row = dict[str, Any]

TODAY = "today"
"""The id of the structure and the scenario that are imported."""

PEOPLE = (
    "id",
    "name",
    "title",
    "team",
    "team:after",
    "lead:after",
    "week:after",
    "seniority",
    "share",
    "annual_cost_usd",
    "tenure_years",
    "count",
    "ai_agents",
    "employee_number",
    "email",
    "manager",
    "second_manager",
    "second_team",
    "second_share",
    "status",
    "hire_date",
    "end_date",
    "leave_from",
    "leave_to",
    "employment_type",
    "weekly_hours",
    "location",
    "department",
    "pay",
    "currency",
    "notes",
    "source",
)
"""The columns of ``people.csv``, without those of further alternatives and of skills."""

_MAY_BE_EMPTY = frozenset(
    ["count", "ai_agents", "hire_date", "end_date", "leave_from", "leave_to", "weekly_hours", "pay"]
)
"""Columns in which an empty cell means 0 or unknown."""

TEAMS = ("structure", "id", "name", "parent", "lead")
WORK = (
    "id",
    "release",
    "name",
    "team",
    "team:after",
    "area",
    "effort_days",
    "after",
    "priority",
    "done",
    "per_week",
    "due_days",
    "due",
    "source",
)
GUESSES = ("table", "row", "field", "value", "low", "high", "why")


def people_columns(imported: Imported, rows: Sequence[Row]) -> list[str]:
    """Return the columns of ``people.csv``: those of alternatives after ``week:after``, skills last."""
    stated = {name for person in imported.people for name in person.after if name not in PEOPLE}
    settled = {name.partition(":")[2] for name in stated}
    of_sheets = (name.partition(":")[2] for table in imported.tables for name in table.columns)
    names = dict.fromkeys(name for name in of_sheets if name in settled)
    others = [f"{what}:{name}" for name in names for what in ("team", "lead", "week")]
    at = PEOPLE.index("week:after") + 1
    skills = sorted({name for row in rows for name in row if name.startswith("skills.")})
    return [*PEOPLE[:at], *others, *PEOPLE[at:], *skills]


def work_columns(rows: Sequence[Row]) -> list[str]:
    """Return the columns of ``work.csv``: those of alternatives after ``team:after``."""
    others = dict.fromkeys(name for row in rows for name in row if name.startswith("team:"))
    at = WORK.index("team:after")
    return [*WORK[:at], *dict.fromkeys(("team:after", *others)), *WORK[at + 1 :]]


def people_rows(imported: Imported) -> list[Row]:
    """Return a row for each person and position; missing values are proposed along the way."""
    rates = proposed.Rates(imported.currency, imported.mapping.rates)
    _ask_for_rates(imported, rates)
    team_of = {person: team for team in imported.teams for person in team.people}
    return [_person(imported, person, team_of[person], rates) for person in imported.people]


def _ask_for_rates(imported: Imported, rates: proposed.Rates) -> None:
    """Ask for each missing rate once: of pay, and of typical costs if there is no pay."""
    unknown = [one for one in imported.people if one.pay is not None and not rates.converts_pay_of(one)]
    of_currency: dict[str, list[Person]] = {}
    for person in unknown:
        of_currency.setdefault(person.currency, []).append(person)
    for currency, those in of_currency.items():
        message = f"pay of {_people(those)} in {currency} is not converted to {rates.currency}"
        _ask_for_rate(imported, currency, f"{message}: a typical cost is used instead", those)
    typical = [one for one in imported.people if one.pay is None]
    if typical and rates.of("USD") is None and "USD" not in of_currency:
        message = (
            f"no pay of {_people(typical)} is known: typical costs in USD, not converted to {rates.currency}"
        )
        _ask_for_rate(imported, "USD", message, typical)


def _ask_for_rate(imported: Imported, currency: str, message: str, those: list[Person]) -> None:
    base = imported.currency
    hint = (
        f"add --rate {currency}=<{base} for 1 {currency}>, or write rates: {{{currency}: ...}} in the map, "
        f"or give their pay in {base}"
    )
    first = those[0]
    asks = ("rates", currency)
    imported.findings.add(QUESTION, message, file=first.file, row=first.row, hint=hint, asks=asks)


def _people(those: list[Person]) -> str:
    return "1 person" if len(those) == 1 else f"{len(those):,} people"


def _person(imported: Imported, person: Person, team: Team, rates: proposed.Rates) -> Row:
    proposals = imported.proposals
    level = proposed.seniority(proposals, person, imported.levels[person])
    area = imported.areas[person]
    vacant = person.status == "vacant"
    second = imported.seconds.get(person, Second())
    starts = proposed.expected_start(proposals, person, imported.start) if vacant else person.hire_date
    alone = person.count <= 1
    # Several identical people are a group, and a group has a title but no name.
    name, title = (person.name, person.title) if alone else ("", person.title or person.name)
    row: Row = {
        "id": person.id,
        "name": name,
        "title": title,
        "team": "" if person.planned else team.id,
        "seniority": level,
        "share": person.share or 1.0,
        "annual_cost_usd": proposed.cost(proposals, person, level, rates),
        "tenure_years": proposed.tenure(proposals, person) if person.works(imported.start) else 0,
        "count": 0 if alone else person.count,
        "ai_agents": person.ai_agents,
        "employee_number": person.number or person.position,
        "email": person.email,
        "manager": _id(person.manager) or person.outside,
        "second_manager": _id(second.lead),
        "second_team": _id(second.team),
        "second_share": second.share or "",
        "status": person.status,
        "hire_date": starts,
        "end_date": person.end_date,
        "leave_from": person.leave_from,
        "leave_to": person.leave_to,
        "employment_type": person.employment_type,
        "weekly_hours": person.weekly_hours,
        "location": person.location,
        "department": person.department,
        "pay": round(person.pay or 0),
        "currency": person.currency,
        "notes": "; ".join(person.notes),
        "source": f"{person.file} row {person.row}" if person.row else "",
        f"skills.{area.value}": proposed.skill(proposals, person, level, area),
    }
    empty = {name: "" for name in _MAY_BE_EMPTY if not row[name]}
    return row | empty | person.after


def _id(named: Person | Team | None) -> str:
    return "" if named is None else named.id


def team_rows(imported: Imported) -> list[Row]:
    """Return a row for each team; findings report leads who are not present yet."""
    rows = []
    for team in imported.teams:
        lead = team.lead
        if lead is not None and not lead.works(imported.start):
            message = (
                f"{team.name} is led by somebody who starts later: the most senior member acts until then"
            )
            imported.findings.add("person", message, file=lead.file, row=lead.row)
        rows.append(
            {
                "structure": TODAY,
                "id": team.id,
                "name": team.name,
                "parent": team.parent.id if team.parent is not None else "",
                "lead": lead.id if lead is not None else "",
            }
        )
    return rows


def work_rows(imported: Imported) -> list[Row]:
    """Return a row for each package and stream."""
    rows: list[Row] = []
    for package in imported.work.packages:
        rows.append(
            {
                "id": package.id,
                "release": package.release,
                "name": package.name,
                "team": package.owner.id,
                "area": package.area,
                "effort_days": _efforts(package.effort),
                "after": "; ".join(package.after),
                "priority": "" if package.priority == 1.0 else package.priority,
                "done": package.done or "",
                "due": package.due or "",
                "source": f"{package.file} row {package.row}" if package.row else "proposed",
            }
            | {name: imported.owners.cell(owner, name) for name, owner in package.others.items()}
        )
    for stream in imported.work.streams:
        rows.append(
            {
                "id": stream.id,
                "name": stream.name,
                "team": stream.owner.id,
                "area": stream.area,
                "effort_days": _efforts(stream.effort),
                "per_week": stream.per_week,
                "due_days": stream.due_days,
                "source": "proposed",
            }
        )
    return rows


def _efforts(effort: tuple[float, float, float]) -> str:
    return "; ".join(f"{days:g}" for days in effort)


def guess_rows(imported: Imported) -> list[Row]:
    """Return a row for each proposal."""
    return [{name: getattr(proposal, name) for name in GUESSES} for proposal in imported.proposals]
