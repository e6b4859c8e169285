"""The version that results are of, the changes of one kind, and the edge of the panel on a middle screen."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from web.browsing import Served, page_of


def plan_of(at: Served) -> Any:
    return next(plan for plan in at.studio.opened.plans.values() if plan.is_new)


def move(page: Page, team: str, to: str) -> None:
    page.locator(f'#tree .card[data-id="{team}"]').focus()
    page.keyboard.press("m")
    page.keyboard.type(to)
    page.keyboard.press("Enter")
    expect(page.locator("#spoken")).to_contain_text(f"moved under {to}")


def test_the_version_of_the_results_is_shown_again(page: Page, qwen: Served) -> None:
    plan = plan_of(qwen)
    move(page, "code", "Product")
    job = {
        "id": "now", "state": "done", "message": "", "scenarios": ["stay", plan.id], "worlds": 8, "seed": 1,
        "saved": ["stay", plan.id], "width": None, "done": 8, "seconds_left": None, "waiting": 0,
        "prints": {plan.id: qwen.studio.opened.fingerprint(plan)},
    }  # fmt: skip
    qwen.studio.hub.tell("job", job)
    page.get_by_role("tab", name="What happens").click()
    expect(page.get_by_text("8 worlds, done")).to_be_visible()
    expect(page.get_by_text("belong to the previous version")).to_have_count(0)
    move(page, "audio", "Product")
    move(page, "vision", "Product")
    page.get_by_role("button", name="Show that version").click()
    expect(page.locator("#spoken")).to_contain_text("This is the version that was rehearsed.")
    expect(page.get_by_text("belong to the previous version")).to_have_count(0)
    assert [entry.n for entry in plan.history.held] == [entry.n for entry in plan.history.entries[:1]]
    page.keyboard.press("Control+y")
    expect(page.locator("#spoken")).to_contain_text("Done again")


def test_changes_of_one_kind_are_found(page: Page) -> None:
    move(page, "code", "Product")
    page.get_by_role("radio", name="by those who do the work").check()
    page.get_by_role("button", name="Changes (2)").click()
    drawer = page.get_by_label("Changes", exact=True)
    expect(drawer.get_by_role("listitem")).to_have_count(2)
    drawer.get_by_label("Show").select_option("teams")
    expect(drawer.get_by_role("listitem")).to_have_count(1)
    expect(drawer.get_by_role("listitem")).to_contain_text("Code moves under Product")


def test_the_panel_below_is_as_high_as_its_edge_is_moved(browser: Any, qwen: Served) -> None:
    qwen.studio.writer = None
    page = page_of(browser, qwen, 1024, 768)
    edge = page.get_by_role("separator", name="Height of the panel")
    panel = page.locator("#panel")
    before = panel.bounding_box()["height"]
    edge.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(edge).to_have_attribute("aria-valuenow", "46")
    higher = panel.bounding_box()["height"]
    assert higher > before + 20
    at = edge.bounding_box()
    page.mouse.move(at["x"] + 200, at["y"] + 4)
    page.mouse.down()
    page.mouse.move(at["x"] + 200, at["y"] + 104, steps=4)
    page.mouse.up()
    assert panel.bounding_box()["height"] < higher - 60
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(edge).to_be_hidden()
    page.context.close()
