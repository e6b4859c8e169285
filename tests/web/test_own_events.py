"""What the model itself says of people and teams is marked on the cards, in a sign and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from reorg.model import load
from reorg.web.own_events import own_events
from web.browsing import Served, page_of, served
from web.studios import client_of
from web.test_accessible import violations

MODEL = """
organization: Small lab
start: 2026-03-02
horizon_weeks: 40
areas: [research, engineering]
people:
  - {id: head, title: Head, skills: {research: high}}
  - {id: lead, title: Lead of engineering, skills: {engineering: high}}
  - {id: res, count: 3, title: Researcher, skills: {research: medium}}
  - {id: eng, count: 4, title: Engineer, skills: {engineering: medium}}
  - {id: tester, title: Tester, skills: {engineering: medium}, vacant: true, starts_week: 9}
releases:
  - id: product
    due_week: 30
    packages:
      - {id: method, area: research, effort_days: 60}
      - {id: system, area: engineering, effort_days: 60}
structures:
  today:
    teams:
      - {id: lab, name: Laboratory, lead: head}
      - {id: research, name: Research, parent: lab, members: [res], owns: [research]}
      - {id: engineering, name: Engineering, parent: lab, lead: lead,
         members: [eng, tester], owns: [engineering]}
scenarios:
  stay: {name: Stay, structure: today, events: [{week: 12, leave: eng#1}]}
  plan:
    name: Plan
    structure: today
    events:
      - {week: 12, leave: eng#1}
      - {week: 5, away: {person: lead, for_weeks: 6}}
      - {week: 4, join: {id: analyst, title: Analyst, team: research, skills: {research: high}}}
      - {week: 7, move: {person: res#1, to: engineering}}
      - {week: 8, layoff: {share: 0.5, people: [eng#2..3]}}
      - {week: 20, replace: {person: res#2, after_weeks: 2}}
compare: {baseline: stay}
"""


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("own")
    (folder / "model.yaml").write_text(MODEL, encoding="utf-8")
    with served(folder, str(folder / "model.yaml")) as found:
        found.studio.save_view({"scenario": "plan"})
        yield found


def card(page: Page, team: str) -> Any:
    return page.locator(f'#tree .card[data-id="{team}"]')


def test_each_kind_of_event_is_a_sign_a_week_and_words(tmp_path: Path) -> None:
    (tmp_path / "model.yaml").write_text(MODEL, encoding="utf-8")
    organization = load(tmp_path / "model.yaml")
    found = own_events(organization, "plan")
    message = {
        person: [(n["sign"], n["week"], n["text"]) for n in notes]
        for person, notes in found["people"].items()
    }
    assert message == {
        "tester": [("○", 9.0, "vacant until week 9")],
        "eng#1": [("✕", 12.0, "leaves in week 12")],
        "lead": [("○", 5.0, "away from week 5 to 11")],
        "res#1": [("→", 7.0, "moves to Engineering in week 7")],
        "eng#2": [("✕", 8.0, "may be laid off in week 8")],
        "eng#3": [("✕", 8.0, "may be laid off in week 8")],
        "res#2": [("+", 22.0, "replaced in week 22")],
    }
    assert [note["text"] for note in found["teams"]["research"]] == ["Analyst joins in week 4"]
    assert own_events(organization, "stay")["people"].keys() == {"tester", "eng#1"}


def test_a_card_shows_them_and_says_them(browser: Any, at: Served) -> None:
    page = page_of(browser, at)
    engineering, research = card(page, "engineering"), card(page, "research")
    expect(engineering.locator(".own").first).to_have_text("○2 ✕3")
    expect(engineering).to_have_attribute("aria-label", contains("Engineer 1 leaves in week 12"))
    expect(engineering.locator(".own").first).to_have_attribute("title", contains("away from week 5 to 11"))
    expect(research).to_have_attribute("aria-label", contains("Analyst joins in week 4"))
    expect(card(page, "lab").locator(".own")).to_have_count(0)
    page.get_by_role("radio", name="People").click()
    row = page.locator('#tree .row[data-id="eng#1"]')
    expect(row.locator(".own")).to_have_text("✕ week 12")
    expect(row).to_have_attribute("aria-label", "Engineer 1, in Engineering, leaves in week 12")
    assert not violations(page)
    page.get_by_role("radio", name="Today").click()
    expect(engineering.locator(":scope > .sub .own")).to_have_text("✕1 ○1")
    page.context.close()


def test_vacant_positions_are_counted_apart_from_people(browser: Any, at: Served) -> None:
    """Nine people and the tester's position, which is one of six in engineering."""
    page = page_of(browser, at)
    expect(page.locator("header")).to_contain_text("9 + 1 vacant")
    expect(card(page, "engineering")).to_have_attribute("aria-label", contains("6 positions, 1 vacant"))
    expect(card(page, "research")).to_have_attribute("aria-label", contains("3 people"))
    row = page.locator(".facts-table tr", has_text="People").first
    expect(row).to_contain_text("and 1 vacant position")
    page.context.close()


def test_what_is_edited_takes_the_place_of_what_the_model_says(browser: Any, at: Served) -> None:
    page = page_of(browser, at)
    row = page.locator('#tree .row[data-id="eng#1"]')
    at.studio.opened.edit("plan", {"kind": "leave", "person": "eng#1", "week": 3})
    page.reload()
    page.get_by_role("radio", name="People").click()
    expect(row).to_contain_text("✕ leaves")
    expect(row.locator(".own")).to_have_count(0)
    at.studio.opened.undo("plan")
    page.context.close()


@pytest.mark.parametrize("look", [{"color_scheme": "dark"}, {"width": 390, "height": 844}])
def test_the_marks_are_legible_in_the_dark_and_on_a_narrow_screen(
    browser: Any, at: Served, look: dict[str, Any]
) -> None:
    page = page_of(browser, at, **look)
    expect(card(page, "engineering").locator(".own").first).to_be_visible()
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.context.close()


def contains(text: str) -> Any:
    return re.compile(re.escape(text))


def test_a_position_closed_before_anybody_starts_is_said_to_be_closed_and_not_counted(tmp_path: Path) -> None:
    text = MODEL.replace("share: 0.5, people: [eng#2..3]", "people: [tester, eng#2]")
    (tmp_path / "model.yaml").write_text(text, encoding="utf-8")
    client = client_of(tmp_path, str(tmp_path / "model.yaml"))
    model, after = client.state("stay")["model"], client.state("plan")["scenario"]
    assert (model["today"]["facts"]["people"], model["today"]["facts"]["vacant"]) == (9, 1)
    assert (after["facts"]["people"], after["facts"]["vacant"]) == (8, 0)
    (note,) = after["own"]["people"]["tester"]
    assert (note["sign"], note["text"]) == ("✕", "vacant, closed in week 8")
    # A position closed by an edit is not counted either, and an edit on trial neither.
    closing = {"kind": "close", "person": "tester", "week": 2}
    tried = client.post("preview", scenario="stay", edit=closing)
    assert (tried["facts"]["people"], tried["facts"]["vacant"]) == (9, 0)
