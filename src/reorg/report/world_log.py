"""The events of one world of one scenario, in words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reorg.engine import plan_scenario
from reorg.model.loading import load
from reorg.model.organization import Organization
from reorg.report.event_log import EventLine, event_lines
from reorg.study.compare import trace
from reorg.study.measuring.metrics import METRIC_KEYS


def world_log(
    organization: Organization | str | Path | Mapping[str, Any],
    scenario: str,
    world: int,
    seed: int = 1,
    fixed: bool = False,
) -> list[EventLine]:
    """Return every event of one world in words, with week, date, value and unit, in order of time.

    The arguments are those of :func:`reorg.trace`, which returns the same events as numbers. Raises
    :class:`~reorg.study.running.settings.StudyError` for an unknown scenario or a negative world.
    """
    organization = load(organization, METRIC_KEYS)
    log = trace(organization, scenario, world, seed, fixed)
    return list(event_lines(plan_scenario(organization, scenario), log))
