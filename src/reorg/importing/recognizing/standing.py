"""Words for the status of a person or a ticket."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

import yaml


@cache
def _vocabulary() -> dict[str, tuple[str, ...]]:
    text = files("reorg.importing.vocabulary").joinpath("standing.yaml").read_text(encoding="utf-8")
    return {
        name: tuple(str(word).casefold() for word in words) for name, words in yaml.safe_load(text).items()
    }


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of a status."""
    return frozenset(_vocabulary()[name])


def _bare(text: str) -> str:
    """Return a text without case and accents: people write "congé" and "conge"."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(_bare(word)) for word in _vocabulary()[name]) + r")(?!\w)"
    )


def says(name: str, text: str) -> bool:
    """Return whether a text contains a word of a status."""
    return bool(_pattern(name).search(_bare(text)))


def begins(name: str, text: str) -> bool:
    """Return whether a text starts with a word of a status."""
    return bool(_pattern(name).match(_bare(text).strip()))
