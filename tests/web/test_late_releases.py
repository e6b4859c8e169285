"""A release that waits for a late one says so: in the film of a world, and on the cards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from reorg.engine import LOG_CODES
from reorg.model import load
from reorg.study.running.batch import Rehearsal, StudyDesign
from reorg.web.film import film_of
from reorg.web.own_events import own_events
from web.browsing import Served, page_of, served
from web.test_watching import rehearse

MODEL = """
organization: Small lab
start: 2026-03-02
horizon_weeks: 40
areas: [research]
people:
  - {id: head, title: Head, skills: {research: high}}
  - {id: res, count: 3, title: Researcher, skills: {research: high}}
releases:
  - id: first
    name: First release
    due_week: 4
    packages: [{id: method, area: research, effort_days: 120}]
  - id: second
    name: Second release
    after: [first]
    first_week: 4
    due_week: 20
    packages: [{id: system, area: research, effort_days: 20}]
structures:
  today: {teams: [{id: lab, name: Laboratory, lead: head, members: [res], owns: [research]}]}
scenarios:
  stay: {name: Stay, structure: today}
  plan:
    name: Plan
    structure: today
    events:
      - {week: 3, leave: res#1}
      - {when: {release: first, late_weeks: 2}, leave: res#2}
compare: {baseline: stay}
"""


@pytest.fixture(scope="module")
def lab_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("late") / "model.yaml"
    path.write_text(MODEL, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def at(lab_path: Path) -> Iterator[Served]:
    with served(lab_path.parent, str(lab_path)) as found:
        found.studio.save_view({"scenario": "plan"})
        yield found


def test_a_wait_lasts_until_the_late_release_is_out(lab_path: Path) -> None:
    organization = load(lab_path)
    rehearsal = Rehearsal.of(StudyDesign(organization, ("stay", "plan"), 1))
    structure = organization.structures[0]
    film = film_of(rehearsal, (0, 1), (structure, structure), 0)
    for index, side in enumerate(film["sides"]):
        (wait,) = side["waits"]
        log = rehearsal.outcome(index, rehearsal.row(0), 0, log=True).log
        finished = log[log["code"] == LOG_CODES.index("package finished")]
        (out,) = finished["time"][finished["on"] == 0] / 40.0
        assert (wait["release"], wait["waits_for"]) == ("Second release", "First release")
        assert (wait["from_week"], wait["due_week"]) == (4.0, 4.0)
        assert wait["out_week"] == round(float(out), 1) > 4.0
        # Nobody works on what waits.
        begun = log[(log["code"] == LOG_CODES.index("begin work")) & (log["on"] == 1)]
        assert begun["time"].min() >= out * 40.0 - 1e-6


def test_a_release_in_time_is_waited_for_by_none(lab_path: Path) -> None:
    organization = load(lab_path)
    releases = tuple(replace(release, due_week=39.0) for release in organization.releases)
    rehearsal = Rehearsal.of(StudyDesign(replace(organization, releases=releases), ("stay", "plan"), 1))
    structure = organization.structures[0]
    film = film_of(rehearsal, (0, 1), (structure, structure), 0)
    assert [side["waits"] for side in film["sides"]] == [[], []]


def test_what_happens_only_if_a_release_is_late_is_noted_without_a_week(lab_path: Path) -> None:
    notes = own_events(load(lab_path), "plan")["people"]
    assert notes["res#2"] == [{"sign": "✕", "week": None, "text": "leaves if First release is 2 weeks late"}]
    assert notes["res#1"][0]["text"] == "leaves in week 3"


@pytest.mark.slow
def test_the_film_says_who_waits_for_whom(browser: Any, at: Served) -> None:
    page = page_of(browser, at)
    card = page.locator('#tree .card[data-id="lab"]')
    expect(card).to_have_attribute(
        "aria-label", re.compile("Researcher 2 leaves if First release is 2 weeks late")
    )
    page.get_by_role("tab", name="What happens").click()
    rehearse(page, "200")
    expect(page.locator(".progress")).to_contain_text("200 worlds, done", timeout=120_000)
    page.get_by_role("tab", name="Watch a world").click()
    expect(page.locator(".film h2")).to_be_visible(timeout=30_000)
    expect(page.locator(".film .waits")).to_have_count(0)
    page.get_by_role("slider", name="Week").fill("8")
    expect(page.locator(".film h2")).to_have_text("Week 4")
    waits = page.locator(".film .waits")
    expect(waits).to_have_text(
        ["Second release waits for First release, which is late: it was due in week 4."] * 2
    )
    expect(page.locator(".feed")).to_contain_text("Second release waits for First release")
    page.keyboard.press("End")
    said = r"^Second release waited [\d.]+ weeks? for First release, which was due in week 4 and out in week"
    expect(waits.first).to_have_text(re.compile(said))
    assert at.said == []
    page.context.close()
