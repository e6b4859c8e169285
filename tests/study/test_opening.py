"""A finished study is read back from its run folder as it was."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from reorg import StudyError, compare, load, open_study
from reorg.cli.main import main

AGENTS = "agents"


def many_packages(name: str, count: int) -> dict[str, object]:
    """Return a small model with so many packages."""
    packages = [{"id": f"{name}-{number}", "area": "work", "effort_days": 0.1} for number in range(count)]
    team = {"id": "all", "lead": "head", "members": ["hand"], "owns": ["work"]}
    return {
        "organization": "Many packages",
        "start": "2026-01-05",
        "horizon_weeks": 4,
        "areas": ["work"],
        "people": [{"id": "head"}, {"id": "hand", "skills": {"work": "medium"}}],
        "releases": [{"id": "plan", "packages": packages}],
        "structures": {"one": {"teams": [team]}, "two": {"extends": "one", "decides": "high"}},
    }


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept") / "run"
    compare(load(AGENTS), worlds=4, out=folder)
    return folder


def test_an_opened_study_is_the_one_that_was_run(kept: Path) -> None:
    again = compare(load(AGENTS), worlds=4)
    opened = open_study(kept)
    assert opened.organization == again.organization
    assert {**opened.verdict, "timing": None} == {**json.loads(json.dumps(again.verdict)), "timing": None}
    assert opened.worlds.tobytes() == again.worlds.tobytes()
    assert opened.people == again.people


def test_the_report_is_written_again(kept: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["report", str(kept), "--out", str(tmp_path / "new")])
    assert result.exit_code == 0, result.output
    assert load(AGENTS).name in (tmp_path / "new" / "report.html").read_text(encoding="utf-8")


def test_what_is_no_finished_study_is_refused(kept: Path, tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="not a run folder"):
        open_study(tmp_path)
    for name in ("manifest.json", "model.yaml"):
        (tmp_path / name).write_bytes((kept / name).read_bytes())
    with pytest.raises(StudyError, match="holds no finished study; the same command with --resume"):
        open_study(tmp_path)
    (tmp_path / "verdict.json").write_text(json.dumps({"schema": "reorg/verdict/1"}), encoding="utf-8")
    with pytest.raises(StudyError, match=r"'reorg/verdict/1', and this one reads"):
        open_study(tmp_path)
    result = CliRunner().invoke(main, ["report", str(tmp_path)])
    assert result.exit_code == 2


def test_a_plan_of_many_packages_is_kept_and_opened(tmp_path: Path) -> None:
    """The names of its packages make the header of a table longer than what NumPy reads by default."""
    compare(load(many_packages("package-with-a-long-name", 150)), worlds=1, out=tmp_path / "many")
    assert len(open_study(tmp_path / "many").dates.dtype) > 300


@pytest.mark.parametrize("name", ["worlds.npy", "dates.npy", "people.npy"])
@pytest.mark.parametrize("cut", [True, False])
def test_a_table_that_is_missing_or_cut_is_named(kept: Path, tmp_path: Path, name: str, cut: bool) -> None:
    copy = shutil.copytree(kept, tmp_path / "copy")
    if cut:
        (copy / name).write_bytes((kept / name).read_bytes()[:40])
    else:
        (copy / name).unlink()
    with pytest.raises(StudyError) as error:
        open_study(copy)
    assert str(error.value) == f"{copy / name} is missing or damaged; run the study again"


def test_a_study_without_its_model_says_so_once(kept: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(kept, tmp_path / "copy")
    (copy / "model.yaml").unlink()
    with pytest.raises(StudyError) as error:
        open_study(copy)
    assert str(error.value).count("run the study again") == 1


def test_a_report_that_cannot_be_written_names_the_folder(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = CliRunner().invoke(main, ["report", str(kept), "--out", str(tmp_path / "file" / "new")])
    assert result.exit_code == 2
    assert f"{tmp_path / 'file' / 'new'} cannot be written: not a directory" in result.output
    assert "Errno" not in result.output


@pytest.mark.parametrize(("name", "count"), [("sprachmodell-größe", 3), ("x" * 70, 400)])
def test_names_in_any_script_and_of_any_length_are_kept_without_a_warning(
    tmp_path: Path, name: str, count: int
) -> None:
    """Warnings are errors here: NumPy warns where it has to choose a newer version of its format itself."""
    compare(load(many_packages(name, count)), worlds=1, out=tmp_path / "names")
    assert f"plan/0/{name}-0 begun" in (open_study(tmp_path / "names").dates.dtype.names or ())
