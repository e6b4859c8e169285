"""Description of the state: a class describes a row, an attribute a column, and a text its meaning.

The text of a column reads "dtype, unit: meaning"; the dtype of the array is made from it, a documentation
page prints it (``docs/state.md``), and type checkers see the annotation beside it. Units are "hours" of work,
"nominal hours" (of work, at speed 1), "time" (working hours since the start of the simulation, the warm-up
included), "1" for values without a unit, counts and references. References are indices, -1 for none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, NewType, Protocol, TypeVar, overload

import numpy as np

from reorg.engine.state.constants import CACHE_LINE

_TEXT = re.compile(r"(?P<kind>[iuf][48]|i2), (?P<unit>[^:]+): (?P<meaning>.+)")
_ARRAY = re.compile(r"(?P<element>\w+) \[(?P<shape>[^]]+)\](, (?P<unit>[^:]+))?: (?P<meaning>.+)")


@dataclass(frozen=True)
class Column:
    """A column as declared: NumPy's kind, unit and meaning."""

    kind: str
    unit: str
    meaning: str


def column(text: str) -> Any:
    """Return a column described as "dtype, unit: meaning"; raises ValueError for another form."""
    if (found := _TEXT.fullmatch(text)) is None:
        raise ValueError(f"a column is described as 'dtype, unit: meaning', not {text!r}")
    return Column(**found.groupdict())


@dataclass(frozen=True)
class Array:
    """An array as declared: the kind of its elements, its shape, their unit ("" for rows) and meaning."""

    element: str
    shape: tuple[str, ...]
    unit: str
    meaning: str

    @property
    def kind(self) -> str:
        """Its kind in the world's row, which holds the address of the array."""
        return "u8"


def array(text: str) -> Any:
    """Return an array described as "dtype or row [shape], unit: meaning"; raises ValueError otherwise.

    A dimension is named by what it counts; for fixed places, they are listed in order after a semicolon.
    """
    if (found := _ARRAY.fullmatch(text)) is None:
        raise ValueError(f"an array is described as 'dtype [shape], unit: meaning', not {text!r}")
    shape = found["shape"]
    parts = shape.split("; ") if ";" in shape else shape.split(", ")
    return Array(found["element"], tuple(parts), found["unit"] or "", found["meaning"])


def arrays_of(row: type) -> dict[str, Array]:
    """Return the arrays whose addresses a class holds, by name."""
    return {name: value for name, value in vars(row).items() if isinstance(value, Array)}


def columns_of(row: type) -> dict[str, Column | Array]:
    """Return the columns of a class by name, in the order of the class, addresses of arrays among them."""
    return {name: value for name, value in vars(row).items() if isinstance(value, Column | Array)}


def aligned_row(row: type) -> np.dtype[Any]:
    """Return the dtype of a row with these columns, each aligned."""
    return np.dtype([(name, each.kind) for name, each in columns_of(row).items()], align=True)


def cache_line_row(row: type) -> np.dtype[Any]:
    """Return a row that fills whole cache lines; columns used together are adjacent."""
    aligned = aligned_row(row)
    places: Any = aligned.fields
    columns = columns_of(row)
    return np.dtype(
        {
            "names": list(columns),
            "formats": [each.kind for each in columns.values()],
            "offsets": [places[name][1] for name in columns],
            "itemsize": -(-aligned.itemsize // CACHE_LINE) * CACHE_LINE,
        },
        align=True,
    )


class Number(int):
    """An index of one kind of thing among those of its kind, -1 for none."""


PersonNumber = NewType("PersonNumber", Number)
TeamNumber = NewType("TeamNumber", Number)
JobNumber = NewType("JobNumber", Number)
ItemNumber = NewType("ItemNumber", Number)
StreamNumber = NewType("StreamNumber", Number)
ReleaseNumber = NewType("ReleaseNumber", Number)
DecisionNumber = NewType("DecisionNumber", Number)
StructureNumber = NewType("StructureNumber", Number)
AreaNumber = NewType("AreaNumber", Number)
RaceNumber = NewType("RaceNumber", Number)
OwnershipNumber = NewType("OwnershipNumber", Number)
EventNumber = NewType("EventNumber", Number)
PoolNumber = NewType("PoolNumber", Number)
QueueNumber = NewType("QueueNumber", Number)
RunNumber = NewType("RunNumber", Number)
OtherNumber = NewType("OtherNumber", Number)

R = TypeVar("R")
N = TypeVar("N", bound=Number)
N_contra = TypeVar("N_contra", bound=Number, contravariant=True)


class Rows(int, Generic[R]):
    """The address of an array of rows."""


Integers = NewType("Integers", int)
Reals = NewType("Reals", int)


class WrongKind:
    """The result of using an index of one kind with rows of another: it has no columns."""


if TYPE_CHECKING:

    class Reference(Generic[N]):
        """A column that refers to a row of a kind; any integer may be written into it."""

        def __get__(self, row: object, kind: type | None = None) -> N: ...

        def __set__(self, row: object, value: int) -> None: ...

    class RowsAt(Protocol[R, N_contra]):
        """A compiled function (address, index) -> row; for an index of another kind, it has no columns."""

        @overload
        def __call__(self, rows: Rows[R], index: N_contra, /) -> R: ...
        @overload
        def __call__(self, rows: Rows[R], index: Number, /) -> WrongKind: ...
        @overload
        def __call__(self, rows: Rows[R], index: int, /) -> R: ...
