"""The checks that the studio is accepted by: each has tests, or says why it has none."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import yaml

TESTS = Path(__file__).parents[1]
CHECKS: list[dict[str, Any]] = yaml.safe_load((TESTS / "web/checks.yaml").read_text(encoding="utf-8"))


def test_there_are_forty_checks_each_with_a_test_or_a_reason() -> None:
    assert [check["check"] for check in CHECKS] == list(range(1, 41))
    assert [check["what"] for check in CHECKS if not check.get("tests") and not check.get("untested")] == []


def test_every_test_that_is_named_is_there() -> None:
    named = sorted({test for check in CHECKS for test in check.get("tests", [])})
    files = {name.split("::")[0] for name in named}
    there = {f"{file}::{name}" for file in files for name in _tests_in(TESTS / file)}
    assert [name for name in named if name not in there] == []


def _tests_in(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
