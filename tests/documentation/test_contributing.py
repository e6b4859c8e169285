"""Who follows ``CONTRIBUTING.md`` in a copy of the project adds what it says, in as few files as it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).parents[2]
COPIED = ("src", "tests", "docs", "pyproject.toml", "README.md", "CONTRIBUTING.md")
EDIT = re.compile(
    r"^ {3}In `(?P<file>[^`]+)`,"
    r" (?P<where>a new file|at the end|(?:before|after) `(?P<anchor>(?:[^`]|``)+)`):\n\n"
    r" {3}```\w+\n(?P<text>.*?)^ {3}```$",
    re.MULTILINE | re.DOTALL,
)
PAGES = {"metric": "docs/metrics.md", "event": "docs/events.md", "mechanism": "docs/assumptions.md"}
MOST_FILES = {"metric": 3, "event": 5, "mechanism": 8}
SAME_IN_BOTH = """
import numpy as np
from engine import labs
from engine.test_reference import assert_same
lab = labs.reorganized(2.3, 6.1)
assert_same(lab, labs.central(season__depth=0.15))
assert_same(lab, labs.central())
"""
CHECKED = """
from reorg.verification import holds, select
for check in select(["season"]):
    record = check.run()
    assert holds(record), record
"""


def section(what: str) -> str:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return text.split(f"## Add a{'n' if what == 'event' else ''} {what}\n")[1].split("\n## ")[0]


def follow(what: str, project: Path) -> set[str]:
    """Make the edits of a page and print the documents; return the files that are not as before."""
    before = contents(project)
    for edit in EDIT.finditer(section(what)):
        file, anchor = project / edit["file"], (edit["anchor"] or "").replace("\\n", "\n")
        text = dedent(edit["text"]) if edit["where"] == "a new file" else without_indent(edit["text"])
        old = "" if edit["where"] == "a new file" else file.read_text(encoding="utf-8")
        file.write_text(edited(old, edit["where"].split()[0], anchor, text), encoding="utf-8")
    run(project, "-m", "reorg.documentation", "docs")
    after = contents(project)
    return {name for name in after if after[name] != before.get(name)}


def edited(old: str, where: str, anchor: str, text: str) -> str:
    if where in ("a", "at"):
        return old + text
    assert old.count(anchor) == 1, f"{anchor!r} is there {old.count(anchor)} times"
    return old.replace(anchor, text + anchor if where == "before" else anchor + text)


def without_indent(text: str) -> str:
    """Return a block without the three columns of its place in the list."""
    return "".join(line[3:] if line.strip() else line for line in text.splitlines(keepends=True))


def contents(project: Path) -> dict[str, bytes]:
    found = [file for part in COPIED for file in (project / part).rglob("*") if file.is_file()]
    return {
        str(file.relative_to(project)): file.read_bytes()
        for file in found
        if "__pycache__" not in file.parts and ".hypothesis" not in file.parts
    }


def run(project: Path, *words: str) -> str:
    paths = os.pathsep.join(str(project / part) for part in ("src", "tests"))
    done = subprocess.run(
        [sys.executable, *words],
        cwd=project,
        env={**os.environ, "PYTHONPATH": paths, "REORG_CACHE_DIR": str(project / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return done.stdout


def run_tests(project: Path, *words: str) -> None:
    run(project, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", *words)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project."""
    for part in COPIED:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, tmp_path / part)
    return tmp_path


def test_adding_a_metric(project: Path) -> None:
    assert len(follow("metric", project)) <= MOST_FILES["metric"]
    run_tests(project, "tests/study/test_metric_contract.py", "-k", "complete or unique")
    run_tests(project, "tests/study/test_metrics.py", "-k", "hired")
    run_tests(project, "tests/documentation/test_printed_pages.py", "-k", "metrics")
    command = "from reorg.cli.main import main; main()"
    assert "new_hires" in run(project, "-c", command, "schema", "--metrics")


def test_adding_an_event_up_to_the_compiled_engine(project: Path) -> None:
    assert len(follow("event", project)) <= MOST_FILES["event"]
    run_tests(project, "tests/model/test_event_contract.py", "-k", "pay_rise and (stated or told)")
    run_tests(project, "tests/documentation/test_printed_pages.py", "-k", "events")


def test_adding_a_mechanism_up_to_the_compiled_engine(project: Path) -> None:
    assert len(follow("mechanism", project)) <= MOST_FILES["mechanism"]
    run_tests(project, "tests/mechanisms", "-k", "season and not reference")
    run_tests(project, "tests/documentation/test_printed_pages.py", "-k", "assumptions")


@pytest.mark.slow
def test_what_was_added_is_the_same_in_both_engines(project: Path) -> None:
    """An event and a mechanism in one copy, whose engine is compiled once."""
    follow("event", project)
    follow("mechanism", project)
    run_tests(project, "tests/model/test_event_contract.py", "-k", "pay_rise")
    run_tests(project, "tests/mechanisms", "-k", "season")
    run(project, "-c", SAME_IN_BOTH)
    run(project, "-c", CHECKED)


@pytest.mark.parametrize("what", PAGES)
def test_a_page_names_the_files_that_it_counts(what: str) -> None:
    named = {edit["file"] for edit in EDIT.finditer(section(what))} | {PAGES[what]}
    assert len(named) == MOST_FILES[what]
    number = {3: "Three", 5: "Five", 8: "Eight"}[MOST_FILES[what]]
    assert section(what).lstrip().startswith(f"{number} files.")
