"""What users read is said in the terms of the glossary: the words it replaces appear nowhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROSE = (
    "README.md",
    "docs/**/*.md",
    "examples/*.yaml",
    "src/reorg/cases/*.yaml",
    "src/reorg/cli/*.yaml",
    "src/reorg/mechanisms/evidence.csv",
    "src/reorg/report/templates/*",
)


def banned() -> list[tuple[re.Pattern[str], str]]:
    block = (ROOT / "docs/glossary.md").read_text(encoding="utf-8").split("```text\n")[1].split("```")[0]
    pairs = [line.split(" => ", 1) for line in block.splitlines() if line]
    return [(re.compile(pattern, re.IGNORECASE), say) for pattern, say in pairs]


def strings_of(source: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the sentences in a program: strings with a space that are no docstrings of inner code."""
    nodes = list(ast.walk(source))
    docstrings = {
        id(node.body[0].value)
        for node in nodes
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
        # The docstring of a command is its help.
        and not (isinstance(node, ast.FunctionDef) and node.decorator_list)
    }
    for node in nodes:
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value
        if is_text and id(node) not in docstrings:
            yield node.lineno, node.value


@cache
def tree_of(file: Path) -> ast.Module:
    """Return a source parsed, once for all who read it."""
    return ast.parse(file.read_text(encoding="utf-8"))


def pages_of_mechanisms() -> Iterator[tuple[str, str]]:
    """Yield the descriptions of the mechanisms, to which the README sends its readers."""
    for file in sorted((ROOT / "src/reorg/mechanisms").glob("*.py")):
        page = ast.get_docstring(tree_of(file))
        yield file.name, re.sub(r"`[^`]*`", "", page or "")


def texts() -> Iterator[tuple[str, str]]:
    yield from pages_of_mechanisms()
    for file in sorted((ROOT / "src/reorg").rglob("*.py")):
        if "engine" not in file.parts:
            for line, text in strings_of(tree_of(file)):
                yield f"{file.relative_to(ROOT)}:{line}", text
    for pattern in PROSE:
        for file in sorted(ROOT.glob(pattern)):
            if file.name == "glossary.md":
                continue
            for line, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                yield f"{file.relative_to(ROOT)}:{line}", re.sub(r"`[^`]*`", "", text)


def banned_in(read: Iterable[tuple[str, str]]) -> list[str]:
    """Return where a banned word is in texts, each with its place, and what to say instead.

    All texts of a kind are searched as one first, a null byte between them: most words are in none.
    """
    placed = list(read)
    whole = "\n\0\n".join(text for _, text in placed)
    return [
        f"{place}: {match.group(0)!r}; say: {say}"
        for pattern, say in banned()
        if pattern.search(whole)
        for place, text in placed
        for match in pattern.finditer(text)
    ]


def test_no_banned_word_is_read_by_users() -> None:
    found = banned_in(texts())
    assert not found, "\n".join(found)


def test_a_banned_word_is_found_in_its_place_among_others() -> None:
    read = [
        ("a.md:1", "drawn by"),
        ("a.md:2", "lot, and"),
        ("a.md:3", "it hangs on two"),
        ("a.md:4", "Knowers"),
    ]
    assert [line.split(": ")[0] for line in banned_in(read)] == ["a.md:3", "a.md:4"]


@pytest.mark.parametrize("text", ["luck by address", "it hangs on two assumptions", "the knowers of an area"])
def test_a_banned_word_is_found(text: str) -> None:
    assert any(pattern.search(text) for pattern, _ in banned())


def test_the_help_of_a_command_is_read_too() -> None:
    source = '@command\ndef go():\n    """Go astray at once."""\n'
    assert [text for _, text in strings_of(ast.parse(source))] == ["Go astray at once."]


CLAUSES = re.compile(
    r"(who|whom|whose|whoever|what|whatever|where|when|how|which|why|of|tell)\b", re.IGNORECASE
)
"""Beginnings of a description that is a clause without a noun, or that says "tell" for what it returns."""


def clauses_in(source: ast.Module) -> Iterator[str]:
    """Yield the docstrings of a module, its classes and functions that begin with a clause."""
    for node in ast.walk(source):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            text = ast.get_docstring(node) or ""
            if CLAUSES.match(text):
                yield text.splitlines()[0]


def test_descriptions_begin_with_a_noun_or_a_verb() -> None:
    found = [
        f"{file.relative_to(ROOT)}: {line}"
        for file in sorted((ROOT / "src/reorg").rglob("*.py"))
        for line in clauses_in(tree_of(file))
    ]
    assert not found, "\n".join(found)


def test_a_description_that_begins_with_a_clause_is_found() -> None:
    source = '"""What a plan is."""\n\ndef go():\n    """Tell whether it goes."""\n    """A plan."""\n'
    assert list(clauses_in(ast.parse(source))) == ["What a plan is.", "Tell whether it goes."]
