"""Organizing in the browser: drag, menu and keys alike; bench, leads, undo, views, find."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from reorg.report.structures import event_weeks
from web.browsing import Served, page_of


def card(page: Page, team: str) -> Any:
    return page.locator(f'#tree .card[data-id="{team}"]')


def person(page: Page, identity: str) -> Any:
    return page.locator(f'#tree .row[data-id="{identity}"]')


def drag(page: Page, what: Any, onto: Any, hold_ms: int = 0) -> None:
    start, end = what.bounding_box(), onto.bounding_box()
    page.mouse.move(start["x"] + 20, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] + 24, steps=3)
    page.mouse.move(end["x"] + 30, end["y"] + 10, steps=5)
    if hold_ms:
        page.wait_for_timeout(hold_ms)
    page.mouse.up()


def spoken(page: Page) -> Any:
    return page.locator("#spoken")


def test_a_team_is_dragged_with_its_facts(page: Page, qwen: Served) -> None:
    expect(card(page, "code")).to_have_attribute("aria-level", "3")
    drag(page, card(page, "code"), card(page, "infrastructure"))
    expect(spoken(page)).to_contain_text("Code moved under Infrastructure. Layers 4, coupled work beyond")
    expect(spoken(page)).to_contain_text("Undo with Control Z")
    expect(card(page, "code")).to_contain_text("→ moved")
    board = next(p for p in qwen.studio.opened.plans.values() if p.is_new).history.board
    assert board.teams["code"].parent == "infrastructure"
    plan = next(p.id for p in qwen.studio.opened.plans.values() if p.is_new)
    facts = qwen.studio.scenario(plan)["scenario"]["facts"]
    expect(page.locator("#panel-body")).to_contain_text(f"{len(facts['far'])} of 48")
    page.keyboard.press("Control+z")
    expect(spoken(page)).to_contain_text("Undone: Code moves under Infrastructure")
    page.keyboard.press("Control+y")
    expect(spoken(page)).to_contain_text("Done again")


def test_a_person_is_dragged_to_a_team_and_to_the_bench(page: Page) -> None:
    card(page, "agents").dblclick()
    drag(page, person(page, "agents-res#2"), card(page, "code"))
    expect(spoken(page)).to_contain_text("Agents researcher 2 moved to Code.")
    drag(page, person(page, "agents-res#3"), page.locator("[data-drop=bench]"))
    expect(page.get_by_role("button", name="Bench (1)")).to_be_visible()
    expect(page.get_by_role("button", name="Rehearse", exact=True)).to_have_attribute("aria-disabled", "true")
    page.get_by_role("button", name="Bench (1)").click()
    page.get_by_role("button", name="Leaves…").click()
    page.get_by_label("is closed").check()
    page.get_by_role("button", name="Leaves", exact=True).click()
    expect(page.get_by_role("button", name="Bench (0)")).to_be_visible()
    expect(person(page, "agents-res#3")).to_contain_text("closed")


def test_the_same_by_keyboard_only(page: Page) -> None:
    page.locator("#tree [tabindex='0']").focus()
    page.keyboard.press("Home")
    while "Code" not in (page.evaluate("document.activeElement.getAttribute('aria-label')") or ""):
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(60)
    page.keyboard.press("m")
    expect(page.get_by_role("dialog")).to_contain_text("Move Code under")
    page.keyboard.type("pre-training")
    page.keyboard.press("Enter")
    expect(spoken(page)).to_contain_text("Code moved under Pre-training.")
    page.wait_for_timeout(100)
    assert "Code" in page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#tree .row:focus")).to_contain_text("Code model researcher 1")
    page.keyboard.press("m")
    page.keyboard.type("voice")
    page.keyboard.press("Enter")
    expect(spoken(page)).to_contain_text("Code model researcher 1 moved to Voice.")
    card(page, "code").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#tree .row:focus")).to_be_visible()
    page.keyboard.press("b")
    expect(spoken(page)).to_contain_text("is on the bench.")


def test_the_same_by_menu_only_on_a_narrow_screen(browser: Any, qwen: Served) -> None:
    plan = qwen.studio.opened.new_scenario("narrow", "split")
    qwen.studio.writer = None
    qwen.studio.save_view({"scenario": plan.id})
    page = page_of(browser, qwen, 390, 844, has_touch=True)
    page.get_by_label("Menu of Code").tap()
    page.get_by_role("button", name="Move under").tap()
    page.get_by_role("option", name="Pre-training Technical lead").tap()
    expect(spoken(page)).to_contain_text("Code moved under Pre-training.")
    page.get_by_label("Menu of Agents").tap()
    page.get_by_role("button", name="List the people").tap()
    page.get_by_label("Menu of Agents researcher 1").tap()
    page.get_by_role("button", name="Move to").tap()
    page.get_by_role("option", name="Voice").first.tap()
    expect(spoken(page)).to_contain_text("Agents researcher 1 moved to Voice.")
    page.get_by_label("Menu of Agents researcher 2").tap()
    page.get_by_role("button", name="To the bench").tap()
    expect(page.get_by_role("button", name="Bench (1)")).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    # Nothing that stays in place lies over what was changed, wherever the page is scrolled to.
    page.get_by_role("button", name="Changes (").tap()
    for button in page.get_by_role("button", name="Take back").all():
        button.tap(trial=True)
    page.context.close()
    qwen.studio.opened.end_scenario(plan.id)


def test_a_team_is_not_dropped_on_its_own_branch(page: Page) -> None:
    what, onto = card(page, "posttraining"), card(page, "agents")
    start, end = what.bounding_box(), onto.bounding_box()
    page.mouse.move(start["x"] + 20, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(end["x"] + 30, end["y"] + 10, steps=6)
    expect(page.locator("#foreseen")).to_have_text(
        "Post-training cannot go under Agents, which is part of it."
    )
    expect(onto).to_have_class("card barred")
    page.mouse.up()
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_a_lead_who_moves_is_succeeded(page: Page) -> None:
    card(page, "code").click(button="right")
    page.get_by_role("button", name="Move Acting lead of code").click()
    page.get_by_role("option", name="Voice").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Acting lead of code leads Code. Who leads it now?")
    expect(dialog.get_by_label("Code model researcher 1")).to_be_checked()
    dialog.get_by_role("button", name="Go on").click()
    expect(spoken(page)).to_contain_text("Acting lead of code moved to Voice.")
    expect(card(page, "code")).to_contain_text("Code model researcher 1")


def test_the_top_team_dropped_on_one_below_says_why_it_stays(page: Page) -> None:
    """Seen: nothing happened, and the line at the foot kept the message before."""
    start, onto = card(page, "laboratory").bounding_box(), card(page, "posttraining")
    page.mouse.move(start["x"] + 20, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 60, start["y"] + 60, steps=3)
    end = onto.bounding_box()  # At the edge of the view, a drag moves the tree.
    page.mouse.move(end["x"] + 40, end["y"] + 20, steps=5)
    expect(onto).to_have_class(re.compile(r"\bbarred\b"))
    page.mouse.up()
    expect(page.locator("#spoken")).to_have_text(
        "Not moved. Laboratory cannot go under Post-training, which is part of it."
    )
    drag(page, card(page, "agents"), card(page, "posttraining"))
    expect(page.locator("#spoken")).to_have_text("Not moved. Agents is under Post-training already.")


def test_a_limit_that_would_break_is_reported_while_dragging(page: Page, qwen: Served) -> None:
    what, onto = card(page, "code"), card(page, "pretraining")
    start, end = what.bounding_box(), onto.bounding_box()
    page.mouse.move(start["x"] + 20, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(end["x"] + 30, end["y"] + 10, steps=6)
    expect(page.locator("#foreseen")).to_contain_text("Code to Pre-training")
    expect(page.locator("#foreseen")).to_contain_text("coupled work beyond one lead")
    page.keyboard.press("Escape")
    page.mouse.up()
    assert next(p for p in qwen.studio.opened.plans.values() if p.is_new).history.held == []


def test_the_changes_are_marked_by_sign_and_word(page: Page) -> None:
    page.get_by_role("radio", name="Changes").click()
    for team, mark in (("late", "→ renamed"), ("code", "→ moved")):
        expect(card(page, team).locator(".mark")).to_have_text(mark)
    expect(card(page, "late").locator(".mark")).to_have_attribute("title", "today: Reasoning")
    expect(card(page, "late")).to_have_attribute("aria-label", re.compile("renamed, today: Reasoning"))
    expect(page.locator(".ghost")).to_have_count(0)
    card(page, "late").focus()
    page.keyboard.press("n")
    page.keyboard.type("Tools")
    page.keyboard.press("Enter")
    expect(page.locator("#tree .card.new .mark")).to_have_text("+ new")
    expect(card(page, "api")).to_have_class("card dim")
    page.get_by_role("radio", name="Today").click()
    expect(card(page, "qwen")).to_be_visible()
    drag(page, card(page, "code"), card(page, "product"))
    expect(spoken(page)).to_contain_text("Today is the baseline; switch to After")


def test_a_name_is_asked_for_in_the_middle_and_a_long_one_stays_in_its_place(page: Page) -> None:
    page.locator("#tree .card").nth(2).focus()
    page.keyboard.press("F2")
    box = page.locator("dialog").bounding_box()
    assert box is not None
    assert abs(box["x"] + box["width"] / 2 - 720) < 20
    assert box["y"] > 100
    page.get_by_role("dialog").get_by_label("Name").fill("x" * 200)
    page.keyboard.press("Enter")
    expect(page.locator("#spoken")).to_contain_text("Renamed xxx")
    hint, canvas = page.locator(".hint.usual").bounding_box(), page.locator("#canvas").bounding_box()
    assert hint is not None
    assert canvas is not None
    assert hint["x"] + hint["width"] <= canvas["x"] + canvas["width"] + 1
    assert page.locator(".hint.usual").evaluate("element => element.scrollWidth <= element.clientWidth")


def test_a_change_is_taken_back(page: Page) -> None:
    for team in ("code", "agents"):
        card(page, team).focus()
        page.keyboard.press("m")
        page.keyboard.type("product")
        page.keyboard.press("Enter")
        expect(spoken(page)).to_contain_text("moved under Product")
    page.get_by_role("button", name="Changes (").click()
    page.get_by_role("button", name="Take back: Code moves under Product").click()
    expect(page.locator(".struck")).to_contain_text("Code moves under Product")
    expect(card(page, "code")).to_have_attribute("aria-level", "3")


def test_somebody_is_found(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("speech")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("serving engineer 2")
    page.keyboard.press("Enter")
    expect(page.locator("#tree .row.found")).to_contain_text("Serving engineer 2")


@pytest.mark.parametrize("key", ["ArrowDown", "Escape"])
def test_the_keyboard_goes_on_with_who_was_found(page: Page, key: str) -> None:
    """Seen: from the field no key led to the person found, and M was typed into it."""
    page.locator("#find").fill("nobody of that name")
    page.keyboard.press("Enter")
    expect(page.locator("#spoken")).to_contain_text(
        "No team and nobody shown is called “nobody of that name”."
    )
    page.locator("#find").fill("serving engineer 2")
    page.keyboard.press("Enter")
    expect(page.locator("#tree .row.found")).to_contain_text("Serving engineer 2")
    page.keyboard.press(key)
    page.keyboard.press("m")
    expect(page.get_by_role("dialog")).to_contain_text("Move Serving engineer 2 to…")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_no_key_acts_in_a_text_field_and_single_keys_can_be_turned_off(page: Page) -> None:
    page.locator("#find").fill("")
    page.locator("#find").type("rmb123")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("radio", name="After")).to_have_attribute("aria-checked", "true")
    page.locator("#find").fill("")
    card(page, "code").focus()
    page.keyboard.press("?")
    page.get_by_label("Single keys work").uncheck()
    page.keyboard.press("Escape")
    card(page, "code").focus()
    page.keyboard.press("m")
    page.keyboard.press("1")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("radio", name="After")).to_have_attribute("aria-checked", "true")


def test_hostile_names_are_shown_as_text(page: Page, qwen: Served) -> None:
    page.get_by_role("button", name="Changes (").click()
    for name in ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "ﻻ 😀 שלום", "x" * 200):
        card(page, "code").focus()
        page.keyboard.press("F2")
        page.get_by_role("dialog").get_by_label("Name").fill(name)
        page.keyboard.press("Enter")
        expect(card(page, "code").locator(".name")).to_have_text(name)
        expect(page.locator(".history")).to_contain_text(f"is renamed {name}")
        assert page.locator("#tree script, #tree img, .history script, .history img").count() == 0, name
        assert qwen.said == [], f"it ran: {name}"


def test_nothing_but_the_studio_is_asked(window: Page, qwen: Served) -> None:
    expect(card(window, "code")).to_be_visible()
    assert qwen.asked == {f"127.0.0.1:{qwen.access.port}"}


def test_of_many_scenarios_the_chosen_one_is_in_view(page: Page) -> None:
    tab = page.locator("#header [role=tab][aria-selected=true]")
    place, tabs = tab.bounding_box(), page.locator("#header .tabs").bounding_box()
    assert place
    assert tabs
    assert tabs["x"] <= place["x"]
    assert place["x"] + place["width"] <= tabs["x"] + tabs["width"] + 1


def test_a_week_that_is_invalid_is_refused_in_plain_words(page: Page) -> None:
    for typed, said in (
        ("abc", "is not a week"),
        ("-5", "The week is a number from 0"),
        ("99999", "to 2,000"),
    ):
        page.get_by_role("button", name="Change the week").click()
        page.get_by_role("dialog").get_by_role("textbox").fill(typed)
        page.keyboard.press("Enter")
        expect(spoken(page)).to_contain_text(said)


def test_the_week_in_which_the_scenario_changes_is_told(page: Page, qwen: Served) -> None:
    """A plan that begins as the split changes when the split does, until a week of its own is set."""
    (week,) = event_weeks(qwen.studio.opened.organization, "split")
    expect(page.locator("#panel-body")).to_contain_text(f"The structure changes in week {week:g}.")
    page.get_by_role("button", name="Change the week").click()
    expect(page.get_by_role("dialog").get_by_role("textbox")).to_have_value(f"{week:g}")
    page.get_by_role("dialog").get_by_role("textbox").fill("7")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-body")).to_contain_text("The structure changes in week 7.")


def test_decisions_and_integrators_are_set_in_the_page(page: Page, qwen: Served) -> None:
    page.get_by_label("near the top").check()
    expect(spoken(page)).to_contain_text("Centralization of decisions: high.")
    card(page, "agents").dblclick()
    person(page, "agents-res#2").click(button="right")
    page.get_by_role("button", name="Bridges coupled work").click()
    page.get_by_role("dialog").get_by_label("code").check()
    page.get_by_role("dialog").get_by_role("button", name="Set").click()
    expect(page.locator("#panel-body")).to_contain_text("Agents researcher 2: code")
    board = next(p for p in qwen.studio.opened.plans.values() if p.is_new).history.board
    assert (board.decides, board.integrators["agents-res#2"]) == ("high", ("code",))


def test_a_new_position_is_added_by_menu(page: Page) -> None:
    card(page, "code").click(button="right")
    page.get_by_role("button", name="New position").click()
    page.get_by_role("dialog").get_by_role("button", name="Add it").click()
    expect(page.get_by_role("dialog")).to_contain_text("Give the position a title.")
    page.get_by_role("dialog").get_by_label("Title").fill("Release <lead>")
    page.get_by_role("dialog").get_by_role("button", name="Add it").click()
    expect(spoken(page)).to_contain_text("New position Release <lead> in Code.")
    expect(page.locator("#panel-body")).to_contain_text("Release <lead> in Code, from week 0")


def test_work_is_named_in_the_facts_and_where_it_is_given_away(page: Page, qwen: Served) -> None:
    names = qwen.studio.opened.organization.releases[0].packages
    called = {f"flagship/{package.id}": package.name for package in names}
    plan = next(p.id for p in qwen.studio.opened.plans.values() if p.is_new)
    pair = qwen.studio.scenario(plan)["scenario"]["facts"]["far"][0]
    panel = page.locator("#panel-body")
    panel.get_by_role("button", name="Coupled work beyond one lead").click()
    for end in ("first", "second"):
        expect(panel).to_contain_text(called[pair[end]])
    expect(panel).not_to_contain_text("flagship/")
    card(page, "evaluation").click(button="right")
    page.get_by_role("button", name="Give away work").click()
    expect(page.get_by_role("dialog")).not_to_contain_text("flagship/")
    page.get_by_role("dialog").get_by_role("button", name="Acceptance and safety tests").click()
    expect(page.get_by_role("dialog")).to_contain_text("Who takes over Acceptance and safety tests?")
    page.get_by_role("dialog").get_by_role("option", name="Code").first.click()
    expect(spoken(page)).to_contain_text("Code takes over Acceptance and safety tests.")
