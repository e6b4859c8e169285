"""An engine that tells everything facts ask for: today's, with what it does not tell yet made up.

With it every fact can be computed to the end, whatever comes out; what the engine tells is not touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest

import reorg
from reorg.verification.facts import measures, organizations, running

WEEKLY = {
    "attention_served": 2, "hazard": 2, "familiarity": 0, "ties_at_work": 0, "ambiguity": 0,
    "lead_effectiveness": 0,
}  # fmt: skip


@contextmanager
def everything_told() -> Iterator[None]:
    """Let models with fields that are not known yet load without them, and make up what is not measured."""
    real_load, real_lines = reorg.load, measures.Run.lines

    def load(document: Mapping[str, Any]) -> reorg.Organization:
        return real_load(_known(document))

    def field(run: measures.Run, name: str) -> Any:
        return getattr(run.outcome, name) if hasattr(run.outcome, name) else _made_up(run, name)

    def lines(run: measures.Run, code: str) -> Any:
        return real_lines(run, code) if code in measures.LOG_CODES else _made_up_lines(run, code)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running.reorg, "load", load)
        patch.setattr(measures.Run, "field", field)
        patch.setattr(measures.Run, "lines", lines)
        patch.setattr(measures, "_columns", _columns)
        yield


def _known(document: Mapping[str, Any]) -> dict[str, Any]:
    known = reorg.evidence()
    assumptions = {k: v for k, v in document["assumptions"].items() if k in known}
    people = [{k: v for k, v in p.items() if k not in organizations.AWAITED} for p in document["people"]]
    scenario = document["scenarios"]["only"]
    events = [_without_heir(event) for event in scenario["events"]]
    return {
        **document,
        "assumptions": assumptions,
        "people": people,
        "scenarios": {"only": {**scenario, "events": events}},
    }


def _without_heir(event: Mapping[str, Any]) -> dict[str, Any]:
    return {
        kind: {k: v for k, v in what.items() if k != "internal"} if kind == "replace" else what
        for kind, what in event.items()
    }


def _made_up(run: measures.Run, name: str) -> Any:
    weeks, people = run.plan.weeks, len(run.plan.person_ids)
    luck = np.random.default_rng(run.outcome.events)
    if name == "relearning_hours":
        return luck.uniform(10.0, 20.0)
    if name == "pay_usd":
        return luck.uniform(1e5, 2e5, people)
    return luck.uniform(0.0, 1.0, (weeks, WEEKLY[name]) if WEEKLY[name] else weeks)


def _made_up_lines(run: measures.Run, code: str) -> Any:
    taken = measures.Run.lines(run, "decision taken")
    if code not in {"question closed", "question way"}:
        return taken[:0]
    luck = np.random.default_rng(len(taken))
    made = taken.copy()
    people = len(run.plan.person_ids)
    made["person"] = luck.integers(0, people, len(taken))
    made["on"] = (
        luck.integers(0, people, len(taken))
        if code == "question closed"
        else luck.integers(-1, 1, len(taken))
    )
    made["value"] = luck.integers(1, 9, len(taken))
    return made


def _columns(run: measures.Run, kinds: Any) -> Any:
    known = [measures.KINDS.index(kind) for kind in kinds if kind in measures.KINDS]
    return run.outcome.hours[:, known]
