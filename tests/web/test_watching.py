"""The story in the browser: rehearse, edit meanwhile, read the result, watch a world by keys."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect

from web.browsing import Served, page_of

FIRST = "Week \u22124"


def _every_hundredth_is_told(page: Any) -> None:
    """As a dot, or, where a world is out under neither, in words."""
    counts = [int(n) for n in re.findall(r" in (\d+)", page.locator(".dots-chart .legend").inner_text())]
    assert sum(counts) == 100
    expect(page.locator(".dots-chart circle")).to_have_count(sum(counts[:3]))


def rehearse(page: Page, worlds: str) -> None:
    page.get_by_role("button", name="How to rehearse").click()
    page.get_by_role("dialog").get_by_label(worlds).check()
    page.get_by_role("dialog").get_by_role("button", name="Rehearse", exact=True).click()


def test_worlds_come_in_are_read_and_watched(browser: Any, lab: Served) -> None:
    page = page_of(browser, lab)
    page.get_by_role("tab", name="What happens").click()
    expect(page.locator("#panel-body")).to_contain_text("Nothing rehearsed yet")
    page.get_by_role("tab", name="Watch a world").click()
    expect(page.locator("#panel-body")).to_contain_text("Rehearse first")
    rehearse(page, "200")
    page.locator(".dots-chart circle").first.wait_for(timeout=60_000)
    # The page answers while worlds run, and says that results are of the version before.
    page.locator("#tree .card").nth(1).focus()
    page.keyboard.press("F2")
    page.get_by_role("dialog").get_by_label("Name").fill("Atelier")
    page.keyboard.press("Enter")
    expect(page.locator("#spoken")).to_contain_text("Renamed Atelier", timeout=5_000)
    expect(page.locator("#panel-body")).to_contain_text("The structure has changed since")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#panel-body")).not_to_contain_text("The structure has changed since")
    expect(page.locator(".progress")).to_contain_text("200 worlds, done", timeout=120_000)
    expect(page.locator(".claim")).not_to_contain_text("Too few worlds")
    expect(page.locator(".claim")).not_to_contain_text("So far")
    _every_hundredth_is_told(page)
    expect(page.locator(".weekly svg")).to_have_attribute("aria-label", re.compile("Output week by week"))
    page.get_by_role("button", name="Read it on one page").click()
    # The same sentence as above, from the same page one as the report's.
    expect(page.locator("report-page .h1")).to_be_visible(timeout=20_000)
    # However far below the button was, reading begins at the top.
    expect(page.locator("report-page .h1")).to_be_in_viewport()
    _watch(page)
    assert [line for line in lab.said if "422" not in line] == []
    page.context.close()


def _watch(page: Page) -> None:
    page.get_by_role("tab", name="Watch a world").click()
    heading = page.locator(".film h2")
    expect(heading).to_have_text(FIRST, timeout=30_000)
    expect(page.locator(".film h3")).to_have_count(2)
    # Each team's bar has the tick of a week's work that waits.
    expect(page.locator(".film .line rect.tick")).to_have_count(page.locator(".film .line").count())
    expect(page.locator(".film > header")).to_contain_text("a typical one")
    # The film takes the keys once it is drawn; before, they move among the tabs.
    expect(page.locator(".film .controls button").first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(heading).to_have_text("Week \u22123")
    page.keyboard.press("End")
    expect(heading).to_have_text(re.compile(r"Week \d+$"))
    page.keyboard.press("Home")
    expect(heading).to_have_text(FIRST)
    page.get_by_role("radio", name="8").click()
    page.get_by_role("button", name="Play").click()
    expect(heading).not_to_have_text(FIRST)
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("slider", name="Week").fill("10")
    expect(heading).to_have_text("Week 6")
    # A team is its people, with what each did last.
    page.locator(".film button.team").nth(2).click()
    expect(page.locator(".watched > li").first).to_contain_text("week ", timeout=30_000)
    page.get_by_role("button", name="The worst for the change").click()
    expect(page.locator(".film > header")).to_contain_text("the worst for the change", timeout=30_000)


def test_a_finished_study_is_there_when_the_model_is_opened_again(browser: Any, lab: Served) -> None:
    lab.studio.writer = None
    page = page_of(browser, lab)
    page.get_by_role("tab", name="What happens").click()
    expect(page.locator(".progress")).to_contain_text("200 worlds, done")
    _every_hundredth_is_told(page)
    page.context.close()
