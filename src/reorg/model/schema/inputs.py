"""Fields of a model file that may be uncertain: numbers and levels that change nobody's place."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, Field
from pydantic.fields import FieldInfo

from reorg.model.choices import Degree, Seniority, SkillLevel
from reorg.model.value_types import EffortDays, ListOf, Name, Record, Text
from reorg.quantity import middle_factor

LEVELS = tuple(get_args(kind) for kind in (SkillLevel, Degree, Seniority))

_SEATS = "it changes who exists or who sits where: give each case a structure or scenario of its own"
_TIME = "it decides which weeks and occurrences there are: compare two models instead"
REFUSED = {
    ("PersonFields", "count"): _SEATS,
    ("PackageFields", "decisions"): "it decides which design decisions there are: state one number",
    ("TriggerFields", "times"): "it decides which events there are: give each case a scenario of its own",
    ("ContestedFields", "share"): "it is already the weight of a reading: state one number",
    **{("ModelFields", name): _TIME for name in ("horizon_weeks", "warmup_weeks")},
    **{("ReleaseFields", name): _TIME for name in ("every_weeks", "first_week", "due_week")},
}
"""Fields that must be known, by record and name, and why."""
RULES = frozenset(
    {
        "PolicyFields", "CompareFields", "GuardRailFields", "OverrideFields", "ObservedFields",
        "ObservedRangeFields",
    }
)  # fmt: skip
"""Records none of whose fields may be uncertain: they say how to rehearse, or hold ranges already."""


class FactorRange(Record):
    """A factor that is not known exactly."""

    low: Annotated[float, Field(ge=0, le=1000)]
    """Least factor."""
    central: Annotated[float, Field(gt=0, le=1000)] | None = None
    """Half of the worlds lie on either side; if not stated 1, or the middle where 1 is outside."""
    high: Annotated[float, Field(gt=0, le=1000)]
    """Greatest factor."""

    @property
    def middle(self) -> float:
        """The central factor, stated or not."""
        return middle_factor(self.low, self.high) if self.central is None else self.central


class UncertainFields(Record):
    """Numbers of the model that are all too low or too high by one factor, which is not known exactly."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    """What it is, in words: drivers and reports call it so."""
    at: Annotated[list[Name], Field(min_length=1)]
    """Where the numbers stand, in words as error messages write them; ``*`` is anything at its level."""
    times: FactorRange
    """The factor."""
    each: bool = False
    """True: each number has a factor of its own; false: all share one."""
    source: Text = ""
    """Where the range comes from."""
    guess: bool = False
    """True: it is a guess, from no source."""


Uncertain = ListOf[UncertainFields]


@dataclass(frozen=True)
class InputKind:
    """The kind of a field: a level of ``choices``, else a number (``whole``) or an effort within bounds."""

    choices: tuple[str, ...] = ()
    whole: bool = False
    is_effort: bool = False
    least: float | None = None
    most: float | None = None


def input_kind(annotation: Any, metadata: Any = ()) -> InputKind | None:
    """Return what a field of this type holds where it is a number or a level, else None."""
    if annotation == EffortDays or _is_effort(annotation):
        return InputKind(is_effort=True)
    bounds = list(metadata)
    kind = _bare(annotation, bounds)
    if kind in (int, float):
        least = next((x.ge for x in bounds if getattr(x, "ge", None) is not None), None)
        most = next((x.le for x in bounds if getattr(x, "le", None) is not None), None)
        return InputKind(whole=kind is int, least=least, most=most)
    if get_origin(kind) is Literal and get_args(kind) in LEVELS:
        return InputKind(choices=get_args(kind))
    return None


def parts_of(annotation: Any) -> Iterator[Any]:
    """Yield the types inside a list or mapping."""
    yield from get_args(_bare(annotation, []))[-1:]


def record_of(annotation: Any) -> type[BaseModel] | None:
    """Return the record that a type is, None where it is none."""
    kind = _bare(annotation, [])
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def fields_of_record(record: type[BaseModel]) -> dict[str, tuple[str, FieldInfo]]:
    """Return the fields of a record by the name in the file, with their name in the record."""
    return {field.alias or name: (name, field) for name, field in record.model_fields.items()}


@dataclass(frozen=True, eq=False)
class Declared:
    """Declaration in the schema of a field, or of each part of a list or mapping; worked out once.

    ``name`` is the name in the record, "" of a part.
    """

    annotation: Any
    name: str = ""
    metadata: Sequence[Any] = ()

    @cached_property
    def kind(self) -> InputKind | None:
        """The kind of the field where it is a number or a level, else None."""
        return input_kind(self.annotation, self.metadata)

    @cached_property
    def record(self) -> type[BaseModel] | None:
        """The record that it is, None where it is none."""
        return record_of(self.annotation)

    @cached_property
    def part(self) -> Declared | None:
        """Each part of it where it is a list or mapping, else None."""
        return next(map(Declared, parts_of(self.annotation)), None)


@cache
def declared_fields(record: type[BaseModel]) -> Mapping[str, Declared]:
    """Return what the schema declares of the fields of a record, by the name in the file."""
    fields = fields_of_record(record).items()
    return {alias: Declared(field.annotation, name, field.metadata) for alias, (name, field) in fields}


def may_be_uncertain(record: type[BaseModel], name: str, field: FieldInfo) -> InputKind | None:
    """Return what a field of a record holds where it may be uncertain, else None."""
    if record.__name__ in RULES or (record.__name__, name) in REFUSED:
        return None
    return input_kind(field.annotation, field.metadata)


def _is_effort(annotation: Any) -> bool:
    kind = _bare(annotation, [])
    return get_origin(kind) is list and _bare(get_args(kind)[0], []) is float


def _bare(annotation: Any, bounds: list[Any]) -> Any:
    """Return a type without annotations and without None, noting the bounds that the annotations say."""
    while True:
        if get_origin(annotation) is Annotated:
            for note in annotation.__metadata__:
                bounds += note.metadata if isinstance(note, FieldInfo) else [note]
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) in (Union, types.UnionType):
            rest = [arg for arg in get_args(annotation) if arg is not type(None)]
            if len(rest) != 1:
                return annotation
            annotation = rest[0]
        else:
            return annotation
