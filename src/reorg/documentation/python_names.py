"""The page ``docs/python-api.md``: the public names of the package."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

import reorg

INTRODUCTION = """\
# The Python API

The public names of `reorg`, generated from their docstrings. [Python](python.md) shows how to use them.
Anything not listed here may change without notice; [versions](versions.md) explains how these names change.
Each name is loaded when it is first used.
"""


def python_page() -> str:
    """Return the page: a section for each public name, functions first."""
    parts = [INTRODUCTION]
    found = {name: getattr(reorg, name) for name in reorg.__all__}
    ordered = sorted(found, key=lambda name: (not inspect.isroutine(found[name]), name.lower()))
    for name in ordered:
        parts += [*_section(name, found[name]), ""]
    return "\n".join(parts).rstrip() + "\n"


def _section(name: str, thing: Any) -> Iterator[str]:
    yield f"## `{name}`\n"
    # A function whose result is kept is a function all the same.
    thing = inspect.unwrap(thing) if callable(thing) else thing
    if inspect.isfunction(thing) or inspect.isclass(thing):
        if inspect.isfunction(thing):
            yield f"```python\n{name}{_signature(thing)}\n```\n"
        yield _markdown(inspect.getdoc(thing) or "")
        yield from _members(thing) if inspect.isclass(thing) else ()
    else:
        yield "All metrics, as declared: [metrics](metrics.md)."


def _members(kind: type) -> Iterator[str]:
    members = [(name, member) for name, member in vars(kind).items() if not name.startswith("_")]
    for name, member in members:
        plain = member.fget if isinstance(member, property) else getattr(member, "func", member)
        plain = getattr(plain, "__func__", plain)
        if not inspect.isfunction(plain):
            continue
        signature = "" if isinstance(member, property) or plain is not member else _signature(plain)
        yield f"\n### `{kind.__name__}.{name}{signature}`\n\n{_markdown(inspect.getdoc(plain) or '')}"


def _signature(function: Any) -> str:
    text = str(inspect.signature(function))
    return re.sub(r"\b(?:\w+\.)+(\w+)", r"\1", text).replace("''", '""').replace("'", "")


def _markdown(docstring: str) -> str:
    """Return a docstring with code in single backquotes and names without their roles."""
    text = re.sub(r":\w+:`~?(?:[\w.]+\.)?(\w+)`", r"`\1`", docstring)
    lines = text.replace("``", "`").splitlines()
    rules = [number for number, line in enumerate(lines) if line.startswith("====")]
    if rules:
        # A table of a docstring stands as it is.
        lines[rules[-1]] += "\n```"
        lines[rules[0]] = "```text\n" + lines[rules[0]]
    return "\n".join(lines)
