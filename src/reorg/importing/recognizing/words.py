"""Header words in four languages, and the comparison of headers with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

import yaml

from reorg.importing.recognizing.alternatives import alternative_of, of_today, possible_alternative
from reorg.importing.recognizing.spelling import normal
from reorg.importing.values.numbers import CODES

Kind = Literal["people", "plan", "tickets"]
KINDS: tuple[Kind, ...] = ("people", "plan", "tickets")

_AFTER = re.compile(r"^(team|lead|week|parent|owns)\s*:\s*after$", re.IGNORECASE)
_CHAIN = re.compile(
    r"^(?:(?:level|layer|ebene|niveau|nivel|l|n)\s*(\d+)\s*(?:manager|supervisor|leader|fuhrungskraft|responsable|jefe)"
    r"|(?:manager|supervisor|management|reporting|fuhrungs)\s*(?:chain)?\s*(?:level|layer|ebene|niveau|nivel|l)?\s*"
    r"(\d+)(?:\s*(?:name|manager))?)$"
)


_CURRENCY = re.compile(rf"(?:\s+in)?\s+(?:{'|'.join(sorted(CODES)).casefold()})$")
"""The currency at the end of a header of amounts: salary eur, gehalt in chf."""

_OF_AMOUNT = re.compile(r"(?:\s+(?:p a|pro jahr|per year|per annum|par an|al ano|in|20\d\d))+$")
"""Possible endings of a header of yearly amounts: salary p.a., gehalt in €, salary 2026."""

_OTHERS = frozenset(
    {
        *("previous", "former", "old", "skip", "hr", "hiring", "emergency", "marital", "visa"),
        *("ancien", "ancienne", "anterior", "vorheriger", "fruherer"),
    }
)
"""Words that change the meaning of a known phrase: the previous manager is not the manager."""


@dataclass(frozen=True)
class Match:
    """A field that a header names: ``strength`` 1 for the exact words, less with additional words."""

    field: str
    strength: float


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
    """Return the meaning of a header in a kind of sheet, None if no word of it is known."""
    if not header or len(header) > 80:
        return None
    if kind == "tickets" and header.casefold().startswith(("custom field", "inward", "outward")):
        # The text in brackets is the name here.
        header = header.replace("(", " ").replace(")", " ")
    words, known = normal(header), vocabulary(kind)
    whole = _of_kind(header, kind, known) or _whole(words, known)
    if whole is None and kind == "tickets" and words.startswith(("inward issue link", "outward issue link")):
        return Match("related", 0.8)
    return whole or _within(words, known)


def _of_kind(header: str, kind: Kind, known: dict[str, str]) -> Match | None:
    """Return the meaning that a header has in one kind of sheet only, None for other headers."""
    return {"people": _of_people, "plan": _of_plan}.get(kind, _of_none)(header, known)


def _of_none(_header: str, _known: dict[str, str]) -> Match | None:
    return None


def _of_plan(header: str, known: dict[str, str]) -> Match | None:
    """Return the owner of work under an alternative, a team or a person; None for other headers."""
    what, name, strength = alternative_of(header, known) or ("", "", 0.0)
    return Match(f"team:{name}", strength) if what == "team" else None


def _of_people(header: str, known: dict[str, str]) -> Match | None:
    """Return the field of an alternative, of a chain, or of today with this name; None for other headers."""
    after = _AFTER.match(header.strip())
    if after:
        return Match(f"{after[1].casefold()}:after", 1.0)
    words = normal(header)
    named = alternative_of(header, known)
    if named:
        return Match(f"{named[0]}:{named[1]}", named[2])
    if words in known:
        # Of two columns, the one without a note in brackets counts.
        return Match(known[words], 0.99 if possible_alternative(header, known) else 1.0)
    chain = _CHAIN.match(words)
    if chain:
        return Match(f"chain:{int(chain[1] or chain[2]):02d}", 1.0)
    return Match(known[of_today(header)], 0.95) if of_today(header) in known else None


def _whole(words: str, known: dict[str, str]) -> Match | None:
    bare = _CURRENCY.sub("", words)
    field = known.get(words) or known.get(bare)
    if field is None and known.get(amount := _OF_AMOUNT.sub("", bare)) in {"pay", "cost"}:
        field = known[amount]
    return Match(field, 1.0) if field else None


def _within(words: str, known: dict[str, str]) -> Match | None:
    """Return the field of the longest known phrase in the words, the last among equals: "HR job title"."""
    parts = words.split()
    if len(parts) > 6 or _OTHERS.intersection(parts):
        return None
    for size in range(len(parts) - 1, 0, -1):
        for first in range(len(parts) - size, -1, -1):
            phrase = " ".join(parts[first : first + size])
            if phrase in known and len(phrase) > 2:
                return Match(known[phrase], 0.5 * size / len(parts))
    return None
