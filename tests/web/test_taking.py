"""What is taken away: the file keeps its comments and means the same, the commands run, tables are text."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from reorg.cli.main import main
from reorg.model import case_text, load
from web.studios import Client, client_of


@pytest.fixture
def client(tmp_path: Path) -> Client:
    client = client_of(tmp_path)
    client.edit("split", kind="move_team", team="code", to="pretraining")
    client.edit("split", kind="move_person", person="agents-res#2", to="code")
    client.edit("split", kind="leave", person="app-eng#1", week=4)
    return client


def test_the_saved_model_means_the_same_and_keeps_its_comments(client: Client, tmp_path: Path) -> None:
    answer = client.post("save")
    path = Path(answer["path"])
    assert path == tmp_path / "qwen-edited.yaml"
    assert load(path).hash == client.studio.opened.edited().hash
    text = path.read_text(encoding="utf-8")
    for comment in re.findall(r"^ *# .*$", case_text("qwen"), re.MULTILINE):
        assert comment.strip() in text
    assert CliRunner().invoke(main, ["check", str(path)]).exit_code in (0, 1)


@pytest.mark.slow
def test_the_text_shown_is_what_is_saved_and_its_commands_run(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = client.http.get("/api/text/split").json()
    client.post("save")
    assert (tmp_path / "qwen-edited.yaml").read_text(encoding="utf-8") == shown["yaml"]
    assert shown["cli"] == "reorg compare qwen-edited.yaml --scenarios stay split --worlds 1000 --seed 1"
    monkeypatch.chdir(tmp_path)
    few = shown["python"].replace("worlds=1000", "worlds=2")
    names: dict[str, object] = {}
    exec(few, names)  # noqa: S102 - the line that people are given
    assert names["study"].verdict["model_hash"] == client.studio.opened.edited().hash  # type: ignore[attr-defined]


@pytest.mark.slow
def test_a_file_that_is_not_ours_is_not_written_over(client: Client, tmp_path: Path) -> None:
    other = tmp_path / "qwen-edited.yaml"
    other.write_text("mine", encoding="utf-8")
    assert client.post("save")["path"].endswith("qwen-edited-2.yaml")
    assert client.post("save")["path"].endswith("qwen-edited-2.yaml")
    assert other.read_text(encoding="utf-8") == "mine"


def test_nothing_edited_is_nothing_to_save(tmp_path: Path) -> None:
    client = client_of(tmp_path)
    assert "Nothing has been edited" in client.post("save", 422)["error"]
    shown = client.http.get("/api/text/split").json()
    assert shown["yaml"] == case_text("qwen")
    assert shown["cli"].startswith("reorg compare qwen --scenarios stay split")


def test_moves_are_a_table_without_formulas(client: Client) -> None:
    client.edit("split", kind="rename", team="code", name='=HYPERLINK("http://evil.example")')
    answer = client.http.get("/api/moves/split")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    moved = {row["id"]: row for row in rows}
    assert moved["agents-res#2"]["team before"] == "Agents"
    assert moved["agents-res#2"]["team after"].startswith("'=")
    assert moved["app-eng#1"]["what happens"] == "leaves"
    assert not [cell for row in rows for cell in row.values() if cell.startswith("=")]
    assert client.http.get("/api/moves/..%2f..%2fetc").status_code in (404, 422)
