"""Whatever is done to a valid model, the answer is an organization or problems with places."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_model import data

from reorg.model import ModelError, Organization, load

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(
        ["res", "res#2..3", "eng#1", "product", "lab", "together", "stay", "method", "high", "&a", "*a"]
    ),
    st.lists(st.integers(-3, 3), max_size=4),
    st.dictionaries(st.text(max_size=4), st.integers(), max_size=2),
)

EVENTS: list[dict[str, Any]] = [
    {"week": 1, "leave": "res#2"},
    {"week": 1, "replace": {"person": "res#2", "after_weeks": 2, "skills": {"research": "high"}}},
    {"week": 2, "join": {"id": "new", "team": "app", "skills": {"product": "low"}}},
    {"week": 5, "move": {"person": "new", "to": "platform"}},
    {"week": 6, "demand": {"stream": "requests", "factor": 2, "for_weeks": 4}},
    {"week": 7, "budget": {"hiring": False, "payroll_share": 0.9}},
    {"week": 8, "priority": {"work": "product", "priority": 3}},
    {"week": 9, "layoff": {"share": 0.1, "people": ["eng"], "areas": ["research"]}},
]


def ways(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every part of the model."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, part in parts for found in ((*way, key), *ways(part, (*way, key)))]


def mutate(draw: st.DrawFn, model: Any) -> None:
    """Delete, replace, duplicate or rename one part."""
    choices = ways(model)
    if not choices:
        return
    *way, last = draw(st.sampled_from(choices))
    holder = model
    for key in way:
        holder = holder[key]
    match draw(st.sampled_from(["delete", "replace", "duplicate", "rename"])):
        case "delete":
            del holder[last]
        case "replace":
            holder[last] = draw(VALUES)
        case "duplicate" if isinstance(holder, list):
            holder.append(copy.deepcopy(holder[last]))
        case "rename" if isinstance(holder, dict):
            holder[draw(st.text(max_size=8))] = holder.pop(last)


@st.composite
def mutated_models(draw: st.DrawFn) -> Any:
    model = data()
    model["scenarios"]["split"]["events"] += copy.deepcopy(EVENTS)
    for _ in range(draw(st.integers(1, 4))):
        mutate(draw, model)
    return model


def answer(source: Any) -> Organization | ModelError:
    try:
        return load(source)
    except ModelError as error:
        return error


@settings(max_examples=150)
@given(model=mutated_models())
def test_a_mutated_model_is_an_organization_or_has_problems(model: Any) -> None:
    found = answer(model)
    if isinstance(found, ModelError):
        assert found.problems
        assert all(problem.message and problem.file for problem in found.problems)
    else:
        seats = [
            sorted(
                [
                    *(team.lead for team in s.teams if team.lead),
                    *(m for team in s.teams for m in team.members),
                ]
            )
            for s in found.structures
        ]
        assert all(seated == sorted(person.id for person in found.people) for seated in seats)


@settings(max_examples=75)
@given(model=mutated_models())
def test_a_mutated_file_has_problems_with_places(tmp_path: Path, model: Any) -> None:
    path = tmp_path / "model.json"
    path.write_text(json.dumps(model, indent=1), encoding="utf-8")
    lines = path.read_text(encoding="utf-8").count("\n") + 1
    found = answer(path)
    if isinstance(found, ModelError):
        assert all(1 <= problem.line <= lines and problem.column >= 1 for problem in found.problems)


@settings(max_examples=200)
@given(
    content=st.one_of(
        st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
    )
)
@pytest.mark.parametrize("suffix", ["yaml", "json"])
def test_any_bytes_are_answered(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"model.{suffix}"
    path.write_bytes(content)
    assert isinstance(answer(path), ModelError)
