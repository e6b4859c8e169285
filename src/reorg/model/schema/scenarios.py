"""The fields of scenarios, and of what is compared with what."""

from __future__ import annotations

from reorg.model.schema.events import EventFields
from reorg.model.schema.value_types import ListOf, MapOf, Name, NotNegative, Record, Text


class ScenarioFields(Record):
    """A structure and the events laid on it: what is compared."""

    name: Text | None = None
    """For tables and reports; the id if not stated."""
    structure: Name
    """The structure at the start."""
    events: ListOf[EventFields]
    """They happen by date; on the same date first reorganize, then the others as written."""


class CompareFields(Record):
    """What is compared with what."""

    baseline: Name | None = None
    """The scenario all others are compared with; the first if not stated."""
    scenarios: ListOf[Name]
    """Those compared unless the command says otherwise; all if empty."""
    negligible: MapOf[str, NotNegative]
    """Metric key to the difference below which two results count as equal."""
