"""The report in a real browser: fits, fetches nothing, reads at any width, prints page one on one page."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from reorg.report.study_report import report_of
from report.crowded import crowded
from report.labs import lab
from report.studies import later, study

WIDTHS = (390, 768, 1280)
WORDS_MAX = 800


@dataclass
class Opened:
    """A page that is open; what it ``asked`` for beside itself, and what the console ``reported``."""

    page: Any
    asked: list[str] = field(default_factory=list)
    reported: list[str] = field(default_factory=list)


REPORTS: dict[str, Callable[[], Any]] = {
    "crowded": crowded,
    "plain": lambda: study(later(2.0, share=0.8)),
    "one scenario": lambda: study({"stay": later(2.0)["stay"]}),
    "no work": lambda: study(
        {key: {"throughput": 0.0 * later(1.0)["stay"]["release_weeks"]} for key in ("stay", "split")},
        lab(releases=(), streams=()),
        leading="throughput",
    ),
}


@pytest.fixture(scope="module", params=list(REPORTS))
def opened(request: pytest.FixtureRequest, chromium: Any, tmp_path_factory: Any) -> Iterator[Opened]:
    file = report_of(REPORTS[request.param](), Path(tmp_path_factory.mktemp("report")) / "report.html")
    context = chromium.new_context(java_script_enabled=True, offline=True)
    found = Opened(context.new_page())
    found.page.on("request", lambda asked: found.asked.append(asked.url))
    found.page.on("console", lambda entry: found.reported.append(entry.text))
    found.page.on("pageerror", lambda entry: found.reported.append(str(entry)))
    found.page.goto(file.as_uri())
    yield found
    context.close()


def test_nothing_is_fetched_and_nothing_complains(opened: Opened) -> None:
    assert [url for url in opened.asked if not url.endswith("report.html")] == []
    assert opened.reported == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_window(opened: Opened, width: int) -> None:
    opened.page.set_viewport_size({"width": width, "height": 900})
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    spilled = opened.page.evaluate(
        """(width) => [...document.querySelectorAll('.p1 *')]
            .filter(each => each.getBoundingClientRect().right > width + 1)
            .map(each => each.tagName + ' ' + each.textContent.slice(0, 40))""",
        width,
    )
    assert spilled == []


def test_the_table_of_all_questions_is_not_cut_off_on_a_laptop(opened: Opened) -> None:
    """Seen: the share of worlds of the third alternative cut in two, and the last column out of sight."""
    opened.page.set_viewport_size({"width": 1280, "height": 800})
    cut = opened.page.evaluate(
        """() => [...document.querySelectorAll('#questions .scroll')]
            .filter(each => each.scrollWidth > each.clientWidth).length"""
    )
    assert cut == 0


def test_page_one_has_few_words(opened: Opened) -> None:
    opened.page.set_viewport_size({"width": 1280, "height": 900})
    message = opened.page.locator("article.p1").first.inner_text()
    assert len([word for word in message.split() if any(map(str.isalpha, word))]) <= WORDS_MAX


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_page_one_prints_on_one_page(opened: Opened, size: str) -> None:
    pypdf = pytest.importorskip("pypdf")
    printed = pypdf.PdfReader(io.BytesIO(opened.page.pdf(format=size, print_background=True)))
    texts = [page.extract_text() for page in printed.pages]
    assert "How far to trust it" in texts[0]
    assert "Evidence" in texts[1].splitlines()[0]
    _, heading, below = "".join(texts).partition("All dates of the plan")
    if heading:
        assert "2026" in below[:300], "a heading with nothing under it"


@pytest.mark.parametrize("width", WIDTHS)
def test_everybody_can_read_it(opened: Opened, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    opened.page.set_viewport_size({"width": width, "height": 900})
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    # What passes is not listed, which would take most of the time.
    options = {"runOnly": {"type": "tag", "values": tags}, "resultTypes": ["violations"]}
    found = axe.Axe().run(opened.page, options=options)
    assert found.violations_count == 0, found.generate_report()


def test_it_can_be_walked_by_keyboard(opened: Opened) -> None:
    opened.page.set_viewport_size({"width": 1280, "height": 900})
    opened.page.evaluate("document.activeElement.blur()")
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.textContent") == "To the evidence"
    opened.page.keyboard.press("Enter")
    opened.page.keyboard.press("Tab")
    focused = opened.page.evaluate("document.activeElement.closest('nav') !== null")
    assert focused


def test_another_alternative_is_one_click_away(opened: Opened) -> None:
    links = opened.page.locator(".p1 .soft a")
    if links.count():
        links.first.click()
        assert opened.page.locator("#about-1").is_visible()


def test_it_reads_in_gray(opened: Opened) -> None:
    """What is worse and what is better differ by shape: a full and an open dot."""
    fills = opened.page.evaluate(
        """() => ['worse', 'better'].map(side => {
            const dot = document.querySelector('.dot.' + side);
            return dot ? getComputedStyle(dot).fill : null; })"""
    )
    if all(fills):
        worse, better = fills
        assert better == "rgb(255, 255, 255)"
        assert worse != better
