"""The fields of pools of accelerators, and of what differs of them under one structure."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from reorg.model.choices import AllocationRule
from reorg.model.value_types import Id, ListOf, Name, NotNegative, Positive, Record


class AllocationFields(Record):
    """Differences of a compute pool under this structure."""

    pool: Name
    """The pool."""
    allocation: AllocationRule | None = None
    """Who gets accelerators first; as the pool says if not stated."""
    gpus: Annotated[int, Field(ge=0, le=10_000_000)] | None = None
    """Accelerators in the pool under this structure; as the pool says if not stated."""
    serves: ListOf[Name]
    """Work whose jobs run on it under this structure, written as in ``owns``."""


class ComputeFields(Record):
    """A pool of accelerators."""

    id: Id
    """Unique among pools."""
    gpus: Annotated[int, Field(ge=1, le=10_000_000)]
    """Accelerators in the pool."""
    usd_per_gpu_hour: NotNegative = 0.0
    """Price of one accelerator for one hour."""
    paid_for: Literal["used", "held"] = "used"
    """Whether the hours that jobs hold accelerators are paid, or all hours of all accelerators."""
    failures_per_1000_gpu_days: NotNegative | None = None
    """Failures that stop a job; the evidence table's if not stated."""
    checkpoint_hours: Positive | None = None
    """Hours between two checkpoints of a job; the evidence table's if not stated."""
    restart_hours: NotNegative = 0.5
    """Hours from a failure until the job runs again."""
    allocation: AllocationRule = "fair"
    """Who gets accelerators first."""
