"""The theory that checks compare with, against other ways to the same values."""

from __future__ import annotations

import random

import numpy as np
import pytest

from reorg.verification.effort_distributions import ONE, TWO, _distribution, _later
from reorg.verification.keyed_random_numbers import PUBLISHED, STATE, STEP, WORD
from reorg.verification.queues import cobham, erlang_wait
from reorg.verification.reneging import missed_share


def missed_of_many(rho: float, patience: float, requests: int) -> float:
    """Follow the time a request would have to wait from one to the next."""
    draw = random.Random(7)  # noqa: S311 - a simulation
    wait, missed = 0.0, 0
    for _ in range(requests):
        wait = max(0.0, wait - draw.expovariate(rho))
        if wait > patience:
            missed += 1
        else:
            wait += 1.0
    return missed / requests


@pytest.mark.parametrize(("rho", "patience"), [(0.8, 2.0), (1.2, 1.5), (0.5, 0.3)])
def test_missed_share_is_that_of_a_recursion_from_request_to_request(rho: float, patience: float) -> None:
    requests = 100_000
    # Neighbors are alike; five times the spread of independent ones is generous and still below 2%.
    assert missed_share(rho, patience) == pytest.approx(
        missed_of_many(rho, patience, requests), abs=5 * 0.5 / requests**0.5
    )


def test_without_patience_the_missed_share_is_that_of_a_busy_line() -> None:
    assert missed_share(0.8, 0.0) == pytest.approx(0.8 / 1.8)


def test_with_endless_patience_under_overload_what_exceeds_the_capacity_is_missed() -> None:
    assert missed_share(1.25, 25.0) == pytest.approx(0.2, abs=1e-4)


def test_missed_share_solves_the_level_crossing_equation() -> None:
    rho, patience, steps = 0.8, 2.0, 2000
    reached = np.zeros(int((patience + 1.0) * steps) + 1)
    reached[0] = 1.0
    for x in range(1, len(reached)):
        joined = reached[min(x - 1, int(patience * steps))]
        left = reached[x - 1 - steps] if x - 1 >= steps else 0.0
        reached[x] = reached[x - 1] + rho * (joined - left) / steps
    assert missed_share(rho, patience) == pytest.approx(
        1.0 - reached[int(patience * steps)] / reached[-1], abs=1e-3
    )


@pytest.mark.parametrize(
    ("servers", "wait"), [(1, 4.0), (2, 1.777778), (3, 1.078652), (5, 0.554113), (10, 0.204590)]
)
def test_waits_of_many_servers_are_the_tabulated_ones(servers: int, wait: float) -> None:
    assert erlang_wait(servers, 0.8 * servers) == pytest.approx(wait, abs=1e-6)


def test_waits_of_two_classes_are_the_tabulated_ones() -> None:
    assert (cobham(True, 1.0), cobham(False, 1.0)) == pytest.approx((8 / 7, 40 / 7))


def test_the_later_of_two_efforts_is_that_of_many_draws() -> None:
    draw = np.random.default_rng(3)

    def days(low: float, likely: float, high: float) -> np.ndarray:
        mode = (likely - low) / (high - low)
        return low + (high - low) * draw.beta(1 + 4 * mode, 5 - 4 * mode, 200_000)

    later = np.maximum(
        days(ONE.optimistic_days, ONE.likely_days, ONE.pessimistic_days),
        days(TWO.optimistic_days, TWO.likely_days, TWO.pessimistic_days),
    )
    assert _later(1.0) == pytest.approx(later.mean(), abs=4 * later.std() / len(later) ** 0.5)


def test_a_distribution_ends_at_one() -> None:
    assert _distribution(ONE, np.linspace(0.0, 25.0, 20_001))[-1] == pytest.approx(1.0, abs=1e-6)


def test_the_published_outputs_are_those_of_plain_whole_numbers() -> None:
    def mixed(z: int) -> int:
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % WORD
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB % WORD
        return z ^ (z >> 31)

    assert tuple(mixed((STATE + (i + 1) * STEP) % WORD) for i in range(len(PUBLISHED))) == PUBLISHED
