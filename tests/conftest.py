"""Tests import what they share by folder, as in ``from report.verdicts import verdict``.

That this file exists is what puts the folder of tests on the import path.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

COMPILING = (
    "test_bounds.py", "test_plain_numba.py", "test_compile_budget.py", "test_what_was_added_is_the_same",
)  # fmt: skip
"""Tests that compile an engine of their own: begun first, so that none of them is left alone at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not any(name in item.nodeid for name in COMPILING))


_NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all tests that need one; they are skipped with a reason where there is none.

    Playwright runs once in a process: whoever needs a browser asks for this one.
    """
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.skip("no Chromium is installed")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()
