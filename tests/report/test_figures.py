import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reorg.report.figures import UNKNOWN, amount, bracket, change, number, share, spoken


@pytest.mark.parametrize(
    ("value", "unit", "message"),
    [
        (41.23, "weeks", "41 wk"),
        (2.31, "hours", "2.3 h"),
        (5.0, "weeks", "5 wk"),
        (212_300_000.0, "usd", "$212M"),
        (9_120_000.0, "usd", "$9.1M"),
        (1_200_000_000.0, "usd", "$1.2B"),
        (14.0, "count", "14"),
        (0.34, "share", "34%"),
        (172_000.0, "person-hours", "172,000 h"),
        (0.0, "weeks", "0 wk"),
        (None, "weeks", UNKNOWN),
    ],
)
def test_an_amount_is_reported_as_a_person_would_say_it(value: float | None, unit: str, message: str) -> None:
    assert amount(value, unit) == message


def test_a_difference_and_its_range_have_the_same_decimals() -> None:
    assert change(5.1, "weeks", [1.2, 10.4]) == "+5.1 wk"
    assert bracket(1.2, 10.4, "weeks", [5.1]) == "[+1.2, +10.4]"
    assert change(5.0, "count", [1.0, 11.0]) == "+5"
    assert change(-9e6, "usd", [-2e6, 19e6]) == "-$9M"
    assert bracket(-2e6, 19e6, "usd", [9e6]) == "[-2, +19]"


def test_no_difference_carries_no_sign() -> None:
    assert change(0.0, "weeks", [-1.5, 1.5]) == "0 wk"
    assert change(-0.0001, "hours", [-1.5, 1.5]) == "0 h"


def test_an_end_beyond_the_horizon_says_so() -> None:
    assert bracket(1.2, None, "weeks", [5.1]) == "[+1.2, unknown]"
    assert bracket(None, None, "weeks", [5.1]) == ""
    assert bracket(39.2, 37.2, "weeks", [5.1], ("<", ">")) == "[not known]"


def test_a_share_never_rounds_to_nothing_or_to_all() -> None:
    assert [share(value) for value in (0.0, 0.001, 0.5, 0.999, 1.0)] == [
        "0%",
        "<1%",
        "50%",
        ">99%",
        "100%",
    ]


def test_a_sentence_gives_the_size_without_its_sign() -> None:
    assert spoken(-2.1, "weeks") == "2.1 weeks"
    assert spoken(-0.29, "share") == "29 percentage points"
    assert spoken(-9e6, "usd") == "$9M"
    assert spoken(-1.48e6, "adopters") == "1.5M adopters"


def test_adopters_are_reported_in_millions() -> None:
    assert amount(2_475_939.0, "adopters") == "2.5M"
    assert change(1_482_922.0, "adopters") == "+1.5M"
    assert bracket(1_482_922.0, 2_482_922.0, "adopters") == "[+1.5, +2.5]"


@pytest.mark.parametrize("value", [None, math.nan, math.inf, "7", True])
def test_what_is_no_finite_number_is_missing(value: object) -> None:
    assert number(value) is None


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["weeks", "usd", "share", "hours"]))
def test_every_number_can_be_said(value: float, unit: str) -> None:
    assert amount(value, unit)
    assert change(value, unit).count("+") + change(value, unit).count("-") <= 1


def test_millions_of_anything_are_counted_in_millions():
    assert amount(46_149_049.0, "gpu-hours") == "46M GPU h"
    assert amount(999_999.0, "people") == "999,999"
    assert change(-1_500_000.0, "person-hours") == "-1.5M h"
