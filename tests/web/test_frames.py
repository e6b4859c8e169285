"""Panning and zooming a large organization: a frame must be computed in time to show fifty a second."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from web.browsing import page_of, served
from web.test_robust import large_model, used_ms

FRAME_MS = 20.0
"""Fifty frames a second."""
GAP_MS = 150.0
"""Between two frames as they come, with others at work on a machine without a graphics card."""
STEPS = 60
WATCH = """() => {
  window.shown = [];
  const note = (at) => { window.shown.push(at); requestAnimationFrame(note); };
  requestAnimationFrame(note);
}"""
"""Notes in the page when each frame is drawn."""


EMPTY = """() => {
  const box = document.querySelector('#canvas .view').getBoundingClientRect();
  for (let y = box.bottom - 40; y > box.top; y -= 6) {
    for (let x = box.left + 20; x < box.right - 220; x += 6) {
      const there = document.elementFromPoint(x, y);
      if (there?.closest('#canvas .view') && !there.closest('.card')) return [x, y];
    }
  }
  return null;
}"""
"""A point of the canvas where there is no card."""


def pan(page: Any) -> None:
    """Drag the canvas to the right and up."""
    x, y = page.evaluate(EMPTY)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(STEPS):
        page.mouse.move(x + 3 * step, y - 2 * step)
    page.mouse.up()


def zoom(page: Any) -> None:
    """Zoom in and out at a point."""
    page.mouse.move(500, 500)
    page.keyboard.down("Control")
    for step in range(STEPS):
        page.mouse.wheel(0, -40 if step < STEPS // 3 else 20)
    page.keyboard.up("Control")


@pytest.mark.slow
@pytest.mark.parametrize("cards", ["Teams", "People"])
def test_panning_and_zooming_a_thousand_people_is_smooth(browser: Any, tmp_path: Path, cards: str) -> None:
    with served(tmp_path, str(large_model(tmp_path, 1000))) as at:
        page = page_of(browser, at)
        page.locator("#tree .card").last.wait_for(state="attached")
        page.get_by_role("radio", name=cards).click()
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.evaluate(WATCH)
        for name, gesture in (("pan", pan), ("zoom", zoom)):
            before, used = len(page.evaluate("window.shown")), used_ms(session)
            stood = page.locator("#canvas .plane").get_attribute("style")
            gesture(page)
            used = used_ms(session) - used
            shown = np.array(page.evaluate("window.shown"))[before:]
            gaps = np.diff(shown)
            late = f"{np.median(gaps):.0f} ms in the middle, {np.quantile(gaps, 0.95):.0f} in 95 of 100"
            said = f"{name}, {cards}: {len(gaps)} frames, a gap of {late}; {used / len(gaps):.1f} ms computed"
            print(said)  # noqa: T201
            assert page.locator("#canvas .plane").get_attribute("style") != stood, f"{name} moved nothing"
            assert used / len(gaps) < FRAME_MS
            assert np.median(gaps) < GAP_MS
        page.context.close()
