"""The pages printed from the code are what the code says now."""

from __future__ import annotations

from pathlib import Path

import pytest

from reorg.documentation.__main__ import write_pages
from reorg.documentation.pages import PAGES

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_printed_from_the_code(name: str) -> None:
    fresh = (DOCS / name).read_text(encoding="utf-8") == PAGES[name]()
    assert fresh, f"docs/{name} is out of date; run: make docs"


def test_all_pages_are_written(tmp_path: Path) -> None:
    write_pages(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == set(PAGES)
