"""The types of value that the fields of a model file are made of."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from reorg.money import currency_of


class Record(BaseModel):
    """A mapping of the model file: known fields only, no silent conversion, no infinite numbers."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, allow_inf_nan=False, use_attribute_docstrings=True
    )


K = TypeVar("K")
V = TypeVar("V")

ListOf = Annotated[list[V], Field(default_factory=list)]
"""A list that may be left out."""

MapOf = Annotated[dict[K, V], Field(default_factory=dict)]
"""A mapping that may be left out."""

Id = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[\w][\w.-]*$")]
"""A name that other parts of the file refer to: letters, digits, ``_``, ``-`` and ``.``."""

PersonId = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[\w][\w.-]*( [\w.-]+)*$")]
"""The same for a person, with single spaces between its words."""

Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
"""A date, YYYY-MM-DD."""

Name = Annotated[str, Field(min_length=1, max_length=200)]
"""A reference to something named elsewhere in the file (a person, a range of a group, a package...)."""
Text = Annotated[str, Field(max_length=4000)]
Share = Annotated[float, Field(ge=0, le=1)]
BookedShare = Annotated[float, Field(ge=0, le=0.95)]
Positive = Annotated[float, Field(gt=0, le=1e12)]
NotNegative = Annotated[float, Field(ge=0, le=1e15)]
Weeks = Annotated[float, Field(gt=0, le=2000)]
Week = Annotated[float, Field(ge=-2000, le=2000)]
AgentCount = Annotated[int, Field(ge=0, le=1000)]


def _currency(stated: str) -> str:
    code = currency_of(stated)
    if code is None:
        message = "no currency is called {stated}: write an ISO code such as EUR, or a symbol such as €"
        raise PydanticCustomError("currency", message, {"stated": repr(stated[:40])})
    return code


Currency = Annotated[str, AfterValidator(_currency)]
"""A currency, written as an ISO code or a symbol; its code."""


def _one_or_three(value: Any) -> Any:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return [value]
    if isinstance(value, (list, tuple)) and len(value) == 3:
        return list(value)
    raise PydanticCustomError(
        "effort_shape", "expected a number of person-days or [optimistic, likely, pessimistic]"
    )


def _one_or_more(value: Any) -> Any:
    if isinstance(value, str):
        return [value]
    if isinstance(value, (list, tuple)) and value:
        return list(value)
    raise PydanticCustomError("one_or_more", "expected a name or a list of names")


OneOrMore = Annotated[
    list[Name],
    BeforeValidator(_one_or_more),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "minLength": 1, "maxLength": 200},
                {
                    "type": "array",
                    "items": {"type": "string", "minLength": 1, "maxLength": 200},
                    "minItems": 1,
                },
            ]
        }
    ),
]
"""One name or several; kept as a list."""

EffortDays = Annotated[
    list[Positive],
    BeforeValidator(_one_or_three),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "exclusiveMinimum": 0},
                {
                    "type": "array",
                    "items": {"type": "number", "exclusiveMinimum": 0},
                    "minItems": 3,
                    "maxItems": 3,
                },
            ]
        }
    ),
]
"""Person-days: one number, or ``[optimistic, likely, pessimistic]``; kept as a list of one or three."""


def float_or_none(stated: float | None) -> float | None:
    """Return a stated number, which may be whole in the file, as the resolved model holds it."""
    # A zero with a sign is written without it, and would be another model when read again.
    return None if stated is None else float(stated) + 0.0
