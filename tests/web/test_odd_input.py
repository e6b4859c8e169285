"""Nonsense in fields, double clicks, reloads, files that vanish, a full disk: said, and nothing is lost."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from reorg.model import case_text
from web.browsing import Served, page_of
from web.studios import Client, client_of

FULL = OSError(errno.ENOSPC, "No space left on device")


def test_a_double_click_begins_one_scenario(page: Page, qwen: Served) -> None:
    before = set(qwen.studio.opened.plans)
    page.get_by_role("button", name="New scenario").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("   ")
    dialog.get_by_role("button", name="Begin", exact=True).click()
    expect(dialog.get_by_role("alert")).to_have_text("Give the scenario a name.")
    dialog.get_by_label("Name").fill("Twice")
    dialog.get_by_role("button", name="Begin", exact=True).dblclick()
    expect(page.locator("#spoken")).to_contain_text("Twice: drag a team")
    page.wait_for_timeout(300)
    begun = set(qwen.studio.opened.plans) - before
    assert len(begun) == 1
    qwen.studio.opened.end_scenario(begun.pop())


def test_a_scenario_is_removed_only_when_asked_twice(page: Page, qwen: Served) -> None:
    plan = qwen.studio.opened.new_scenario("Short-lived", "split")
    page.reload()
    page.get_by_role("button", name="New scenario").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Short-lived").click()
    assert plan.id in qwen.studio.opened.plans
    dialog.get_by_role("button", name="Keep it").click()
    dialog.get_by_role("button", name="Short-lived").click()
    dialog.get_by_role("button", name="Remove it").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("tab", name="Short-lived")).to_have_count(0)
    assert plan.id not in qwen.studio.opened.plans


def test_a_seed_that_is_invalid_is_reported_before_anything_runs(page: Page, qwen: Served) -> None:
    dialog = page.get_by_role("dialog")
    for seed in ("1.5", "-3", "", "1e9", "9" * 30):
        page.get_by_role("button", name="How to rehearse").click()
        expect(dialog.get_by_role("alert")).to_have_count(0)
        dialog.get_by_label("Seed", exact=True).fill(seed)
        dialog.get_by_role("button", name="Rehearse", exact=True).click()
        expect(dialog.get_by_role("alert"), seed).to_have_text("The seed is a whole number of 0 or more.")
        assert qwen.studio.jobs.current is None, seed
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)


def test_a_week_that_is_invalid_is_reported_and_nobody_leaves(page: Page, qwen: Served) -> None:
    """Seen: a week left empty, or 1e, was taken for week 0 without a word."""
    before = qwen.studio.opened.count
    weeks = qwen.studio.opened.organization.horizon_weeks
    code = page.locator('#tree .card[data-id="code"]')
    code.focus()
    page.keyboard.press("l")
    dialog = page.get_by_role("dialog")
    for week in ("", "-5", "1000000"):
        dialog.get_by_label("Week, from").fill(week)
        dialog.get_by_role("button", name="Leaves", exact=True).click()
        expect(dialog.get_by_role("alert"), week).to_have_text(f"The week is a number from 0 to {weeks}.")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert qwen.studio.opened.count == before


def test_nothing_chosen_and_no_precision_are_reported(page: Page) -> None:
    page.get_by_role("button", name="How to rehearse").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("To a precision").check()
    dialog.get_by_label("Known within").fill("-1")
    dialog.get_by_role("button", name="Rehearse", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text("a number above 0")
    for box in dialog.get_by_role("checkbox").all():
        box.uncheck()
    dialog.get_by_role("button", name="Rehearse", exact=True).click()
    expect(dialog.get_by_role("alert")).to_have_text("Choose a scenario to compare.")


def test_a_page_that_is_loaded_again_looks_as_it_was_left(page: Page) -> None:
    page.get_by_role("tab", name="What happens").click()
    page.wait_for_timeout(700)
    page.reload()
    expect(page.get_by_role("tab", name="What happens")).to_have_attribute("aria-selected", "true")


def test_a_change_of_the_baseline_says_that_it_begins_a_scenario(browser: Any, qwen: Served) -> None:
    before = set(qwen.studio.opened.plans)
    qwen.studio.writer = None
    qwen.studio.save_view({"scenario": "stay"})
    page = page_of(browser, qwen)
    code = page.locator('#tree .card[data-id="code"]')
    code.focus()
    page.keyboard.press("m")
    page.keyboard.type("product")
    page.keyboard.press("Enter")
    expect(page.locator("#spoken")).to_contain_text("This begins the scenario My plan.")
    page.context.close()
    for begun in set(qwen.studio.opened.plans) - before:
        qwen.studio.opened.end_scenario(begun)


@pytest.fixture
def own(tmp_path: Path) -> tuple[Client, Path]:
    """A studio of a model file of one's own."""
    model = tmp_path / "lab.yaml"
    model.write_text(case_text("churn"), encoding="utf-8")
    return client_of(tmp_path, str(model)), model


RENAMED = {"kind": "rename", "team": "infra", "name": "Machines"}


def team_of(client: Client) -> dict[str, Any]:
    teams = client.state("once")["scenario"]["teams"]
    return {**RENAMED, "team": teams[1]["id"]}


def test_a_model_file_that_is_deleted_meanwhile_loses_no_edit(own: tuple[Client, Path]) -> None:
    client, model = own
    model.unlink()
    client.edit("once", **team_of(client))
    saved = Path(client.post("save")["path"])
    assert "Machines" in saved.read_text(encoding="utf-8")


def test_an_edit_that_cannot_be_kept_is_not_made(own: tuple[Client, Path]) -> None:
    client, model = own
    edit = team_of(client)
    shutil.rmtree(model.with_name("lab.studio"))
    answer = client.edit("once", 507, **edit)
    assert "The edit is not kept" in answer["error"]
    assert client.state("once")["scenario"]["edits"] == []


def test_a_study_that_cannot_be_kept_is_not_begun(
    own: tuple[Client, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, _ = own

    def full(*_arguments: object, **_named: object) -> None:
        raise FULL

    monkeypatch.setattr(Path, "write_text", full)
    answer = client.post("studies", 507, scenarios=["once"], worlds=8, seed=1)
    assert "no space left on device. Nothing was started." in answer["error"]
    assert client.studio.jobs.current is None


def test_the_same_study_asked_for_twice_is_one(own: tuple[Client, Path]) -> None:
    client, _ = own
    first = client.post("studies", scenarios=["once"], worlds=500, seed=1)
    second = client.post("studies", scenarios=["once"], worlds=500, seed=1)
    assert second["id"] == first["id"]
    assert client.studio.jobs.waiting == []
    client.post("studies/stop")
