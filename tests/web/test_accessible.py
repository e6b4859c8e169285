"""No violation of WCAG 2.2 AA or of good practice on the screens of the studio, in light, dark and narrow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

from web.browsing import Served, page_of, served, show

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {"type": "tag", "values": TAGS}
RULES_OF_COLOR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""What a page can break where nothing but its colors differs from a page that breaks nothing."""
WORLDS = 6


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("studio"), "qwen") as at:
        plans = ["split", "soft-split"]
        prints = {name: at.studio.opened.plan(name).fingerprint() for name in plans}
        at.studio.opened.edit("split", {"kind": "bench", "person": "rl-res#1"})
        at.studio.opened.undo("split")
        job = at.studio.jobs.start(plans, WORLDS, 1, prints)
        while job.state not in ("done", "failed"):
            job.stop.wait(0.1)
        assert job.state == "done", job.message
        yield at


@pytest.fixture(scope="module")
def window(browser: Any, rehearsed: Served) -> Iterator[Page]:
    """One window for all screens, each of which begins with the studio loaded anew."""
    opened = page_of(browser, rehearsed)
    yield opened
    opened.context.close()


def violations(page: Page, only: Mapping[str, Any] = ALL_RULES) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    # The content policy forbids scripts from elsewhere, so the checker is put in as text by the browser.
    # Of what passes it need not list a thousand elements: only violations are read.
    found = axe.run(page, options={"runOnly": only, "resultTypes": ["violations"]}).response["violations"]
    return [
        f"{v['id']}: {node['html'][:200]} {node['failureSummary'][:300]}"
        for v in found
        for node in v["nodes"]
    ]


def _people(page: Page) -> None:
    page.get_by_role("radio", name="People").click()


def _changes(page: Page) -> None:
    page.get_by_role("radio", name="Changes").click()
    page.get_by_role("button", name="Changes (").click()


def _bench(page: Page) -> None:
    page.get_by_role("button", name="Bench (").click()


def _move(page: Page) -> None:
    page.get_by_label("Menu of Code").dispatch_event("click")
    page.get_by_role("button", name="Move under").click()


def _rehearsed(page: Page) -> None:
    page.get_by_role("tab", name="What happens").click()
    page.locator(".dots-chart circle").first.wait_for()


def _read(page: Page) -> None:
    _rehearsed(page)
    page.get_by_role("button", name="Read it on one page").click()
    page.locator("report-page").wait_for()


def _film(page: Page) -> None:
    page.get_by_role("tab", name="Watch a world").click()
    page.locator(".film button.team").nth(5).click()
    page.locator(".watched > li").first.wait_for()


def _precision(page: Page) -> None:
    page.get_by_role("button", name="How to rehearse").click()
    page.get_by_role("dialog").get_by_label("To a precision").check()


def _position(page: Page) -> None:
    page.get_by_label("Menu of Code").dispatch_event("click")
    page.get_by_role("button", name="New position").click()


def _scenario(page: Page) -> None:
    page.get_by_role("button", name="New scenario").click()
    page.get_by_role("dialog").wait_for()


def _choice(page: Page) -> None:
    page.get_by_role("button", name="How to rehearse").click()
    checked = page.get_by_role("dialog").get_by_role("checkbox", checked=True)
    checked.first.wait_for()
    while checked.count():
        checked.first.uncheck()
    page.get_by_role("dialog").get_by_role("button", name="Rehearse", exact=True).click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_be_visible()


def _keys(page: Page) -> None:
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()


def _export(page: Page) -> None:
    page.get_by_role("button", name="Export").click()
    expect(page.locator("dialog .text")).to_contain_text("organization:")


SCREENS = {
    "teams": lambda _page: None,
    "people": _people,
    "changes": _changes,
    "bench": _bench,
    "move": _move,
    "rehearsed": _rehearsed,
    "read": _read,
    "film": _film,
    "precision": _precision,
    "position": _position,
    "export": _export,
    "scenario": _scenario,
    "choice": _choice,
    "keys": _keys,
}


LOOKS: dict[str, tuple[int, int, Literal["light", "dark"]]] = {
    "light": (1440, 900, "light"),
    "dark": (1440, 900, "dark"),
    "narrow": (390, 844, "light"),
}
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Ends when the page has drawn what the window is like now."""
SHAPE = """() => [...document.querySelectorAll('*')].map((element) => {
  const {x, y, width, height} = element.getBoundingClientRect();
  return [element.outerHTML.length, x, y, width, height].join();
}).join('|')"""
"""Every element of the page, how much is in it and where it is: what all rules read but those of color."""
NOT_NARROW = ("read",)
"""A narrow screen has no wide panel."""


@pytest.mark.slow
@pytest.mark.parametrize("screen", SCREENS)
def test_no_violation_on_any_screen(window: Page, rehearsed: Served, screen: str) -> None:
    """Each screen is opened once, and looked at as it is, in the dark, and narrow.

    In the dark every element is where it was, so that only rules of color can come out otherwise.
    """
    page = window
    page.set_viewport_size({"width": 1440, "height": 900})
    page.emulate_media(color_scheme="light")
    rehearsed.studio.writer = None
    rehearsed.studio.save_view({"scenario": "split"})
    show(page, rehearsed)
    page.locator("#tree .card").first.wait_for()
    SCREENS[screen](page)
    wrong: list[str] = []
    shape = ""
    for look, (width, height, scheme) in LOOKS.items():
        if look == "narrow" and screen in NOT_NARROW:
            continue
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(DRAWN)
        was, shape = shape, page.evaluate(SHAPE)
        rules = RULES_OF_COLOR if look == "dark" and shape == was else ALL_RULES
        wrong += [f"{screen}, {look}: {words}" for words in violations(page, rules)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
def test_no_violation_on_a_screen_of_middle_width(browser: Any, tmp_path: Path) -> None:
    with served(tmp_path, "qwen") as at:
        page = page_of(browser, at, 1024, 768)
        page.get_by_role("separator", name="Height of the panel").wait_for()
        assert not violations(page)
        page.context.close()


@pytest.mark.slow
def test_no_violation_on_the_start_page(browser: Any, tmp_path: Path) -> None:
    with served(tmp_path, None) as at:
        for width, height, scheme in LOOKS.values():
            page = page_of(browser, at, width, height, color_scheme=scheme)
            page.get_by_role("heading", name="What do you want to rehearse?").wait_for()
            sheet = tmp_path / "people.csv"
            sheet.write_text("id;name;manager\n1;Ana;\n2;Bo;1\n3;Cy;9\n", encoding="utf-8")
            page.locator("input[type=file]").set_input_files(str(sheet))
            page.get_by_role("heading", name="Findings").wait_for()
            assert not violations(page)
            page.context.close()
