"""Uncertain inputs: numbers and levels of a model of which only a range, or readings with weights, are known.

An input is drawn from a point u between 0 and 1. A range is drawn in two pieces, half of the worlds on either
side of its central value, as assumptions are; of readings, in their order, each has its weight:

    x(u) = low + (central - low) 2u  below 1/2,  central + (high - central) (2u - 1)  from there on    (1)
    x(u) = the first reading at which the weights so far sum to more than u                             (2)

Inputs that are drawn ``together`` share one u: they make one dimension of a study.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from reorg.model.canonical import added_later
from reorg.money import DEFAULT, in_currency

Stated = float | str | tuple[float, ...]
Path = tuple[str | int, ...]
_MONEY = "usd"
"""Stands as a word in the names of fields that hold money, in whatever currency the model has."""
_DIGITS_KEPT = 1e4
"""A number below it is written with four digits."""
COLUMN = "input."
"""Begins the name of a dimension's column in the table of worlds."""


@dataclass(frozen=True)
class Place:
    """A place in the model file: keys and indices from the top, and what is stated there (central).

    ``least`` and ``most`` bound what a factor makes of the number stated; ``whole``: it is a whole number.
    """

    path: Path
    stated: Stated
    least: float | None = None
    most: float | None = None
    whole: bool = False


@dataclass(frozen=True)
class UncertainInput:
    """A number or level of the model that is not known exactly, or is only guessed (``guess``).

    ``low``, ``central`` and ``high`` of a range, in the unit of the field, or of a factor where ``times``;
    ``readings`` (value, weight) otherwise, with ``labels`` where values need words; neither where a value is
    only marked as a guess. ``name`` is what the file calls it, or where it stands; ``words`` what stands
    there, by the names that people use, where the file does not name it. ``together`` is the group it is
    drawn with, empty: alone. A person who joins in several scenarios is one person, whose inputs have a place
    in each of them.
    """

    name: str
    places: tuple[Place, ...]
    low: float | None = None
    central: float | None = None
    high: float | None = None
    readings: tuple[tuple[float | str, float], ...] = ()
    labels: tuple[str, ...] = ()
    times: bool = False
    source: str = ""
    together: str = ""
    guess: bool = False
    words: str = added_later("")

    @property
    def range(self) -> tuple[float, float, float] | None:
        """Its low, central and high value; None if it has readings, or is not drawn."""
        if self.low is None or self.central is None or self.high is None:
            return None
        return self.low, self.central, self.high

    @property
    def varies(self) -> bool:
        """Whether worlds differ in it."""
        if self.readings:
            return sum(weight > 0.0 for _value, weight in self.readings) > 1
        return self.low is not None and self.low != self.high

    @property
    def steps(self) -> tuple[float, ...]:
        """The points u between which the value is one straight line, 0 and 1 included."""
        if not self.readings:
            return (0.0, 0.5, 1.0)
        return (0.0, *list(accumulate(weight for _value, weight in self.readings))[:-1], 1.0)

    def value_at(self, u: float) -> float | str:
        """Return the value at a point, equations (1) and (2); raises ValueError where it does not vary."""
        if self.readings:
            ends = accumulate(weight for _value, weight in self.readings)
            found = (value for (value, _weight), end in zip(self.readings, ends, strict=True) if u < end)
            return next(found, self.readings[-1][0])
        if self.range is None:
            raise ValueError(f"{self.name} has neither a range nor readings")
        low, central, high = self.range
        if u < 0.5:
            return low + (central - low) * 2.0 * u
        return central + (high - central) * (2.0 * u - 1.0)

    def written(self, value: float | str) -> Iterator[tuple[Path, Stated]]:
        """Yield what stands in the model file at each place where the input has this value."""
        for place in self.places:
            if not self.times:
                yield place.path, round(float(value)) if place.whole else value
            elif isinstance(place.stated, tuple):
                yield place.path, tuple(_scaled(number, value, place) for number in place.stated)
            else:
                yield place.path, _scaled(place.stated, value, place)

    def values_in_words(self, currency: str) -> str:
        """Return its readings with their weights, its range, or what is stated; money in a currency."""
        if self.readings:
            values = ((self.in_words(value, currency), weight) for value, weight in self.readings)
            return ", ".join(f"{value} {weight:.0%}" for value, weight in values)
        return self._range_in_words(currency) if self.range else self._stated_in_words(currency)

    def in_words(self, value: float | str, currency: str = DEFAULT) -> str:
        """Return a value in words: a level by its name, a factor as "x 1.5", money in a currency."""
        if self.labels:
            return self.labels[[reading for reading, _weight in self.readings].index(value)]
        if isinstance(value, str):
            return value
        if self.times:
            return f"x {value:.3g}"
        number = f"{value:.4g}" if abs(value) < _DIGITS_KEPT else f"{value:,.0f}"
        is_money = _MONEY in str(self.places[0].path[-1]).split("_")
        return in_currency(number, currency) if is_money else number

    def _stated_in_words(self, currency: str) -> str:
        """Return the number stated where there is no range: "60 to 240, likely 120", or "3, not drawn".

        An effort of three numbers is drawn in each world, with the luck of its package.
        """
        stated = self.places[0].stated
        if isinstance(stated, tuple) and len(stated) == 3:
            low, likely, high = (f"{number:.4g}" for number in stated)
            return f"{low} to {high}, likely {likely}"
        return f"{stated if isinstance(stated, tuple) else self.in_words(stated, currency)}, not drawn"

    def _range_in_words(self, currency: str) -> str:
        """Return the range and its middle: "2 to 8 weeks, half below 4"."""
        low, central, high = (self.in_words(value, currency) for value in self.range or ())
        # Half of the worlds have the end itself where the middle is one.
        is_end = central in (low, high)
        field = "" if self.times else str(self.places[0].path[-1])
        if field == "week" or (field.endswith("_week") and field != "per_week"):
            return f"week {low} to {high}, half {'in' if is_end else 'before'} week {central}"
        unit = " weeks" if field.split("_")[-1] == "weeks" else ""
        return f"{low} to {high}{unit}, half {'at' if is_end else 'below'} {central}"


@dataclass(frozen=True)
class Dimension:
    """Inputs that share one draw; ``name`` is that of the one input, or of their group."""

    name: str
    inputs: tuple[UncertainInput, ...]

    @property
    def words(self) -> str:
        """Its description, for sentences."""
        first = self.inputs[0]
        return (first.words if not first.together else "") or self.name

    @property
    def column(self) -> str:
        """The name of its column in the table of worlds."""
        return COLUMN + self.name

    @property
    def source(self) -> str:
        """The source of its ranges."""
        return "; ".join(dict.fromkeys(each.source for each in self.inputs if each.source))

    @property
    def steps(self) -> tuple[float, ...]:
        """The points u between which all its values are straight lines, 0 and 1 included."""
        return tuple(sorted({step for each in self.inputs for step in each.steps}))

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels it takes, in order; none where it is a number."""
        first = self.inputs[0]
        named = tuple(value for value, _weight in first.readings if isinstance(value, str))
        return (first.labels or named) if self.is_alike else ()

    @property
    def unit(self) -> str:
        """The unit of its column, empty where it is that of the field."""
        if not self.is_alike:
            return "of the range"
        return "times what is stated" if self.inputs[0].times else ""

    @property
    def is_alike(self) -> bool:
        """Whether its inputs have the same value in every world, so that one value can be shown."""
        first = self.inputs[0]
        alike = {(x.low, x.central, x.high, x.readings, x.times) for x in self.inputs}
        return alike == {(first.low, first.central, first.high, first.readings, first.times)}

    def numbers_at(self, points: Iterable[float]) -> list[float]:
        """Return what the table of worlds holds at points from 0 to 1.

        That is the value, the place of a level, or the point itself where values differ.
        """
        if not self.is_alike:
            return list(points)
        first = self.inputs[0]
        if self.levels:
            readings = [reading for reading, _weight in first.readings]
            return [float(readings.index(first.value_at(u))) for u in points]
        return [float(first.value_at(u)) for u in points]

    def in_words(self, number: float) -> str:
        """Return a number of :meth:`numbers_at` in words."""
        first = self.inputs[0]
        if not self.is_alike:
            return f"{number:.0%} of the range"
        if self.levels:
            return self.levels[min(max(round(number), 0), len(self.levels) - 1)]
        return first.in_words(number)


def dimensions_of(inputs: tuple[UncertainInput, ...]) -> tuple[Dimension, ...]:
    """Return what is drawn, in the order of the file; inputs that do not vary are left out."""
    groups: dict[str, list[UncertainInput]] = {}
    for each in inputs:
        if each.varies:
            groups.setdefault(each.together or each.name, []).append(each)
    return tuple(Dimension(name, tuple(members)) for name, members in groups.items())


def inputs_of_document(found: Iterable[Mapping[str, Any]]) -> tuple[UncertainInput, ...]:
    """Return inputs from plain data, as :func:`dataclasses.asdict` makes it of them."""
    return tuple(
        UncertainInput(
            **{
                **entry,
                "places": tuple(
                    Place(**{**place, "path": tuple(place["path"]), "stated": _tupled(place["stated"])})
                    for place in entry["places"]
                ),
                "labels": tuple(entry["labels"]),
                "readings": tuple((value, float(weight)) for value, weight in entry["readings"]),
            }
        )
        for entry in found
    )


def _tupled(stated: Any) -> Stated:
    value: Stated = tuple(stated) if isinstance(stated, list) else stated
    return value


def _scaled(stated: Stated, factor: float | str, place: Place) -> float:
    if isinstance(stated, (str, tuple)):
        raise TypeError(f"only numbers have a factor, not {stated!r}")
    number = stated * float(factor)
    number = number if place.least is None else max(number, place.least)
    number = number if place.most is None else min(number, place.most)
    return round(number) if place.whole else number
