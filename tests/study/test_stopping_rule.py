"""A study that goes on until it is sure: the rule is valid at every look, and the study is reproducible."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray
from small_lab import MODEL, lab, without_timing

from reorg.model.organization import Organization
from reorg.study.compare import compare, run
from reorg.study.inference.confidence_sequence import anytime_valid_t
from reorg.study.inference.intervals import BATCHES_MIN, batch_numbers, mean_interval, t_975
from reorg.study.running.settings import Progress, StudyError
from reorg.study.sampling.sobol import WORLDS_PER_BATCH

Floats = NDArray[np.float64]
REPLICATIONS, LOOKS = 2000, 150
SE = (0.95 * 0.05 / REPLICATIONS) ** 0.5


@cache
def batch_means(name: str) -> tuple[Floats, float]:
    """Return means of batches [replication, batch] of skewed differences, and their true mean."""
    rng = np.random.default_rng(20260302)
    means = np.empty((REPLICATIONS, LOOKS))
    for look in range(LOOKS):
        size = (REPLICATIONS, WORLDS_PER_BATCH)
        if name == "normal":
            drawn, true = rng.standard_normal(size), 0.0
        elif name == "lognormal":
            drawn, true = rng.lognormal(0.0, 1.0, size), math.exp(0.5)
        else:
            # Nothing but in two worlds of a hundred, and then a lot.
            drawn, true = rng.exponential(10.0, size) * (rng.random(size) < 0.02), 0.2
        means[:, look] = drawn.mean(axis=1)
    return means, true


def running(means: Floats) -> tuple[Floats, Floats]:
    """Return mean and standard error of the first n batches [replication, n - 2], from 2 on."""
    n = np.arange(1, LOOKS + 1)
    mean = means.cumsum(axis=1) / n
    squares = (means**2).cumsum(axis=1) / n - mean**2
    error = np.sqrt(np.maximum(squares[:, 1:], 0.0) / (n[1:] - 1))
    return mean[:, 1:], error


FACTORS = np.array([anytime_valid_t(n - 1) for n in range(2, LOOKS + 1)])


@pytest.mark.parametrize("name", ["normal", "lognormal", "rare"])
def test_the_interval_at_which_the_rule_stops_covers_the_mean(name: str) -> None:
    means, true = batch_means(name)
    mean, error = running(means)
    # As wide as a study of about 60 batches is sure of.
    width = 2.0 * FACTORS[58] * float(np.median(error[:, 58]))
    looked = slice(BATCHES_MIN - 2, None)
    narrow = 2.0 * FACTORS[looked] * error[:, looked] <= width
    stopped = narrow.any(axis=1)
    at = narrow.argmax(axis=1) + BATCHES_MIN - 2
    row = np.arange(REPLICATIONS)
    covered = np.abs(mean[row, at] - true) <= FACTORS[at] * error[row, at]
    assert stopped.mean() > 0.99
    assert covered[stopped].mean() >= 0.95 - SE


def test_all_looks_together_cover_the_mean_where_one_look_at_a_time_does_not() -> None:
    means, true = batch_means("normal")
    mean, error = running(means)
    away = np.abs(mean - true) / error
    assert (away <= FACTORS).all(axis=1).mean() >= 0.95 - SE
    one_look = np.array([t_975(n - 1) for n in range(2, LOOKS + 1)])
    # Somebody who stops at the first interval that suits has this chance, were it made for one look.
    assert (away <= one_look).all(axis=1).mean() < 0.75


def test_the_reach_is_infinite_for_a_few_batches_and_then_near_to_that_for_one_look() -> None:
    assert anytime_valid_t(1) == anytime_valid_t(2) == math.inf
    assert all(1.4 * t_975(n) < anytime_valid_t(n) < 2.2 * t_975(n) for n in range(BATCHES_MIN - 1, 300))


def test_the_reach_is_where_the_mixture_of_t_statistics_reaches_twenty() -> None:
    """Integrate the likelihood ratio over effects from N(0, 1/2), and over scale, numerically."""
    for n in (8, 16, 40):
        t = anytime_valid_t(n - 1)
        effects = np.linspace(-8.0, 8.0, 8001)
        prior = np.exp(-(effects**2)) / math.sqrt(math.pi)
        # Sufficient statistics of n observations with mean t / sqrt(n), standard deviation 1; density over
        # the scale with respect to d sigma / sigma.
        sigmas = np.exp(np.linspace(-4.0, 4.0, 801))[:, None]
        squares = (n - 1) + n * (t / math.sqrt(n) - sigmas * effects) ** 2
        likelihood = sigmas**-n * np.exp(-squares / (2.0 * sigmas**2))
        none = sigmas**-n * np.exp(-((n - 1) + t * t) / (2.0 * sigmas**2))
        ratio = (likelihood * prior).sum() * (effects[1] - effects[0]) / none.sum()
        assert ratio == pytest.approx(20.0, rel=1e-3)


WIDE = 4.0
"""Weeks: an interval for which few worlds are enough."""
NARROW = 0.014
"""Weeks: an interval for which those of the first look are not, by little."""


def brief() -> Organization:
    """Return the laboratory observed for eight weeks: what is asked takes a thousand worlds in any case."""
    (release,) = MODEL["releases"]
    return lab(horizon_weeks=8, warmup_weeks=0, releases=[release | {"first_week": 0}])


def sure(width: float, **options: object) -> dict[str, object]:
    return {"precision": {"release_weeks": width}, "worlds": 1, "worlds_max": 2560} | options


@pytest.mark.slow
def test_worlds_are_added_until_the_interval_is_as_narrow_as_asked() -> None:
    reported: list[Progress] = []
    asked = sure(NARROW, progress=reported.append)
    study = compare(brief(), ["stay", "split"], **asked)  # type: ignore[arg-type]
    found = study.verdict["precision"]
    assert found["reached"]
    assert BATCHES_MIN * WORLDS_PER_BATCH <= found["worlds"] < 2560
    assert found["worlds"] == study.verdict["worlds"] == len(study.worlds) // 2
    entry = next(d for d in study.differences if d["metric"] == "release_weeks")
    low, high = entry["mean_interval_95"] or entry["restricted_mean_interval_95"]
    assert high - low == pytest.approx(found["widths"][0]["width"])
    assert high - low <= NARROW
    assert any(f"requested {NARROW}" in progress.sure for progress in reported)
    # One batch less was not enough.
    values = study.worlds["release_weeks"].reshape(-1, 2)
    limit = study.worlds["release_weeks_at_least"].reshape(-1, 2)
    values = np.where(np.isnan(values), limit, values)[: found["worlds"] - WORLDS_PER_BATCH]
    before = mean_interval(values[:, 1] - values[:, 0], batch_numbers(len(values)), anytime_valid_t)
    first = found["worlds"] == BATCHES_MIN * WORLDS_PER_BATCH
    assert first or before is None or before[1] - before[0] > NARROW


@pytest.mark.slow
def test_the_same_worlds_on_any_threads_and_after_an_interruption(tmp_path) -> None:  # type: ignore[no-untyped-def]
    one = compare(brief(), ["stay", "split"], **sure(WIDE, threads=1))  # type: ignore[arg-type]
    out = tmp_path / "run"

    class StoppedError(Exception):
        pass

    def stop(progress: Progress) -> None:
        if progress.done > 200:
            raise StoppedError

    with pytest.raises(StoppedError):
        compare(brief(), ["stay", "split"], **sure(WIDE, out=out, progress=stop))  # type: ignore[arg-type]
    two = compare(brief(), ["stay", "split"], **sure(WIDE, threads=2, out=out, resume=True))  # type: ignore[arg-type]
    assert without_timing(one.verdict) == without_timing(two.verdict)
    assert one.worlds.tobytes() == np.asarray(two.worlds).tobytes()
    assert one.series == two.series


@pytest.mark.slow
def test_a_study_that_is_never_sure_ends_at_the_most_worlds() -> None:
    study = compare(brief(), ["stay", "split"], **sure(1e-6, worlds_max=1100))  # type: ignore[arg-type]
    found = study.verdict["precision"]
    assert not found["reached"]
    assert found["worlds"] == found["worlds_max"] == 1088
    assert found["widths"][0]["width"] > 1e-6


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"release_week": 2.0}, "did you mean 'release_weeks'"),
        ({"xyz": 2.0}, "the metrics are release_weeks, mean_delay_weeks"),
        ({"releases": 0.0}, "must be a number above 0"),
        ({"releases": math.nan}, "must be a number above 0"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked: dict[str, float], message: str) -> None:
    with pytest.raises(StudyError, match=message):
        compare(lab(), ["stay", "split"], precision=asked)


def test_one_scenario_has_no_difference_to_be_sure_of() -> None:
    with pytest.raises(StudyError, match="at least two scenarios"):
        run(lab(), "stay", precision={"releases": 1.0})
    with pytest.raises(StudyError, match="worlds_max must be 1,024"):
        compare(lab(), ["stay", "split"], precision={"releases": 1.0}, worlds_max=640)
