"""The order of siblings: dragged into a gap, or by key and menu; undone, and saved in the model."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from reorg.editing.board import Board
from web.browsing import Served

MID = 86


def board_of(qwen: Served) -> Board:
    return next(plan for plan in qwen.studio.opened.plans.values() if plan.is_new).history.board


def below(board: Board, parent: str) -> list[str]:
    return [team.id for team in board.teams.values() if team.parent == parent]


def card(page: Page, team: str) -> Any:
    return page.locator(f'#tree .card[data-id="{team}"]')


def drag_to(page: Page, what: Any, x: float, y: float) -> None:
    start = what.bounding_box()
    page.mouse.move(start["x"] + 20, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] + 24, steps=3)
    page.mouse.move(x, y, steps=5)


def test_a_team_dropped_between_two_stands_there(page: Page, qwen: Served) -> None:
    before = below(board_of(qwen), "posttraining")
    assert before[:3] == ["rl", "agents", "code"]
    first = card(page, "rl").bounding_box()
    drag_to(page, card(page, "code"), first["x"] + MID, first["y"] - 3)
    expect(page.locator(".gap-line")).to_be_visible()
    expect(page.locator("#foreseen")).to_contain_text("Code under Post-training, before Reinforcement")
    page.mouse.up()
    expect(page.locator(".gap-line")).to_have_count(0)
    expect(page.locator("#spoken")).to_contain_text("Code now stands before Reinforcement learning.")
    assert below(board_of(qwen), "posttraining") == ["code", "rl", "agents", *before[3:]]
    assert card(page, "code").bounding_box()["y"] < card(page, "rl").bounding_box()["y"]
    page.keyboard.press("Control+z")
    expect(page.locator("#spoken")).to_contain_text("Undone: Code moves under Post-training, before")
    assert below(board_of(qwen), "posttraining") == before


def test_a_team_from_elsewhere_is_dropped_between_two(page: Page, qwen: Served) -> None:
    upper, lower = card(page, "rl").bounding_box(), card(page, "agents").bounding_box()
    middle = (upper["y"] + upper["height"] + lower["y"]) / 2
    drag_to(page, card(page, "audio"), upper["x"] + MID, middle)
    page.mouse.up()
    expect(page.locator("#spoken")).to_contain_text("Voice moved under Post-training, ")
    order = below(board_of(qwen), "posttraining")
    assert order[:3] == ["rl", "audio", "agents"]


def test_branches_stand_side_by_side_in_the_order_of_a_drop(page: Page, qwen: Served) -> None:
    before = below(board_of(qwen), "laboratory")
    at = before.index("product")
    target = card(page, "posttraining").bounding_box()
    drag_to(page, card(page, "product"), target["x"] - 6, target["y"] + 10)
    page.mouse.up()
    expect(page.locator("#spoken")).to_contain_text("Product now stands before Post-training.")
    after = below(board_of(qwen), "laboratory")
    assert after.index("product") == after.index("posttraining") - 1
    assert after.index("product") < at
    assert card(page, "product").bounding_box()["x"] < card(page, "posttraining").bounding_box()["x"]


def test_a_person_dropped_between_two_stands_there(page: Page, qwen: Served) -> None:
    card(page, "agents").dblclick()
    last = page.locator('#tree .row[data-id="agents-res#4"]')
    first = page.locator('#tree .row[data-id="agents-res#1"]').bounding_box()
    drag_to(page, last, first["x"] + 60, first["y"] + 4)
    expect(page.locator(".gap-line")).to_be_visible()
    page.mouse.up()
    expect(page.locator("#spoken")).to_contain_text("researcher 4 now stands before Agents researcher 1.")
    assert board_of(qwen).teams["agents"].members[:2] == ["agents-res#4", "agents-res#1"]


def test_keys_and_menu_order_too(page: Page, qwen: Served) -> None:
    card(page, "agents").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#spoken")).to_contain_text("Agents now stands before Reinforcement learning.")
    expect(card(page, "agents")).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#spoken")).to_have_text("Agents is first already.")
    card(page, "agents").get_by_label("Menu of Agents").click(force=True)
    expect(page.get_by_role("button", name="One place earlier")).to_have_count(0)
    page.get_by_role("button", name="One place later").click()
    expect(page.locator("#spoken")).to_contain_text("Agents now stands after Reinforcement learning.")
    assert below(board_of(qwen), "posttraining")[:2] == ["rl", "agents"]


def test_the_order_is_saved_in_the_model(page: Page, qwen: Served) -> None:
    card(page, "agents").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#spoken")).to_contain_text("Agents now stands before")
    plan = next(plan for plan in qwen.studio.opened.plans.values() if plan.is_new)
    saved = qwen.studio.opened.edited()
    after = saved.structure(f"{plan.id}-edited")
    assert [team.id for team in after.teams if team.parent == "posttraining"][:2] == ["agents", "rl"]
    stated = qwen.studio.opened.document()["structures"][f"{plan.id}-edited"]
    assert stated["order"] == ["agents", "rl"], "only what stands elsewhere is stated"
