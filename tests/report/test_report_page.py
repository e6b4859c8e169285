"""The report as a file: complete in itself, and every text of a model is text."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from reorg.model.organization import ContestedFact, Note, Organization
from reorg.model.uncertain import Place, UncertainInput
from reorg.report.page import Printing, _finalize, render_report
from reorg.report.study_report import report_of
from reorg.report.summary.page_one import page_one
from reorg.study.study import Study
from report.labs import lab
from report.sensitivity_verdicts import verdict_with_sensitivity
from report.studies import later, study

PRINTING = Printing("2026-03-20", "0.1.0", "reorg compare qwen --worlds 200 --seed 1")
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "x" * 10_000,
    "\u202e\u05d8\u05e7\u05e1\u05d8",
    "🧑\u200d🔬 lab",
    "{{ 7 * 7 }}",
)


class _Page(HTMLParser):
    """Collects tags, text and the attributes that could fetch something."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for key, value in attrs if key in ("src", "href", "action", "poster")]
        assert not any(key.startswith("on") for key, _value in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def _read(found: Study) -> _Page:
    page = _Page()
    page.feed(render_report(found, PRINTING))
    return page


def test_a_folder_in_place_of_a_file_is_reported_and_nothing_is_left_behind(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    with pytest.raises(
        IsADirectoryError, match=r"reports is a folder: name the file, such as .*report\.html"
    ):
        report_of(study(later(2.0)), folder)
    assert [entry.name for entry in tmp_path.iterdir()] == ["reports"]


def test_page_one_comes_first_and_the_evidence_after() -> None:
    reported = verdict_with_sensitivity()
    text = _read(
        study(
            later(2.0, share=0.8),
            drivers=reported["drivers"],
            flips=reported["flips"],
            sensitivity=reported["sensitivity"],
        )
    ).text
    order = [
        "Split by stage would most likely ship the next release later than Stay as we are",
        "Later than under Stay as we are in 80 of 100 worlds",
        "one dot for each of 100 worlds",
        "What changes",
        "What decides it, and where it reverses",
        "What was not tried",
        "The plan\u2019s dates",
        "What was stated, what was guessed",
        "How far to trust it",
        "reorg compare qwen --worlds 200 --seed 1",
        "Median difference from Stay as we are",
        "People by their role",
        "Those that matter here",
        "What this version does not simulate",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_the_page_fetches_nothing_and_runs_nothing() -> None:
    page = _read(study(later(2.0)))
    source = render_report(study(later(2.0)), PRINTING)
    assert all(link.startswith("#") for link in page.links)
    assert not {"script", "link", "iframe", "img", "object", "base", "form"} & set(page.tags)
    assert not re.search(r"url\(|@import|https?:", source)
    assert "default-src 'none'" in source


@pytest.mark.parametrize("hostile", HOSTILE)
def test_every_text_of_a_model_is_text(hostile: str) -> None:
    page = _read(study(later(2.0, share=0.8), _named(hostile)))
    plain = _read(study(later(2.0, share=0.8)))
    assert not {"script", "img"} & set(page.tags)
    assert "\u202e" not in page.text
    assert "49" not in hostile.replace("7 * 7", "")
    assert len(page.text) < len(plain.text) + 20_000
    if len(hostile) < 60 and "\u202e" not in hostile:
        assert hostile in page.text


def _named(text: str) -> Organization:
    known = lab()
    return lab(
        name=text,
        people=tuple(replace(person, title=text) for person in known.people),
        structures=tuple(
            replace(each, name=text, teams=tuple(replace(team, name=text) for team in each.teams))
            for each in known.structures
        ),
        scenarios=tuple(
            replace(each, name=f"{each.id} {text}"[: max(60, len(text))]) for each in known.scenarios
        ),
        releases=tuple(replace(release, name=text) for release in known.releases),
        facts=(Note(text, text, contested=True),),
        contested=(ContestedFact("c", text, text, 0.5),),
    )


def test_each_case_makes_a_page() -> None:
    never = {"release_weeks": np.full(100, np.inf)}
    work = {"throughput": np.zeros(100)}
    for found in (
        study({"stay": never, "split": never}),
        study({"stay": later(1.0)["stay"]}),
        study({"stay": work, "split": work}, lab(releases=(), streams=()), leading="throughput"),
        study(later(2.0, worlds=5)),
    ):
        assert "<h1" in render_report(found, PRINTING)


def test_other_alternatives_have_a_page_one_of_their_own() -> None:
    results = later(2.0, share=0.8)
    page = _read(study({**results, "soft-split": results["split"]}))
    assert "Page one for Split, integrator kept" in page.text
    assert page.text.count("How far to trust it") == 2
    assert page.tags.count("h1") == 1


def test_the_file_is_written_whole(tmp_path: Path) -> None:
    written = report_of(study(later(2.0)), tmp_path / "report.html", command="reorg compare x")
    assert written.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert "reorg compare x" in written.read_text(encoding="utf-8")


def test_a_broken_guard_rail_is_reported() -> None:
    rails = [
        {"scenario": "split", "rail": "span_max", "structure": "horizontal", "message": "a span of 12",
         "share_of_worlds": 1.0}
    ]  # fmt: skip
    assert "a span of 12" in _read(study(later(2.0), guard_rails=rails)).text


def test_the_assumptions_drawn_are_as_many_in_the_evidence_as_on_page_one() -> None:
    """Seen: 146 assumptions on page one, and "the other 164" below a table of those that matter."""
    text = _read(study(later(2.0))).text
    (drawn,) = re.findall(r"How people behave: (\d+) assumptions", text)
    ((others, fixed),) = re.findall(r"The other (\d+) assumptions, (\d+) of them with one value", text)
    assert int(drawn) == int(others) - int(fixed)


def test_a_fall_of_money_has_a_true_minus_in_every_currency() -> None:
    assert [_finalize(text) for text in ("-$5M", "-€11k", "-4%", "pre-€", "A-4")] == [
        "\u2212$5M", "\u2212€11k", "\u22124%", "pre-€", "A-4",
    ]  # fmt: skip


def test_a_world_cut_off_is_a_triangle_that_the_key_explains() -> None:
    base = 30.0 + 5.0 * np.sin(np.arange(200))
    cut = np.where(np.arange(200) < 40, np.inf, base + 2.0)
    for alternative, explained in ((cut, True), (base + 2.0, False)):
        results = {"stay": {"release_weeks": base}, "split": {"release_weeks": alternative}}
        assert ("at least that far" in _read(study(results)).text) is explained


def test_dates_are_those_of_each_side_on_its_own() -> None:
    """Seen: 19 Feb and 3 Apr beside a headline of three weeks, which is the median within each world."""
    assert (
        "half of the worlds (not the same ones before and after: not the difference above)"
        in _read(study(later(2.0))).text
    )


def test_what_mostly_ties_is_not_said_to_make_no_difference() -> None:
    """Seen: capability "= no difference" in the table, and 4.4 points less on average on page one."""
    assert "= hardly any difference, or none in most worlds" in _read(study(later(2.0))).text


def test_what_the_model_is_unsure_of_is_reported_guesses_first() -> None:
    place = Place(("people", 0, "tenure_years"), 3.0)
    inputs = (
        UncertainInput("coupling of base", (place,), 0.2, 0.5, 0.8, source="two readings of S4"),
        UncertainInput("tenure of the lead", (place,), guess=True),
    )
    effort = UncertainInput(
        "effort", (Place(("people", 0, "tenure_years"), (60.0, 120.0, 240.0)),), guess=True
    )
    assert "60 to 240, likely 120" in _read(study(later(2.0), lab(inputs=(effort,)))).text
    at_once = UncertainInput("week of the exits", (place,), 0.0, 0.0, 4.0)
    assert "0 to 4, half at 0" in _read(study(later(2.0), lab(inputs=(at_once,)))).text
    text = _read(study(later(2.0), lab(inputs=inputs))).text
    assert "One input of the model is drawn as well. One value is a guess." in text
    assert text.index("tenure of the lead guess") < text.index("coupling of base")
    assert "0.2 to 0.8, half below 0.5" in text
    assert "two readings of S4" in text


def test_many_uncertain_inputs_are_folded_but_the_first() -> None:
    place = Place(("people", 0, "tenure_years"), 3.0)
    inputs = tuple(UncertainInput(f"effort of {k:02}", (place,), 0.2, 0.5, 0.8) for k in range(46))
    source = render_report(study(later(2.0), lab(inputs=inputs)), PRINTING)
    before, folded = source.split("<summary>34 further inputs</summary>")
    assert "effort of 11" in before
    assert "effort of 12" not in before
    assert "effort of 45" in folded.split("</details>")[0]


def test_the_dates_stand_in_the_order_of_their_heads() -> None:
    dates = page_one(study(later(2.0))).dates
    assert dates is not None
    release = dates.releases[0]
    text = _read(study(later(2.0))).text
    assert text.index("before") < text.index("after")
    assert text.index(release.due) < text.index(release.before) < text.index(release.after)


def test_nobody_is_named_and_nobodys_pay_is_reported() -> None:
    """The inputs of people whom the model names: pay of two, skill of one; the skill decides."""
    people = tuple(replace(each, name=f"Ana {each.id}") for each in lab().people)
    ways = {"lead": "annual_cost_usd", "pre-lead": "annual_cost_usd", "director": "skills > pretraining"}
    words = {"annual_cost_usd": "annual cost", "skills > pretraining": "skill in pretraining"}
    inputs = tuple(
        UncertainInput(
            f"people > {key} > {field}",
            (Place(("people", 0, "tenure_years"), 3.0),),
            70_001.0,
            80_002.0,
            90_003.0,
            guess=True,
            words=f"{words[field]} of Ana {key}",
        )
        for key, field in ways.items()
    )
    reported = verdict_with_sensitivity()
    drivers = [
        driver | {"scenario": "split", "assumption": inputs[2].name, "meaning": inputs[2].words}
        for driver in reported["drivers"][:1]
    ]
    sensitivity = [each | {"scenario": "split"} for each in reported["sensitivity"][:1]]
    found = study(later(2.0), lab(people=people, inputs=inputs), drivers=drivers, sensitivity=sensitivity)
    text = _read(found).text
    assert "Ana" not in text
    assert "annual cost of 2 people guess" in text
    assert "70001" not in text
    assert "skill in pretraining of Director of the laboratory guess" in text
    decides = page_one(found).decides
    assert decides is not None
    assert decides.drivers[0].label.startswith("skill in pretraining of Director")


def test_nobody_is_named_by_what_is_uncertain_in_an_event() -> None:
    """The week in which a person whom the model names leaves decides; the page tells the person by role."""
    people = tuple(replace(each, name=f"Ana {each.id}") for each in lab().people)
    event = {"week": 3.0, "leave": "pre-lead"}
    way = ("scenarios", "split", "events", 0, "week")
    leaving = UncertainInput("scenarios > split > events > #1 > week", (Place(way, 3.0),), 1.0, 3.0, 5.0)
    named = replace(leaving, words="week in which Ana pre-lead leaves under Split by stage")
    organization = lab(people=people, inputs=(named,), written={"scenarios": {"split": {"events": [event]}}})
    reported = verdict_with_sensitivity()
    told = {"scenario": "split", "assumption": named.name, "meaning": named.words}
    drivers = [driver | told for driver in reported["drivers"][:1]]
    sensitivity = [each | {"scenario": "split"} for each in reported["sensitivity"][:1]]
    found = study(later(2.0), organization, drivers=drivers, sensitivity=sensitivity)
    text = _read(found).text
    assert "Ana" not in text
    assert "week in which head of pre-training leaves under Split by stage" in text
    decides = page_one(found).decides
    assert decides is not None
    assert "Ana" not in decides.drivers[0].label
