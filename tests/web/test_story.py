"""The studio as strangers meet it: how much a task asks of them, and what a screen reader is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from reorg.report.summary.page_one import page_one
from web.browsing import Served, page_of, served
from web.effort import Effort

PEOPLE = 126
MINUTES_TO_IMPORT, MINUTES_TO_ANSWER = 5.0, 10.0
WORLDS = 64


def _sheet() -> str:
    """Return a people sheet as a German system exports it: semicolons, a mark of order, zeros in front."""
    rows = ["Personalnummer;Name;Vorgesetzter;Abteilung;Stelle;Eintritt;Jahresgehalt"]
    for number in range(PEOPLE):
        lead = "" if number == 0 else "00001" if number < 9 else f"{2 + number % 8:05d}"
        lead = "00999" if number == 20 else lead
        rows.append(
            f"{number + 1:05d};Person {number + 1};{lead};Abteilung {number % 8};"
            f"{'Leitung' if number < 9 else 'Entwickler'};"
            f"{1 + number % 28:02d}.03.2019;{70 + number % 30}.000,00"
        )
    return "\ufeff" + "\n".join(rows) + "\n"


def test_a_stranger_makes_a_tree_of_a_sheet_in_five_minutes(browser: Any, tmp_path: Path) -> None:
    file, effort = tmp_path / "Mitarbeiter.csv", Effort()
    file.write_text(_sheet(), encoding="utf-8")
    with served(tmp_path, None) as at:
        page = page_of(browser, at)
        effort.read(page.locator(".start"))
        # Finding the file is the system's dialog: a few clicks.
        effort.seconds += 15.0
        page.locator("input[type=file]").set_input_files(str(file))
        importing = page.locator(".importing")
        expect(importing.get_by_text(f"{PEOPLE} people")).to_be_visible()
        effort.read(importing)
        while importing.locator(".findings select, .findings input").count():
            _answer(effort, importing)
        effort.click(page.get_by_role("button", name="Use it"))
        expect(page.locator("#tree .card").first).to_be_visible()
        assert len(at.studio.opened.organization.people) == PEOPLE
        page.context.close()
    assert effort.minutes < MINUTES_TO_IMPORT, effort


def _answer(effort: Effort, importing: Any) -> None:
    """Answer the first question, and read what the page says then."""
    field = importing.locator(".findings select, .findings input").first
    label = field.evaluate("(element) => element.labels[0]?.textContent ?? element.ariaLabel")
    questions = importing.locator(".findings li").count()
    assert "Who is 00999" in label, f"a question that a usual sheet should not ask: {label}"
    effort.fill(field, "00002")
    expect(importing.locator(".findings li")).not_to_have_count(questions)
    if importing.locator(".findings").count():
        effort.read(importing.locator(".findings"))


def test_a_chief_of_staff_finds_five_answers_in_ten_minutes(browser: Any, lab: Served) -> None:
    effort, page = Effort(), page_of(browser, lab)
    page.locator("#tree .card").first.wait_for()
    effort.read(page.locator("body"))
    effort.click(page.get_by_role("button", name="How to rehearse"))
    effort.read(page.get_by_role("dialog"))
    effort.click(page.get_by_role("dialog").get_by_label("200"))
    effort.click(page.get_by_role("dialog").get_by_role("button", name="Rehearse", exact=True))
    expect(page.locator(".progress")).to_contain_text("200 worlds, done", timeout=300_000)
    effort.read(page.locator("#panel-body"))
    effort.click(page.get_by_role("button", name="Read it on one page"))
    report = page.locator("report-page")
    expect(report.get_by_role("heading").first).to_be_visible(timeout=60_000)
    effort.words += len(report.inner_text().split())
    job = lab.studio.jobs.current
    assert job is not None
    view = page_one(job.study, job.saved[1])
    assert view.changes
    assert view.dip
    assert view.risk
    assert view.soften
    for question, answer in {
        "what changes": view.changes.sentences[0],
        "how likely": view.headline.shares,
        "how long": view.dip.sentence,
        "who": view.risk.sentence,
        "what softens it": view.soften.heading,
    }.items():
        assert answer, question
        expect(report, question).to_contain_text(answer)
    page.context.close()
    assert effort.minutes < MINUTES_TO_ANSWER, effort


class Ears:
    """What a screen reader would say: what has the focus, by role and name, and what the page announces."""

    def __init__(self, page: Page) -> None:
        self.page, self.session = page, page.context.new_cdp_session(page)
        page.evaluate("""() => {
            window.said = [];
            const spoken = document.getElementById('spoken');
            new MutationObserver(() => { if (spoken.textContent) window.said.push(spoken.textContent); })
                .observe(spoken, { childList: true, characterData: true, subtree: true });
        }""")

    def focus(self) -> tuple[str, str]:
        """Return role and name of what has the focus, as the browser hands them to a screen reader."""
        if self.page.evaluate("document.activeElement === document.body"):
            return "document", self.page.title()
        found = self.session.send("Runtime.evaluate", {"expression": "document.activeElement"})
        node = self.session.send(
            "Accessibility.getPartialAXTree",
            {"objectId": found["result"]["objectId"], "fetchRelatives": False},
        )["nodes"][0]
        return node["role"]["value"], node.get("name", {}).get("value", "")

    def heard(self, *texts: str, seconds: float = 30.0, after: int = 0) -> None:
        """Wait until the page has announced one of the texts, since a number of announcements."""
        for _ in range(int(seconds * 10)):
            if any(text in said for said in self.said()[after:] for text in texts):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"none of {texts} was said, but {self.said()}")

    def said(self) -> list[str]:
        """Return what was announced so far."""
        found: list[str] = self.page.evaluate("window.said")
        return found


def test_the_whole_story_is_spoken_and_needs_no_mouse(browser: Any, lab: Served) -> None:
    lab.studio.writer = None
    page = page_of(browser, lab)
    page.locator("#tree .card").first.wait_for()
    ears = Ears(page)
    page.locator("#tree [tabindex='0']").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    role, name = ears.focus()
    assert role == "treeitem"
    moved = name.split(",")[0]
    page.keyboard.press("F2")
    assert ears.focus() == ("textbox", "Name")
    page.keyboard.press("Control+a")
    page.keyboard.type("Atelier")
    page.keyboard.press("Enter")
    ears.heard("Renamed Atelier")
    page.keyboard.press("Control+z")
    ears.heard("Undone")
    assert moved
    page.get_by_role("button", name="How to rehearse").press("Enter")
    page.get_by_role("dialog").get_by_label("200").press("Space")
    page.get_by_role("dialog").get_by_role("button", name="Rehearse", exact=True).press("Enter")
    ears.heard("Rehearsing.")
    ears.heard("200 worlds done. ", seconds=300.0)
    claim = page.locator(".claim").inner_text()
    assert any(claim in said for said in ears.said()), "the result itself is spoken"
    page.get_by_role("tab", name="What happens").focus()
    page.keyboard.press("ArrowRight")
    ears.heard("World ", seconds=60.0)
    expect(page.locator(".film .controls button").first).to_be_focused()
    page.keyboard.press("ArrowRight")
    ears.heard("Week \u22123. ")
    before = len(ears.said())
    page.keyboard.press("Shift+ArrowRight")
    ears.heard("leaves", "starts", "finished", "is out", "structure", after=before)
    page.context.close()


def test_whatever_has_the_focus_has_a_name(browser: Any, lab: Served) -> None:
    lab.studio.writer = None
    page = page_of(browser, lab)
    page.locator("#tree .card").first.wait_for()
    ears, seen = Ears(page), []
    for _ in range(80):
        page.keyboard.press("Tab")
        seen.append(ears.focus())
        if seen[-1] in seen[:-1] and seen[-1] == seen[0]:
            break
    else:
        raise AssertionError(f"the focus does not come back: {seen}")
    assert [stop for stop in seen if not stop[1]] == []
    assert {"treeitem", "tab", "button", "searchbox"} <= {role for role, _ in seen}
    page.context.close()
