"""What reaches a terminal or a pipe: every width and encoding, hostile names, long tables."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from rich.console import Console

from reorg import compare, load, run
from reorg.cli.main import main
from reorg.cli.verdict_table import LINES, print_run, print_verdict

INPUTS = Path(__file__).parents[1] / "inputs"
WIDTHS = [60, 72, 80, 100, 120, 160, 200]
SHOW = (
    "import sys; from reorg.cli.main import main\n"
    "for file in sys.argv[1:]: main(['show', file], standalone_mode=False)"
)
STEERING = {chr(code) for code in (*range(9), *range(11, 32), 127, 0x202E)}


@pytest.fixture(scope="module")
def verdicts() -> dict[str, dict[str, Any]]:
    names = ("wide_numbers", "escape_sequences", "startup_of_twelve_projects", "everybody_laid_off")
    found = {name: compare(load(str(INPUTS / f"{name}.yaml")), worlds=4).verdict for name in names}
    return {**found, "six-labs": compare(load("six-labs"), worlds=2).verdict}


def printed(verdict: dict[str, Any], width: int, show: Any = print_verdict) -> str:
    stream = io.StringIO()
    show(verdict, "runs/x/report.html", Console(file=stream, width=width))
    return stream.getvalue()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_story_has_forty_lines_at_most_and_nothing_is_cut(
    verdicts: dict[str, dict[str, Any]], width: int
) -> None:
    for name, verdict in verdicts.items():
        lines = printed(verdict, width).splitlines()
        assert len(lines) <= LINES, name
        assert max(map(len, lines)) <= width, name
        assert not STEERING & set("\n".join(lines)), name
        # A name of over 80 characters says how many it has; nothing else is cut.
        assert not re.search(r"\N{HORIZONTAL ELLIPSIS}(?!\s*\()", "\n".join(lines)), name


@pytest.mark.parametrize("width", WIDTHS)
def test_wide_numbers_are_whole_at_every_width(verdicts: dict[str, dict[str, Any]], width: int) -> None:
    text = printed(verdicts["wide_numbers"], width)
    wide, narrow = printed(verdicts["wide_numbers"], 200), text.split()
    line = next(line for line in wide.splitlines() if line.startswith("backlog"))
    # In the widest table: backlog, both sides, difference, range, worlds. The narrowest keeps these two.
    difference, helps = line.split()[5], line.split()[-2]
    assert difference in narrow
    assert helps in narrow


@pytest.mark.parametrize("width", [60, 80, 200])
def test_one_scenario_alone_fits_too(verdicts: dict[str, dict[str, Any]], width: int) -> None:
    verdict = verdicts["startup_of_twelve_projects"]
    alone = {**verdict, "scenarios": {"stay": verdict["scenarios"]["stay"]}, "differences": []}
    lines = printed({**alone, "bottlenecks": []}, width, print_run).splitlines()
    assert len(lines) <= LINES
    assert max(map(len, lines)) <= width


@pytest.mark.slow
def test_the_table_of_one_alternative_says_that_its_columns_do_not_subtract() -> None:
    """Seen: 39 wk, 39 wk, and a difference of more than 2.1 wk."""
    verdict = compare("qwen", ["split"], worlds=8).verdict
    text = " ".join(printed(verdict, 100).split())
    assert "Differences: median over the worlds (of departures, mean), not of the two columns." in text
    assert len(printed(verdict, 80).splitlines()) <= LINES


@pytest.mark.slow
def test_below_one_scenario_stands_what_is_observed_and_who_is_the_bottleneck() -> None:
    """Seen: the table took all forty lines."""
    text = printed(run("qwen", "stay", worlds=8).verdict, 80, print_run)
    assert "Observed" in text
    assert "Bottleneck" in text
    assert len(text.splitlines()) <= LINES


SHOWN = [str(INPUTS / f"{name}.yaml") for name in ("stream_of_requests", "person_fields", "escape_sequences")]


def assert_is_text(written: bytes, encoding: str) -> None:
    text = written.decode(encoding)
    assert text.count("stream req") >= len(SHOWN)
    assert not STEERING & set(text.replace("\r", ""))


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "cp850", "utf-8"])
def test_every_encoding_gets_text(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=encoding, write_through=True))
    for file in SHOWN:
        main(["show", file], standalone_mode=False)
    assert_is_text(written.getvalue(), encoding)


def test_a_program_that_writes_ascii_only_gets_text() -> None:
    encoding = "ascii"
    done = subprocess.run(
        [sys.executable, "-c", SHOW, *SHOWN],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert_is_text(done.stdout, encoding)


@pytest.mark.parametrize("command", [("show",), ("check",), ("show", "--work")])
def test_hostile_names_are_written_out(command: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*command[:1], str(INPUTS / "escape_sequences.yaml"), *command[1:]])
    assert result.exit_code == 0, result.output
    assert not STEERING & set(result.output)


def test_hostile_names_in_errors_are_written_out(tmp_path: Path) -> None:
    model = tmp_path / "model.yaml"
    text = (INPUTS / "stream_of_requests.yaml").read_text(encoding="utf-8")
    model.write_text(text.replace("lead: boss", 'lead: "\\e[31mred"'), encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(model)])
    assert result.exit_code == 2
    assert not STEERING & set(result.output)
