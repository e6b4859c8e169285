"""What must come out of a claim's trial, and why: a variant of its case for each claim, built from theory.

Assumptions and uncertain inputs are held at their central values, but for those that the theory is about, so
that luck is all that differs between worlds. A variant may leave the range of the evidence: it is not a case,
but a question put to the yardstick whose answer is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from reorg.mechanisms import ASSUMPTIONS
from reorg.model import load

Model = dict[str, Any]
NONE = 1e-9
"""Next to nothing, where a scale has no 0."""


def _as_it_is(_model: Model) -> None:
    pass


@dataclass(frozen=True)
class Control:
    """A variant in which the claim must hold; ``because`` says why, ``change`` edits the model file.

    ``held`` assumptions are the same in every world, ``drawn`` between two values.
    """

    because: str
    change: Callable[[Model], None] = _as_it_is
    held: Mapping[str, float] = field(default_factory=dict)
    drawn: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    worlds: int = 16

    def write(self, case: str, folder: Path) -> Path:
        """Write the variant of a bundled case and return its file."""
        text = files("reorg.cases").joinpath(f"{case}.yaml").read_text(encoding="utf-8")
        model: Model = yaml.safe_load(text)
        model["start"] = str(model["start"])
        fixed = {p.id: p.central for p in ASSUMPTIONS} | dict(self.held)
        model["assumptions"] = {
            name: {"value": value, "source": "control"} for name, value in fixed.items()
        } | {
            name: {"low": low, "high": high, "source": "control"} for name, (low, high) in self.drawn.items()
        }
        _hold_inputs(model, case)
        # An invented variant need not agree with the record of the case.
        model.pop("observed", None)
        self.change(model)
        file = folder / "variant.yaml"
        file.write_text(yaml.safe_dump(model), encoding="utf-8")
        return file


def _hold_inputs(model: Model, case: str) -> None:
    """Put the central value in the place of every range and of all readings of a bundled case."""
    model.pop("uncertain", None)
    for stated in (place for each in load(case).inputs for place in each.places):
        *above, last = stated.path
        within: Any = model
        for step in above:
            within = within[step]
        if isinstance(within[last], dict):
            within[last] = stated.stated


def _packages(model: Model) -> dict[str, Model]:
    return {package["id"]: package for release in model["releases"] for package in release["packages"]}


def _people(model: Model) -> dict[str, Model]:
    return {person["id"]: person for person in model["people"]}


def _risky(model: Model) -> None:
    """Attempts that cost little and mostly fail, of a release that is due when half of them are out."""
    for name in ("base", "align"):
        _packages(model)[name] |= {"failure": 0.9, "effort_days": [15, 20, 30], "gpu_hours": 0}


def _no_horizon(model: Model) -> None:
    """So long a horizon that no delay is cut off by it."""
    model["horizon_weeks"] = 156


def _whole_area_leaves(model: Model) -> None:
    """Every squad of post-training leaves, its leads too, and somebody unskilled comes in the second week."""
    squads = ("rl-lead", *_members("rl-senior", 2), *_members("rl-res", 5), "agents-lead")
    _exits(model, (*squads, *_members("agents-res", 6)), {"after_weeks": 2, "skills": {"product": "low"}})


def _half_the_squads_leave(model: Model) -> None:
    """Fifty of 126 people leave, and their positions stay empty for the horizon."""
    groups = {"base-res": 5, "mix-pre": 6, "mix-post": 6, "rl-res": 5, "agents-res": 6, "vision-res": 6}
    groups |= {"train-eng": 5, "serving-eng": 5, "code-res": 7}
    people = [person for name, count in groups.items() for person in _members(name, count)]
    _exits(model, people, {"after_weeks": 70})


def _leads_with_squads_leave(model: Model) -> None:
    """Leads who sit with a squad leave: those of the case sit alone in their teams and are tied to nobody."""
    leads = ("data-lead", "base-lead", "mix-pre-lead", "mix-post-lead", "rl-lead", "agents-lead")
    _exits(model, (*leads, "vision-lead", "audio-lead", "train-lead", "serving-lead", "eval-lead"))


def _members(group: str, count: int) -> tuple[str, ...]:
    return tuple(f"{group}#{number}" for number in range(1, count + 1))


def _exits(model: Model, people: Any, then: Model | None = None) -> None:
    """Let people leave in the first week under ``exits-alone``, instead of those of the case."""
    events: list[Model] = [{"week": 0, "leave": person} for person in people]
    if then is not None:
        events += [{"week": 0, "replace": {"person": person, **then}} for person in people]
    model["scenarios"]["exits-alone"]["events"] = events


def _one_luck(model: Model) -> None:
    """All the design is in what is raced for, on a rugged landscape, and a search makes few trials."""
    for package in _packages(model).values():
        for name in ("kind", "decisions", "trial_days", "failure"):
            package.pop(name, None)
    for name, decisions in (("architecture", 8), ("rl", 6)):
        _packages(model)[name] |= {
            "kind": "research",
            "decisions": decisions,
            "trial_days": 50,
            "effort_days": [290, 300, 310],
        }
    model["releases"][0]["influences"] = 5
    for structure in model["structures"].values():
        structure["integrators"] = []


def _busy_integrator(model: Model) -> None:
    """Stages that hardly depend on each other, and a lead above them all who is never there."""
    model["releases"][0]["couplings"] = []
    model["releases"][0].pop("rework", None)
    _people(model)["lead"]["booked_share"] = 0.95
    _people(model)["lab-head"]["booked_share"] = 0.05


def _busy_platform(model: Model) -> None:
    """Requests with short deadlines; in units of its own most of the infrastructure has none of them."""
    for stream in model["streams"]:
        if stream["area"] == "infrastructure":
            stream["per_week"] *= 3
            stream["due_days"] = 2


def _absent_officer(model: Model) -> None:
    """The technology officer is hardly ever there, and decides what concerns lab and applied together."""
    _people(model)["cto"]["booked_share"] = 0.95
    _people(model)["chief"]["booked_share"] = 0.05
    for name in ("span-8", "chief", "chief-fair"):
        model["structures"][name]["decides"] = "medium"


def _scarce_accelerators(model: Model) -> None:
    """Few accelerators; most jobs are for what is worth nothing to the design, which ends on its due date."""
    model["compute"][0]["gpus"] = 2500
    model["releases"][0]["time_boxed"] = True
    for package in _packages(model).values():
        if package.get("kind") == "research":
            package |= {"gpu_hours": 600_000, "trial_days": 4}
            package["priority"] = 1
        else:
            package["gpu_hours"] = 4_000_000


IDLE = {
    **dict.fromkeys(("calendar.outside_lead", "calendar.outside_head", "calendar.outside_top"), 0.01),
    **dict.fromkeys(("management.one_to_one_hours", "management.steering_hours"), 0.01),
    "management.team_meeting_hours": 0.01,
    "exceptions.probability": 0.03,
    "exceptions.decision_hours": 0.25,
}
"""Leads have nothing else to do than to decide what little there is to be decided."""
TIGHT = {
    "coordination.coupling": 1.5,
    "coordination.exchange_probability": 0.7,
    "coordination.request_hours": 2.0,
    "coordination.distance_cost": 1.0,
}

CONTROLS: dict[str, Control] = {
    "C1": Control(
        "where leads have all the time there is, a layer only adds a pass",
        held={
            **IDLE,
            "exceptions.probability": 0.03,
            "exceptions.decision_hours": 0.25,
            "exceptions.hop_hours": 1.5,
        },
    ),
    "C2": Control(
        "of two attempts that fail independently nine times in ten, one works twice as soon",
        _risky,
        held={"racing.common_cause": 0.0},
        worlds=160,
    ),
    "C3": Control(
        "the split puts levels between stages that exchange all the time, and nobody integrates", held=TIGHT
    ),
    "C4": Control(
        "what a level costs is paid for each exchange, and exchanges grow with the strength of couplings",
        _no_horizon,
        held={"coordination.distance_cost": 3.0, "coordination.request_hours": 1.0},
        drawn={"coordination.coupling": (0.05, 2.0)},
        worlds=120,
    ),
    "C5": Control(
        "a loss of scope that multiplies the hazard of leaving by fifty",
        held={"turnover.scope_loss": 3.0, "turnover.scope_memory_weeks": 78.0, "turnover.rate_ceiling": 5.0},
        worlds=40,
    ),
    "C6": Control(
        "leads with squads leave, and four in ten exits trigger another",
        _leads_with_squads_leave,
        held={"turnover.contagion": 0.4},
        worlds=60,
    ),
    "C7": Control("two in five of all people leave, and nobody comes", _half_the_squads_leave),
    "C8": Control(
        "all of post-training leaves, and people who know nothing of it come", _whole_area_leaves, worlds=48
    ),
    "C9": Control(
        "the best of three searches of a rugged landscape is better than one of them in three of four",
        _one_luck,
        worlds=48,
    ),
    "C10": Control(
        "work that needs no integration waits for an integrator who has no time", _busy_integrator
    ),
    "C11": Control(
        "whoever has people of his own does not wait behind the requests of others", _busy_platform
    ),
    "C12": Control(
        "an open release that reaches ten times as many, of whom next to none pay",
        held={"market.open_reach": 10.0, "market.cannibalization": 0.6, "market.open_conversion": 0.003},
    ),
    "C13": Control(
        "what waits for an officer who is never there is decided sooner without him",
        _absent_officer,
        held={"exceptions.joint": 1.0, "coordination.coupling": 1.5},
    ),
    "C14": Control(
        "where accelerators are scarce, trials come back sooner if what they are worth decides who is next",
        _scarce_accelerators,
        worlds=128,
    ),
    "C15": Control(
        "agents that are twenty times as fast, never wrong and reviewed in minutes",
        held={
            "agents.delegable": 0.8,
            "agents.speedup": 20.0,
            "agents.failure": NONE,
            "agents.review_hours": 0.1,
        },
    ),
    "C16": Control(
        "for half a year after each setback nobody knows who decides, and who has moved begins anew",
        held={
            "reorganization.ambiguity_weeks": 26.0,
            "reorganization.fatigue": 0.5,
            "familiarity.floor_speed": 0.4,
            "familiarity.start": 0.9,
            "turnover.moved": 0.6,
        },
        worlds=80,
    ),
}
