"""Panning and zooming a large organization moves what is drawn: nothing is laid out anew.

Frames a second are measured by ``python -m benchmarks studio``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from web.browsing import page_of, served
from web.large_models import large_model, measured, measures

STEPS = 60
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
        session = measured(page)
        for name, gesture in (("pan", pan), ("zoom", zoom)):
            stood, before = page.locator("#canvas .plane").get_attribute("style"), measures(session)
            gesture(page)
            after = measures(session)
            assert page.locator("#canvas .plane").get_attribute("style") != stood, f"{name} moved nothing"
            laid_out, drawn = (after[kind] - before[kind] for kind in ("LayoutCount", "RecalcStyleCount"))
            # Where zooming shows more of the cards, or less, they are laid out; else only drawn elsewhere.
            assert laid_out < drawn / 2, f"{name} lays out {laid_out:.0f} times in {drawn:.0f} frames"
        page.context.close()
