"""The bundle of a study: what is in it gives the study again, and describes every mechanism."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from reorg import compare
from reorg.cli.main import main
from reorg.mechanisms import ASSUMPTIONS, CATALOG
from study.small_lab import lab


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundled") / "run"
    compare(lab(), worlds=3, seed=5, out=folder)
    result = CliRunner().invoke(main, ["report", str(folder), "--bundle"])
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
def unpacked(run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(run / "study.zip") as bundle:
        bundle.extractall(folder)
    return folder


def test_it_gives_the_study_again(unpacked: Path) -> None:
    kept = json.loads((unpacked / "verdict.json").read_text(encoding="utf-8"))
    words = (unpacked / "README.md").read_text(encoding="utf-8").partition("reorg compare ")[2]
    words = words.partition("\n\n")[0].replace("\\\n", " ").split()
    assert words[0] == "model.yaml"
    asked = [str(unpacked / words[0]), *words[1:], "--json", "--out", str(unpacked / "again")]
    result = CliRunner().invoke(main, ["compare", *asked])
    assert result.exit_code == 0, result.output
    again = json.loads(result.stdout)
    assert {**again, "timing": None} == {**kept, "timing": None}


def test_every_mechanism_and_parameter_is_described(unpacked: Path) -> None:
    text = (unpacked / "description.md").read_text(encoding="utf-8")
    for number in range(1, 8):
        assert f"\n## {number}. " in text
    for mechanism in CATALOG:
        assert f"### {(mechanism.__doc__ or '').splitlines()[0].rstrip('.')}" in text
    assert all(f"`{parameter.id}`" in text for parameter in ASSUMPTIONS)


def test_the_same_study_gives_the_same_bytes(run: Path, tmp_path: Path) -> None:
    CliRunner().invoke(main, ["report", str(run), "--bundle", "--out", str(tmp_path)])
    assert (tmp_path / "study.zip").read_bytes() == (run / "study.zip").read_bytes()
