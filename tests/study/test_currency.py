"""Amounts are shown in the currency of the model, and no result depends on it."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import pytest
from small_lab import MODEL

from reorg.cli.model_view import text
from reorg.model import ModelError, load
from reorg.model.analysis.plausibility import organization_remarks
from reorg.money import CODES, currency_of, in_currency, unit_in, whole_amount
from reorg.report.figures import amount, bracket, change, spoken
from reorg.study.compare import compare


def model(currency: str) -> Any:
    return copy.deepcopy(MODEL) | {"currency": currency}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("EUR", "EUR"),
        ("eur", "EUR"),
        ("€", "EUR"),
        ("$", "USD"),
        (" gbp ", "GBP"),
        ("XTS", None),
        ("E", None),
    ],
)
def test_a_currency_is_a_code_or_a_symbol(written: str, code: str | None) -> None:
    assert currency_of(written) == code


def test_amounts_carry_the_currency_of_their_unit() -> None:
    assert amount(212e6, "usd") == "$212M"
    assert amount(212e6, "eur") == "€212M"
    assert change(-1.25e6, "chf") == "-CHF 1.2M"
    assert spoken(-2_000.0, "sek") == "SEK 2k"
    assert bracket(-1e6, 2e6, "gbp") == "[-1, +2]"
    assert in_currency("+1.2M", "EUR") == "+€1.2M"
    assert whole_amount(85_000.4, "PLN") == "PLN 85,000"


def test_no_other_unit_is_taken_for_a_currency() -> None:
    units = {"weeks", "hours", "share", "people", "person-hours", "count", "adopters", "1", "usd/hour", ""}
    assert all(unit_in(unit, "EUR") == unit for unit in units)
    assert not {unit.upper() for unit in units} & CODES


def test_an_unknown_currency_is_one_error_that_says_what_to_write() -> None:
    with pytest.raises(ModelError) as failed:
        load(model("EUX"))
    (problem,) = failed.value.problems
    assert problem.path == "currency"
    assert "no currency is called 'EUX'" in problem.message
    assert "such as EUR" in problem.message


def test_a_model_keeps_its_currency_where_it_is_written_and_one_in_dollars_its_hash() -> None:
    euros = load(model("€"))
    assert euros.currency == "EUR"
    assert load(euros.to_dict()).currency == "EUR"
    assert load(model("USD")).hash == load(MODEL).hash
    shown = "\n".join((*text(euros, euros.structures, None), *text(euros, euros.structures, "cost")))
    assert "€1,700,000 payroll a year" in shown
    assert "$" not in shown


def test_no_result_depends_on_the_currency() -> None:
    dollars, euros = (compare(load(model(each)), worlds=4) for each in ("USD", "EUR"))
    assert dollars.worlds.tobytes() == euros.worlds.tobytes()
    units = {entry["metric"]: entry["unit"] for entry in euros.verdict["differences"]}
    assert units["cost_usd"] == "eur"
    assert units["departures"] == "people"
    for alternative, baseline in zip(
        dollars.verdict["differences"], euros.verdict["differences"], strict=True
    ):
        assert alternative | {"unit": ""} == baseline | {"unit": ""}
    assert all(entry["unit"] != "usd" for entry in euros.verdict["league"])


def test_what_pay_is_odd_is_only_known_of_currencies_like_the_dollar() -> None:
    organization = load(model("KRW"))
    people = tuple(replace(person, annual_cost_usd=90e6) for person in organization.people)
    won, euros = (replace(organization, people=people, currency=each) for each in ("KRW", "EUR"))
    assert not list(organization_remarks(won))
    assert "90,000,000 EUR a year" in next(iter(organization_remarks(euros)))[2]
