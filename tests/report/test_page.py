import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from reorg.model.events import Leave, Reorganize
from reorg.model.organization import Note, Scenario
from reorg.report.page import write_report
from report.labs import extras, lab
from report.verdicts import verdict

HOSTILE = "<script>alert(1)</script>"


class _Page(HTMLParser):
    """Collects text, headings and the attributes that could fetch something."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [
            value or "" for key, value in attrs if key in ("src", "href", "action", "data", "poster")
        ]

    def handle_data(self, data: str) -> None:
        self.text += data.replace("\u00a0", " ")


def _read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def _written(tmp_path: Path, document: dict[str, Any], more: dict[str, Any]) -> _Page:
    write_report(document, more, tmp_path / "report.html")
    return _read(tmp_path / "report.html")


def test_the_answer_comes_first_and_the_evidence_after(tmp_path: Path) -> None:
    text = _written(tmp_path, verdict(), extras()).text
    order = [
        "Split by stage ships the next release later than Stay in 78 % of worlds",
        "When will it be out?",
        "How precise",
        "Week by week",
        "What changes",
        "Where the hours go",
        "Head of post-training (post-lead)",
        "Contested: ",
        "coordination.request_hours, set by this model",
        "What this version does not simulate",
        "reorg compare qwen --worlds 1000 --seed 1",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_the_page_fetches_nothing_and_runs_nothing(tmp_path: Path) -> None:
    page = _written(tmp_path, verdict(), extras())
    source = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.links == []
    assert not {"script", "link", "iframe", "img", "object", "base"} & set(page.tags)
    assert not re.search(r"url\(|@import|https?:", source)
    assert "default-src 'none'" in source


def test_every_chart_has_its_data_as_a_table(tmp_path: Path) -> None:
    page = _written(tmp_path, verdict(), extras())
    assert "+5.1 wk" in page.text
    assert "2,205 h a week" in page.text
    assert "57 % (172,000 h)" in page.text
    assert page.text.count("The data as a table") == 2


def test_names_from_a_model_are_text_and_never_markup(tmp_path: Path) -> None:
    document = verdict()
    document["organization"] = f"{HOSTILE}\u202e{'x' * 100_000}"
    document["bottlenecks"][0] |= {"title": HOSTILE, "person": "a\x1b[2Jb"}
    for part in ("differences", "bottlenecks"):
        for entry in document[part]:
            entry["scenario"] = entry["scenario"].replace("soft-split", "<b>soft</b>")
    document["scenarios"]["<b>soft</b>"] = document["scenarios"].pop("soft-split")
    teams = tuple(replace(team, name=f"{team.name}{HOSTILE}") for team in lab().structure("horizontal").teams)
    structures = (lab().structure("vertical"), replace(lab().structure("horizontal"), teams=teams))
    organization = lab(structures=structures, facts=(Note(HOSTILE, '" onload="x', contested=True),))
    page = _written(tmp_path, document, {**extras(organization), "command": HOSTILE, "created": HOSTILE})
    assert not {"script", "b"} & set(page.tags)
    assert HOSTILE in page.text
    assert "\\u202e" in page.text
    assert "a\\x1b[2Jb" in page.text
    assert "characters)" in page.text
    assert len(page.text) < 60_000


def test_a_lone_surrogate_does_not_break_the_file(tmp_path: Path) -> None:
    assert "\\ud800" in _written(tmp_path, {**verdict(), "organization": "lab \ud800"}, {}).text


def test_dated_events_are_told_in_words(tmp_path: Path) -> None:
    events = (Reorganize(0.0, "horizontal"), Leave(0.0, "lead"))
    leaving = Scenario("split", "Split and exits", "vertical", events)
    text = _written(tmp_path, verdict(), extras(lab(scenarios=(*lab().scenarios[::2], leaving)))).text
    assert "week 0: technical lead leaves" in text
    assert "week 0: the structure becomes Horizontal" in text


def test_what_people_do_is_not_called_left_out(tmp_path: Path) -> None:
    text = _written(tmp_path, verdict(), {}).text
    limits = text[text.index("does not simulate") :]
    assert "eople leaving" not in limits
    assert "learning" not in limits


def test_missing_extras_leave_their_sections_out(tmp_path: Path) -> None:
    text = _written(tmp_path, verdict(), {}).text
    for heading in ("Week by week", "What changes", "Facts and assumptions", "The same again"):
        assert heading not in text
    assert "How precise" in text


def test_one_scenario_alone_shows_numbers_without_a_comparison(tmp_path: Path) -> None:
    document = verdict()
    document |= {"scenarios": {"stay": document["scenarios"]["stay"]}, "differences": [], "bottlenecks": []}
    text = _written(tmp_path, document, {"series": extras()["series"], "organization": lab()}).text
    assert "without a comparison" in text
    assert "41 wk" in text
    assert "The verdict" not in text


def test_a_verdict_without_hours_or_differences_is_still_a_page(tmp_path: Path) -> None:
    document = {**verdict(), "differences": [], "bottlenecks": []}
    document["scenarios"] = {key: {"metrics": {}} for key in document["scenarios"]}
    assert "no metric can be compared" in _written(tmp_path, document, {}).text


def test_held_assumptions_are_not_called_drawn(tmp_path: Path) -> None:
    text = _written(tmp_path, verdict(), {**extras(), "fixed": True}).text
    assert "held at their central values" in text
    assert "each drawn from its range" not in text


def test_a_report_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    target.write_text("before", encoding="utf-8")
    with pytest.raises(ValueError, match="shorter"):
        write_report(verdict(), {"series": {**extras()["series"], "split": _uneven()}}, target)
    assert target.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [target]


def _uneven() -> dict[str, Any]:
    return {"weeks": [1, 2], "throughput": {"p05": [1.0], "p50": [1.0, 2.0], "p95": [1.0, 2.0]}}
