"""The fields of assumptions and facts: an organization's own ranges, cited facts, contested facts."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from reorg.model.value_types import Id, Record, Share, Text
from reorg.quantity import out_of_order


class OverrideFields(Record):
    """Knowledge of this organization that replaces the evidence table: a range, or one value."""

    low: float | None = None
    """Lower bound, in the parameter's unit."""
    central: float | None = None
    """Half the worlds lie on either side; the middle of the scale if not stated."""
    high: float | None = None
    """Upper bound."""
    value: float | None = None
    """Instead of a range: the same in every world."""
    source: Annotated[Text, Field(min_length=1)]
    """Where the numbers come from."""

    @model_validator(mode="after")
    def _a_range_or_a_value(self) -> OverrideFields:
        bounds = (self.low, self.high)
        stated = [x for x in (self.low, self.central, self.high) if x is not None]
        if (self.value is not None) == bool(stated) or (stated and None in bounds):
            raise PydanticCustomError(
                "override", "expected either low and high, with or without central, or value"
            )
        # Of two numbers the first is in the place of the central one: it is in order with itself.
        if stated and (why := out_of_order(stated[0], stated[-2], stated[-1])):
            raise PydanticCustomError("override_order", "an impossible range: {why}", {"why": why})
        return self


class FactFields(Record):
    """A cited fact or a stated assumption, shown in the report."""

    text: Annotated[Text, Field(min_length=1)]
    """What is said."""
    source: Annotated[Text, Field(min_length=1)]
    """Who says so."""
    contested: bool = False
    """True where sources disagree."""


class ContestedFields(Record):
    """A fact on which sources disagree: a world takes one reading, and events may depend on it."""

    id: Id
    """Unique among contested facts; events name it with ``if`` or ``unless``."""
    text: Annotated[Text, Field(min_length=1)]
    """What one reading says."""
    source: Annotated[Text, Field(min_length=1)]
    """Who says so, and who does not."""
    share: Share = 0.5
    """Share of the worlds in which it holds."""
