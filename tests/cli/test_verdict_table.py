import io
from typing import Any

import numpy as np
import pytest
from rich.console import Console

from reorg.cli.verdict_table import print_run, print_verdict
from report.studies import study, with_scenarios
from report.verdicts import changed, verdict, with_exits


def _printed(document: dict[str, Any], width: int = 100, **options: Any) -> str:
    stream = io.StringIO()
    print_verdict(document, "runs/x/report.html", Console(file=stream, width=width, **options))
    return stream.getvalue()


def _alone(document: dict[str, Any]) -> dict[str, Any]:
    """Return the verdict of the baseline and split only."""
    scenarios = {key: document["scenarios"][key] for key in ("stay", "split")}
    kept = {
        key: [entry for entry in document[key] if entry["scenario"] == "split"]
        for key in ("differences", "bottlenecks")
    }
    return {**document, "scenarios": scenarios, **kept}


def test_sentences_come_first_then_numbers_and_the_report_last() -> None:
    text = _printed(verdict())
    order = ["1,000 worlds", "Split by stage ships the next release later", "Soft split", "next release  "]
    places = [text.index(part) for part in [*order, "Bottleneck", "Report"]]
    assert places == sorted(places)
    assert text.rstrip().endswith("runs/x/report.html")


def test_one_alternative_has_both_sides_the_difference_its_range_and_the_worlds() -> None:
    lines = _printed(_alone(verdict())).splitlines()
    line = next(line for line in lines if line.startswith("next release"))
    assert line.split("  ")[0] == "next release"
    for part in ("41 wk", "46 wk", "+5.1 wk", "[+1.2, +10.4]", "11%"):
        assert part in line


def test_several_alternatives_stand_side_by_side() -> None:
    line = next(line for line in _printed(verdict()).splitlines() if line.startswith("next release"))
    assert line.split() == ["next", "release", "41", "wk", "+5.1", "wk", "11%", "+0.1", "wk", "46%"]


@pytest.mark.parametrize("width", [60, 72, 80, 100, 132, 200])
def test_every_figure_fits_the_width(width: int) -> None:
    for document in (verdict(), _alone(verdict())):
        text = _printed(document, width)
        assert all(len(line) <= width for line in text.splitlines())
        assert len(text.splitlines()) <= 40
        for part in ("+5.1 wk", "wait for decisions", "+1.1 h", "backlog"):
            assert part in text
        assert "\N{HORIZONTAL ELLIPSIS}" not in text


def test_metrics_without_a_mechanism_have_no_row() -> None:
    text = _printed(verdict())
    assert "departures" not in text
    assert "discover" not in text
    assert "It flips" not in text


@pytest.mark.parametrize("width", [80, 100])
def test_who_and_what_is_left_has_rows(width: int) -> None:
    lines = _printed(_alone(with_exits()), width).splitlines()
    assert all(len(line) <= width for line in lines)
    for label, figures in {
        "departures, mean": "+3.2 [-0.2, +6.2]",
        "regretted departures, mean": "+0.8 [+0.2, +1.8]",
        "owners' knowledge": "-6 pt [-13, +1]",
    }.items():
        line = next(line for line in lines if line.startswith(label))
        assert figures in " ".join(line.split())


def test_what_cannot_be_told_from_no_difference_is_named_not_tabulated() -> None:
    document = changed("backlog_hours", mean_interval_95=[-1.0, 5.0], helps_share=0.4, harms_share=0.41)
    text = " ".join(_printed(_alone(document)).split())
    assert "Not clear backlog (neither in the shares" in text


def test_who_is_at_risk_and_who_is_relieved_is_named() -> None:
    persons = [
        _person("Head of post-training", "at risk", "14 direct reports instead of 6"),
        _person("Technical lead", "relieved", "overloaded in 2% of weeks instead of 31%"),
    ]
    people = {"split": _affected(126, persons)}
    text = " ".join(_printed({**verdict(), "people": people}).split())
    assert "Who Split by stage: 2 of 126 people get a new lead; at risk" in text
    assert "at risk: Head of post-training (14 direct reports instead of 6)" in text
    assert "relieved: Technical lead (overloaded in 2% of weeks instead of 31%)." in text


def test_what_a_position_loses_is_reported_before_measured_shares() -> None:
    persons = [
        _person("Engineer", "at risk", "leaves in 25% of worlds instead of 22%"),
        _person("Technical lead", "at risk", "22 people below instead of 102"),
    ]
    people = {"split": _affected(126, persons)}
    text = " ".join(_printed({**_alone(verdict()), "people": people}).split())
    assert "at risk: Technical lead (22 people below instead of 102), Engineer (leaves in 25%" in text


def test_who_all_leave_report_to_nobody() -> None:
    persons = [_person(f"Engineer {k}", "leaves", "leaves in week 1") | {"new_lead": False} for k in range(7)]
    people = {"split": _affected(7, persons)}
    text = " ".join(_printed({**_alone(verdict()), "people": people}).split())
    assert (
        "Who Split by stage: 7 of 7 people leave; at risk: Engineer 0 (leaves in week 1), Engineer 1" in text
    )
    assert "get a new lead" not in text


def test_people_beyond_the_list_of_persons_are_counted() -> None:
    """The verdict lists 200 people; in a large organization more get a new lead."""
    persons = [_person("Engineer", "at risk", "14 direct reports instead of 6")]
    roles = [
        _role([_person("Engineer", "at risk", "")] * 500),
        _role([_person("Lead", "relieved", "")] * 300),
        _role([_person("Head", "both", "")] * 20),
    ]
    people = {"split": {"affected": 820, "people": 1200, "persons": persons, "teams": [], "roles": roles}}
    text = " ".join(_printed({**_alone(verdict()), "people": people}).split())
    assert "820 of 1,200 people get a new lead" in text
    assert "at risk: Engineer (14 direct reports instead of 6), 519 more; relieved: 300." in text


def _affected(people: int, persons: list[dict[str, Any]]) -> dict[str, Any]:
    """Return whom a scenario affects among so many people."""
    known = {"people": people, "persons": persons, "teams": [], "roles": [_role(persons)]}
    return {"affected": len(persons), **known}


def _role(persons: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the counts of a title whose holders are these."""
    readings = [person["reading"] for person in persons]
    return {
        "role": "Title",
        "people": len(persons),
        "new_lead": sum(person["new_lead"] for person in persons),
        "new_team": 0,
        "at_risk": sum(reading in ("at risk", "both", "leaves") for reading in readings),
        "relieved": sum(reading in ("relieved", "both") for reading in readings),
        "both": readings.count("both"),
        "leaves": readings.count("leaves"),
    }


def _person(names: str, reading: str, why: str) -> dict[str, Any]:
    return {"name": names, "reading": reading, "why": [why], "new_lead": True, "new_team": False}


@pytest.mark.parametrize("width", [60, 66, 72, 80])
def test_with_three_alternatives_there_is_room_for_who_the_change_and_what_decides_it(width: int) -> None:
    text = _printed(_crowded(), width)
    assert len(text.splitlines()) <= 40
    for heading in ("Who ", "Change ", "What decides it ", "Report "):
        assert f"\n{heading}" in text
    assert "stands out in 200 worlds" in " ".join(text.split())


def test_what_is_reported_of_several_alternatives_alike_is_reported_once() -> None:
    text = " ".join(_printed(_crowded(), 80).split())
    assert "Split by stage, Soft split, Third: no assumption stands out in 200 worlds" in text
    assert "Third: mean of 200 worlds +6.2 wk" in text


def _crowded() -> dict[str, Any]:
    """Return a verdict of three alternatives about which there is much to say."""
    document = verdict()
    document["scenarios"]["third"] = {**document["scenarios"]["soft-split"], "name": "Third"}
    document["differences"] += [
        {**entry, "scenario": "third"}
        for entry in document["differences"]
        if entry["scenario"] == "soft-split"
    ]
    others = [key for key in document["scenarios"] if key != document["baseline"]]
    why = "14 direct reports instead of 6, and overloaded in 33% of weeks instead of 4%"
    whole, part = ({"mean": mean, "mean_interval_95": [mean - 0.5, mean + 0.5]} for mean in (5.4, 3.1))
    return document | {
        "people": {
            key: _affected(126, [_person(f"Head of {key}", "at risk", why)] * 3) for key in others
        },
        "transition": {
            "differences": [
                {"scenario": key, "metric": "release_weeks", "unit": "weeks", "worlds": 200,
                 "counted_to_horizon": True, "whole": whole, "change": part, "structure": part}
                for key in others
            ]
        },
        "sensitivity": [
            {"scenario": key, "metric": "release_weeks", "worlds": 200, "lean": None} for key in others
        ],
    }  # fmt: skip


def test_without_bottlenecks_and_report_the_lines_are_left_out() -> None:
    stream = io.StringIO()
    print_verdict({**verdict(), "bottlenecks": []}, None, Console(file=stream, width=100))
    assert "Bottleneck" not in stream.getvalue()
    assert "Report" not in stream.getvalue()


def test_no_color_where_the_output_is_no_terminal_or_color_is_not_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "\x1b" not in _printed(verdict())
    assert "\x1b[3" in _printed(verdict(), force_terminal=True, color_system="standard")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in _printed(verdict(), force_terminal=True, color_system="standard")


def test_names_are_printed_as_text() -> None:
    document = {**verdict(), "organization": "[red]lab[/red] \x1b[2J"}
    document["bottlenecks"][0]["name"] = "[bold]boss"
    text = _printed(document)
    assert "[red]lab[/red] \\x1b[2J" in text
    assert "[bold]boss" in text


def test_a_tie_says_no_difference() -> None:
    tie = changed("release_weeks", mean_interval_95=[0.0, 0.0], helps_share=0.0, harms_share=0.0)
    assert "Split by stage makes no difference to the next release" in _printed(tie)


def test_one_scenario_alone_prints_medians_and_ranges() -> None:
    document = verdict()
    document |= {
        "scenarios": {"split": document["scenarios"]["split"]},
        "baseline": "split",
        "differences": [],
    }
    stream = io.StringIO()
    print_run({**document, "bottlenecks": []}, None, Console(file=stream, width=80))
    line = next(line for line in stream.getvalue().splitlines() if line.startswith("next release"))
    assert line.split() == ["next", "release", "46", "wk", "37", "wk", "60", "wk"]
    message = " ".join(stream.getvalue().split())
    assert "not out by week 78 in 30 of 1,000 worlds under Split by stage" in message


def test_of_many_scenarios_the_people_of_the_first_ranked_are_reported_first() -> None:
    """Seen: where there was room for two, those of the scenario that the report begins with were left out."""
    ids = ("stay", "a", "b", "c", "d")
    weeks = 30.0 + 5.0 * np.sin(np.arange(200))
    late = dict(zip(ids, (1.0, 2.0, 3.0, 0.0, 4.0), strict=True))
    found = study({key: {"release_weeks": weeks + late[key]} for key in ids}, with_scenarios(*ids)).verdict
    people = {
        key: _affected(14, [_person("Lead", "at risk", f"{k} direct reports instead of 3")])
        for k, key in enumerate(ids[1:], start=7)
    }
    text = _printed({**found, "people": people})
    assert "best in" in text
    assert "(ship)" not in text, "the key of a question is no word for a reader"
    _, _, who = text.partition("Who  ")
    assert who.startswith("C: 1 of 14 people get a new lead; at risk: Lead (9 direct reports")
