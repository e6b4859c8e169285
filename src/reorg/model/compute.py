"""Pools of accelerators, and how a structure shares them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reorg.model.choices import AllocationRule


@dataclass(frozen=True)
class Pool:
    """A pool of accelerators; hours are of the clock. None = as the evidence table says."""

    id: str
    gpus: int
    usd_per_gpu_hour: float
    failures_per_1000_gpu_days: float | None
    checkpoint_hours: float | None
    restart_hours: float
    allocation: AllocationRule
    paid_for: Literal["used", "held"]


@dataclass(frozen=True)
class Allocation:
    """A pool under one structure: its rule and size, and the work that comes to it from other pools.

    ``serves`` holds resolved names ``("package" | "stream", id)``.
    """

    pool: str
    rule: AllocationRule
    gpus: int
    serves: tuple[tuple[str, str], ...]
