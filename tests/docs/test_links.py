"""Pages lead to files that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md")]
LINK = re.compile(r"\]\((?!https?:)([\w./-]+)")
FILE = re.compile(r"`([\w-]+(?:/[\w.-]+)+\.(?:py|md|csv|yaml))`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_links_to_is_there(page: Path) -> None:
    prose = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = LINK.findall(prose)
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/decisions/*.md")), ids=lambda page: page.stem)
def test_the_files_that_a_decision_names_are_there(page: Path) -> None:
    """Paths are those in the repository, or in the package."""
    named = FILE.findall(page.read_text(encoding="utf-8"))
    places = (ROOT, ROOT / "src", ROOT / "src/reorg")
    assert [name for name in named if not any((place / name).exists() for place in places)] == []
