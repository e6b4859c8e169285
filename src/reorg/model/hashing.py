"""The hash of a resolved model: two files that mean the same have the same hash."""

from __future__ import annotations

import hashlib
from dataclasses import fields as fields_of

from reorg.model.canonical import canonical_text, is_unstated
from reorg.model.organization import Organization

_ASIDE = ("hash", "written")


def hash_of_model(organization: Organization) -> str:
    """Return the SHA-256 of everything the organization says, its own ``hash`` aside.

    What was ``written`` is not part of it: its meaning is in all other fields.
    """
    digest = hashlib.sha256()
    for part in fields_of(organization):
        value = getattr(organization, part.name)
        if part.name == "inputs":
            # A contested fact is already included.
            value = tuple(each for each in value if each.places[0].path[0] != "contested")
        if part.name not in _ASIDE and not is_unstated(part, value):
            digest.update(f"{part.name}={canonical_text(value)}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
