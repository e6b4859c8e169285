"""The pictures of the docs, made of the page as it is: with REORG_PICTURES=1 they are written anew."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from web.browsing import page_of, served

DOCS = Path(__file__).parents[2] / "docs"
ANEW = bool(os.environ.get("REORG_PICTURES"))
WORLDS = 64 if ANEW else 6
"""Enough for a picture to look at; that every screen can be shown is seen with few."""
SIZE = (1280, 800)


def _organize(page: Page) -> None:
    page.get_by_role("radio", name="Changes").click()


def _rehearse(page: Page) -> None:
    page.get_by_role("tab", name="What happens").click()
    page.locator(".dots-chart circle").first.wait_for()


def _watch(page: Page) -> None:
    page.get_by_role("tab", name="Watch a world").click()
    page.locator(".film h2").wait_for(timeout=120_000)
    page.get_by_role("slider", name="Week").fill("12")
    page.locator(".film button.team").nth(5).click()
    page.locator(".watched > li").first.wait_for(timeout=120_000)


SCREENS: dict[str, Callable[[Page], None]] = {"organize": _organize, "rehearse": _rehearse, "watch": _watch}


@pytest.mark.slow
def test_the_docs_show_the_page_as_it_is(browser: Any, tmp_path: Path) -> None:
    with served(tmp_path, "qwen") as at:
        workspace = at.studio.opened
        prints = {"split": workspace.fingerprint(workspace.plan("split"))}
        job = at.studio.jobs.start(["split"], WORLDS, 1, prints)
        while job.state not in ("done", "failed"):
            job.stop.wait(0.1)
        assert job.state == "done", job.message
        shown = (DOCS / "studio.md").read_text(encoding="utf-8")
        for name, show in SCREENS.items():
            at.studio.writer = None
            at.studio.save_view({"scenario": "split"})
            page = page_of(browser, at, *SIZE)
            page.locator("#tree .card").first.wait_for()
            show(page)
            page.mouse.move(5, 5)
            page.wait_for_timeout(300)
            picture = page.screenshot()
            page.context.close()
            kept = DOCS / "pictures" / f"studio-{name}.png"
            if ANEW:
                kept.parent.mkdir(exist_ok=True)
                kept.write_bytes(picture)
            assert f"(pictures/{kept.name})" in shown
            assert struct.unpack(">II", kept.read_bytes()[16:24]) == SIZE
        assert at.said == []
