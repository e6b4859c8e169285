"""A small valid model, as text and as data, and ways to spoil it."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from reorg.model import ModelError, Problem, load

TEXT = (Path(__file__).parent / "first_model.yaml").read_text(encoding="utf-8")


def data() -> dict[str, Any]:
    """Return the model as Python data, fresh each time."""
    return copy.deepcopy(_read())


@cache
def _read() -> dict[str, Any]:
    loaded: dict[str, Any] = from_yaml(TEXT.replace("start: 2026-03-02", "start: '2026-03-02'"))
    return loaded


def from_yaml(text: str) -> Any:
    """Return what a text in YAML says, read by another reader than the program's, in C where there is one."""
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe


def problems_of(source: Any) -> tuple[Problem, ...]:
    """Return what is wrong with a model that must not load."""
    with pytest.raises(ModelError) as caught:
        load(source)
    assert caught.value.problems
    return caught.value.problems


def only_problem(source: Any) -> Problem:
    """Return the one thing that is wrong with a model."""
    problems = problems_of(source)
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


def problem_of_text(folder: Path, old: str, new: str) -> Problem:
    """Replace part of the valid text by something wrong and return the one problem found."""
    assert TEXT.count(old) >= 1, old
    path = folder / "model.yaml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    return only_problem(path)
