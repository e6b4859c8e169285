"""Frames that a browser shows while a large organization is panned and zoomed in the studio."""

from __future__ import annotations

import shutil
from itertools import pairwise
from typing import Any

from benchmarks.row import Check, Row, Target, skipped
from benchmarks.studio_client import Tab

STEPS = 120
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_WATCH = """() => {
  window.shown = [];
  const note = (at) => { window.shown.push(at); requestAnimationFrame(note); };
  requestAnimationFrame(note);
}"""
_EMPTY = """() => {
  const box = document.querySelector('#canvas .view').getBoundingClientRect();
  for (let y = box.bottom - 40; y > box.top; y -= 6) {
    for (let x = box.left + 20; x < box.right - 400; x += 6) {
      const there = document.elementFromPoint(x, y);
      if (there?.closest('#canvas .view') && !there.closest('.card')) return [x, y];
    }
  }
}"""


def rows(tab: Tab, what: str) -> list[Row]:
    """Return the gaps between frames while the open model is panned and zoomed, in the Chromium found."""
    names, target = [f"frames while {gesture}, {what}" for gesture in ("panning", "zooming")], _target()
    chromium = next(filter(None, map(shutil.which, _NAMES)), None)
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only here
    except ImportError:
        chromium = None
    if chromium is None:
        return [skipped(name, "wall ms", "", target, "needs Playwright and Chromium") for name in names]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = _page(browser, tab)
        found = [_gaps(page, gesture) for gesture in (_pan, _zoom)]
        browser.close()
    return [_row(name, gaps) for name, gaps in zip(names, found, strict=True)]


def _page(browser: Any, tab: Tab) -> Any:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    name, value = tab.cookie.split("=", 1)
    context.add_cookies([{"name": name, "value": value, "url": f"http://{tab.host}"}])
    page = context.new_page()
    page.goto(f"http://{tab.host}/")
    page.locator("#tree .card").first.wait_for()
    page.evaluate(_WATCH)
    return page


def _gaps(page: Any, gesture: Any) -> list[float]:
    before = len(page.evaluate("window.shown"))
    gesture(page)
    shown = page.evaluate("window.shown")[before:]
    return sorted(later - earlier for earlier, later in pairwise(shown))


def _pan(page: Any) -> None:
    x, y = page.evaluate(_EMPTY)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(STEPS):
        page.mouse.move(x + 3 * step, y - 2 * step)
    page.mouse.up()


def _zoom(page: Any) -> None:
    page.mouse.move(500, 500)
    page.keyboard.down("Control")
    for step in range(STEPS):
        page.mouse.wheel(0, -20 if step < STEPS // 2 else 20)
    page.keyboard.up("Control")


def _target() -> Target:
    return Target("reorg", "at most", 20.0)


def _row(name: str, gaps: list[float]) -> Row:
    middle, most = gaps[len(gaps) // 2], gaps[int(0.95 * len(gaps))]
    said = f"{len(gaps)} frames, the gap in the middle; 95 in 100 below {most:.0f} ms"
    return Row(name, "wall ms", middle, None, "", None, _target(), Check("none", said))
