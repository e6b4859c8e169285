from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from click.testing import CliRunner, Result

from reorg import verification
from reorg.cli.main import main
from reorg.verification import FactRecord, Finding, Record

FIELDS = {
    "name", "evidence", "source", "expected", "found", "tolerance", "passed", "planted_error_caught",
    "power", "worlds", "note",
}  # fmt: skip


def reorg(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["verify", *arguments])


def record(**changes: object) -> Record:
    fields: dict[str, object] = {
        "name": "queues/[red]mm1", "evidence": "closed form", "source": "Erlang",
        "expected": 4.0, "found": 3.9,
        "tolerance": 0.2, "passed": True, "planted_error_caught": True, "power": 0.99,
        "worlds": 64, "note": "Mean wait.",
    }  # fmt: skip
    return Record(**{**fields, **changes})  # type: ignore[arg-type]


def finding(**changes: object) -> Finding:
    fields: dict[str, object] = {
        "says": "29 reports are later", "role": "effect", "kind": "size", "unit": "%",
        "low": 2.0, "high": 25.0,
        "effect": 1.71, "interval": (1.5, 1.92), "power": 0.4, "sign_share": 0.79, "sign_demanded": 0.75,
        "verdict": "fails", "why": "outside the expected range",
    }  # fmt: skip
    return Finding(**{**fields, **changes})  # type: ignore[arg-type]


def fact(*findings: Finding, **changes: object) -> FactRecord:
    fields: dict[str, object] = {
        "name": "facts/[red]span", "number": 1, "title": "Span", "strength": "strong",
        "source": "Gittell 2001",
        "accident": "uneven teams", "verdict": "fails", "troubles": (), "cause": "Nobody needs the lead.",
        "worlds": 100, "points": 200, "worlds_per_point": 1, "findings": findings,
    }  # fmt: skip
    return FactRecord(**{**fields, **changes})  # type: ignore[arg-type]


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Record | FactRecord]:
    records: list[Record | FactRecord] = []

    def verify(_wanted: object) -> Iterator[Record | FactRecord]:
        return iter(records)

    monkeypatch.setattr(verification, "verify", verify)
    return records


def test_a_named_group_runs_and_passes() -> None:
    result = reorg("ties", "management")
    assert result.exit_code == 0, result.output
    assert "ties/fading" in result.output
    assert "management/below" in result.output
    assert "All 8 checks passed." in result.output


def test_json_is_one_document_with_every_field() -> None:
    result = reorg("ties", "--json")
    document = json.loads(result.stdout)
    assert document["passed"] is True
    assert [set(check) for check in document["checks"]] == [FIELDS] * 3
    assert all(check["planted_error_caught"] for check in document["checks"])


def test_a_failed_check_ends_with_one_and_says_what_it_is(found: list[Record | FactRecord]) -> None:
    found += [record(), record(name="other", passed=False, found=5.0)]
    result = reorg()
    assert result.exit_code == 1
    assert "FAILED" in result.output
    assert "other: Mean wait. Source: Erlang." in result.output
    assert "1 of 2 checks failed." in result.output
    assert json.loads(reorg("--json").stdout)["passed"] is False


@pytest.mark.parametrize("weakness", [{"planted_error_caught": False}, {"power": 0.5}])
def test_a_check_that_could_not_have_failed_ends_with_one(
    found: list[Record | FactRecord], weakness: dict[str, object]
) -> None:
    found.append(record(**weakness))
    assert reorg().exit_code == 1


def test_names_are_text_not_markup(found: list[Record | FactRecord]) -> None:
    found.append(record())
    assert "queues/[red]mm1" in reorg().output


def test_a_range_is_shown_as_one_and_what_is_not_a_number_is_null_in_json(
    found: list[Record | FactRecord],
) -> None:
    found.append(
        record(
            expected=(0.45, 0.7), found=float("nan"), tolerance=None, power=None, planted_error_caught=None
        )
    )
    assert "0.45 to 0.7" in reorg().output
    check = json.loads(reorg("--json").stdout)["checks"][0]
    assert check["expected"] == [0.45, 0.7]
    assert check["found"] is None


def test_an_unknown_name_ends_with_two_and_names_the_nearest() -> None:
    result = reorg("quues")
    assert result.exit_code == 2
    assert "No check 'quues'. Did you mean 'queues'" in result.output


def test_the_list_names_every_check_and_runs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(verification, "verify")
    result = reorg("--list")
    assert result.exit_code == 0
    assert all(check.name in result.output for check in verification.CHECKS)
    assert "face" in result.output
    document = json.loads(reorg("--list", "queues", "--json").stdout)
    assert all(check["name"].startswith("queues/") for check in document["checks"])


def test_a_face_value_outside_its_range_is_reported_and_fails_nothing(
    found: list[Record | FactRecord],
) -> None:
    found.append(
        record(
            name="face/rework", evidence="judged range", passed=False, planted_error_caught=None, power=None
        )
    )
    result = reorg()
    assert result.exit_code == 0
    assert "outside" in result.output
    assert "0 of 1 face values lie in their range." in result.output


def test_json_keeps_face_values_apart_from_the_checks(found: list[Record | FactRecord]) -> None:
    face = {
        "name": "face/rework",
        "evidence": "judged range",
        "passed": False,
        "planted_error_caught": None,
        "power": None,
    }
    found += [record(), record(**face)]
    document = json.loads(reorg("--json").stdout)
    assert document["passed"] is True
    assert [check["name"] for check in document["checks"]] == ["queues/[red]mm1"]
    assert [row["name"] for row in document["face"]] == ["face/rework"]


def test_a_fact_that_fails_is_reported_with_its_figures_and_cause_and_fails_nothing(
    found: list[Record | FactRecord],
) -> None:
    unread = finding(
        says="attention served", role="trace", effect=None, interval=None, power=None, sign_share=None,
        verdict="cannot be read", why="outcomes have no attention_served",
    )  # fmt: skip
    found += [record(), fact(finding(), unread, troubles=("tree: not out by the horizon in 3 worlds",))]
    result = reorg()
    assert result.exit_code == 0
    shown = " ".join(result.output.split())
    assert "1. Span (facts/[red]span, strong evidence)" in shown
    assert "29 reports are later: 1.71% [1.5, 1.92], expected 2 to 25" in shown
    assert "expected sign in 79% of draws (75% required); power 0.40; outside the expected range" in shown
    assert "cannot be read mechanism: attention served: outcomes have no attention_served" in shown
    assert "Fails. tree: not out by the horizon in 3 worlds. Cause: Nobody needs the lead." in shown
    assert "All 1 checks passed. 0 of 1 facts hold, 1 fail, 0 cannot be read." in shown


def test_ranges_are_shown_as_they_are_required(found: list[Record | FactRecord]) -> None:
    inf = float("inf")
    found.append(
        fact(
            finding(low=-inf, high=4.0), finding(low=3.0, high=inf), finding(kind="order", low=0.0, high=inf),
            finding(sign_share=None, power=0.95),
        )
    )  # fmt: skip
    shown = " ".join(reorg("facts").output.split())
    assert "expected 4 or less" in shown
    assert "expected 3 or more" in shown
    assert "expected 0 or more" in shown
    assert "power 0.95" not in shown


def test_an_estimate_just_outside_its_range_is_not_rounded_into_it(
    found: list[Record | FactRecord],
) -> None:
    found.append(fact(finding(effect=1.99767, unit="times"), finding(effect=25.0), finding(effect=12.3456)))
    shown = " ".join(reorg("facts").output.split())
    assert "later: 1.998 times [" in shown
    assert "later: 25% [" in shown
    assert "later: 12.3% [" in shown


def test_json_has_the_facts_apart_with_null_for_what_has_no_bound(found: list[Record | FactRecord]) -> None:
    found += [record(), fact(finding(high=float("inf"), effect=float("nan")))]
    document = json.loads(reorg("--json").stdout)
    assert document["passed"] is True
    assert [check["name"] for check in document["checks"]] == ["queues/[red]mm1"]
    (reported,) = document["facts"]
    assert reported["verdict"] == "fails"
    assert reported["findings"][0]["high"] is None
    assert reported["findings"][0]["effect"] is None
    assert reported["findings"][0]["interval"] == [1.5, 1.92]


@pytest.mark.slow
def test_facts_run_by_name_and_their_failing_ends_with_nothing() -> None:
    result = reorg("facts/size", "--json")
    assert result.exit_code == 0
    (reported,) = json.loads(result.stdout)["facts"]
    assert (reported["name"], reported["number"]) == ("facts/size", 3)
    assert all(len(each["interval"]) == 2 for each in reported["findings"])


def test_facts_are_listed_and_misspelled_ones_are_refused() -> None:
    rows = json.loads(reorg("--list", "facts", "--json").stdout)["checks"]
    assert len(rows) == 20
    assert rows[0]["name"] == "facts/span"
    assert "Did you mean 'facts/span'" in reorg("facts/spam").output
