"""What is declared of a metric is complete, and both engines come to the same value of each."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from engine import labs, labs_agents, labs_compute, labs_discovery, labs_racing
from reorg.engine import KINDS, Simulator, plan_scenario
from reorg.engine.reference import simulate_reference
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.market import Market
from reorg.model.organization import Organization
from reorg.report.ranking import TERMINAL_METRICS
from reorg.report.summary.key_figures import BESIDE, FIRST_MONTH, OTHERS
from reorg.report.vocabulary import QUESTIONS
from reorg.study.measuring.market import compute_sales
from reorg.study.measuring.metrics import CUT_OFF_KEYS, METRIC_KEYS, METRICS, Metric
from reorg.study.measuring.metrics.hours import HOURS
from reorg.study.measuring.metrics.metric import Better, MetricWords, Place, Question
from reorg.study.measuring.target import MeasuredReleases
from reorg.study.measuring.world import WorldMetrics, measure_world

PAGE = Path(__file__).parents[2] / "docs" / "metrics.md"
LABEL_WIDTH = 22
"""What fits into the first column of the terminal table."""


def faults(metric: Metric) -> set[str]:
    """Return what is missing or malformed in a declaration."""
    words, found = metric.words, set()
    found |= {name for name in ("key", "unit", "definition") if not getattr(metric, name).strip()}
    found |= {"key"} if not re.fullmatch(r"[a-z][a-z0-9_]*", metric.key) else set()
    for name, known in (("question", Question), ("better", Better), ("place", Place)):
        found |= {name} if getattr(metric, name) not in get_args(known) else set()
    message = (words.label, words.noun, words.phrase, words.lower, words.higher)
    found |= {"words"} if not all(message) or words.phrase.count("{}") != 1 else set()
    found |= {"words"} if words.lower == words.higher else set()
    found |= {"label"} if metric.place != "hours" and len(words.label) > LABEL_WIDTH else set()
    found |= {"docs"} if f"| `{metric.key}` |" not in PAGE.read_text(encoding="utf-8") else set()
    return found


@pytest.mark.parametrize("metric", METRICS, ids=METRIC_KEYS)
def test_a_declaration_is_complete(metric: Metric) -> None:
    assert not faults(metric)


SOUND = METRICS[0]
NO_WORDS = MetricWords("", "", "", "", "")


@pytest.mark.parametrize(
    ("metric", "fault"),
    [
        (replace(SOUND, words=NO_WORDS), "words"),
        (replace(SOUND, words=replace(SOUND.words, phrase="ships sooner")), "words"),
        (replace(SOUND, words=replace(SOUND.words, higher="sooner")), "words"),
        (replace(SOUND, words=replace(SOUND.words, label="the week of the next release")), "label"),
        (replace(SOUND, unit=" "), "unit"),
        (replace(SOUND, definition=""), "definition"),
        (replace(SOUND, better="more"), "better"),
        (replace(SOUND, key="not_printed_yet"), "docs"),
    ],
)
def test_an_incomplete_declaration_is_seen(metric: Metric, fault: str) -> None:
    assert fault in faults(metric)


def test_keys_and_labels_are_unique() -> None:
    labels = [metric.words.label for metric in METRICS]
    assert sorted({*METRIC_KEYS}) == sorted(METRIC_KEYS)
    assert sorted({*labels}) == sorted(labels)


def test_every_kind_of_hours_has_a_name() -> None:
    assert tuple(HOURS) == KINDS


def test_what_is_reported_first_is_about_a_metric_there_is() -> None:
    reported = {*TERMINAL_METRICS, *BESIDE, FIRST_MONTH, *(key for keys in OTHERS for key in keys)}
    assert reported <= {*METRIC_KEYS}
    assert tuple(QUESTIONS) == get_args(Question)


MARKET = Market("open-small-closed-large", 1e6, 1e3, 50.0, None, None, None, None, None)


def with_a_second_release(lab: Organization) -> Organization:
    """Return a lab with a second release, of one package that runs once, and a market."""
    extra = labs.release([labs.package("extra", "a", labs.fixed(2))], due_week=3.0)
    return replace(lab, releases=(*lab.releases, replace(extra, id="second")), market=MARKET)


LABS = {
    "everything": with_a_second_release(labs.reorganized(2.3, 6.1)),
    "one release": labs_agents.with_agents(),
    "searching": labs_discovery.computed(),
    "racing": labs_racing.changing("first", "dual", "double"),
    "accelerators": labs_compute.reorganized(2.3, 6.1),
}


@cache
def measured_by_both(name: str) -> tuple[WorldMetrics, WorldMetrics]:
    """Return the metrics of a lab by the compiled engine, and by the reference implementation."""
    lab = LABS[name]
    values = labs.central() | (labs_agents.EAGER if name == "one release" else {})
    vector = np.array([values[parameter.id] for parameter in ASSUMPTIONS])
    plan = plan_scenario(lab, "it")
    outcomes = Simulator(plan).run(vector, 7, 0), simulate_reference(lab, "it", values, 7, 0)
    releases = MeasuredReleases.of(plan)
    one, other = (measure_world(plan, o, releases, compute_sales(plan, o, vector)) for o in outcomes)
    return one, other


@pytest.mark.parametrize("name", LABS)
def test_both_engines_come_to_the_same_metrics(name: str) -> None:
    engine, reference = measured_by_both(name)
    for key, found, expected in zip(METRIC_KEYS, engine.values, reference.values, strict=True):
        assert found == pytest.approx(expected, rel=1e-12, abs=1e-12, nan_ok=True), key
    assert engine.cut_off.tolist() == reference.cut_off.tolist()


def test_every_metric_is_compared_between_the_engines() -> None:
    """A metric without a value in any lab is compared nowhere: add what it needs to one of LABS."""
    values = np.array([measured_by_both(name)[0].values for name in LABS])
    compared = ~np.isnan(values).all(axis=0)
    assert not [key for key, known in zip(METRIC_KEYS, compared, strict=True) if not known]


def test_a_metric_of_dates_is_cut_off_where_nothing_is_out() -> None:
    lab = labs.to_the_last_hour()
    long = replace(lab.releases[0].packages[0], effort=labs.fixed(400))
    late = replace(lab, releases=(replace(lab.releases[0], packages=(long,)),))
    plan = plan_scenario(late, "it")
    outcome = simulate_reference(late, "it", labs.central() | labs.QUIET, 7, 0)
    found = measure_world(plan, outcome, MeasuredReleases.of(plan))
    cut_off = {key for key, cut in zip(CUT_OFF_KEYS, found.cut_off, strict=True) if cut}
    assert cut_off >= {"release_weeks", "lateness_weeks", "plan_pay_usd"}
