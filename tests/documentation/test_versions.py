"""The page on versions names every document that is read or written, at its number; the citation follows."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "versions.md").read_text(encoding="utf-8")


def test_every_schema_stands_on_the_page() -> None:
    used: set[str] = set()
    for file in (ROOT / "src/reorg").rglob("*.py"):
        text = re.sub(r"``[^`]*``", "", file.read_text(encoding="utf-8"))
        used |= set(re.findall(r"[\"'](reorg(?:/[a-z]+)?/[0-9]+)[\"']", text))
    assert {"reorg/1", "reorg/verdict/4", "reorg/run/1"} <= used
    assert used == set(re.findall(r"^\| `(reorg[^`]*)` \|", PAGE, re.MULTILINE))


def test_the_citation_and_the_changes_are_of_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == version
    assert citation["license"] == "MIT"
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(version)} ", changes, re.MULTILINE)
