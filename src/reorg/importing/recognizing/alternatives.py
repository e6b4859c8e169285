"""Headers of alternatives: "Manager (option A)", "Team option B", "manager:split", "future manager - merged".

A header names an alternative if it consists of a known header and a name: after a colon, after words such as
"future" or "new", or with a word such as "option" or "scenario". Other text in brackets or after a dash may
instead describe the kind of manager, so it is only proposed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from reorg.importing.recognizing.spelling import normal

AFTER = "after"
"""The alternative of columns such as "new team", which name none."""

FIELD = re.compile(r"^(team|lead|week):(\w[\w .-]*)$")
"""A field of an alternative: ``lead:option A``."""


@cache
def _words(name: str) -> frozenset[str]:
    text = files("reorg.importing.vocabulary").joinpath("alternatives.yaml").read_text(encoding="utf-8")
    return frozenset(yaml.safe_load(text)[name])


_TWO_PARTS = (
    re.compile(r"^(?P<head>[^:]*[^:\s])\s*(?P<mark>:)\s*(?P<rest>[^:\s][^:]*)$"),
    re.compile(r"^(?P<head>.*\S)\s*(?P<mark>[(\[])\s*(?P<rest>[^)\]]*[^)\]\s])\s*[)\]]$"),
    re.compile(r"^(?P<head>.*\S)\s+(?P<mark>[-–—|/])\s+(?P<rest>\S.*)$"),
)
_OPTION = "|".join(sorted(_words("options")))
_OPTION_LAST = re.compile(rf"^(?P<head>.*\S)\s+(?P<rest>(?:{_OPTION})\s*#?\w.*)$", re.IGNORECASE)
_OPTION_FIRST = re.compile(rf"^(?:{_OPTION})(?!\w)", re.IGNORECASE)

_HEADS = {
    "manager_id": ("lead", 1.0),
    "manager_email": ("lead", 0.99),
    "manager": ("lead", 0.98),
    "manager_name": ("lead", 0.97),
    "lead": ("lead", 0.96),
    "lead:after": ("lead", 0.98),
    "team": ("team", 0.98),
    "team:after": ("team", 0.98),
    "department": ("team", 0.97),
    "owner": ("team", 0.97),
    "week:after": ("week", 0.98),
}
"""Known headers of an alternative: its field, and how certain that is."""

Named = tuple[str, str, float]
"""The meaning of a column in an alternative (``team``, ``lead`` or ``week``), its name, and how certain it
is."""


def alternative_of(header: str, known: Mapping[str, str]) -> Named | None:
    """Return the alternative and the field that a header names, None unless it clearly names one.

    ``known`` is the vocabulary of people sheets: normal header words to fields.
    """
    text = _spaced(header)
    named = _named_first(text, known) or _named_last(text, known)
    if named:
        return named
    parts = _parts(text, known)
    if parts is None:
        return None
    head, mark, rest = parts
    if normal(rest) in _words("new"):
        return _named(head, AFTER, known)
    is_option = bool(_words("options").intersection(normal(rest).split()))
    sure = mark == ":" or is_option or known.get(normal(head), "").endswith(f":{AFTER}")
    return _named(head, rest, known) if sure and normal(rest) not in _words("today") else None


def alternative_of_sheet(name: str) -> str:
    """Return the alternative that a sheet called "Option A" states, empty for other sheets."""
    return _cleaned(name) if _OPTION_FIRST.match(name.strip()) else ""


def of_alternative(field: str, name: str) -> str:
    """Return the field of an alternative for a field of today, empty if an alternative has no such field."""
    return f"{_HEADS[field][0]}:{name}" if field in _HEADS and ":" not in field else ""


def possible_alternative(header: str, known: Mapping[str, str]) -> str:
    """Return the field of a header if its addition to a known header is a name; empty for others."""
    parts = _parts(_spaced(header), known)
    named = _named(parts[0], parts[2], known) if parts else None
    return f"{named[0]}:{named[1]}" if named else ""


def of_today(header: str) -> str:
    """Return a header without words such as "current": "Current manager" is the manager."""
    words = normal(header).split()
    kept = [word for word in words if word not in _words("today")]
    return " ".join(kept) if len(kept) < len(words) else ""


def _named_first(text: str, known: Mapping[str, str]) -> Named | None:
    """Return the meaning of a header that starts with the name: "Option A: two labs Manager"."""
    parts = text.split(" ")
    if not _OPTION_FIRST.match(text):
        return None
    # The longest known ending: "Option A Team lead" means the lead.
    found = (_named(" ".join(parts[at:]), " ".join(parts[:at]), known) for at in range(2, len(parts)))
    return next(filter(None, found), None)


def _named_last(text: str, known: Mapping[str, str]) -> Named | None:
    """Return the meaning of a header that ends with the name: "Team option A"."""
    found = _OPTION_LAST.match(text)
    return _named(found["head"].rstrip(" :-–—|([/"), found["rest"], known) if found else None


def _spaced(header: str) -> str:
    return " ".join(header.replace("_", " ").split())


def _parts(text: str, known: Mapping[str, str]) -> tuple[str, str, str] | None:
    """Return the text before a mark, the mark, and the possible name after it."""
    found = next((match for form in _TWO_PARTS if (match := form.match(text))), None)
    if found is None:
        return None
    rest = normal(found["rest"])
    meaning = known.get(normal(f"{found['head']} {found['rest']}"), "")
    # "Responsable (propose)" is a header of its own, but of the planned change.
    is_other = bool(meaning) and not meaning.endswith(f":{AFTER}")
    is_other = is_other or set(rest.split()) <= _words("others")
    return None if is_other else (found["head"], found["mark"], found["rest"])


def _named(head: str, rest: str, known: Mapping[str, str]) -> Named | None:
    words = normal(head)
    says = ("week", 0.98) if words in {"week", "woche"} else _HEADS.get(known.get(words, ""))
    name = _cleaned(rest)
    return (says[0], name, says[1]) if says and name else None


def _cleaned(name: str) -> str:
    return " ".join(re.sub(r"[^\w .-]+", " ", name).split()).strip(" .-")[:60].rstrip(" .-")
