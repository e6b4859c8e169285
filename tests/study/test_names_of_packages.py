"""Names of packages are for readers: what is simulated stays the same, what is read has the names."""

from __future__ import annotations

from copy import deepcopy

import pytest
from small_lab import MODEL

from reorg import compare
from reorg.exporting.tables import date_table
from reorg.model import load
from reorg.study.study import Study

NAMES = {"x": "Engine design", "y": "Wing design"}


def study_of(*, is_named: bool) -> Study:
    """Return a study of the small laboratory, with an uncertain effort, coupling and familiarity."""
    model = deepcopy(MODEL)
    release = model["releases"][0]
    release["couplings"][0]["strength"] = {"low": 0.2, "central": 0.5, "high": 0.8}
    model["people"][1]["familiarity"] = {"x": {"low": 0.1, "high": 0.9}}
    model["uncertain"] = [
        {
            "name": "effort",
            "at": ["releases > * > packages > * > effort_days"],
            "times": {"low": 0.5, "high": 2},
        }
        | {"each": True}
    ]
    for package in release["packages"] if is_named else ():
        package["name"] = NAMES[package["id"]]
    return compare(load(model), worlds=24, seed=3)


@pytest.fixture(scope="module")
def studies() -> tuple[Study, Study]:
    return study_of(is_named=False), study_of(is_named=True)


def test_names_change_no_outcome(studies: tuple[Study, Study]) -> None:
    without, with_names = studies
    assert without.worlds.dtype == with_names.worlds.dtype
    assert without.worlds.tobytes() == with_names.worlds.tobytes()
    assert without.dates.tobytes() == with_names.dates.tobytes()
    figures = [[entry["mean"] for entry in study.differences] for study in studies]
    assert figures[0] == figures[1]


def test_the_verdict_has_names_beside_ids(studies: tuple[Study, Study]) -> None:
    for study, names in zip(studies, ({"x": "x", "y": "y"}, NAMES), strict=True):
        (first, *_) = study.verdict["releases"]["stay"]
        assert {each["package"]: each["name"] for each in first["packages"]} == names


def test_the_table_of_dates_has_names(studies: tuple[Study, Study]) -> None:
    table = date_table(studies[1])
    column = [each.name for each in table.columns].index("package")
    assert {row[column] for row in table.rows} == {"", *NAMES.values()}
