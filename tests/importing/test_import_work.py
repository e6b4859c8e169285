from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from sheets import START, csv_file, findings_with, imported, loaded

from reorg.importing import Imported, Mapping, horizon_weeks
from reorg.model.analysis.findings import find_remarkable
from reorg.study.compare import run
from reorg.study.results.dates import calendar_date

PEOPLE = [
    ["Name", "Email", "Manager", "Team", "Title"],
    ["Ada Park", "ada@x.org", "", "Lab", "CEO"],
    ["Ben Osei", "ben@x.org", "Ada Park", "Models", "Research lead"],
    *([f"Res {n}", f"res{n}@x.org", "Ben Osei", "Models", "Researcher"] for n in range(4)),
    ["Gia Rossi", "gia@x.org", "Ada Park", "Product", "Engineering lead"],
    *([f"Back {n}", f"back{n}@x.org", "Gia Rossi", "Product", "Backend engineer"] for n in range(3)),
    *([f"Front {n}", f"front{n}@x.org", "Gia Rossi", "Product", "Frontend engineer"] for n in range(2)),
]


def with_plan(folder: Path, *rows: list[str], answers: Mapping | None = None, head: str = "") -> Imported:
    header = head.split("|") if head else ["Project", "Owner", "Person-weeks", "Due", "After"]
    people = csv_file(folder, PEOPLE)
    plan = csv_file(folder, [header, *rows], "plan.csv")
    return imported(people, plan, **({"answers": answers} if answers else {}))


def days(found: Imported, project: str) -> float:
    return sum(one.effort[1] for one in found.work.packages if one.name.split(":")[0] == project)


def test_a_plan_becomes_packages_of_the_owners_team(tmp_path: Path) -> None:
    found = with_plan(
        tmp_path,
        ["New model", "Ben Osei", "20", "2027-05-28", ""],
        ["Shop", "Product", "10", "", "New model"],
    )
    owners = {one.name.split(":")[0]: one.owner.name for one in found.work.packages}
    assert owners == {"New model": "Models", "Shop": "Product"}
    assert days(found, "New model") == pytest.approx(100)
    assert days(found, "Shop") == pytest.approx(50)
    shop = [one for one in found.work.packages if one.name.startswith("Shop")]
    assert {one.area for one in shop} == {"backend", "frontend"}
    assert {name for one in shop for name in one.after} == {"new-model"}
    model = loaded(found, tmp_path)
    assert model.releases[0].due_week == pytest.approx(25, abs=0.5)


def test_the_parts_of_a_project_are_coupled_and_marked_as_guesses(tmp_path: Path) -> None:
    found = with_plan(tmp_path, ["Shop", "Product", "10", "", ""])
    ((one, other, strength),) = found.work.releases[0].couplings
    assert {one, other} == {"shop-backend", "shop-frontend"}
    assert strength == 0.5
    guesses = {(guess.row, guess.field): guess for guess in found.proposals}
    assert guesses["plan/shop-backend and shop-frontend", "strength"].low == 0.2
    effort = guesses["plan/shop-backend", "effort_days"]
    assert effort.low < effort.value < effort.high  # type: ignore[operator]
    assert "of Shop" in effort.why


@pytest.mark.parametrize(
    ("header", "cell", "expected"),
    [
        ("Person-weeks", "4", 20),
        ("Effort (PT)", "20", 20),
        ("Aufwand", "4 PW", 20),
        ("Aufwand in Personentagen", "20", 20),
        ("Charge (jours-homme)", "20", 20),
        ("Estimate", "3 person-months", 65),
        ("Effort", "160 h", 20),
        ("Weeks", "2-6", 20),
        ("Effort (person-days)", "1.200", 1200),
    ],
)
def test_efforts_are_read_in_any_unit(header: str, cell: str, expected: float, tmp_path: Path) -> None:
    found = with_plan(tmp_path, ["Shop", "Product", cell], head=f"Project|Team|{header}")
    assert days(found, "Shop") == pytest.approx(expected, rel=0.01)


@pytest.mark.parametrize(
    ("header", "cell", "told"),
    [
        ("Estimate", "9 months", True),
        ("Dauer", "6 Wochen", True),
        ("Estimate", "9 person-months", False),
        ("Effort", "9 months", False),
        ("Estimate", "90 days", False),
    ],
)
def test_weeks_and_months_that_may_be_a_duration_are_reported(
    header: str, cell: str, told: bool, tmp_path: Path
) -> None:
    """Nine months of a team of twenty, taken for those of one person, would be over in days."""
    answers = Mapping.model_validate({"files": {"plan.csv": {"columns": {header: "effort"}}}})
    found = with_plan(
        tmp_path, ["New model", "Ben Osei", cell], head=f"Project|Owner|{header}", answers=answers
    )
    assert bool(findings_with(found, "read as the work of one person")) == told


def test_an_effort_without_a_unit_is_asked(tmp_path: Path) -> None:
    found = with_plan(
        tmp_path, ["Shop", "Product", "12"], ["Site", "Product", "30"], head="Project|Team|Estimate"
    )
    assert [finding.column for finding in found.findings.questions()] == ["Estimate"]
    assert days(found, "Shop") == pytest.approx(60)
    answers = Mapping.model_validate({"files": {"plan.csv": {"effort_unit": "person-days"}}})
    found = with_plan(
        tmp_path,
        ["Shop", "Product", "12"],
        ["Site", "Product", "30"],
        head="Project|Team|Estimate",
        answers=answers,
    )
    assert not found.findings.questions()
    assert days(found, "Shop") == pytest.approx(12)


def test_sizes_in_letters_are_wide_ranges(tmp_path: Path) -> None:
    found = with_plan(tmp_path, ["Shop", "Models", "L"], head="Project|Team|T-shirt size")
    package = found.work.packages[0]
    assert package.effort == (30, 60, 150)


def test_owners_and_links_that_nobody_knows_are_reported(tmp_path: Path) -> None:
    found = with_plan(
        tmp_path,
        ["Shop", "Marketing", "10", "", "Nothing"],
        ["A", "Ben", "1", "", "B"],
        ["B", "Ben", "1", "", "A"],
        ["", "", "", "", ""],
        ["Old", "Ben", "soon", "2020-13-01", ""],
    )
    assert findings_with(found, "neither a team nor a person") == [(2, "Owner", "Marketing")]
    assert findings_with(found, "something that is not in the plan") == [(2, "After", "Nothing")]
    assert findings_with(found, "would create a cycle") == [(4, "After", "A")]
    assert findings_with(found, "not an effort") == [(6, "Person-weeks", "soon")]
    assert findings_with(found, "not a valid date") == [(6, "Due", "2020-13-01")]
    assert findings_with(found, "no effort is stated")[0][0] == 6
    loaded(found, tmp_path)


def test_a_plan_that_does_not_fit_is_reported_before_anything_runs(tmp_path: Path) -> None:
    found = with_plan(tmp_path, ["Shop", "Models", "500", "2027-06-07", ""])
    assert findings_with(
        found, "Models has 117 person-weeks in 26 weeks, of which talk, meetings and rework leave"
    )
    assert findings_with(found, "and its plan asks for 500: it does not fit")


def test_german_and_french_and_spanish_plans(tmp_path: Path) -> None:
    for head in (
        "Projekt|Verantwortlich|Personenwochen|Fälligkeit|Abhängig von",
        "Projet|Responsable|Charge (semaines)|Échéance|Dépend de",
        "Proyecto|Responsable|Semanas persona|Fecha de fin|Depende de",
    ):
        found = with_plan(
            tmp_path,
            ["A", "Ben Osei", "4", "31.03.2027", ""],
            ["B", "Gia Rossi", "4", "30.06.2027", "A"],
            head=head,
        )
        assert days(found, "A") == pytest.approx(20)
        assert found.season.weeks == 29


def test_without_a_plan_half_a_year_of_work_is_proposed_for_every_team(tmp_path: Path) -> None:
    found = imported(csv_file(tmp_path, PEOPLE))
    assert {one.owner.name for one in found.work.packages} == {"Models", "Product"}
    models = next(one for one in found.work.packages if one.owner.name == "Models")
    people = 4 + 0.5
    assert models.effort[1] == pytest.approx(0.35 * people * 5 * 26, rel=0.01)
    assert {one.row for one in found.proposals if one.field == "effort_days"} >= {
        f"plan/{one.id}" for one in found.work.packages
    }
    loaded(found, tmp_path)


@pytest.mark.parametrize(("weeks", "share"), [("20", 0.15), ("45", 0.5 - 45 / 4.5 / 26), ("80", 0.05)])
def test_requests_fill_what_the_plan_leaves_but_no_more_than_usual(
    tmp_path: Path, weeks: str, share: float
) -> None:
    """Seen: efforts cut to a third were followed by six times the requests, and the plan stayed as late."""
    found = with_plan(tmp_path, ["Model", "Models", weeks, "2027-06-07", ""])
    models = next(one for one in found.work.streams if one.owner.name == "Models")
    assert models.per_week * (0.5 + 4 * 1.5 + 5) / 6 / (4.5 * 5) == pytest.approx(share, abs=0.01)


def test_part_timers_are_proposed_work_for_their_hours(tmp_path: Path) -> None:
    """Seen: hours a week became a share only when the tables were written, after the work was proposed."""
    rows = [["Name", "Manager", "Title", "Weekly hours"], ["Ada Park", "", "Head", "40"]]
    rows += [[f"Full {n}", "Ada Park", "Engineer", "40"] for n in range(4)]
    rows += [[f"Half {n}", "Ada Park", "Engineer", "20"] for n in range(4)]
    (work,) = imported(csv_file(tmp_path, rows)).work.packages
    assert work.effort[1] == pytest.approx(0.35 * (0.5 + 4 + 4 * 0.5) * 5 * 26, rel=0.01)


@pytest.mark.parametrize(("leads", "members"), [(2, 5), (4, 8)])
def test_half_a_year_of_proposed_work_takes_about_half_a_year(
    tmp_path: Path, leads: int, members: int
) -> None:
    """Seen: it took 40 weeks with central assumptions, so that every baseline without a plan was late."""
    rows = [["Name", "Manager", "Title"], ["Ada Park", "", "Head of research"]]
    for lead in range(leads):
        rows.append([f"Lead {lead}", "Ada Park", "Lead engineer"])
        rows += [[f"Member {lead} {n}", f"Lead {lead}", "Engineer"] for n in range(members)]
    organization = loaded(imported(csv_file(tmp_path, rows)), tmp_path)
    found = run(organization, "today", worlds=8, fixed=True).verdict["scenarios"]["today"]["metrics"]
    assert found["release_weeks"]["p50"] == pytest.approx(26, abs=6)


MIXED = [
    ["Name", "Manager", "Title", "Job family"],
    ["Ada Park", "", "Head of research", ""],
    *([f"Lead {squad}", "Ada Park", "Research lead", "Pretraining"] for squad in range(3)),
    *(
        [f"Pre {squad} {n}", f"Lead {squad}", "Researcher", "Pretraining"]
        for squad in range(3)
        for n in range(6)
    ),
    *(
        [f"Post {squad} {n}", f"Lead {squad}", "Researcher", "Posttraining"]
        for squad in range(3)
        for n in range(6)
    ),
]


def test_requests_are_proposed_by_field_where_a_team_has_several(tmp_path: Path) -> None:
    """Seen: requests that fill 30% of a squad's hours, served by the half of it that has their skill."""
    found = imported(csv_file(tmp_path, MIXED))
    for squad in range(3):
        streams = [
            one for one in found.work.streams if one.owner.lead and one.owner.lead.name == f"Lead {squad}"
        ]
        assert len(streams) == len({one.area for one in streams}) == 2
        for one, people in zip(streams, (6.5, 6.0), strict=True):
            assert one.per_week * (0.5 + 4 * 1.5 + 5) / 6 / (people * 5) == pytest.approx(0.15, abs=0.01)
    organization = loaded(found, tmp_path)
    metrics = run(organization, "today", worlds=8, fixed=True).verdict["scenarios"]["today"]["metrics"]
    assert metrics["release_weeks"]["p50"] == pytest.approx(26, abs=6)


JIRA = [
    "Summary",
    "Issue key",
    "Issue id",
    "Issue Type",
    "Status",
    "Project key",
    "Assignee",
    "Created",
    "Resolved",
    "Due date",
    "Labels",
    "Labels",
    "Parent",
    "Custom field (Epic Link)",
    "Custom field (Story Points)",
    "Outward issue link (Blocks)",
    "Inward issue link (Blocks)",
    "Comment",
    "Comment",
]


def jira(number: int, kind: str = "Story", status: str = "To Do", **more: str) -> list[str]:
    answers = {
        "Summary": f"Ticket {number}",
        "Issue key": f"LAB-{number}",
        "Issue id": str(10_000 + number),
        "Issue Type": kind,
        "Status": status,
        "Created": "02/Nov/26 03:26 PM",
        "Assignee": "Res 1",
    } | more
    return [answers.get(column, "") for column in JIRA]


def test_jira_epics_numeric_parents_and_links(tmp_path: Path) -> None:
    rows = [
        JIRA,
        jira(1, "Epic", Summary="Engine"),
        jira(2, "Epic", Summary="Wing", Assignee="Back 1"),
        jira(3, Parent="10001"),
        jira(4, **{"Custom field (Epic Link)": "LAB-1"}),
        jira(5, Parent="10002", Assignee="Back 1", **{"Inward issue link (Blocks)": "LAB-3"}),
        *(jira(n, "Bug", "Done", Resolved="16/Nov/26 09:00 AM") for n in range(10, 30)),
        jira(40, Parent="10099"),
    ]
    found = imported(csv_file(tmp_path, PEOPLE), csv_file(tmp_path, rows, "jira.csv"))
    projects = {one.name.split(":")[0]: one for one in found.work.packages}
    assert set(projects) == {"Engine", "Wing"}
    assert projects["Engine"].owner.name == "Models"
    assert projects["Wing"].owner.name == "Product"
    assert projects["Wing"].after == ["engine"]
    assert findings_with(found, "the parent is not in the export") == [(27, "Parent", "10099")]
    bugs = next(one for one in found.work.streams if one.owner.name == "Models")
    assert bugs.due_days == pytest.approx(10)
    assert bugs.per_week == pytest.approx(21 / 2, rel=0.1)
    assert len(found.people) == 12
    loaded(found, tmp_path)


def test_the_size_of_tickets_is_what_a_team_got_done(tmp_path: Path) -> None:
    first = date(2026, 6, 1)
    rows = [
        JIRA,
        jira(1, "Epic", Summary="Engine"),
        *(
            jira(
                100 + n,
                "Bug",
                "Done",
                Created=(first + timedelta(days=n)).isoformat(),
                Resolved=(first + timedelta(days=n + 7)).isoformat(),
            )
            for n in range(175)
        ),
        *(jira(400 + n, Parent="10001") for n in range(10)),
    ]
    found = imported(csv_file(tmp_path, PEOPLE), csv_file(tmp_path, rows, "jira.csv"))
    engine = [one for one in found.work.packages if one.name.startswith("Engine")]
    window = 26.0
    closed = 175
    days_each = 4.5 * 5 * window * 0.5 / closed
    assert sum(one.effort[1] for one in engine) == pytest.approx(10 * days_each, rel=0.05)


def test_tickets_that_end_before_they_begin_are_reported_and_not_timed(tmp_path: Path) -> None:
    rows = [
        ["id", "project", "created_date", "finished_date"],
        *([f"T{n}", "0", "2026-10-05", "2026-10-04" if n % 2 else "2026-10-15"] for n in range(20)),
    ]
    found = imported(csv_file(tmp_path, PEOPLE), csv_file(tmp_path, rows, "tickets.csv"))
    assert len(findings_with(found, "finished before it was created")) == 10
    stream = next(one for one in found.work.streams if one.name == "Tickets")
    assert stream.due_days == pytest.approx(10 * 5 / 7, abs=0.2)
    loaded(found, tmp_path)


LINEAR_NEW = [
    "ID",
    "Team",
    "Title",
    "Description",
    "Status",
    "Estimate",
    "Priority",
    "Project_ID",
    "Project",
    "Creator",
    "Assignee",
    "Labels",
    "Cycle_Number",
    "Cycle_Name",
    "Cycle_Start",
    "Cycle_End",
    "Created",
    "Updated",
    "Started",
    "Triaged",
    "Completed",
    "Canceled",
    "Archived",
    "Due_Date",
    "Parent_issue",
    "Initiatives",
    "Project_Milestone_ID",
    "Project_Milestone",
    "SLA_Status",
    "UUID",
    "Time_in_status_(minutes)",
    "Related_to",
    "Blocked_by",
    "Duplicate_of",
]
LINEAR_OLD = [
    "ID",
    "Team",
    "Title",
    "Description",
    "Status",
    "Estimate",
    "Priority",
    "Project_ID",
    "Project",
    "Creator",
    "Assignee",
    "Labels",
    "Cycle_Number",
    "Cycle_Name",
    "Cycle_Start",
    "Cycle_End",
    "Created",
    "Updated",
    "Started",
    "Triaged",
    "Completed",
    "Canceled",
    "Archived",
    "Due_Date",
    "Parent_issue",
    "Initiatives",
    "Project_Milestone_ID",
    "Project_Milestone",
    "SLA_Status",
    "Roadmaps",
]


@pytest.mark.parametrize("columns", [LINEAR_NEW, LINEAR_OLD], ids=["links", "roadmaps"])
def test_linear_in_both_shapes(columns: list[str], tmp_path: Path) -> None:
    head = [name.replace("_", " ") for name in columns]

    def issue(number: int, **more: str) -> list[str]:
        answers = {
            "ID": f"ENG-{number}",
            "Team": "Models",
            "Title": f"Issue {number}",
            "Description": "two\nlines",
            "Status": "Todo",
            "Assignee": "res1@x.org",
            "Created": "Mon Nov 02 2026 11:21:41 GMT+0000 (GMT+00:00)",
        } | more
        return [answers.get(name, "") for name in head]

    done = {
        "Status": "Done",
        "Started": "Tue Nov 03 2026 08:00:00 GMT+0000 (GMT+00:00)",
        "Completed": "Fri Nov 06 2026 08:00:00 GMT+0000 (GMT+00:00)",
    }
    rows = [
        head,
        *(issue(n, Project="Engine") for n in range(5)),
        *(issue(n, Labels="Bug", **done) for n in range(10, 20)),
        issue(30, Project="Wing", Team="Product", **{"Blocked by": "ENG-1"}),
        issue(40, Canceled="Mon Nov 09 2026 08:00:00 GMT+0000 (GMT+00:00)"),
    ]
    found = imported(csv_file(tmp_path, PEOPLE), csv_file(tmp_path, rows, "linear.csv"))
    assert found.tables[1].kind == "tickets"
    projects = {one.name.split(":")[0]: one for one in found.work.packages}
    assert set(projects) == {"Engine", "Wing"}
    assert projects["Wing"].owner.name == "Product"
    assert projects["Wing"].after == (["engine"] if "Blocked by" in head else [])
    loaded(found, tmp_path)


def test_github_issues_as_json(tmp_path: Path) -> None:
    issues = [
        {
            "number": n,
            "title": f"Issue {n}",
            "state": "OPEN" if n < 6 else "CLOSED",
            "labels": [{"name": "bug"}] if n > 10 else [],
            "assignees": [{"login": "x", "name": "Res 1"}],
            "author": {"login": "y"},
            "milestone": {"title": "v2", "number": 1} if n < 6 else None,
            "createdAt": "2026-10-01T10:00:00Z",
            "closedAt": None if n < 6 else "2026-10-09T10:00:00Z",
        }
        for n in range(1, 30)
    ]
    path = tmp_path / "issues.json"
    path.write_text(json.dumps(issues))
    found = imported(csv_file(tmp_path, PEOPLE), path)
    assert {one.name for one in found.work.packages} == {"v2"}
    assert found.work.releases[0].name == "v2"
    assert next(one for one in found.work.streams if one.owner.name == "Models").name == "Tickets of Models"
    loaded(found, tmp_path)


def test_azure_devops_and_asana(tmp_path: Path) -> None:
    azure = [
        [
            "ID",
            "Work Item Type",
            "Title",
            "Assigned To",
            "State",
            "Tags",
            "Area Path",
            "Created Date",
            "Activated Date",
            "Closed Date",
            "Parent",
        ],
        [
            "1",
            "Epic",
            "Engine",
            "Res 1 <res1@x.org>",
            "Active",
            "",
            "Lab\\Models",
            "11/2/2026 9:00:00 AM",
            "",
            "",
            "",
        ],
        [
            "2",
            "User Story",
            "Piston",
            "Res 1 <res1@x.org>",
            "New",
            "",
            "Lab\\Models",
            "11/13/2026 9:00:00 AM",
            "",
            "",
            "1",
        ],
        [
            "3",
            "Bug",
            "Leak",
            "Res 2 <res2@x.org>",
            "Closed",
            "",
            "Lab\\Models",
            "11/2/2026",
            "11/4/2026",
            "11/16/2026",
            "",
        ],
    ]
    asana = [
        [
            "Task ID",
            "Created At",
            "Completed At",
            "Name",
            "Section/Column",
            "Assignee",
            "Due Date",
            "Tags",
            "Projects",
            "Parent task",
        ],
        ["9001", "2026-11-02", "", "Paint", "To do", "Back 1", "2027-03-01", "", "Colors", ""],
    ]
    found = imported(
        csv_file(tmp_path, PEOPLE),
        csv_file(tmp_path, azure, "azure.csv"),
        csv_file(tmp_path, asana, "asana.csv"),
    )
    assert {table.kind for table in found.tables[1:]} == {"tickets"}
    assert {one.name.split(":")[0] for one in found.work.packages} == {"Engine", "Colors"}
    assert not found.findings.questions()
    loaded(found, tmp_path)


TRELLO = "Card ID|Card Name|Card URL|Labels|Members|Due Date|Last Activity Date|List ID|List Name|Board ID"


def test_trello_cards_are_tickets_made_on_the_day_in_their_number(tmp_path: Path) -> None:
    def card(day: int, number: int, name: str, state: str, label: str = "") -> list[str]:
        made = 1_788_000_000 + 86_400 * day
        last = "2026-11-20T10:00:00.000Z"
        return [
            f"{made:08x}{number:016x}",
            name,
            "u",
            label,
            "Res 1",
            "",
            last,
            "l",
            state,
            "b",
            "Models board",
        ]

    rows = [
        [*TRELLO.split("|"), "Board Name"],
        *(card(n, n, f"Card {n}", "Done") for n in range(8)),
        card(9, 9, "Broken login", "Doing", "bug"),
        card(10, 10, "Export", "Backlog"),
    ]
    found = imported(csv_file(tmp_path, PEOPLE), csv_file(tmp_path, rows, "trello.csv"))
    assert [table.kind for table in found.tables] == ["people", "tickets"]
    assert not found.findings.questions()
    owners = {package.name: package.owner.name for package in found.work.packages}
    assert owners == {"Models board": "Models"}
    (stream,) = [one for one in found.work.streams if one.name == "Tickets of Models"]
    assert stream.per_week > 0
    loaded(found, tmp_path)


def test_plan_and_tickets_of_one_project_are_joined(tmp_path: Path) -> None:
    rows = [
        JIRA,
        jira(1, "Epic", Summary="Engine"),
        jira(3, Parent="10001"),
        jira(5, "Bug", "Done", Resolved="2026-11-20"),
    ]
    people, tickets = csv_file(tmp_path, PEOPLE), csv_file(tmp_path, rows, "jira.csv")
    plan = csv_file(
        tmp_path, [["Project", "Owner", "Person-weeks"], ["engine", "Ben Osei", "10"]], "plan.csv"
    )
    found = imported(people, plan, tickets)
    assert [one.effort[1] for one in found.work.packages] == [50]
    assert findings_with(found, "also in the tickets") == [(2, "", "Engine")]


def test_projects_whose_tickets_wait_for_each_other_are_coupled(tmp_path: Path) -> None:
    rows = [
        JIRA,
        jira(1, "Epic", Summary="Engine"),
        jira(2, "Epic", Summary="Wing"),
        jira(3, Parent="10001"),
        jira(4, Parent="10002"),
        jira(5, Parent="10001", **{"Inward issue link (Blocks)": "LAB-4"}),
        jira(6, Parent="10002", **{"Inward issue link (Blocks)": "LAB-3"}),
    ]
    found = imported(csv_file(tmp_path, PEOPLE), csv_file(tmp_path, rows, "jira.csv"))
    assert [one.after for one in found.work.packages] == [[], []]
    assert findings_with(found, "wait for each other")
    assert ("engine", "wing", 0.3) in [(*sorted((a, b)), s) for a, b, s in found.work.releases[0].couplings]


def test_the_start_of_the_tests_is_a_monday() -> None:
    assert START.weekday() == 0


RELEASED = "Project|Owner|Person-weeks|Due|After|Release"


def test_releases_of_a_plan_stay_apart_and_their_projects_wait_for_each_other(tmp_path: Path) -> None:
    found = with_plan(
        tmp_path,
        ["Engine", "Models", "12", "2027-03-01", "", "Spring"],
        ["Shop", "Product", "10", "2027-06-01", "Engine", "Summer"],
        ["Guide", "Models", "4", "2027-06-01", "", "Summer"],
        head=RELEASED,
    )
    assert {release.name for release in found.work.releases} == {"Spring", "Summer"}
    model = loaded(found, tmp_path)
    assert [(r.name, round(r.due_week or 0), r.first_week) for r in model.releases] == [
        ("Spring", 12, 0.0),
        ("Summer", 25, 0.0),
    ]
    after = {package.id: package.after for release in model.releases for package in release.packages}
    assert after["shop-backend"] == ("spring/engine",)
    assert after["guide"] == ()
    assert not [finding for finding in found.findings if "one release" in finding.message]


def test_projects_that_come_after_each_other_are_not_coupled_by_a_common_lead(tmp_path: Path) -> None:
    found = with_plan(
        tmp_path,
        ["One", "Models", "4", "", ""],
        ["Two", "Product", "4", "", "One"],
        ["Three", "Models", "4", "", "Two"],
        ["Four", "Product", "4", "", "Three"],
    )
    lead = [guess.row for guess in found.proposals if guess.why == "their teams share a lead"]
    assert lead == []


@pytest.mark.parametrize("due", ["2027-03-01", "2027-03-03", "2027-03-05", "2027-03-07"])
def test_a_due_date_in_the_middle_of_a_week_is_kept(tmp_path: Path, due: str) -> None:
    """The week is shown as that day, and all of the day is in time: the next midnight is not."""
    model = loaded(with_plan(tmp_path, ["Shop", "Product", "10", due, ""]), tmp_path)
    week = model.releases[0].due_week
    assert week is not None
    assert calendar_date(model.start, week) == due
    midnight = ((date.fromisoformat(due) - START).days + 1) / 7
    assert midnight - 0.002 < week < midnight


def test_a_release_starts_on_its_day_and_is_due_on_its_day(tmp_path: Path) -> None:
    head = "Project|Owner|Person-weeks|Start|Due"
    model = loaded(
        with_plan(tmp_path, ["Shop", "Product", "10", "2026-12-16", "2027-03-03"], head=head), tmp_path
    )
    release = model.releases[0]
    assert release.due_week is not None
    assert calendar_date(model.start, release.first_week) == "2026-12-16"
    assert calendar_date(model.start, release.first_week + release.due_week) == "2027-03-03"


def test_an_import_says_how_long_is_simulated_and_why(tmp_path: Path) -> None:
    far = horizon_weeks(with_plan(tmp_path, ["Shop", "Product", "10", "2027-12-03", ""]))
    near = horizon_weeks(with_plan(tmp_path, ["Shop", "Product", "10", "2026-12-18", ""]))
    assert (near, far) == (52, 156)


@pytest.mark.parametrize(("done", "begins"), [("0.2", False), ("", True)])
def test_a_plan_that_is_partly_done_does_not_begin_with_nothing_done(
    tmp_path: Path, done: str, begins: bool
) -> None:
    head = "Project|Owner|Person-weeks|Due|% done"
    found = with_plan(tmp_path, ["Shop", "Product", "10", "2027-05-28", done], head=head)
    assert {one.done for one in found.work.packages} == {float(done or 0)}
    remarks = [one.message for one in find_remarkable(loaded(found, tmp_path))]
    assert any("with nothing done" in remark for remark in remarks) == begins


def test_an_import_states_no_fact_of_its_own(tmp_path: Path) -> None:
    model = loaded(with_plan(tmp_path, ["Shop", "Product", "10", "2027-05-28", ""]), tmp_path)
    assert model.facts == ()


def test_the_reason_of_requests_says_whose_hours_they_take(tmp_path: Path) -> None:
    found = with_plan(tmp_path, ["New model", "Models", "27", "2027-05-28", ""])
    why = {guess.row: guess.why for guess in found.proposals if guess.field == "per_week"}
    # 27 of the 4.5 x 25 person-weeks of four people and half a lead.
    expected = "requests to Models take 15% of the hours of the team, and its plan 24%"
    assert why["requests-models"].startswith(expected)
