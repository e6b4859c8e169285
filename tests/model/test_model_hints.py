"""What to write instead: every usual slip of the pen gets one error, and the error says how to mend it."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from small_model import TEXT

from reorg.model import load
from reorg.model.problems import ModelError

STARTER = TEXT

SPLIT = "  split: {structure: together, events: [{week: 4, reorganize: apart}]}"


def with_event(event: str) -> tuple[str, str]:
    """Return what to replace in the starter, so that it has this event."""
    return SPLIT, f"  split: {{structure: together, events: [{{{event}}}]}}"


SLIPS = {
    "percent": (("strength: 0.7", "strength: 40"), "write 0.4 if 40% is meant"),
    "percent sign": (("strength: 0.7", "strength: 40%"), "write 0.4"),
    "date": (with_event("week: 2026-04-01, reorganize: apart"), "weeks count from the start date"),
    "weeks": (with_event("week: 6 weeks, reorganize: apart"), "write 6"),
    "days for weeks": (with_event("week: 6 days, reorganize: apart"), "write digits only"),
    "thousands": (("annual_cost_usd: 600000", "annual_cost_usd: 600k"), "write 600000"),
    "apostrophes": (("annual_cost_usd: 600000", "annual_cost_usd: 600'000"), "write 600000"),
    "a currency": (("annual_cost_usd: 600000", "annual_cost_usd: $600 000"), "write 600000"),
    "thousands in quotes": (("annual_cost_usd: 600000", 'annual_cost_usd: "€600,000.50"'), "write 600000.50"),
    "a comma in quotes": (("strength: 0.7", 'strength: "0,7"'), "write 0.7"),
    "a comma": (("strength: 0.7", "strength: 0,7"), "write 600000 without a separator, and 0.7 with a point"),
    "thousands without quotes": (("600000", "600,000"), "write 600000 without a separator"),
    "thousands in efforts": (("[180, 260, 450]", "[1,100, 1,600, 2,800]"), "without a separator"),
    "a range": (("[180, 260, 450]", "110-280"), "write digits only"),
    "a quarter": (("start: 2026-03-02", "start: Q3 2026"), "Q3 2026 begins on 2026-07-01"),
    "day first": (("start: 2026-03-02", "start: 03.08.2026"), "write 2026-08-03"),
    "no": (with_event("week: 6, budget: {hiring: no}"), "write false"),
    "title": (with_event("week: 6, leave: head of the Lab"), "write the id: head"),
    "unknown event": (with_event("week: 6, hiring_freeze: true"), "known: away, budget, demand, "),
    "comment": (('["res#2..4", eng]', "[res #2..4, eng]"), "a # after a space begins a comment: "),
    "bracket": (("engineering, product]", "engineering, product"), "close the bracket that is opened"),
    "colon": (("organization: Small", "organization Small"), "write key: value, with a colon and a space"),
    "cycle": (("{id: lab, lead: head}", "{id: lab, lead: head, parent: app}"), "give one of them another"),
    "rest of two": (('members: ["prod#2"]', 'members: [prod]'), 'the rest of the group is "prod#2"'),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_gets_one_error_that_says_what_to_write(slip: str, tmp_path: Path) -> None:
    (old, new), hint = SLIPS[slip]
    assert STARTER.count(old) == 1
    path = tmp_path / "model.yaml"
    path.write_text(STARTER.replace(old, new), encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        load(path)
    (problem,) = caught.value.problems
    assert problem.line > 1
    assert hint in problem.hint


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_table_is_not_a_model_but_can_become_one(encoding: str, tmp_path: Path) -> None:
    """Seen: "this is not UTF-8 text, save the file as UTF-8", after which there is no model either."""
    path = tmp_path / "Mitarbeiter.csv"
    path.write_bytes("Name;Vorgesetzter\nMüller, Vera;\n".encode(encoding))
    with pytest.raises(ModelError, match="this is a table") as caught:
        load(path)
    assert "reorg import" in caught.value.problems[0].hint


def test_a_workbook_is_not_a_model_but_can_become_one(tmp_path: Path) -> None:
    path = tmp_path / "hr.xlsx"
    with ZipFile(path, "w") as book:
        book.writestr("xl/workbook.xml", "")
    with pytest.raises(ModelError, match="this is a workbook") as caught:
        load(path)
    assert "reorg import" in caught.value.problems[0].hint
