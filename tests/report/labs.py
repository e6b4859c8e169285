"""A small laboratory with a vertical and a horizontal structure."""

from __future__ import annotations

from typing import Any

from reorg.model.events import Reorganize
from reorg.model.organization import Note, Organization, Scenario
from reorg.model.people import Person
from reorg.model.structure import Integrator, Structure, Team
from reorg.model.work import Effort, Package, Release

LEADS = {"lead": "Technical lead", "post-lead": "Head of post-training", "pre-lead": "Head of pre-training"}


def lab(**changes: Any) -> Organization:
    """Fourteen people; ``changes`` replace fields of the organization."""
    fields: dict[str, Any] = {
        "name": "Qwen at Alibaba, March 2026",
        "start": "2026-03-02",
        "horizon_weeks": 78,
        "warmup_weeks": 8,
        "areas": ("pretraining", "posttraining"),
        "people": tuple(person(key, title) for key, title in {**LEADS, **_crew()}.items()),
        "releases": (_release(),),
        "streams": (),
        "structures": (_vertical(), _horizontal()),
        "scenarios": (
            Scenario("stay", "Stay as we are", "vertical", ()),
            Scenario("split", "Split by stage", "vertical", (Reorganize(12.0, "horizontal"),)),
            Scenario("soft-split", "Split, integrator kept", "vertical", (Reorganize(12.0, "horizontal"),)),
        ),
        "baseline": "stay",
        "facts": (
            Note("One team under one technical lead spans all training stages.", "S4, LatePost"),
            Note(
                "The lead's exit is tied to the planned reorganization.", "S0, S1 against S2", contested=True
            ),
        ),
    }
    return Organization(**(fields | changes))


def person(key: str, title: str) -> Person:
    return Person(key, key.partition("#")[0], title, "senior", {"pretraining": "medium"}, 1.0, 320_000.0, 2.0)


def _crew() -> dict[str, str]:
    groups = {"pre": "Pre-training engineer", "post": "Post-training engineer"}
    return {f"{group}#{index}": title for group, title in groups.items() for index in range(1, 6)} | {
        "director": "Director of the laboratory"
    }


def _release() -> Release:
    effort = Effort("pert", 90.0, 130.0, 230.0)
    base = Package("base", "pretraining", effort, "high", 6, (), "delivery", 0, 0.0, 0.0, 0.0, False)
    return Release("flagship", (base,), (), (), 26.0, 0.0, None)


def _group(key: str) -> tuple[str, ...]:
    return tuple(f"{key}#{index}" for index in range(1, 6))


def _vertical() -> Structure:
    teams = (
        Team("lab", "Laboratory", None, "director", (), (), True),
        Team("qwen", "Qwen", "lab", "lead", (), (("area", "posttraining"),), True),
        Team(
            "pretraining", "Pre-training", "qwen", "pre-lead", _group("pre"), (("area", "pretraining"),), True
        ),
        Team("posttraining", "Post-training", "qwen", "post-lead", _group("post"), (), True),
    )
    return Structure("vertical", "Vertical", "medium", teams, (), ())


def _horizontal() -> Structure:
    teams = (
        Team("lab", "Laboratory", None, "director", ("lead",), (), True),
        Team(
            "pretraining", "Pre-training", "lab", "pre-lead", _group("pre"), (("area", "pretraining"),), True
        ),
        Team(
            "posttraining",
            "Post-training",
            "lab",
            "post-lead",
            _group("post"),
            (("area", "posttraining"),),
            True,
        ),
    )
    integrators = (Integrator("lead", ("pretraining", "posttraining")),)
    return Structure("horizontal", "Horizontal", "high", teams, integrators, ())
