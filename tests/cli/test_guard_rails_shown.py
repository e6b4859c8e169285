"""`reorg check` and `reorg show` on guard-rails, on what is observed, and on unknown metrics."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reorg.cli.main import main
from reorg.model import starter_text

STARTER = starter_text()


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "model.yaml"
    path.write_text(STARTER + "\nguard_rails: {span_max: 7, cost_max_usd: 3000000}\n", encoding="utf-8")
    return path


def reorg(*words: object, code: int = 0) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result


def test_check_ends_with_one_where_a_limit_is_broken(model: Path) -> None:
    lines = reorg("check", model, code=1).stdout.splitlines()
    assert "  guard-rail: together: Researcher 1 [res#1] has 8 direct reports, more than span_max 7" in lines
    assert any(line.startswith("  guard-rail: payroll of $3,") for line in lines)
    found = json.loads(reorg("check", model, "--json", code=1).stdout)
    assert found["valid"]
    assert [finding["kind"] for finding in found["findings"]].count("guard-rail") == 2


def test_check_ends_with_nothing_where_limits_are_kept(model: Path) -> None:
    model.write_text(STARTER + "\nguard_rails: {span_max: 8}\n", encoding="utf-8")
    assert "guard-rail" not in reorg("check", model).stdout


def test_show_lists_breaches_beside_each_structure(model: Path) -> None:
    text = reorg("show", model, "--structure", "together").stdout
    assert "  guard-rail: Researcher 1 [res#1] has 8 direct reports, more than span_max 7" in text
    assert "guard-rail" not in reorg("show", model, "--structure", "apart", "--spans").stdout
    document = json.loads(reorg("show", model, "--json").stdout)
    assert document["guard_rails"]["span_max"] == 7
    assert {breach["rail"] for breach in document["breaches"]} == {"span_max", "cost_max_usd"}


def test_check_finds_unknown_metrics_at_their_place(tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    spoiled = STARTER.replace("{baseline: stay}", "{baseline: stay, negligible: {release_week: 1}}")
    path.write_text(spoiled, encoding="utf-8")
    result = reorg("check", path, code=2)
    line = next(n for n, text in enumerate(spoiled.splitlines(), 1) if "negligible" in text)
    assert f"model.yaml:{line}:" in result.stderr
    assert "no metric is called 'release_week'" in result.stderr
    assert "did you mean 'release_weeks'?" in result.stderr


OBSERVED = """
observed:
  weeks: 40
  metrics:
    release_weeks: {low: 15, high: 36, source: our records}
    cost_usd: {high: 4000000}
    stream_late_share: {low: 0.05, high: 0.2}
"""


def test_show_says_what_is_observed_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    path.write_text(STARTER + OBSERVED, encoding="utf-8")
    shown = " ".join(reorg("show", path).stdout.split())
    line = (
        "observed today (40 weeks): next release 15 to 36 weeks; cost at most $4,000,000; requests late 5% to"
    )
    assert f"{line} 20% scenario stay" in shown
    assert "observed today" not in reorg("show", path, "--tree").stdout
    found = json.loads(reorg("show", path, "--json").stdout)["observed"]
    assert found["weeks"] == 40
    assert found["ranges"][0] == {"metric": "release_weeks", "low": 15, "high": 36, "source": "our records"}


def test_show_of_a_model_without_observed_ranges_has_no_such_line(tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    path.write_text(STARTER, encoding="utf-8")
    assert "observed" not in reorg("show", path).stdout
    assert json.loads(reorg("show", path, "--json").stdout)["observed"] is None


@pytest.mark.parametrize(
    ("metric", "words"),
    [
        ("release_week", "no metric is called 'release_week'"),
        ("adoption", "'adoption' is the same in every world, whatever was observed: the model has no market"),
    ],
)
@pytest.mark.parametrize("command", [("check",), ("compare", "--worlds", "1")])
def test_an_observed_metric_that_the_model_lacks_is_refused_with_its_place(
    tmp_path: Path, command: tuple[str, ...], metric: str, words: str
) -> None:
    path = tmp_path / "model.yaml"
    path.write_text(STARTER + OBSERVED.replace("cost_usd", metric), encoding="utf-8")
    result = reorg(command[0], path, *command[1:], code=2)
    line = next(
        n for n, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if metric + ":" in text
    )
    assert f"model.yaml:{line}:" in result.stderr
    assert words in result.stderr


def test_check_points_out_a_plan_that_the_record_contradicts(tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    path.write_text(STARTER + OBSERVED.replace("low: 15", "low: 30"), encoding="utf-8")
    shown = reorg("check", path).stdout
    assert (
        "  note: flagship is due in week 26, but the next release is observed to be out after 30 to 36"
        in shown
    )
