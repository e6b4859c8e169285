"""Decisions have a number of their own, a status and a date, so that one can be cited and judged."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DECISIONS = sorted((Path(__file__).parents[2] / "docs/decisions").glob("*.md"))
STATUS = re.compile(r"^Status: (accepted|proposed|replaced)\b.*\b2\d{3}-\d\d-\d\d\b", re.MULTILINE)


def test_each_number_is_given_once() -> None:
    numbers = [file.name.split("-")[0] for file in DECISIONS]
    assert len(set(numbers)) == len(numbers) > 20


@pytest.mark.parametrize("file", DECISIONS, ids=[file.stem for file in DECISIONS])
def test_a_decision_has_its_number_status_and_date(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.startswith(f"# {int(file.name.split('-')[0])}. ")
    assert STATUS.search(text)
