"""Files of a study, opened again by other libraries: the figures of the verdict, and nothing that runs."""

from __future__ import annotations

import csv
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from click.testing import CliRunner
from numpy.lib.recfunctions import rename_fields

from reorg import compare, load, open_study
from reorg.cli.main import main
from reorg.exporting.files import names_of_people
from reorg.exporting.tables import difference_table, world_table
from reorg.study.study import Study
from study.small_lab import MODEL

HOSTILE = '=HYPERLINK("http://example.com","click")'


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported") / "run"
    model = deepcopy(MODEL)
    model["people"][0]["title"] = HOSTILE
    first = next(iter(model["scenarios"].values()))
    first["name"] = "@SUM(1+1)"
    compare(load(model), worlds=6, out=folder)
    result = CliRunner().invoke(main, ["report", str(folder), "--xlsx", "--csv", "--parquet"])
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
def study(run: Path) -> Study:
    return open_study(run)


@pytest.fixture(scope="module")
def book(run: Path) -> Any:
    return openpyxl.load_workbook(run / "study.xlsx")


def _rows(book: Any, sheet: str) -> list[dict[str, Any]]:
    head, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.slow
def test_the_workbook_has_its_sheets(book: Any) -> None:
    assert book.sheetnames == [
        "Verdict", "Differences", "Moves", "Dates", "Weekly", "People", "Assumptions", "Worlds",
    ]  # fmt: skip


def test_the_first_sheet_says_what_the_others_hold(book: Any) -> None:
    said = {str(row[0]): str(row[1]) for row in book["Verdict"].iter_rows(values_only=True)}
    assert "so the same values recur" in said["Sheet Weekly"]
    assert all(f"Sheet {title}" in said for title in book.sheetnames[1:])


def test_differences_are_those_of_the_verdict(book: Any, study: Study) -> None:
    rows = _rows(book, "Differences")
    assert len(rows) == len(study.differences)
    for row, entry in zip(rows, study.differences, strict=True):
        assert row["Mean difference"] == pytest.approx(entry["mean"])
        assert row["Share of worlds better"] == pytest.approx(entry["helps_share"])
        assert row["Unit"] == entry["unit"]
        assert row["How it differs"] == entry["clarity"]


def test_what_is_cut_off_has_bounds_and_a_mean_counted_to_the_horizon(study: Study) -> None:
    """Seen: the row of the next release, which matters most, was empty."""
    verdict = deepcopy(study.verdict)
    entry = next(each for each in verdict["differences"] if each["metric"] == "release_weeks")
    unknown = dict.fromkeys(("mean", "mean_interval_95", "median", "p05", "p95"))
    bounds = {"median": [2.1, 2.4], "p05": [None, -5.0], "p95": [12.0, None]}
    entry |= unknown | {"bounds": bounds, "restricted_mean": 2.3, "restricted_mean_interval_95": [1.9, 2.7]}
    entry |= {"ties_share": 0.04999999999999716}
    table = difference_table(replace(study, verdict=verdict))
    keys = [column.name for column in table.columns]
    row = dict(zip(keys, table.rows[verdict["differences"].index(entry)], strict=True))
    assert (row["median_difference"], row["median_least"], row["median_most"]) == (None, 2.1, 2.4)
    assert (row["p05_most"], row["p95_least"]) == (-5.0, 12.0)
    assert (row["restricted_mean"], row["restricted_low_95"], row["restricted_high_95"]) == (2.3, 1.9, 2.7)
    assert row["same_share"] == 0.05


def test_every_world_is_there(book: Any, study: Study, run: Path) -> None:
    assert len(_rows(book, "Worlds")) == len(study.worlds)
    table = duckdb.read_parquet(str(run / "worlds.parquet"))
    kept = table.select("scenario", "world", "throughput").fetchall()
    assert kept == [
        (str(s), int(w), float(t)) for s, w, t in study.worlds[["scenario", "world", "throughput"]]
    ]


def test_nothing_in_a_workbook_is_a_formula(book: Any) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)
    assert any(cell.value == HOSTILE for cell in cells), "the title stands there as text"


def test_no_cell_of_a_csv_file_would_run(run: Path) -> None:
    found = 0
    for file in run.glob("*.csv"):
        with file.open(encoding="utf-8-sig", newline="") as text:
            for row in csv.reader(text):
                for cell in row:
                    found += HOSTILE in cell
                    assert not cell.startswith(("=", "@", "\t", "\r")), cell
                    assert not cell.startswith(("+", "-")) or _is_number(cell), cell
    assert found, "the title is there, made harmless"


def test_people_are_roles_unless_asked(run: Path, book: Any, study: Study, tmp_path: Path) -> None:
    people = {person.id for person in study.organization.people if person.id != person.title}
    assert not people & {row["Person"] for row in _rows(book, "People")}
    asked = ["report", str(run), "--out", str(tmp_path), "--xlsx", "--names"]
    assert CliRunner().invoke(main, asked).exit_code == 0
    named = {row["Person"] for row in _rows(openpyxl.load_workbook(tmp_path / "study.xlsx"), "People")}
    assert people <= named


def test_names_are_those_of_the_model_and_inputs_tell_roles(study: Study) -> None:
    one, *others = study.organization.people
    organization = replace(study.organization, people=(replace(one, name="Ana Lee"), *others))
    named = replace(study, organization=organization)
    assert names_of_people(named, as_in_model=True)[one.id] == "Ana Lee"
    label = names_of_people(named, as_in_model=False)
    columns = {"release_weeks": f"input.people > {one.id} > tenure_years"}
    table = world_table(replace(named, worlds=rename_fields(study.worlds, columns)), label)
    assert f"input.people > {label[one.id]} > tenure_years" in [column.name for column in table.columns]


def test_an_extra_that_is_missing_is_one_line(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    result = CliRunner().invoke(main, ["report", str(run), "--xlsx"])
    assert result.exit_code == 2
    assert "--xlsx needs the extra `office`: pip install 'reorg[office]'" in result.output


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
