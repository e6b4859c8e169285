"""One organization of six, as each system exports it: the same people, lines and teams come out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import yaml
from sheets import Rows, csv_file, imported, loaded, reports, workbook

from reorg.importing import QUESTION, Mapping, NoPeopleError

LINES = {
    "Ada Park": "",
    "Ben Osei": "Ada Park",
    "Cleo Groß": "Ben Osei",
    "Dan Ito": "Ben Osei",
    "Eva Lindgren": "Ada Park",
    "Finn Okafor": "Eva Lindgren",
}
TITLES = (
    "CEO",
    "Head of Research",
    "Research scientist",
    "Senior engineer",
    "Head of Product",
    "Product designer",
)
HIRED = ("2019-04-01", "2020-09-13", "2021-01-15", "2023-06-30", "2020-02-01", "2024-12-24")
NAMES = tuple(LINES)


@dataclass(frozen=True)
class One:
    """One person as the writers of rows need it."""

    number: int

    @property
    def name(self) -> str:
        return NAMES[self.number]

    @property
    def first(self) -> str:
        return self.name.split()[0]

    @property
    def last(self) -> str:
        return self.name.split()[1]

    @property
    def id(self) -> str:
        return f"{self.number + 1:05d}"

    @property
    def mail(self) -> str:
        return f"{self.first.lower()}@example.org"

    @property
    def title(self) -> str:
        return TITLES[self.number]

    @property
    def department(self) -> str:
        return ("Office", "Research", "Research", "Research", "Product", "Product")[self.number]

    @property
    def hired(self) -> str:
        return HIRED[self.number]

    def day(self, form: str) -> str:
        return date.fromisoformat(self.hired).strftime(form)

    @property
    def boss(self) -> One | None:
        above = LINES[self.name]
        return One(NAMES.index(above)) if above else None


PEOPLE = [One(number) for number in range(6)]


def of(boss: One | None, what: str, none: str = "") -> str:
    return getattr(boss, what) if boss else none


def bamboohr() -> Rows:
    head = [
        "Employee #",
        "First Name",
        "Last Name",
        "Job Title",
        "Department",
        "Division",
        "Location",
        "Reporting to",
        "Hire Date",
        "Employment Status",
        "Pay rate",
        "Pay type",
        "Work Email",
    ]
    return [
        head,
        *(
            [
                p.id,
                p.first,
                p.last,
                p.title,
                p.department,
                "Lab",
                "Paris",
                of(p.boss, "name"),
                p.day("%m/%d/%Y"),
                "Full-Time",
                "120,000.00 USD",
                "Salary",
                p.mail,
            ]
            for p in PEOPLE
        ),
    ]


def bamboohr_fields() -> Rows:
    head = [
        "employeeNumber",
        "firstName",
        "lastName",
        "jobTitle",
        "department",
        "supervisorEId",
        "hireDate",
        "terminationDate",
        "standardHoursPerWeek",
        "payRate",
        "workEmail",
    ]
    return [
        head,
        *(
            [
                p.id,
                p.first,
                p.last,
                p.title,
                p.department,
                of(p.boss, "id"),
                p.hired,
                "0000-00-00",
                "40",
                "120000",
                p.mail,
            ]
            for p in PEOPLE
        ),
    ]


def personio_german() -> Rows:
    head = [
        "Nachname",
        "Vorname",
        "Position",
        "Abteilung",
        "Beschäftigungsart",
        "Einstellungsdatum",
        "Vertragsende",
        "Kostenstelle",
        "Wochenstunden",
        "Gehalt",
        "Währung",
        "Vorgesetzter",
        "E-Mail",
    ]
    return [
        head,
        *(
            [
                p.last,
                p.first,
                p.title,
                p.department,
                "Intern",
                p.day("%d.%m.%Y"),
                "",
                "4711",
                "40,00",
                "120.000,00",
                "EUR",
                f"{of(p.boss, 'last')}, {of(p.boss, 'first')}" if p.boss else "",
                p.mail,
            ]
            for p in PEOPLE
        ),
    ]


def personio_english() -> Rows:
    head = [
        "Last name",
        "First name",
        "Position",
        "Department",
        "Employment type",
        "Hire date",
        "Contract end date",
        "Cost center",
        "Weekly hours",
        "Salary",
        "Currency",
        "Supervisor",
    ]
    return [
        head,
        *(
            [
                p.last,
                p.first,
                p.title,
                p.department,
                "Internal employee",
                p.hired,
                "",
                "1",
                "40",
                "120000",
                "EUR",
                of(p.boss, "name"),
            ]
            for p in PEOPLE
        ),
    ]


def rippling() -> Rows:
    head = [
        "Legal first name",
        "Legal last name",
        "Work email",
        "Title",
        "Manager - Work email",
        "Employment status",
        "Start date",
        "Department",
    ]
    return [
        head,
        *(
            [p.first, p.last, p.mail, p.title, of(p.boss, "mail"), "Active", p.day("%b %d, %Y"), p.department]
            for p in PEOPLE
        ),
    ]


def workday() -> Rows:
    head = [
        "Employee_ID",
        "Full_Name",
        "Start_Date",
        "Termination_Date",
        "Manager_ID",
        "Manager_Name",
        "Team_ID",
        "Team_Name",
        "Location",
        "Email",
        "Employee_Type",
        "Business_Title",
    ]
    return [
        ["Headcount report"],
        ["Run on 2026-12-01"],
        [],
        head,
        *(
            [
                p.id,
                p.name,
                p.hired,
                "",
                of(p.boss, "id"),
                of(p.boss, "name"),
                f"SUP-{p.department}",
                p.department,
                "Oslo",
                p.mail,
                "Regular",
                p.title,
            ]
            for p in PEOPLE
        ),
    ]


def successfactors() -> Rows:
    head = [
        "STATUS",
        "USERID",
        "USERNAME",
        "FIRSTNAME",
        "LASTNAME",
        "EMAIL",
        "MANAGER",
        "HR",
        "DEPARTMENT",
        "TITLE",
        "HIREDATE",
    ]
    labels = [
        "Status",
        "User ID",
        "Username",
        "First Name",
        "Last Name",
        "Email",
        "Manager",
        "HR Representative",
        "Department",
        "Title",
        "Hire Date",
    ]
    return [
        head,
        labels,
        *(
            [
                "active",
                p.id,
                p.first.lower(),
                p.first,
                p.last,
                p.mail,
                of(p.boss, "id", "NO_MANAGER"),
                "NO_HR",
                p.department,
                p.title,
                p.day("%m/%d/%Y"),
            ]
            for p in PEOPLE
        ),
    ]


def oracle() -> Rows:
    head = [
        "Person Number",
        "Display Name",
        "Work E-Mail",
        "Job",
        "Grade",
        "Department",
        "Location",
        "Manager Person Number",
        "Manager Name",
        "Hire Date",
        "Assignment Status",
        "FTE",
    ]
    return [
        head,
        *(
            [
                p.id,
                p.name,
                p.mail,
                p.title,
                "M1",
                p.department,
                "Rome",
                of(p.boss, "id"),
                of(p.boss, "name"),
                p.day("%d-%b-%Y"),
                "Active - Payroll Eligible",
                "1",
            ]
            for p in PEOPLE
        ),
    ]


def adp() -> Rows:
    head = [
        "Associate ID",
        "Payroll Name",
        "Job Title Description",
        "Home Department Description",
        "Reports To Associate ID",
        "Reports To Name",
        "Hire Date",
        "Position Status",
        "Annual Salary",
        "Standard Hours",
    ]
    return [
        head,
        *(
            [
                p.id,
                f"{p.last}, {p.first}",
                p.title,
                p.department,
                of(p.boss, "id"),
                f"{of(p.boss, 'last')}, {of(p.boss, 'first')}" if p.boss else "",
                p.day("%m/%d/%Y"),
                "Active",
                "$120,000.00",
                "40",
            ]
            for p in PEOPLE
        ),
        ["Total Employees: 6"],
    ]


def ukg() -> Rows:
    head = [
        "Employee Number",
        "Employee Name (Last Suffix, First MI)",
        "Job",
        "Supervisor Name (Last Suffix, First MI)",
        "Org Level 1",
        "Last Hire",
        "Employment Status",
        "Scheduled Work Hours",
    ]
    return [
        head,
        *(
            [
                p.id,
                f"{p.last}, {p.first}",
                p.title,
                f"{of(p.boss, 'last')}, {of(p.boss, 'first')}" if p.boss else "",
                p.department,
                p.day("%m/%d/%Y"),
                "Active",
                "80.00",
            ]
            for p in PEOPLE
        ),
    ]


def charthop() -> Rows:
    head = ["name", "title", "start date", "manager", "department", "contact workEmail"]
    return [head, *([p.name, p.title, p.hired, of(p.boss, "name"), p.department, p.mail] for p in PEOPLE)]


def agentnoon() -> Rows:
    head = ["Position ID", "Manager's Position ID", "Job Title", "Employee Name", "Department"]
    return [
        head,
        *([f"P{p.id}", f"P{p.boss.id}" if p.boss else "", p.title, p.name, p.department] for p in PEOPLE),
    ]


def french() -> Rows:
    head = [
        "Matricule",
        "Nom",
        "Prénom",
        "Intitulé du poste",
        "Service",
        "Responsable hiérarchique",
        "Date d'embauche",
        "Temps de travail",
        "Salaire annuel brut (€)",
    ]
    return [
        head,
        *(
            [
                p.id,
                p.last.upper(),
                p.first,
                p.title,
                p.department,
                of(p.boss, "name").upper(),
                p.day("%d/%m/%Y"),
                "100 %",
                "120 000",
            ]
            for p in PEOPLE
        ),
        ["", "", "", "", "", "", "", "Total", "720 000"],
    ]


def spanish() -> Rows:
    head = [
        "Número de empleado",
        "Nombre",
        "Apellidos",
        "Puesto",
        "Departamento",
        "Jefe directo",
        "Fecha de ingreso",
        "Jornada",
        "Salario anual",
    ]
    return [
        head,
        *(
            [
                p.id,
                p.first,
                p.last,
                p.title,
                p.department,
                of(p.boss, "name"),
                p.day("%d/%m/%Y"),
                "100%",
                "120.000,00",
            ]
            for p in PEOPLE
        ),
    ]


def chain_of_managers() -> Rows:
    def line(p: One | None) -> list[str]:
        return [*line(p.boss), p.name] if p else []

    head = ["Employee", "Job title", "Manager Level 1", "Manager Level 2", "Manager Level 3"]
    return [head, *([p.name, p.title, *[*line(p.boss), "", "", ""][:3]] for p in PEOPLE)]


DIALECTS = {
    "bamboohr": (bamboohr, ",", "utf-8"),
    "bamboohr-fields": (bamboohr_fields, ",", "utf-8"),
    "personio-de": (personio_german, ";", "cp1252"),
    "personio-en": (personio_english, ",", "utf-8-sig"),
    "rippling": (rippling, ",", "utf-8"),
    "workday": (workday, ",", "utf-16"),
    "successfactors": (successfactors, ",", "utf-8-sig"),
    "oracle": (oracle, "|", "utf-8"),
    "adp": (adp, ",", "cp1252"),
    "ukg": (ukg, "\t", "utf-16"),
    "charthop": (charthop, ",", "utf-8"),
    "agentnoon": (agentnoon, ",", "utf-8"),
    "french": (french, ";", "cp1252"),
    "spanish": (spanish, ";", "utf-8"),
    "chain": (chain_of_managers, ",", "utf-8"),
}


def same_person(name: str) -> str:
    return name.casefold().replace("ß", "ss")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_tells_the_same_organization(dialect: str, tmp_path: Path) -> None:
    rows, separator, encoding = DIALECTS[dialect]
    found = imported(csv_file(tmp_path, rows(), f"{dialect}.csv", separator, encoding))
    lines = {same_person(name): same_person(boss) for name, boss in reports(found).items()}
    assert lines == {same_person(name): same_person(boss) for name, boss in LINES.items()}
    assert [person.title for person in found.people] == list(TITLES)
    if dialect not in {"agentnoon", "chain"}:
        assert [str(person.hire_date) for person in found.people] == list(HIRED)
    assert not [finding for finding in found.findings if finding.kind == QUESTION]
    assert {len(team.people) for team in found.teams} == {1, 2, 3}
    model = loaded(found, tmp_path)
    assert len(model.people) == 6


@pytest.mark.parametrize("dialect", ["bamboohr", "personio-de", "adp", "french", "spanish"])
def test_pay_is_a_years_amount_in_every_way_of_writing(dialect: str, tmp_path: Path) -> None:
    rows, separator, encoding = DIALECTS[dialect]
    found = imported(csv_file(tmp_path, rows(), "people.csv", separator, encoding))
    assert {person.pay for person in found.people} == {120_000}


def test_leading_zeros_of_numbers_stay(tmp_path: Path) -> None:
    found = imported(csv_file(tmp_path, workday(), "workday.csv"))
    assert [person.number for person in found.people][:2] == ["00001", "00002"]


def test_titles_and_second_headers_and_totals_are_reported(tmp_path: Path) -> None:
    found = imported(csv_file(tmp_path, workday(), "w.csv"))
    assert [finding.row for finding in found.findings if "title above" in finding.message] == [1, 2]
    (tmp_path / "second").mkdir()
    found = imported(csv_file(tmp_path / "second", successfactors(), "s.csv"))
    assert [finding.row for finding in found.findings if "second header" in finding.message] == [2]
    found = imported(csv_file(tmp_path / "second", french(), "f.csv", ";"))
    assert [finding.row for finding in found.findings if "total" in finding.message] == [8]


def test_headers_in_an_unknown_language_are_listed_with_the_lines_to_write(tmp_path: Path) -> None:
    rows = [
        ["Aurora"],
        ["姓名", "汇报给", "职位", "入职日期"],
        ["Ada Park", "", "CEO", "2019-01-01"],
        ["Ben Osei", "Ada Park", "Engineer", "2020-01-01"],
    ]
    path = workbook(tmp_path, {"Headcount": rows})
    with pytest.raises(NoPeopleError) as error:
        imported(path)
    (problem,) = error.value.problems
    assert "headers seen in row 2: 姓名, 汇报给, 职位, 入职日期" in problem.message
    lines = problem.hint.partition("in the map: ")[2].partition(", where MEANING is")[0]
    for meaning in ("name", "manager", "title", "hire_date"):
        lines = lines.replace("MEANING", meaning, 1)
    answers = Mapping.model_validate(yaml.safe_load(lines))
    assert reports(imported(path, answers=answers)) == {"Ada Park": "", "Ben Osei": "Ada Park"}
