"""The shape of the sources: what is read in one sitting stays so.

The limits are of lines of code: docstrings, comments and blank lines of a function do not count.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[1] / "src"
FILE_LINES, FUNCTION_LINES, NESTING, BRANCHES = 450, 50, 4, 20
"""``BRANCHES`` is a ratchet: it goes down with the function that has most ways through it."""
BRANCHES_MEAN = 3.74
"""Of all functions; a ratchet as well. Nothing is gained by cutting in two what belongs together."""

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
SCOPES = (*FUNCTIONS, ast.ClassDef, ast.Lambda)
BLOCKS = (ast.For, ast.AsyncFor, ast.While, ast.If, ast.With, ast.AsyncWith, ast.Try, ast.TryStar, ast.Match)
WAYS = (ast.If, ast.IfExp, ast.ExceptHandler, ast.For, ast.AsyncFor, ast.While, ast.match_case)
DATA = 0.8
"""A file of which so much is one assignment is a table, which may be long."""


def own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is in a function, but not in one within it."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, SCOPES):
            yield child
            yield from own_nodes(child)


@cache
def branches(function: ast.AST) -> int:
    """Return how many ways lead through a function, which two tests ask of each."""
    found = 1
    for node in own_nodes(function):
        found += isinstance(node, WAYS)
        found += len(node.values) - 1 if isinstance(node, ast.BoolOp) else 0
        found += 1 + len(node.ifs) if isinstance(node, ast.comprehension) else 0
    return found


def nesting(node: ast.AST, depth: int = 0) -> int:
    """Return how many blocks stand within one another; an elif is no deeper than its if."""
    deepest = depth
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.expr, *SCOPES)):
            continue
        chained = (
            isinstance(node, ast.If) and isinstance(child, ast.If) and node.col_offset == child.col_offset
        )
        deepest = max(deepest, nesting(child, depth + (isinstance(child, BLOCKS) and not chained)))
    return deepest


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef, lines: list[str]) -> int:
    """Return the lines of a function that hold code."""
    words = function.body[0] if ast.get_docstring(function) is not None else None
    docstring_lines = range(words.lineno, (words.end_lineno or 0) + 1) if words else ()
    numbers = range(function.lineno, (function.end_lineno or 0) + 1)
    stripped = (lines[number - 1].strip() for number in numbers if number not in docstring_lines)
    return sum(bool(line) and not line.startswith("#") for line in stripped)


def is_table(tree: ast.Module, length: int) -> bool:
    """Return whether a file is one long table."""
    stated = (node for node in tree.body if isinstance(node, (ast.Assign, ast.AnnAssign)))
    longest = max(((node.end_lineno or 0) - node.lineno + 1 for node in stated), default=0)
    return longest >= DATA * length


@cache
def functions_of(tree: ast.Module) -> list[ast.FunctionDef]:
    """Return all functions of a file, those within others among them."""
    return [node for node in ast.walk(tree) if isinstance(node, FUNCTIONS)]


@cache
def sources() -> dict[Path, tuple[str, ast.Module]]:
    """Return text and tree of each source, which are read once."""
    texts = {file: file.read_text(encoding="utf-8") for file in sorted(SOURCES.rglob("*.py"))}
    return {file: (text, ast.parse(text)) for file, text in texts.items()}


def too_much(text: str, tree: ast.Module, where: str = "sample.py") -> list[str]:
    """Return what exceeds a limit in a file."""
    lines = text.splitlines()
    found = (
        [f"{where}: {len(lines)} lines"] if len(lines) > FILE_LINES and not is_table(tree, len(lines)) else []
    )
    for function in functions_of(tree):
        figures = (
            (code_lines(function, lines), FUNCTION_LINES, "lines"),
            (nesting(function), NESTING, "blocks within one another"),
            (branches(function), BRANCHES, "ways through"),
        )
        found += [
            f"{where}:{function.name}: {figure} {what}" for figure, limit, what in figures if figure > limit
        ]
    return found


DEEP = (
    "".join("    " * depth + f"for _ in range({depth}):\n" for depth in range(1, 6)) + "    " * 6 + "pass\n"
)
EXCESSES = {
    "a long file": "x = 1\n" * (FILE_LINES + 1),
    "a long function": "def f():\n" + "    x = 1\n" * FUNCTION_LINES,
    "deep blocks": "def f():\n" + DEEP,
    "many ways": "def f(x):\n    return " + " or ".join(["x"] * (BRANCHES + 1)) + "\n",
}
WITHIN = {
    "a table": "x = [\n" + "    1,\n" * FILE_LINES + "]\n",
    "a long docstring": 'def f():\n    """First\n'
    + "    more\n" * FUNCTION_LINES
    + '    """\n    return 1\n',
    "many tests in a row": "def f(x):\n    if x == 0:\n        return 0\n"
    + "".join(f"    elif x == {n}:\n        return {n}\n" for n in range(1, 9)),
}


@pytest.mark.parametrize("text", EXCESSES.values(), ids=EXCESSES)
def test_what_exceeds_a_limit_is_reported(text: str) -> None:
    assert len(too_much(text, ast.parse(text))) == 1


@pytest.mark.parametrize("text", WITHIN.values(), ids=WITHIN)
def test_what_keeps_within_all_limits_is_not(text: str) -> None:
    assert not too_much(text, ast.parse(text))


def test_functions_have_few_ways_through_on_average() -> None:
    ways = [branches(function) for _, tree in sources().values() for function in functions_of(tree)]
    assert sum(ways) / len(ways) <= BRANCHES_MEAN


def test_files_and_functions_keep_within_their_limits() -> None:
    assert len(sources()) > 500
    read = sources().items()
    assert not [line for file, (text, tree) in read for line in too_much(text, tree, file.name)]
