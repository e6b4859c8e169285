"""Names of people and things: their comparison, and the ids made from them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_TITLES = re.compile(
    r"^(?:(?:dr|prof|mr|mrs|ms|mx|herr|frau|hr|fr|mme|sr|sra|ing|dipl\.-ing)\.?\s+)+(?=\S+\s)", re.I
)
_NOTE = re.compile(r"\s*[\(\[]([^)\]]*)[\)\]]\s*")
_STEP = {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "Ae", "œ": "oe", "đ": "d"}


@lru_cache(maxsize=200_000)
def folded(name: str) -> str:
    """Return a name for comparison: first name first, no titles, no notes, no case, single spaces."""
    text = unicodedata.normalize("NFKC", _NOTE.sub(" ", name))
    last, comma, first = text.partition(",")
    if comma and first.strip() and "," not in first:
        text = f"{first} {last}"
    text = _TITLES.sub("", " ".join(text.split()))
    return " ".join(text.casefold().split())


@lru_cache(maxsize=200_000)
def plain(name: str) -> str:
    """Return a folded name without accents, its parts in order: the last form of comparison."""
    text = "".join(_STEP.get(char, char) for char in folded(name))
    text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(sorted(re.findall(r"\w+", text)))


def displayed(name: str) -> str:
    """Return a name for display: first name first, without notes."""
    text = " ".join(_NOTE.sub(" ", name).split())
    last, comma, first = text.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() and "," not in first else text


def note_of(name: str) -> str:
    """Return the text in brackets after a name."""
    return "; ".join(part.strip() for part in _NOTE.findall(name) if part.strip())


def slug(text: str, fallback: str = "x") -> str:
    """Return an id made from a text in any script: letters, digits, `.`, `-` and `_`, at most 60."""
    text = unicodedata.normalize("NFC", displayed(text).lower())
    kept = (char if _is_word(char) else "-" for char in text.replace("'", "").replace("’", ""))
    made = re.sub("-+", "-", "".join(kept)).strip("-._")[:60].rstrip("-._")
    return made or fallback


def _is_word(char: str) -> bool:
    """Return whether the format accepts a character in an id: letters, marks and decimal digits."""
    return char in "_." or unicodedata.category(char)[0] in "LM" or unicodedata.category(char) == "Nd"


class Ids:
    """Ids assigned so far: each is assigned once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def new(self, text: str, fallback: str = "x") -> str:
        """Return the slug of the text, with a number if it is already taken."""
        base = slug(text, fallback)
        identity = base
        number = self._next.get(base, 1)
        while identity in self._taken:
            number += 1
            identity = f"{base}-{number}"
        self._next[base] = number
        self._taken.add(identity)
        return identity
