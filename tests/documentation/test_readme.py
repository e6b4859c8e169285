"""What the README shows is what the commands print, and it names commands that there are."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

import reorg
from reorg.cli.main import main

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
TRANSCRIPT = next(
    block for block in re.findall(r"^```\n(.*?)^```$", README, re.MULTILINE | re.DOTALL) if "worlds," in block
)
FIRST_RELEASE_WEEKS = 21.78025095975098
"""Of the first scenario in the first world, where the transcript was made."""


def test_the_commands_named_are_there() -> None:
    known = set(main.list_commands(None)) if hasattr(main, "list_commands") else set()
    named = set(re.findall(r"bin/reorg (\w+)", README))
    assert named
    assert named <= known


@pytest.mark.parametrize("words", re.findall(r"^\.venv/bin/reorg (\w+)", README, re.MULTILINE))
def test_each_command_has_a_help(words: str) -> None:
    assert CliRunner().invoke(main, [words, "--help"]).exit_code == 0


@pytest.mark.slow
def test_the_command_prints_what_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    (command,) = re.findall(r"^`(reorg compare [^`]+)` prints this", README, re.MULTILINE)
    out = tmp_path / "run"
    done = CliRunner().invoke(main, [*command.split()[1:], "--out", str(out)])
    assert done.exit_code == 0, done.output
    rounded = float(np.load(out / "worlds.npy", max_header_size=1_000_000)[0]["release_weeks"])
    if rounded != FIRST_RELEASE_WEEKS:
        pytest.skip(f"another processor rounds otherwise: {rounded!r} instead of {FIRST_RELEASE_WEEKS!r}")
    assert _lines(re.sub(r", [\d.]+ s *$", "", done.output, count=1, flags=re.MULTILINE)) == _lines(
        TRANSCRIPT
    )


def _lines(text: str) -> list[str]:
    """Return the lines without the path of the report, which is another in each run."""
    lines = [line.rstrip() for line in text.splitlines()]
    return [*lines[: lines.index(next(line for line in lines if line.startswith("Report ")))], "Report"]


def test_the_first_line_says_how_large_the_study_is() -> None:
    first, qwen = TRANSCRIPT.splitlines()[0], reorg.load("qwen")
    assert re.match(rf"\S.*   \d[\d,]* worlds, {qwen.horizon_weeks} weeks, seed 1(, [\d.]+ s)?$", first), (
        first
    )
    assert first.startswith(qwen.name)
