"""Real organizations as they are written down: each becomes a model that checks, oddities are findings."""

from __future__ import annotations

from pathlib import Path

import pytest
from sheets import csv_file, findings_with, imported, loaded

REAL = Path(__file__).parent / "organizations"


def test_seats_named_in_place_of_managers(tmp_path: Path) -> None:
    found = imported(REAL / "handbook_team.yml")
    assert len(found.people) == 16
    assert [person.number for person in found.people if person.manager is None] == ["p0043"]
    lines = {person.number: person.manager.number if person.manager else "" for person in found.people}
    assert lines["p0016"] == lines["p0015"] == "p0043"
    assert findings_with(found, "a repeated name: kept as a separate person")[0][2] == "Given0053 Family0053"
    assert len(loaded(found, tmp_path).people) == 16


def test_posts_that_are_vacant_gone_shared_or_several(tmp_path: Path) -> None:
    found = imported(REAL / "posts-senior.csv", REAL / "posts-junior.csv")
    standing = {person.title: person.status for person in found.people}
    assert standing["Head of Coal Liabilities"] == "vacant"
    assert len(findings_with(found, "the position is eliminated")) == 2
    assert [detail.split(",")[0] for _, _, detail in findings_with(found, "a repeated employee number")] == [
        "39"
    ]
    assert [row for row, _, _ in findings_with(found, "an unnamed person")] == [7, 8]
    assert (3, 0.76) in [(person.count, person.share) for person in found.people]
    assert {person.currency for person in found.people if person.pay} == {"GBP"}
    assert found.currency == "GBP"
    senior = {person.number: person for person in found.people if person.number}
    assert senior["3"].manager is senior["2"]
    assert senior["2"].manager is senior["1"]
    junior = [person for person in found.people if person.file == "posts-junior.csv"]
    assert {person.manager for person in junior} <= {senior["2"], senior["5"], senior["13"]}
    assert "7" in {
        finding.message.split("'")[1] for finding in found.findings if "in no sheet" in finding.message
    }
    model = loaded(found, tmp_path)
    assert len(model.people) == sum(person.count for person in found.people if person.status != "vacant")


def test_projects_named_once_for_a_block_and_people_in_two(tmp_path: Path) -> None:
    found = imported(REAL / "maintainers.csv")
    assert {person.team for person in found.people} == {"Kubernetes steering", "Prometheus"}
    assert findings_with(found, "filled down")
    assert [detail for _, _, detail in findings_with(found, "a second seat")] == [
        "Given0028 Family0028 (row 10): Prometheus"
    ]
    loaded(found, tmp_path)


def test_groups_with_several_chairs(tmp_path: Path) -> None:
    found = imported(REAL / "groups.yaml")
    assert len([table for table in found.tables if table.kind == "people"]) == 2
    assert findings_with(found, "several people may lead the team")
    loaded(found, tmp_path)


def test_tickets_of_which_many_end_before_they_begin(tmp_path: Path) -> None:
    people = csv_file(
        tmp_path, [["Name", "Manager", "Title"], ["Ada", "", "Lead"], ["Ben", "Ada", "Engineer"]]
    )
    found = imported(people, REAL / "tickets.csv")
    assert len(findings_with(found, "finished before it was created")) == 7
    loaded(found, tmp_path)


@pytest.mark.parametrize("name", ["handbook_team.yml", "maintainers.csv", "groups.yaml"])
def test_every_row_is_in_the_model_or_in_the_findings(name: str) -> None:
    found = imported(REAL / name)
    rows = sum(table.count for table in found.tables)
    answers = {(finding.file, finding.row) for finding in found.findings if finding.row}
    kept = {(person.file, person.row) for person in found.people}
    assert len(kept | answers) >= rows
