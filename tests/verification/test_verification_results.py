from __future__ import annotations

import math
from dataclasses import replace

import pytest

from reorg.verification import Check, Comparison, holds
from reorg.verification.results import EXACT, Z


def check(measure) -> Check:
    return Check("group/name", 2, "a source", "What it is.", "the input", measure)


def noisy(error: float) -> Comparison:
    return Comparison(expected=2.0, found=2.0 * error + 0.01, worlds=50, standard_error=0.01, shift=0.1)


def test_a_statistical_check_allows_four_standard_errors_and_nothing_else() -> None:
    reading = Comparison(expected=10.0, found=10.0 + 3.99 * 0.5, worlds=9, standard_error=0.5)
    assert reading.tolerance == Z * 0.5
    assert reading.passed
    assert not replace(reading, found=10.0 - 4.01 * 0.5).passed


def test_an_exact_check_allows_rounding_only() -> None:
    assert Comparison(0.0, 0.5 * EXACT, 1).passed
    assert not Comparison(0.0, 2.0 * EXACT, 1).passed


@pytest.mark.parametrize("found", [math.nan, math.inf])
def test_what_is_not_a_number_never_passes(found: float) -> None:
    assert not Comparison(0.0, found, 1).passed
    assert not Comparison(0.0, found, 10, standard_error=math.nan).passed


def test_power_is_nine_tenths_at_z_plus_1_28_standard_errors() -> None:
    reading = Comparison(1.0, 1.0, 9, standard_error=0.01, shift=(Z + 1.2816) * 0.01)
    assert reading.power == pytest.approx(0.9, abs=1e-4)
    assert replace(reading, shift=0.0).power < 1e-4


def test_a_record_says_whether_the_planted_error_was_caught() -> None:
    record = check(noisy).run()
    assert record.passed
    assert record.planted_error_caught is True
    assert "Planted: the input." in record.note
    assert holds(record)


def test_a_check_blind_to_its_planted_error_does_not_hold() -> None:
    blind = check(lambda _error: noisy(1.0)).run()
    assert blind.passed
    assert blind.planted_error_caught is False
    assert not holds(blind)


def test_a_check_too_weak_to_see_five_percent_does_not_hold() -> None:
    weak = check(lambda error: replace(noisy(error), shift=0.04)).run()
    assert weak.planted_error_caught
    assert not holds(weak)


@pytest.mark.parametrize(("side", "good", "bad"), [("at least", 9.0, 0.7), ("at most", 0.0, 1.3)])
def test_a_bound_holds_on_one_side_and_has_no_power_of_its_own(side, good, bad) -> None:
    bound = Comparison(1.0, good, 9, standard_error=0.05, side=side)
    assert bound.passed
    assert bound.power is None
    assert not replace(bound, found=bad).passed
    assert not replace(bound, found=math.nan).passed
