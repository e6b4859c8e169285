"""Importing in the page: columns with their first values, questions answered in place, answers taken back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from reorg.editing.writing import moves_table
from web.browsing import page_of, served
from web.test_imports import PLAN, UGLY, example


def chosen(browser: Any, at: Any, folder: Path, **files: str) -> Page:
    page: Page = page_of(browser, at)
    paths = []
    for name, text in files.items():
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    page.locator("input[type=file]").set_input_files(paths)
    return page


def test_questions_are_answered_where_they_are_asked(browser: Any, tmp_path: Path) -> None:
    with served(tmp_path, None) as at:
        page = chosen(browser, at, tmp_path, hr=UGLY, plan=PLAN)
        section = page.locator(".importing")
        expect(section.get_by_role("row", name="Chef")).to_contain_text("1, Eva Stein")
        page.get_by_label("Who is Eva Stein?").fill("1")
        page.get_by_label("Who is Eva Stein?").press("Enter")
        expect(section.get_by_text("Eva Stein is 1")).to_be_visible()
        page.get_by_label("In dates like 03/04/2026: hr.csv").select_option("the day comes first")
        expect(section.get_by_text("hr.csv: dates day-first")).to_be_visible()
        page.get_by_label("The efforts are in: plan.csv").select_option("person-days")
        expect(section.get_by_text("efforts without a unit")).to_have_count(0)
        page.get_by_label("1 CHF is").fill("1.05")
        page.get_by_label("1 CHF is").press("Enter")
        page.get_by_label("Sonst means").first.select_option("note")
        expect(section.get_by_role("heading", name="Findings (0)")).to_be_visible()
        page.get_by_role("button", name="Take back: Eva Stein is 1").click()
        expect(page.get_by_label("Who is Eva Stein?")).to_be_visible()
        page.get_by_role("button", name="Use it").dblclick()
        expect(page.locator("#tree .card").first).to_be_visible()
        assert len(list(tmp_path.glob("organization*/model.yaml"))) == 1, "used twice is used once"
        page.context.close()


def test_a_plan_without_room_is_remarked_on_before_and_after_it_is_used(browser: Any, tmp_path: Path) -> None:
    book = tmp_path / "organization.xlsx"
    book.write_bytes(example(tmp_path))
    with served(tmp_path, None) as at:
        page = page_of(browser, at)
        page.locator("input[type=file]").set_input_files(str(book))
        remark = page.locator(".remark")
        expect(remark).to_contain_text("The longest chain of packages of Plan takes at least")
        page.get_by_role("button", name="Use it").click()
        expect(page.locator("#tree .card").first).to_be_visible()
        expect(page.locator("#panel-body .remark")).to_contain_text("would make room.")
        page.context.close()


def test_people_of_a_sheet_are_found_and_moved_by_name(browser: Any, tmp_path: Path) -> None:
    """Seen: two rows "Machine learning engineer", and no hit for the name that the sheet states."""
    book = tmp_path / "organization.xlsx"
    book.write_bytes(example(tmp_path))
    with served(tmp_path, None) as at:
        page = page_of(browser, at)
        page.locator("input[type=file]").set_input_files(str(book))
        page.get_by_role("button", name="Use it").click()
        page.get_by_role("radio", name="People").click()
        row = page.locator('#tree .row[data-id="hal-novak"]')
        expect(row).to_contain_text("Hal Novak")
        expect(row).to_have_attribute("title", re.compile("^Hal Novak, Backend engineer 1"))
        for text in ("Hal", "backend engineer 1"):
            page.get_by_label("Find a person or team").fill(text)
            expect(row).to_have_class(re.compile("found"))
        page.get_by_label("Find a person or team").fill("")
        row.focus()
        page.keyboard.press("m")
        page.keyboard.type("Models")
        page.keyboard.press("Enter")
        expect(page.locator("#spoken")).to_contain_text("Hal Novak moved to Models.")
        page.get_by_role("button", name="Changes (1)").click()
        expect(page.get_by_label("Changes", exact=True)).to_contain_text("Hal Novak joins Models")
        plan = next(plan for plan in at.studio.opened.plans.values() if plan.history.held)
        table = moves_table(at.studio.opened, plan.id)
        assert "Backend engineer 1" in table
        assert "Hal Novak" not in table
        page.context.close()


def test_a_sheet_that_is_not_recognized_is_named_in_the_page(browser: Any, tmp_path: Path) -> None:
    with served(tmp_path, None) as at:
        page = chosen(browser, at, tmp_path, odd="Wer;Wo\nAna Ruiz;Daten\nBo Chen;Daten\n")
        expect(page.get_by_role("alert")).to_contain_text("No row of these files says who works there")
        page.get_by_label("This is: odd.csv").select_option("a people sheet")
        page.get_by_label("Header in row").fill("1")
        page.get_by_label("Header in row").press("Enter")
        page.get_by_label("Wer means").first.select_option("name")
        page.get_by_label("Wo means").first.select_option("team")
        expect(page.get_by_text("2 people")).to_be_visible()
        expect(page.get_by_role("alert")).to_have_count(0)
        page.context.close()
