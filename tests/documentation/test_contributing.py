"""Who follows ``CONTRIBUTING.md`` in a copy of the project adds what it says, in as few files as it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from engine.compiling import compile_engine

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
CONTRACTS = [
    (Path("tests/study/test_metric_contract.py"), "complete"),
    (Path("tests/study/test_metric_contract.py"), "unique"),
    (Path("tests/study/test_metrics.py"), "hired"),
    (Path("tests/model/test_event_contract.py"), "pay_rise"),
    (Path("tests/mechanisms/test_mechanism_contract.py"), "season"),
    (Path("tests/mechanisms/test_catalog.py"), "season"),
    *((Path("tests/documentation/test_printed_pages.py"), Path(page).stem) for page in PAGES.values()),
]
"""Tests of what was added: a file, and a word of their names."""
TIMES_ALLOWED = 9.5
"""What compiling may take, in times that of fixed loops: 8.6 on a busy machine, and a tenth more."""
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
    """Make the edits of a page; return the files that are not as before."""
    before = contents(project)
    for edit in EDIT.finditer(section(what)):
        file, anchor = project / edit["file"], (edit["anchor"] or "").replace("\\n", "\n")
        text = dedent(edit["text"]) if edit["where"] == "a new file" else without_indent(edit["text"])
        old = "" if edit["where"] == "a new file" else file.read_text(encoding="utf-8")
        file.write_text(edited(old, edit["where"].split()[0], anchor, text), encoding="utf-8")
    return changed(before, project)


def print_pages(project: Path) -> set[str]:
    """Print the documents; return the files that are not as before."""
    before = contents(project)
    run(project, "-m", "reorg.documentation", "docs")
    return changed(before, project)


def changed(before: dict[str, bytes], project: Path) -> set[str]:
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


@dataclass(frozen=True)
class Followed:
    """A copy of the project in which every page was followed, and what that changed and took.

    ``changed`` has the files of each page, ``printed`` those that printing the documents changed, and
    ``compiling`` the CPU seconds of the engine and of the loops it is compared with.
    """

    project: Path
    changed: dict[str, set[str]]
    printed: set[str]
    compiling: tuple[float, float]


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Followed:
    """One copy for all pages, so that its engine is compiled once."""
    project = tmp_path_factory.mktemp("project")
    for part in COPIED:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, project / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, project / part)
    changes = {what: follow(what, project) for what in PAGES}
    compiling = compile_engine(project / "src", project / "cache")
    return Followed(project, changes, print_pages(project), compiling)


@pytest.mark.slow
def test_as_many_files_change_as_the_pages_say(followed: Followed) -> None:
    assert followed.printed == set(PAGES.values())
    assert {what: len(files) + 1 for what, files in followed.changed.items()} == MOST_FILES


@pytest.mark.slow
def test_what_was_added_meets_the_contracts_in_both_engines(followed: Followed) -> None:
    words = ("-m", "pytest", "-vv", "-x", "-p", "no:cacheprovider", "-p", "no:xdist")
    chosen = " or ".join(f"({file.stem} and {word})" for file, word in CONTRACTS)
    folders = dict.fromkeys(str(file) for file, _ in CONTRACTS)
    lines = run(followed.project, *words, *folders, "-k", chosen).splitlines()
    for file, word in CONTRACTS:
        passed = [line for line in lines if line.startswith(f"{file}::") and " PASSED" in line]
        assert any(word in line for line in passed), f"nothing in {file} is about {word}"


@pytest.mark.slow
def test_a_metric_that_was_added_is_in_the_schema(followed: Followed) -> None:
    command = "from reorg.cli.main import main; main()"
    assert "new_hires" in run(followed.project, "-c", command, "schema", "--metrics")


@pytest.mark.slow
def test_what_was_added_is_the_same_in_both_engines(followed: Followed) -> None:
    run(followed.project, "-c", SAME_IN_BOTH + CHECKED)


@pytest.mark.slow
def test_compiling_the_engine_keeps_its_budget(followed: Followed) -> None:
    """A few tens of CPU seconds, whatever the machine: docs/decisions/0001-kernel.md."""
    engine, loops = followed.compiling
    times = engine / loops
    assert 1.0 < times <= TIMES_ALLOWED, f"{engine:.1f} CPU seconds, {times:.2f} times those of the loops"


@pytest.mark.parametrize("what", PAGES)
def test_a_page_names_the_files_that_it_counts(what: str) -> None:
    named = {edit["file"] for edit in EDIT.finditer(section(what))} | {PAGES[what]}
    assert len(named) == MOST_FILES[what]
    number = {3: "Three", 5: "Five", 8: "Eight"}[MOST_FILES[what]]
    assert section(what).lstrip().startswith(f"{number} files.")
