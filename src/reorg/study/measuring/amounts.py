"""Observed ranges and values of metrics in words, with the metric's label and unit."""

from __future__ import annotations

import re
from functools import partial

from reorg.model.analysis.observed import range_in_words
from reorg.model.organization import ObservedRange
from reorg.money import currency_of_unit, in_currency, unit_in
from reorg.study.measuring.metrics import METRICS

_LABELS = {metric.key: metric.words.label for metric in METRICS}
_UNITS = {metric.key: metric.unit for metric in METRICS}


def label_of(metric: str) -> str:
    """Return the label of a metric: ``next release``; one of another version is named by its key."""
    return _LABELS.get(metric, metric.replace("_", " "))


def unit_of(metric: str, currency: str) -> str:
    """Return the unit of a metric in a model of this currency; empty for one of another version."""
    return unit_in(_UNITS.get(metric, ""), currency)


def range_with_unit(stated: ObservedRange, unit: str) -> str:
    """Return a range with its unit: ``15 to 45 weeks``, ``at least $4,000,000``, ``5% to 20%``."""
    text = range_in_words(stated, partial(_number, unit=unit))
    return f"{text} {_noun(stated, unit)}".rstrip()


def _number(value: float, unit: str) -> str:
    if unit == "share":
        return f"{100 * value:.10g}%"
    money = currency_of_unit(unit)
    digits = f"{value:,.10g}"
    return digits if money is None else in_currency(digits, money)


def _noun(stated: ObservedRange, unit: str) -> str:
    """Return the unit behind the last number; empty where the numbers show it themselves."""
    if unit == "share" or currency_of_unit(unit) is not None:
        return ""
    last = stated.low if stated.high is None else stated.high
    return re.sub(r"s\b", "", unit, count=1) if last == 1 else unit
