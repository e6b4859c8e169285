"""The fields of what is observed of the organization as it is today."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from reorg.model.value_types import Name, Record, Text


class ObservedRangeFields(Record):
    """The range of a metric's observed values: one end, or both."""

    low: float | None = None
    """Least value observed, in the metric's unit; no least value if not stated."""
    high: float | None = None
    """Greatest value observed, in the metric's unit; no greatest value if not stated."""
    source: Text = ""
    """Where the numbers come from."""

    @model_validator(mode="after")
    def _an_end(self) -> ObservedRangeFields:
        if self.low is None and self.high is None:
            message = "expected low, high or both, in the unit of the metric"
            raise PydanticCustomError("observed_range", message)
        return self


class ObservedFields(Record):
    """Knowledge of the organization as it is today; worlds that contradict it are left out."""

    weeks: Annotated[int, Field(ge=1, le=1040)] | None = None
    """Whole weeks of the baseline, from the start date, that the ranges are about; the horizon if not
    stated."""
    metrics: Annotated[dict[Name, ObservedRangeFields], Field(min_length=1)]
    """Metric key to the range of its observed values."""
