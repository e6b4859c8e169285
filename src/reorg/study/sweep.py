"""Sweeps: many designs in the same worlds, in one tidy table.

Every design meets the same people, work and luck as far as it has them: draws are keyed by their purpose, so
that the difference between two designs in a world is due to the designs alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, Unpack

import numpy as np
from numpy.typing import NDArray

from reorg.model.changing import change
from reorg.model.loading import load
from reorg.model.organization import Organization
from reorg.model.problems import suggest_name
from reorg.study.compare import compare
from reorg.study.inference.intervals import batch_numbers, mean_interval, t_975
from reorg.study.inference.paired import MetricValues
from reorg.study.measuring.metrics import CUT_OFF_KEYS, METRIC_KEYS
from reorg.study.running.settings import Options, StudyError, check_whole
from reorg.study.running.tally import AT_LEAST
from reorg.study.tables import TidyTable

Design = dict[str, Any]
Source = str | Path | Mapping[str, Any] | Organization
Maker = Callable[..., Source]


@dataclass(frozen=True)
class Sweep:
    """Designs and their results.

    ``factors`` are the names of what varies, ``designs`` the values in each design. ``worlds`` is a
    structured array with one row per design, scenario and world: ``design`` (its number), the factors,
    ``scenario``, ``world``, every metric, and for each that can be cut off at the horizon (a release that is
    not out) a column that ends in ``_at_least``: there the metric itself is NaN and this its lower bound.
    Leaving out the rows without a value makes slow designs look fast; :meth:`means` does not.
    """

    factors: tuple[str, ...]
    designs: tuple[Design, ...]
    worlds: NDArray[np.void]

    def table(self) -> TidyTable:
        """Return the worlds as a table that converts to pandas, Polars, xarray and Parquet."""
        return TidyTable(self.worlds, ("design", "scenario", "world"))

    def to_pandas(self) -> Any:
        """Return the table as a ``pandas.DataFrame``; raises ImportError if pandas is not installed."""
        return self.table().to_pandas()

    def to_polars(self) -> Any:
        """Return the table as a ``polars.DataFrame``; raises ImportError if Polars is not installed."""
        return self.table().to_polars()

    def to_xarray(self) -> Any:
        """Return an ``xarray.Dataset`` over design, scenario and world; raises ImportError without xarray."""
        return self.table().to_xarray()

    def means(self, metric: str, scenario: str | None = None) -> list[Design]:
        """Return, for each design, its factors and the ``mean``, ``low`` and ``high`` (95%) of a metric.

        ``scenario`` defaults to the first. ``worlds`` is the number of worlds with a figure, ``censored`` how
        many of these are cut off at the horizon, such as those in which the release is not out. If any is,
        ``mean``, ``low`` and ``high`` are NaN, as in the verdict: the mean of the other worlds would make a
        slow design look fast. ``restricted_mean``, ``restricted_low`` and ``restricted_high`` count such
        worlds to the horizon; without any they are the mean and its interval. They compare designs with the
        same horizon, and understate how much longer a slow design takes. Worlds in which the metric has no
        value for another reason are left out. NaN also where no world has a figure, and for the interval of a
        single world. Raises :class:`StudyError` for an unknown metric or scenario.
        """
        return [self._mean(place, metric, scenario, against=None) for place in range(len(self.designs))]

    def differences(self, metric: str, scenario: str | None = None, against: int = 0) -> list[Design]:
        """Return, like :meth:`means`, the paired differences of each design from design ``against``.

        A world is censored if either design is cut off there.
        """
        return [self._mean(place, metric, scenario, against) for place in range(len(self.designs))]

    def values(self, design: int, metric: str, scenario: str | None = None) -> NDArray[np.float64]:
        """Return a metric of a design, by its number from 0, in every world; NaN where it has no value.

        A world cut off at the horizon, such as one in which the release is not out, has no value either.
        Raises :class:`StudyError` like :meth:`means`, and for a number that no design has.
        """
        values: NDArray[np.float64] = self._rows(design, metric, scenario)[metric]
        return values

    def _rows(self, design: int, metric: str, scenario: str | None) -> NDArray[np.void]:
        check_whole("the number of a design", design)
        if not 0 <= design < len(self.designs):
            raise StudyError(f"there is no design {design}; this sweep has 0 to {len(self.designs) - 1}")
        if metric not in METRIC_KEYS:
            hint = suggest_name(metric, METRIC_KEYS)
            raise StudyError(f"there is no metric {metric!r}{f'; {hint}' if hint else ''}")
        known = list(dict.fromkeys(self.worlds["scenario"].tolist()))
        chosen = known[0] if scenario is None else scenario
        if chosen not in known:
            raise StudyError(f"there is no scenario {chosen!r} in this sweep; known: {', '.join(known)}")
        rows = (self.worlds["design"] == design) & (self.worlds["scenario"] == chosen)
        found: NDArray[np.void] = self.worlds[rows]
        return found

    def _counted(self, design: int, metric: str, scenario: str | None) -> MetricValues:
        """Return a metric of a design in every world, worlds cut off at the horizon counted to it."""
        rows = self._rows(design, metric, scenario)
        if metric not in CUT_OFF_KEYS:
            return MetricValues(rows[metric], np.zeros(len(rows), dtype=np.bool_))
        limits = rows[f"{metric}{AT_LEAST}"]
        censored = ~np.isnan(limits)
        return MetricValues(np.where(censored, limits, rows[metric]), censored)

    def _mean(self, place: int, metric: str, scenario: str | None, against: int | None) -> Design:
        side = self._counted(place, metric, scenario)
        values, censored = side.values, side.censored
        if against is not None:
            other = self._counted(against, metric, scenario)
            values, censored = values - other.values, censored | other.censored
        known = ~np.isnan(values)
        cut_off = int((censored & known).sum())
        figures = _mean_and_interval(values[known], batch_numbers(len(values))[known])
        whole = (math.nan,) * len(figures) if cut_off else figures
        return {
            **self.designs[place],
            **dict(zip(("mean", "low", "high"), whole, strict=True)),
            "worlds": int(known.sum()),
            "censored": cut_off,
            **dict(zip(("restricted_mean", "restricted_low", "restricted_high"), figures, strict=True)),
        }

    def __repr__(self) -> str:
        return f"Sweep({len(self.designs)} designs of {', '.join(self.factors)}; {len(self.worlds)} rows)"


def _mean_and_interval(values: NDArray[np.float64], batches: NDArray[np.int64]) -> tuple[float, float, float]:
    """Return mean, low and high; NaN for what too few worlds leave unknown."""
    if not values.size:
        return math.nan, math.nan, math.nan
    low, high = mean_interval(values, batches, t_975) or (math.nan, math.nan)
    return float(values.mean()), low, high


def sweep(
    base: Source | Maker,
    factors: Mapping[str, Sequence[Any]] | Sequence[Mapping[str, Any]],
    scenarios: Sequence[str] | None = None,
    **options: Unpack[Options],
) -> Sweep:
    """Rehearse many designs in the same worlds and return one tidy table.

    ``base`` is a model (a case, a path, plain data or an organization); the names of the factors are then
    places in the model file (see :func:`reorg.model.changing.change`). Or it is a function that takes the
    factors by name and returns a model, for designs that differ in who exists or in who is where.
    ``factors`` is {name: values} for all combinations, or a list of mappings for just those designs.
    ``scenarios`` defaults to those that the model compares. Options are those of :func:`reorg.compare`
    except ``out`` and ``resume``.

    If the base states what is observed of the organization today, all designs meet the worlds that agree with
    it under the base (under the first design, if a function makes them); only designs that differ in what is
    observed each have their own.

    Raises :class:`StudyError` without a design, for designs with different factors, and like
    :func:`reorg.compare`; :class:`reorg.model.changing.PlaceError` for an unknown place.
    """
    designs = _designs(factors)
    if "out" in options or "resume" in options:
        raise StudyError("a sweep keeps only its table: omit out and resume, and use table().to_parquet")
    study_options: Options = {**options, "today": _today(base, designs)}
    parts = [
        _rows(number, design, _made(base, design), scenarios, study_options)
        for number, design in enumerate(designs)
    ]
    return Sweep(
        tuple(designs[0]), designs, np.concatenate(parts).astype(_widest([part.dtype for part in parts]))
    )


def _designs(factors: Mapping[str, Sequence[Any]] | Sequence[Mapping[str, Any]]) -> tuple[Design, ...]:
    if isinstance(factors, Mapping):
        for name, values in factors.items():
            if isinstance(values, str) or not isinstance(values, Iterable):
                raise StudyError(f"the factor {name!r} needs a list of values: write [{values!r}]")
        designs = tuple(dict(zip(factors, values, strict=True)) for values in product(*factors.values()))
    elif isinstance(factors, str) or not all(isinstance(design, Mapping) for design in factors):
        raise StudyError(f"factors are {{place: values}} or a list of {{place: value}}, not {factors!r}")
    else:
        designs = tuple(dict(design) for design in factors)
    designs = tuple({name: _plain(value) for name, value in design.items()} for design in designs)
    if not designs or not designs[0]:
        raise StudyError("a sweep needs at least one factor with one value")
    for design in designs:
        if set(design) != set(designs[0]):
            raise StudyError(f"every design states the same factors; {design} and {designs[0]} do not")
    return designs


def _plain(value: Any) -> Any:
    """Return a value as a model file has it: a NumPy number becomes a Python number."""
    return value.item() if isinstance(value, np.generic) else value


def _made(base: Source | Maker, design: Design) -> Organization:
    if callable(base):
        return load(base(**design), METRIC_KEYS)
    return change(load(base, METRIC_KEYS), design)


def _today(base: Source | Maker, designs: Sequence[Design]) -> Organization | None:
    """Return the organization that is observed, None where each design is its own."""
    if any(name.split(".")[0] == "observed" for name in designs[0]):
        return None
    return _made(base, designs[0]) if callable(base) else load(base, METRIC_KEYS)


def _rows(
    number: int,
    design: Design,
    organization: Organization,
    scenarios: Sequence[str] | None,
    options: Options,
) -> NDArray[np.void]:
    # A sweep keeps single worlds, and nothing from settled forms.
    study_options: Options = {**options, "transition_worlds": 0}
    # One scenario is simulated alone, not beside the baseline.
    alone = scenarios[0] if scenarios is not None and len(scenarios) == 1 else None
    table = compare(organization, scenarios, alone, **study_options).worlds
    measured = (*METRIC_KEYS, *(f"{key}{AT_LEAST}" for key in CUT_OFF_KEYS))
    columns: list[tuple[str, Any]] = [("design", "i8")]
    columns += [(name, _kind(value)) for name, value in design.items()]
    columns += [("scenario", table.dtype["scenario"]), ("world", "i8")]
    columns += [(key, "f8") for key in measured]
    rows: NDArray[np.void] = np.empty(len(table), dtype=np.dtype(columns))
    rows["design"] = number
    for name, value in design.items():
        rows[name] = value if isinstance(value, (int, float, str)) else str(value)
    for name in ("scenario", "world", *measured):
        rows[name] = table[name]
    return rows


def _kind(value: Any) -> str:
    if isinstance(value, (int, float)):
        return "f8"
    return f"U{max(1, len(value if isinstance(value, str) else str(value)))}"


def _widest(kinds: Sequence[np.dtype[Any]]) -> np.dtype[Any]:
    """Return the type that holds every design's rows: text as long as the longest, numbers next to text."""
    return np.dtype(
        [(name, np.result_type(*(kind[name] for kind in kinds))) for name in kinds[0].names or ()]
    )
