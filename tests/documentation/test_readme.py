"""What the README shows is of the form that the commands print, and names commands that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import reorg
from reorg.cli.main import main
from reorg.report.findings import rows
from reorg.report.vocabulary import HEADLINES, METRIC_WORDS

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
TRANSCRIPT = next(
    block for block in re.findall(r"^```\n(.*?)^```$", README, re.MULTILINE | re.DOTALL) if "worlds," in block
)
LABELS = {METRIC_WORDS[key].label for key in HEADLINES}


def test_the_commands_named_are_there() -> None:
    known = set(main.list_commands(None)) if hasattr(main, "list_commands") else set()
    named = set(re.findall(r"bin/reorg (\w+)", README))
    assert named
    assert named <= known


@pytest.mark.parametrize("words", re.findall(r"^\.venv/bin/reorg (\w+)", README, re.MULTILINE))
def test_each_command_has_a_help(words: str) -> None:
    assert CliRunner().invoke(main, [words, "--help"]).exit_code == 0


@pytest.mark.slow
def test_the_rows_shown_are_those_of_the_first_table() -> None:
    """Small worlds come to other figures, but to the same rows, in the same order and units."""
    study = reorg.compare(reorg.load("qwen"), ["stay", "split"], worlds=2, engine="compiled")
    shown = [line for line in TRANSCRIPT.splitlines() if any(line.startswith(f"{x}  ") for x in LABELS)]
    printed = [row.label for row in rows(study.verdict, "split", HEADLINES)]
    labels = [next(x for x in sorted(LABELS, key=len, reverse=True) if line.startswith(x)) for line in shown]
    assert len(labels) > 5
    assert [label for label in printed if label in labels] == labels


def test_the_first_line_says_how_large_the_study_is() -> None:
    first, qwen = TRANSCRIPT.splitlines()[0], reorg.load("qwen")
    assert re.match(rf"\S.*   \d[\d,]* worlds, {qwen.horizon_weeks} weeks, seed 1(, [\d.]+ s)?$", first), (
        first
    )
    assert first.startswith(qwen.name)
