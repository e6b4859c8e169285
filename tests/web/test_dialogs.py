"""Dialogs look like dialogs: opaque, and nothing in them is cut off."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from web.browsing import page_of, served

OPENED_BY = {
    "model": "button.model",
    "scenario": "button.add",
    "export": "button:has-text('Export')",
    "rehearse": "button.more",
    "help": "button.round",
}
LOOKS = """dialog => ({
    background: getComputedStyle(dialog).backgroundColor,
    hidden: dialog.scrollWidth - dialog.clientWidth,
    left: dialog.getBoundingClientRect().left,
    right: innerWidth - dialog.getBoundingClientRect().right,
    shown: dialog.querySelector('h2').getBoundingClientRect().left - dialog.getBoundingClientRect().left,
})"""


@pytest.mark.parametrize("width", [1440, 700])
def test_every_dialog_is_opaque_and_whole(browser: Any, tmp_path: Path, width: int) -> None:
    """Seen: the button of the same class made the dialog for models transparent, cut off on its left."""
    with served(tmp_path, "qwen") as at:
        page = page_of(browser, at, width)
        for kind, button in OPENED_BY.items():
            page.locator(button).first.click()
            dialog = page.locator("dialog[open]")
            dialog.wait_for()
            assert f"dialog-{kind}" in (dialog.get_attribute("class") or "").split()
            looks = dialog.evaluate(LOOKS)
            assert looks["background"].startswith("rgb("), (kind, looks)
            assert looks["hidden"] <= 1, (kind, looks)
            assert min(looks["left"], looks["right"], looks["shown"]) >= 0, (kind, looks)
            page.keyboard.press("Escape")
            dialog.wait_for(state="detached")
        page.context.close()
