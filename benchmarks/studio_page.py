"""A large organization in a browser: until it is shown, until a team stands elsewhere, and its frames."""

from __future__ import annotations

import shutil
import time
from itertools import pairwise
from typing import Any

from benchmarks.row import Check, Row, Target, skipped
from benchmarks.studio_client import Tab

STEPS = 120
Measured = tuple[float, str]
"""Milliseconds of the clock, and of what."""
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_WATCH = """() => {
  window.shown = [];
  const note = (at) => { window.shown.push(at); requestAnimationFrame(note); };
  requestAnimationFrame(note);
}"""
_WATCH_MOVES = """() => {
  window.moved = [];
  let begun = null;
  const heard = (event) => { if (event.key === 'Enter') begun = performance.now(); };
  window.addEventListener('keydown', heard, true);
  new MutationObserver(() => {
    if (begun === null) return;
    const at = begun;
    begun = null;
    // What is drawn is seen with the next frame.
    requestAnimationFrame(() => window.moved.push(performance.now() - at));
  }).observe(document.getElementById('tree'), { subtree: true, attributeFilter: ['style'] });
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


LIMITS_MS = {1_000: (1_000.0, 60.0, 100.0), 5_000: (2_000.0, 150.0, 250.0)}
"""People -> the most that showing them, facts, and a move may take."""
MOVES = 20
AGAIN = 3


def rows(tab: Tab, people: int, team: str, parents: tuple[str, str]) -> list[Row]:
    """Return the times of the open model in the Chromium found, ``team`` moved between two others in turn.

    Frames while it is panned and zoomed are measured of the smaller model only.
    """
    what = f"{people:,} people"
    limits = zip(("shown", "facts", "a team moved, 95% point"), LIMITS_MS[people], strict=True)
    targets = {f"{name}, {what}": most for name, most in limits}
    if people == min(LIMITS_MS):
        targets |= {f"frames while {gesture}, {what}": 20.0 for gesture in ("panning", "zooming")}
    chromium = next(filter(None, map(shutil.which, _NAMES)), None)
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only here
    except ImportError:
        chromium = None
    if chromium is None:
        why = "needs Playwright and Chromium"
        return [skipped(name, "wall ms", "", _at_most(most), why) for name, most in targets.items()]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = _page(browser, tab)
        found = [_until_shown(page), _facts(tab, team, parents[0]), _moves(page, team, parents)]
        if people == min(LIMITS_MS):
            page.evaluate(_WATCH)
            found += [_gaps(page, gesture) for gesture in (_pan, _zoom)]
        browser.close()
    return [_row(name, most, each) for (name, most), each in zip(targets.items(), found, strict=True)]


def _page(browser: Any, tab: Tab) -> Any:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    name, value = tab.cookie.split("=", 1)
    context.add_cookies([{"name": name, "value": value, "url": f"http://{tab.host}"}])
    page = context.new_page()
    page.goto(f"http://{tab.host}/")
    page.locator("#tree .card").first.wait_for()
    return page


def _until_shown(page: Any) -> Measured:
    took = []
    for _ in range(AGAIN):
        begun = time.perf_counter()
        page.reload()
        page.locator("#tree .card").last.wait_for(state="attached")
        took.append(1000.0 * (time.perf_counter() - begun))
    return min(took), f"from loading the page to the last card, minimum of {AGAIN}"


def _facts(tab: Tab, team: str, parent: str) -> Measured:
    asked = {"scenario": "plan", "edit": {"kind": "move_team", "team": team, "to": parent}}
    took = []
    for _ in range(MOVES):
        begun = time.perf_counter()
        tab.ask("POST", "/api/preview", asked)
        took.append(1000.0 * (time.perf_counter() - begun))
    return sorted(took)[
        MOVES // 2
    ], f"what a move would change, requested while a team is dragged; median of {MOVES}"


def _moves(page: Any, team: str, parents: tuple[str, str]) -> Measured:
    page.evaluate(_WATCH_MOVES)
    for number in range(MOVES):
        page.locator(f'.card[data-id="{team}"]').evaluate("element => element.focus()")
        page.keyboard.press("m")
        page.keyboard.type(parents[number % 2])
        page.keyboard.press("Enter")
        page.wait_for_function("many => window.moved.length >= many", arg=number + 1)
    took = sorted(page.evaluate("window.moved"))
    remark = f"{MOVES} moves, from the key to the frame; median {took[MOVES // 2]:.0f} ms"
    return took[int(0.95 * MOVES) - 1], remark


def _gaps(page: Any, gesture: Any) -> Measured:
    before = len(page.evaluate("window.shown"))
    gesture(page)
    shown = page.evaluate("window.shown")[before:]
    gaps = sorted(later - earlier for earlier, later in pairwise(shown))
    most = gaps[int(0.95 * len(gaps))]
    return gaps[len(gaps) // 2], f"{len(gaps)} frames, median gap; 95% point {most:.0f} ms"


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


def _at_most(most: float) -> Target:
    return Target("reorg", "at most", most)


def _row(name: str, most: float, found: Measured) -> Row:
    value, said = found
    return Row(name, "wall ms", value, None, "", None, _at_most(most), Check("none", said))
