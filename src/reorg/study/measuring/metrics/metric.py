"""The declaration of a metric: everything that any document says about it, and how it is computed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from reorg.model.analysis.needs import Need
from reorg.study.measuring.measured_world import Bounded, MeasuredWorld
from reorg.study.measuring.target import MeasuredReleases

Question = Literal["ship", "discover", "keep", "pay"]
Better = Literal["lower", "higher", "-"]
Place = Literal["table", "report", "hours"]
"""The place of a metric beside ``verdict.json`` and ``worlds.npy``, which contain all metrics: in the table
of the terminal and at the head of the report; further down in the report; among the hours by kind of work."""


@dataclass(frozen=True)
class MetricWords:
    """The words for a metric.

    ``label`` heads a table row, ``noun`` is used in a sentence, ``phrase`` follows the name of a scenario and
    holds ``{}`` for ``lower`` or ``higher``: "ships the next release {}" with "sooner" and "later".
    """

    label: str
    noun: str
    phrase: str
    lower: str
    higher: str


@dataclass(frozen=True)
class Metric:
    """One metric, declared once.

    ``better`` "-" marks a metric without a better side, such as the use of hours. ``count`` returns its value
    in a world, NaN if it has none; if ``cut_off`` a :class:`Bounded`, whose value is a lower bound if
    something has not happened by the horizon. ``per`` "sample" is a share of the worlds, of which each counts
    0 or 1. ``needs``: without one of them it cannot change in a model. ``decided_by``: the releases after
    which the metric stays as it is; none if it may change until the horizon.
    """

    key: str
    question: Question
    unit: str
    better: Better
    definition: str
    words: MetricWords
    count: Callable[[MeasuredWorld], float | Bounded]
    place: Place = "report"
    needs: tuple[Need, ...] = ()
    per: Literal["world", "sample"] = "world"
    cut_off: bool = False
    decided_by: Callable[[MeasuredReleases], tuple[int, ...]] = lambda _: ()
