"""Employment status, from a status cell or from a placeholder in place of the name."""

from __future__ import annotations

import re

from reorg.importing.people.person import Status
from reorg.importing.recognizing.standing import says, words

_ORDER: tuple[Status, ...] = ("eliminated", "leave", "notice", "left", "vacant", "active")


def status_of(text: str) -> Status | None:
    """Return the status stated by a cell, None if its words are not known."""
    return next((status for status in _ORDER if says(status, text)), None) if text else None


def status_of_name(name: str) -> Status | None:
    """Return the meaning of a placeholder in place of a name: vacant, eliminated, or not disclosed."""
    text = " ".join(name.casefold().split())
    if text in words("eliminated_names"):
        return "eliminated"
    if text in words("vacant_names") or re.split(r"[\s:(\-\u2013]", text)[0] in words("vacant_beginnings"):
        return "vacant"
    return "active" if text in words("undisclosed_names") else None
