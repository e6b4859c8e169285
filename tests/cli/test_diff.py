"""`reorg diff`: which inputs differ, and what it takes to get from one structure to the other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from reorg import compare, load
from reorg.cli.main import main
from reorg.report.summary.changes import what_changes
from study.small_lab import MODEL, lab


def _diff(*words: str) -> Result:
    return CliRunner().invoke(main, ["diff", *words])


def test_the_same_model_does_not_differ() -> None:
    result = _diff("qwen", "qwen")
    assert result.exit_code == 0
    assert "no input differs" in result.output


def test_a_changed_number_is_found_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "other.yaml"
    small = load("qwen").to_dict()
    small["streams"][0]["per_week"] = 123
    file.write_text(yaml.safe_dump(small), encoding="utf-8")
    result = _diff("qwen", str(file), "--json")
    assert result.exit_code == 1
    (found,) = json.loads(result.output)["differences"]
    assert found["place"][0] == "streams"
    assert found["place"][-1] == "per_week"
    assert found["after"] == "123"


def test_scenarios_differ_by_their_structures_in_words() -> None:
    result = _diff("qwen:stay", "qwen:split", "--json")
    assert result.exit_code == 1
    message = json.loads(result.output)["changes"]
    assert "Code moves under Post-training." in message
    assert "Instruction tuning takes over First reasoning examples." in message
    backwards = json.loads(_diff("qwen:split", "qwen:stay", "--json").output)["changes"]
    assert "Code moves under Qwen." in backwards


def test_as_many_people_move_as_in_the_report() -> None:
    """Seen: 12 people moved by the ids of teams, and 6 get another team in the report."""
    message = json.loads(_diff("qwen:stay", "qwen:split", "--json").output)["changes"]
    reported = what_changes(load("qwen"), "stay", "split")
    assert message[0] == reported.people == "13 people get another lead, 6 another team."
    moving = [line for line in message if " move from " in line]
    assert sum(int(line.split()[0]) for line in moving) == sum(move.new_team for move in reported.moves) == 6
    assert "Reasoning is renamed Late pre-training." in message
    assert not any("move from Reasoning to Late pre-training" in line for line in message)
    backwards = json.loads(_diff("qwen:split", "qwen:stay", "--json").output)["changes"]
    assert backwards[0] == message[0]
    assert any("move from Late pre-training to General abilities." in line for line in backwards)


def test_a_team_of_the_same_people_is_renamed_and_nobody_moves(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("before.yaml", "after.yaml")]
    for file, name in zip(files, ("wing-team", "flight"), strict=True):
        file.write_text(yaml.safe_dump(MODEL).replace("wing-team", name), encoding="utf-8")
    message = json.loads(_diff(f"{files[0]}:split", f"{files[1]}:split", "--json").output)["changes"]
    assert message == ["wing-team is renamed flight."]


def test_studies_differ_by_how_they_were_run(tmp_path: Path) -> None:
    for seed in (1, 2):
        compare(lab(), worlds=2, seed=seed, out=tmp_path / str(seed))
    found = json.loads(_diff(str(tmp_path / "1"), str(tmp_path / "2"), "--json").output)["differences"]
    assert found == [{"place": ["study", "seed"], "before": "1", "after": "2"}]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("qwen:stay", "qwen:spit"), "qwen has no scenario 'spit'; did you mean 'split'?"),
        (("qwen", "qwen:split"), "name a scenario for both models (MODEL:SCENARIO) or for neither."),
        (("no-such", "qwen"), "no such file or case"),
    ],
)
def test_what_cannot_be_read_is_refused(words: tuple[str, str], message: str) -> None:
    result = _diff(*words)
    assert result.exit_code == 2
    assert message in result.output
