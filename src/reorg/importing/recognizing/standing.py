"""Words that say how somebody, or a ticket, stands."""

from __future__ import annotations

import re
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
    """Return the words of a standing."""
    return frozenset(_vocabulary()[name])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, _vocabulary()[name])) + r")(?!\w)")


def says(name: str, text: str) -> bool:
    """Return whether a text holds a word of a standing."""
    return bool(_pattern(name).search(text.casefold()))


def begins(name: str, text: str) -> bool:
    """Return whether a text begins with a word of a standing."""
    return bool(_pattern(name).match(text.casefold().strip()))
