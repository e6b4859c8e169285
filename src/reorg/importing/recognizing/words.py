"""Header words in four languages, and how a header is compared with them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

import yaml

from reorg.importing.values.numbers import CODES

Kind = Literal["people", "plan", "tickets"]
KINDS: tuple[Kind, ...] = ("people", "plan", "tickets")

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACKETS = re.compile(r"[\(\[][^)\]]*[\)\]]")
_AFTER = re.compile(r"^(team|lead|week|parent|owns)\s*:\s*after$", re.IGNORECASE)
_CHAIN = re.compile(
    r"^(?:(?:level|layer|ebene|niveau|nivel|l|n)\s*(\d+)\s*(?:manager|supervisor|leader|fuhrungskraft|responsable|jefe)"
    r"|(?:manager|supervisor|management|reporting|fuhrungs)\s*(?:chain)?\s*(?:level|layer|ebene|niveau|nivel|l)?\s*"
    r"(\d+)(?:\s*(?:name|manager))?)$"
)


_CURRENCY = re.compile(rf"(?:\s+in)?\s+(?:{'|'.join(sorted(CODES)).casefold()})$")
"""The currency at the end of a header of amounts: salary eur, gehalt in chf."""

_OTHERS = frozenset(
    {
        *("previous", "former", "old", "skip", "hr", "hiring", "emergency", "marital", "visa"),
        *("ancien", "ancienne", "anterior", "vorheriger", "fruherer"),
    }
)
"""Words that turn a known phrase into something else: the previous manager is no manager."""


@dataclass(frozen=True)
class Match:
    """A field that a header names: ``strength`` 1 for the very words, less where there are others."""

    field: str
    strength: float


@lru_cache(maxsize=50_000)
def normal(header: str) -> str:
    """Return a header as it is compared: words without case, accents, punctuation and brackets."""
    text = _CAMEL.sub(" ", _BRACKETS.sub(" ", header) if _BRACKETS.sub("", header).strip() else header)
    text = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    text = "".join(char for char in text if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+|\+|#", text.replace("_", " "))) if text.strip() != "#" else "#"


@cache
def vocabulary(kind: Kind) -> dict[str, str]:
    """Return the field that each normal header word of the kind of sheet means."""
    text = files("reorg.importing.vocabulary").joinpath(f"{kind}.yaml").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for field, words in yaml.safe_load(text).items():
        for word in words:
            found.setdefault(normal(str(word)), field)
    return found


@lru_cache(maxsize=50_000)
def match(header: str, kind: Kind) -> Match | None:
    """Return what a header means in a kind of sheet, None where no word of it is known."""
    if not header or len(header) > 80:
        return None
    after = _AFTER.match(header.strip())
    if after and kind == "people":
        return Match(f"{after[1].casefold()}:after", 1.0)
    if kind == "tickets" and header.casefold().startswith(("custom field", "inward", "outward")):
        # What stands in brackets is the name here.
        header = header.replace("(", " ").replace(")", " ")
    words = normal(header)
    known = vocabulary(kind)
    bare = _CURRENCY.sub("", words)
    if words in known or bare in known:
        return Match(known.get(words) or known[bare], 1.0)
    chain = _CHAIN.match(words) if kind == "people" else None
    if chain:
        return Match(f"chain:{int(chain[1] or chain[2]):02d}", 1.0)
    if kind == "tickets" and words.startswith(("inward issue link", "outward issue link")):
        return Match("related", 0.8)
    return _within(words, known)


def _within(words: str, known: dict[str, str]) -> Match | None:
    """Return the field of the longest known phrase within the words, the last of equals: "HR job title"."""
    parts = words.split()
    if len(parts) > 6 or _OTHERS.intersection(parts):
        return None
    for size in range(len(parts) - 1, 0, -1):
        for first in range(len(parts) - size, -1, -1):
            phrase = " ".join(parts[first : first + size])
            if phrase in known and len(phrase) > 2:
                return Match(known[phrase], 0.5 * size / len(parts))
    return None
