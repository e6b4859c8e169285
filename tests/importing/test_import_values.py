from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from reorg.importing import files_of, import_files, write_folder
from reorg.importing.reading.encoding import decoded
from reorg.importing.reading.sheets import tidy
from reorg.importing.values.dates import day_order, read_date
from reorg.importing.values.names import Ids, displayed, folded, plain
from reorg.importing.values.numbers import decimal_mark, read_number
from reorg.model import load
from reorg.model.value_types import Id

DAYS = st.dates(date(1971, 1, 1), date(2068, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-05", date(2026, 3, 5)),
        ("20260305", date(2026, 3, 5)),
        ("2026/3/5", date(2026, 3, 5)),
        ("05.03.2026", date(2026, 3, 5)),
        ("5.3.26", date(2026, 3, 5)),
        ("3/14/2026", date(2026, 3, 14)),
        ("14/3/2026", date(2026, 3, 14)),
        ("11/May/24 03:26 PM", date(2024, 5, 11)),
        ("6/21/2025 16:14", date(2025, 6, 21)),
        ("Wed May 13 2026 11:21:41 GMT+0000 (GMT+00:00)", date(2026, 5, 13)),
        ("2026-01-02T10:00:00Z", date(2026, 1, 2)),
        ("2025-11-03T12:09:29.123+01:00", date(2025, 11, 3)),
        ("March 5, 2024", date(2024, 3, 5)),
        ("5-Mar-24", date(2024, 3, 5)),
        ("1er mars 2024", date(2024, 3, 1)),
        ("12. Oktober 2023", date(2023, 10, 12)),
        ("1 de marzo de 2024", date(2024, 3, 1)),
        ("15 août 2022", date(2022, 8, 15)),
        ("45000", date(2023, 3, 15)),
        ("Q3 2026", date(2026, 7, 1)),
        ("KW 12/2026", date(2026, 3, 16)),
        ("Mar 2026", date(2026, 3, 1)),
        ("05/05/2026", date(2026, 5, 5)),
    ],
)
def test_a_date_of_one_meaning_is_read(text: str, day: date) -> None:
    assert read_date(text).day == day


@pytest.mark.parametrize("text", ["", "n/a", "2024-02-30", "31.06.2024", "soon", "12", "3.5", "99/99/2020"])
def test_what_is_not_a_date_is_none(text: str) -> None:
    reading = read_date(text)
    assert reading.day is None
    assert not reading.unclear


def test_a_period_that_ends_is_read_to_its_last_day() -> None:
    assert read_date("Q2 2027", end=True).day == date(2027, 6, 30)
    assert read_date("Feb 2028", end=True).day == date(2028, 2, 29)


def test_day_and_month_are_asked_where_nothing_tells() -> None:
    assert read_date("03/04/2026").unclear
    assert read_date("03/04/2026", "day-first").day == date(2026, 4, 3)
    assert read_date("03/04/2026", "month-first").day == date(2026, 3, 4)


def test_one_clear_date_tells_for_the_column() -> None:
    assert day_order(["03/04/2026", "25/12/2025"]) == "day-first"
    assert day_order(["03/04/2026", "12/25/2025"]) == "month-first"
    assert day_order(["03/04/2026"]) is None
    assert day_order(["25/12/2025", "12/25/2025"]) is None


@given(DAYS)
def test_every_day_is_read_back_from_every_clear_form(day: date) -> None:
    forms = ["%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%d-%b-%Y", "%d/%b/%y", "%Y%m%d"]
    assert {read_date(day.strftime(form)).day for form in forms} == {day}
    assert read_date(datetime(day.year, day.month, day.day, 13, 5)).day == day


@given(DAYS)
def test_slashed_dates_are_right_or_unclear_but_never_wrong(day: date) -> None:
    for form in ("%d/%m/%Y", "%m/%d/%Y"):
        reading = read_date(day.strftime(form))
        assert reading.unclear or reading.day == day


@given(st.text(max_size=40))
def test_no_text_breaks_the_readers(text: str) -> None:
    read_date(text)
    read_number(text)
    folded(text)
    plain(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,56", 1234.56),
        ("1,234.56", 1234.56),
        ("1 234,56", 1234.56),
        ("1\u202f234,56", 1234.56),
        ("1'234.50", 1234.5),
        ("80%", 0.8),
        ("80 %", 0.8),
        ("$120k", 120_000),
        ("120.000 €", 120_000),
        ("EUR 85,5 Tsd.", 85_500),
        ("150 T€", 150_000),
        ("85,5 TEUR", 85_500),
        ("5 t", 5),
        ("Fr. 120'000.-", 120_000),
        ("0,8", 0.8),
        ("1.234", 1234),
        ("½", 0.5),
        ("12 (est.)", 12),
        ("-5", -5),
    ],
)
def test_numbers_are_read_with_either_decimal_mark(text: str, value: float) -> None:
    found = read_number(tidy(text))
    assert found is not None
    assert found.value == pytest.approx(value)


def test_what_stands_around_a_number_is_kept() -> None:
    found = read_number("€60.000 - 80.000 (from May)")
    assert found is not None
    assert (found.value, found.high, found.currency, found.note) == (60_000, 80_000, "EUR", "from May")
    assert read_number("three") is None
    assert read_number("1 or 2") is None


def test_a_column_tells_which_mark_is_decimal() -> None:
    assert decimal_mark(["1.234", "2,5"]) == ","
    assert decimal_mark(["1,234", "2.5"]) == "."
    assert decimal_mark(["1.234"]) is None
    assert read_number("1.234", ".").value == 1.234  # type: ignore[union-attr]


@given(st.decimals(0, 9_999_999, places=2))
def test_a_written_amount_is_read_back(amount: object) -> None:
    english = f"{amount:,}"
    german = english.replace(",", "_").replace(".", ",").replace("_", ".")
    swiss = english.replace(",", "'")
    for text in (english, german, swiss):
        found = read_number(text, "," if text is german else ".")
        assert found is not None
        assert found.value == pytest.approx(float(str(amount)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_read_in_every_usual_encoding(encoding: str) -> None:
    text = "Name;Standort\nJürgen Groß;Köln\nZoë Brontë;Orléans\n" * 3
    assert decoded(text.encode(encoding))[0] == text


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("Имя;Отдел\nИванов Иван;Разработка\n", "cp1251"),
        ("Jméno;Oddělení\nŘehoř Žižka;Výzkum\nDvořák;Vývoj\n", "cp1250"),
        ("氏名;部署\n山田太郎;研究開発\n佐藤花子;営業部\n", "shift_jis"),
        ("Nom;Équipe\nHélène Lefèvre;Données\n", "mac_roman"),
    ],
)
def test_other_code_pages_are_recognized_and_said_to_be_a_guess(text: str, page: str) -> None:
    read, _, sure = decoded(text.encode(page))
    assert read == text
    assert not sure


def test_names_are_compared_in_any_order_and_accent() -> None:
    assert folded("Müller, Dr. Anna (acting)") == folded("Anna Müller")
    assert plain("Łukasz Ørsted") == plain("orsted lukasz")
    assert displayed("Lee,  Ann (on leave)") == "Ann Lee"


@given(st.lists(st.text(min_size=0, max_size=20), max_size=20))
def test_ids_are_given_once_and_accepted_by_the_format(names: list[str]) -> None:
    ids = Ids()
    made = [ids.new(name, "person") for name in names]
    assert len(set(made)) == len(made)
    for identity in made:
        TypeAdapter(Id).validate_python(identity)


@pytest.mark.parametrize(
    ("header", "currency"),
    [
        ("Salary (EUR)", "EUR"),
        ("salary_eur", "EUR"),
        ("Salary SEK", "SEK"),
        ("Gehalt in CHF", "CHF"),
        ("Salary €", "EUR"),
        ("Annual salary", "USD"),
    ],
)
def test_the_header_of_pay_names_its_currency(tmp_path: Path, header: str, currency: str) -> None:
    sheet = tmp_path / "people.csv"
    sheet.write_text(f"Name,Title,Team,{header}\nAda,Engineer,Core,85000\nBob,Engineer,Core,90000\n", "utf-8")
    imported = import_files([sheet], date(2026, 3, 2))
    assert imported.currency == currency
    write_folder(tmp_path / "model", files_of(imported))
    assert load(tmp_path / "model" / "model.yaml").currency == currency


def test_a_column_of_currencies_may_hold_symbols_and_a_word_that_is_invalid_is_a_finding(
    tmp_path: Path,
) -> None:
    sheet = tmp_path / "people.csv"
    rows = ("Ada,Core,85000,€", "Bob,Core,90000,€", "Eve,Core,90000,EUX")
    sheet.write_text("\n".join(("Name,Team,Salary,Currency", *rows)), "utf-8")
    imported = import_files([sheet], date(2026, 3, 2))
    assert imported.currency == "EUR"
    (finding,) = [each for each in imported.findings if each.column == "Currency"]
    assert (finding.row, finding.detail) == (4, "EUX")


OFFICE = [
    ["Pers.-Nr.", "OE", "Name, Vorname", "Disziplinarische Führungskraft", "Gehalt p.a.", "Eintritt am",
     "Stellenumfang", "Ort", "Neue Führungskraft", "Wechsel zum"],
    ["007", "Leitung", "Groß, Anna", "", "150 T€", "1. März 2015", "100 %", "Köln", "", ""],
    ["008", "Modelle", "Weiß, Bernd", "Groß, Anna", "110 T€", "01.04.2016", "100 %", "Köln", "", ""],
    ["009", "Modelle", "Kaya, Eva", "Weiß, Bernd", "80 T€", "2019-05", "80 %", "Bonn", "Öz, Finn",
     "15.02.2027"],
    ["010", "Daten", "Öz, Finn", "Groß, Anna", "95,5 TEUR", "2019-05", "100 %", "Köln", "", ""],
    ["011", "Daten", "Berg, Gina", "Öz, Finn", "70 T€", "2020-01", "50 %", "Bonn", "", ""],
]  # fmt: skip


def test_headers_and_amounts_of_a_german_office(tmp_path: Path) -> None:
    path = tmp_path / "personal.csv"
    path.write_text("\n".join(";".join(row) for row in OFFICE), encoding="cp1252")
    found = import_files([path], date(2026, 12, 7))
    eva = found.people[2]
    assert (eva.name, eva.team, eva.pay, eva.share, eva.location) == (
        "Eva Kaya",
        "Modelle",
        80_000,
        0.8,
        "Bonn",
    )
    assert eva.manager is found.people[1]
    assert eva.hire_date == date(2019, 5, 1)
    assert eva.after == {"lead:after": "finn-öz", "week:after": "10"}
    assert [person.pay for person in found.people] == [150_000, 110_000, 80_000, 95_500, 70_000]
    assert found.currency == "EUR"
    assert not [finding for finding in found.findings if finding.kind == "column"]


@pytest.mark.parametrize(
    "header", ["Salary p.a. (USD)", "Base Salary per year", "Jahresgehalt 2026", "Gehalt in €"]
)
def test_headers_of_pay_may_say_that_it_is_of_a_year(tmp_path: Path, header: str) -> None:
    path = tmp_path / "people.csv"
    path.write_text(f"Name;Manager;{header}\nAda Park;;90000\nBen Osei;Ada Park;80000\n", encoding="utf-8")
    assert [person.pay for person in import_files([path], date(2026, 12, 7)).people] == [90_000, 80_000]
