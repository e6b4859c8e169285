import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reorg.report.plain_text import NAME, TEXT, name, short, shown


def test_ordinary_names_stay_as_they_are() -> None:
    assert name("林俊旸 / Zoë Ångström (R&D) مهدی") == "林俊旸 / Zoë Ångström (R&D) مهدی"


def test_marks_that_hide_or_reverse_are_written_out() -> None:
    assert shown("a\u202eb\x1b[31m\x00\ud800\u2028") == "a\\u202eb\\x1b[31m\\x00\\ud800\\u2028"


def test_line_breaks_become_spaces() -> None:
    assert shown("a\nb\tc") == "a b c"


def test_endless_text_is_cut_and_says_how_long_it_was() -> None:
    assert shown("x" * 100_000) == "x" * TEXT + "… (100,000 characters)"
    assert len(name("x" * 100_000)) < NAME + 30


def test_a_short_name_is_cut_between_words() -> None:
    assert short("Functional teams in week 2, Carlos leaves", 40) == "Functional teams in week 2, Carlos…"
    assert short("Functional teams", 16) == "Functional teams"
    assert short("x" * 50, 10) == "x" * 9 + "…"


def test_an_empty_name_is_seen() -> None:
    assert name("") == "(no name)"


@given(st.text())
def test_nothing_that_controls_a_terminal_comes_through(text: str) -> None:
    assert not {unicodedata.category(mark) for mark in shown(text)} & {"Cc", "Cs"}
    shown(text).encode("utf-8")
