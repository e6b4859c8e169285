"""`reorg diff`: which inputs differ, and what it takes to get from one structure to the other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from reorg import compare, load
from reorg.cli.main import main
from study.small_lab import lab


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
    assert "Pre-training is new, under Laboratory, led by Technical lead (lead)." in message
    assert "Code moves under Post-training." in message
    assert any("move from Reasoning to Late pre-training." in line for line in message)
    backwards = json.loads(_diff("qwen:split", "qwen:stay", "--json").output)["changes"]
    assert "Pre-training ends." in backwards
    assert any("move from Late pre-training to Reasoning." in line for line in backwards)


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
