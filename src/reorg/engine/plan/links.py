"""Links between packages as rows: couplings, and rework that completion sends back."""

from __future__ import annotations

from typing import Any

import numpy as np

from reorg import luck
from reorg.engine.state.rows import COUPLING, REWORK_LINK
from reorg.model.organization import Organization

PackagePlaces = dict[tuple[str, int, str], int]
"""The number of each package of each occurrence of a release."""


def coupling_rows(organization: Organization, place: PackagePlaces) -> tuple[Any, Any]:
    """Return the couplings as seen from each package, and the first coupling of each package."""
    rows: list[list[tuple[int, float, int, int]]] = [[] for _ in place]
    occurrences = _occurrences(place)
    number = 0
    for release in organization.releases:
        for coupling in release.couplings:
            pair = (coupling.first, coupling.second)
            for occurrence in range(occurrences.get(release.id, 0)):
                one, two = (place[release.id, occurrence, package] for package in pair)
                name = ("link", release.id, occurrence)
                rows[one].append((two, coupling.strength, number, luck.key(*name, *pair)))
                rows[two].append((one, coupling.strength, number, luck.key(*name, *pair[::-1])))
            number += 1
    return _flat(rows, COUPLING)


def rework_rows(organization: Organization, place: PackagePlaces) -> tuple[Any, Any]:
    """Return the rework links out of each package, and the first link of each package."""
    rows: list[list[tuple[int, float, float, float, bool, bool, int]]] = [[] for _ in place]
    occurrences = _occurrences(place)
    for release in organization.releases:
        for link in release.rework:
            for occurrence in range(occurrences.get(release.id, 0)):
                key = luck.key("rework", release.id, occurrence, link.source, link.target)
                target = place[release.id, occurrence, link.target]
                learning = -1.0 if link.learning is None else link.learning
                row = (target, link.probability, link.share, learning, link.proportional, link.pauses, key)
                rows[place[release.id, occurrence, link.source]].append(row)
    return _flat(rows, REWORK_LINK)


def _occurrences(place: PackagePlaces) -> dict[str, int]:
    return {release: occurrence + 1 for release, occurrence, _ in place}


def _flat(rows: list[list[Any]], dtype: Any) -> tuple[Any, Any]:
    bounds = np.concatenate([[0], np.cumsum([len(x) for x in rows])]).astype(np.int32)
    return np.array([x for row in rows for x in row], dtype), bounds
