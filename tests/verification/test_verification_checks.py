from __future__ import annotations

import json

import numpy as np
import pytest

from reorg.verification import CHECKS, FACE, Check, Record, holds, names, select, verify
from reorg.verification.face_validity import CASE, ROWS, face_records
from reorg.verification.interval_coverage import SIZES
from reorg.verification.results import JUDGED, LIMIT, POWER, Comparison
from reorg.verification.small_organizations import assumed, without_disturbances

QUICK = (
    "branching/self", "effort/pert-mean", "queues/mm1", "luck/world", "compute/checkpoints",
    "statistics/light-8", "statistics/skewed-64", "statistics/width-128",
    "inference/power-64", "nk-peaks/n6", "nk-optima/n8", "nk-best/n10",
    "turnover/survival", "turnover/redundancy",
)  # fmt: skip
USUAL = [check for check in CHECKS if check.evidence == LIMIT or check.name in QUICK]
LONG = [check for check in CHECKS if check not in USUAL]
EXACT_COVERAGE = {
    "statistics/light-961",
    "statistics/light-1000",
    *(f"statistics/batches-{n}" for n in SIZES if n >= 64),
}
BOUNDS = {
    check.name
    for check in CHECKS
    if check.name.startswith(("statistics/", "inference/", "congruence/"))
    and check.name not in EXACT_COVERAGE
}
"""Checks that hold on one side only: what an error of 5% does depends on how far off the bound they are."""


def believed(record: Record) -> None:
    assert record.passed, f"expected {record.expected}, found {record.found} +- {record.tolerance}"
    assert record.planted_error_caught
    assert (record.power is None) == (record.name in BOUNDS)
    assert record.power is None or record.power >= POWER
    assert holds(record)
    json.dumps(record.as_json())  # plain data: nothing of NumPy's is left in it


@pytest.mark.parametrize("check", USUAL, ids=lambda check: check.name)
def test_a_known_result_comes_out_and_its_planted_error_is_caught(check: Check) -> None:
    believed(check.run())


@pytest.mark.slow
@pytest.mark.parametrize("check", LONG, ids=lambda check: check.name)
def test_every_other_known_result_comes_out_and_its_planted_error_is_caught(check: Check) -> None:
    believed(check.run())


def test_what_passed_is_plain_also_of_numpys_numbers() -> None:
    assert Comparison(1.0, np.float64(1.0), 1).passed is True
    assert Comparison(1.0, np.float64(2.0), 1).passed is False


def test_every_check_says_where_it_comes_from_and_what_is_planted() -> None:
    assert len({check.name for check in CHECKS}) == len(CHECKS)
    for check in CHECKS:
        assert check.source
        assert check.note.endswith(".")
        assert check.planted


@pytest.mark.parametrize(
    "group",
    [
        "critical-path",
        "conservation-of-hours",
        "queues",
        "branching",
        "span-limit",
        "patience",
        "management",
        "ties",
        "effort",
        "luck",
        "compute",
        "iteration",
        "rework-matrix",
        "ucav",
        "statistics",
        "inference",
    ],
)
def test_what_is_promised_is_checked(group: str) -> None:
    assert select([group])
    assert group in names()


def test_a_group_and_one_of_its_checks_are_each_run_once() -> None:
    assert [check.name for check in select(["ties", "ties/fading"])].count("ties/fading") == 1
    assert select([]) == CHECKS
    assert select([FACE]) == ()


def test_an_unknown_name_is_refused_before_anything_runs() -> None:
    with pytest.raises(KeyError, match="nothing"):
        next(verify(["ties", "nothing"]))


def test_same_figures_each_time() -> None:
    assert next(verify(["branching/self"])) == next(verify(["branching/self"]))


def test_an_assumption_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        assumed({"exceptions.probabilty": 0.1})
    assert (without_disturbances() == assumed({})).sum() < len(without_disturbances())


@pytest.mark.slow
def test_face_values_are_ranges_of_the_case_and_say_how_they_were_chosen() -> None:
    records = list(face_records())
    assert len(records) == len(ROWS)
    for record in records:
        low, high = record.expected  # type: ignore[misc]
        assert record.passed == (low <= record.found <= high)
        assert record.evidence == JUDGED
        assert record.planted_error_caught is None
        assert CASE in record.note
        assert "chosen with these ranges in view" in record.note
    shares = {record.name: record.found for record in records}
    parts = ("direct", "coordination", "decisions", "rework", "idle")
    assert 0.9 < sum(shares[f"face/{part}"] for part in parts) <= 1.0
