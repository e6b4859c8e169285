"""The fields of scenarios, and of what is compared with what."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from reorg.model.schema.events import EventFields
from reorg.model.value_types import ListOf, MapOf, Name, NotNegative, Record, Text


class ScenarioFields(Record):
    """A structure and the events laid on it: what is compared."""

    name: Text | None = None
    """For tables and reports; the id if not stated."""
    structure: Name
    """The structure at the start."""
    events: ListOf[EventFields]
    """They happen by date; on the same date first reorganize, then the others as written."""


class CompareFields(Record):
    """The scenarios and metrics of a comparison."""

    baseline: Name | None = None
    """The scenario all others are compared with; the first if not stated."""
    scenarios: ListOf[Name]
    """Those compared unless the command says otherwise; all if empty."""
    leading: Text | None = None
    """The metric that scenarios are compared by first; if not stated, the date of the one release, the mean
    delay of several, or throughput."""
    decision_week: Annotated[float, Field(ge=0)] = 0.0
    """Week, from the start date, from which the next release and the output after the change count."""
    negligible: MapOf[str, NotNegative]
    """Metric key to the difference below which two results count as equal."""
