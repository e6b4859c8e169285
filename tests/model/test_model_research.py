"""Research packages in a model file: what is read, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from small_model import data, only_problem

from reorg.model import load

Release = dict[str, Any]


def research(**changed: Any) -> dict[str, Any]:
    """Return the small model with research in ``method``, and fields of its release changed."""
    model = data()
    release = model["releases"][0]
    release["packages"][0] |= {"kind": "research", "decisions": 6}
    release |= changed
    return model


def test_research_is_read() -> None:
    model = research(time_boxed=True, influences=3, due_week=20)
    model["releases"][0]["packages"][0]["trial_days"] = 5
    model["policies"] = {"search": "team", "jumps": 0.1}
    organization = load(model)
    (release,) = organization.releases
    assert (release.time_boxed, release.influences) == (True, 3)
    assert [(p.kind, p.decisions, p.trial_days) for p in release.packages[:2]] == [
        ("research", 6, 5),
        ("delivery", 0, 1),
    ]
    assert (organization.policies.search, organization.policies.jumps) == ("team", 0.1)


def test_usually_influences_follow_packages_and_research_takes_its_time() -> None:
    (release,) = load(research()).releases
    assert (release.time_boxed, release.influences) == (False, None)


@pytest.mark.parametrize(
    "change", [{"time_boxed": True}, {"influences": 2}, {"packages": [{"trial_days": 3}]}], ids=str
)
def test_what_is_reported_about_research_changes_the_hash(change: dict[str, Any]) -> None:
    plain, changed = research(), research()
    for field, value in change.items():
        if field == "packages":
            changed["releases"][0]["packages"][0] |= value[0]
        else:
            changed["releases"][0][field] = value
    assert load(plain).hash != load(changed).hash


WRONG: list[tuple[Callable[[Release], object], str, str, str]] = [
    (
        lambda r: r["packages"][1].update(decisions=2),
        "system > decisions",
        "its kind is delivery",
        "research",
    ),
    (
        lambda r: r["packages"][1].update(trial_days=2),
        "system > trial_days",
        "no decisions to try",
        "how many",
    ),
    (lambda r: r["packages"][0].update(decisions=65), "method > decisions", "at most 64", ""),
    (lambda r: r["packages"][1].update(kind="research", decisions=59), "packages", "65 decisions", "matter"),
    (lambda r: r.update(influences=6), "influences", "6 influences", "at most 5"),
    (lambda r: r.update(influences=-1), "influences", "at least 0", ""),
    (lambda r: r["packages"][0].update(trial_days=0), "method > trial_days", "at least 1", ""),
]


@pytest.mark.parametrize(("spoil", "path", "message", "hint"), WRONG, ids=[text for _, _, text, _ in WRONG])
def test_research_that_makes_no_sense_is_refused(
    spoil: Callable[[Release], object], path: str, message: str, hint: str
) -> None:
    model = research()
    spoil(model["releases"][0])
    problem = only_problem(model)
    assert path in problem.path
    assert message in problem.message
    assert hint in problem.hint


def test_a_time_box_without_research_is_refused() -> None:
    model = data()
    model["releases"][0]["time_boxed"] = True
    assert "has none" in only_problem(model).message


def test_influences_without_decisions_are_refused() -> None:
    model = data()
    model["releases"][0]["influences"] = 0
    assert "0 decisions" in only_problem(model).message


@pytest.mark.parametrize(("field", "value"), [("search", "anything"), ("jumps", 1.5)])
def test_policies_of_search_are_checked(field: str, value: object) -> None:
    model = research()
    model["policies"] = {field: value}
    assert field in only_problem(model).path
