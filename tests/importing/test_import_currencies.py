from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from sheets import csv_file, imported, loaded

from reorg.cli.main import main
from reorg.importing import Imported, Mapping, files_of, read_map
from reorg.model import ModelError

ROWS = [
    ["Name", "Manager", "Salary", "Currency", "Title"],
    ["Ada Park", "", "100000", "EUR", "Director"],
    ["Ben Osei", "Ada Park", "80000", "EUR", "Engineer"],
    ["Cleo Berg", "Ada Park", "90,000 GBP", "", "Engineer"],
    ["Dan Ito", "Ada Park", "120000", "USD", "Engineer"],
    ["Eva Lind", "Ada Park", "", "", "Engineer"],
]


def costs(found: Imported) -> dict[str, tuple[float, float, float]]:
    """Return the proposed cost of a year of each person: low, central, high."""
    files_of(found)
    proposed = {one.row: one for one in found.proposals if one.field == "annual_cost_usd"}
    return {
        person.name: (float(one.low), float(one.value), float(one.high))
        for person in found.people
        if (one := proposed.get(person.id))
    }


def questions(found: Imported) -> list[str]:
    files_of(found)
    return [one.message for one in found.findings.questions()]


def test_pay_in_several_currencies_is_converted_at_the_rates_that_are_stated(tmp_path: Path) -> None:
    answers = Mapping.model_validate({"rates": {"GBP": 1.2, "USD": 0.9}})
    found = imported(csv_file(tmp_path, ROWS), answers=answers)
    assert found.currency == "EUR"
    assert not questions(found)
    central = {name: cost[1] for name, cost in costs(found).items()}
    assert central["Ben Osei"] == pytest.approx(80_000 * 1.3)
    assert central["Cleo Berg"] == pytest.approx(90_000 * 1.2 * 1.3)
    assert central["Dan Ito"] == pytest.approx(120_000 * 0.9 * 1.3)


def test_costs_proposed_where_pay_is_missing_are_converted_like_pay(tmp_path: Path) -> None:
    path = csv_file(tmp_path, ROWS[:3] + ROWS[5:])
    dollars, yen = (
        costs(imported(path, answers=Mapping.model_validate({"rates": {"USD": rate}})))["Eva Lind"]
        for rate in (1.0, 150.0)
    )
    assert yen == pytest.approx([150.0 * amount for amount in dollars])


def test_each_missing_rate_is_asked_once_with_where_and_how(tmp_path: Path) -> None:
    found = imported(csv_file(tmp_path, [*ROWS, ["Finn Oak", "Ada Park", "70000", "GBP", "Engineer"]]))
    assert questions(found) == [
        "pay of 2 people in GBP is not converted to EUR: a typical cost is used instead",
        "pay of 1 person in USD is not converted to EUR: a typical cost is used instead",
    ]
    first = found.findings.questions()[0]
    assert (first.file, first.row) == ("people.csv", 4)
    assert "--rate GBP=<EUR for 1 GBP>" in first.hint


def test_a_missing_rate_of_typical_costs_is_asked(tmp_path: Path) -> None:
    path = csv_file(tmp_path, ROWS[:3] + ROWS[5:])
    assert questions(imported(path)) == [
        "no pay of 1 person is known: typical costs in USD, not converted to EUR"
    ]
    assert not questions(imported(csv_file(tmp_path, ROWS[:3], "all.csv")))


def test_dollars_need_no_rate(tmp_path: Path) -> None:
    rows = [ROWS[0], ["Ada Park", "", "$100,000", "", "Director"], ["Ben Osei", "Ada Park", "", "", ""]]
    assert not questions(imported(csv_file(tmp_path, rows)))


def test_a_rate_of_no_currency_is_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text("rates: {Dollar: 0.9}\n", encoding="utf-8")
    with pytest.raises(ModelError, match="no currency is called 'Dollar'"):
        read_map(path)


def test_rates_on_the_command_line_take_precedence_over_the_map(tmp_path: Path) -> None:
    sheet = csv_file(tmp_path, ROWS)
    (tmp_path / "map.yaml").write_text("rates: {GBP: 9, USD: 0.9}\n", encoding="utf-8")
    options = ["--map", str(tmp_path / "map.yaml"), "--rate", "GBP=1.2"]
    result = CliRunner().invoke(main, ["import", str(sheet), "-o", str(tmp_path / "lab"), *options])
    assert result.exit_code == 0, result.output
    assert "rates:\n  GBP: 1.2\n  USD: 0.9\n" in (tmp_path / "lab" / "map.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("rate", ["Dollar=1", "USD", "USD=0", "USD=-1", "USD=nan", "USD=much"])
def test_a_rate_that_is_invalid_is_refused_and_nothing_is_written(tmp_path: Path, rate: str) -> None:
    arguments = ["import", str(csv_file(tmp_path, ROWS)), "-o", str(tmp_path / "lab"), "--rate", rate]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert f"--rate {rate}: write a currency and a number" in result.output
    assert not (tmp_path / "lab").exists()


def test_money_of_the_model_is_in_its_currency(tmp_path: Path) -> None:
    answers = Mapping.model_validate({"currency": "JPY", "rates": {"EUR": 160, "GBP": 190, "USD": 150}})
    model = loaded(imported(csv_file(tmp_path, ROWS), answers=answers), tmp_path)
    assert model.currency == "JPY"
