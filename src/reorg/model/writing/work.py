"""Releases, packages and streams as the model file states them."""

from __future__ import annotations

from typing import Any

from reorg.model.schema.work import CouplingFields, PackageFields, ReleaseFields, ReworkFields, StreamFields
from reorg.model.work import USUAL_OPTIMISTIC, USUAL_PESSIMISTIC, Effort, Package, Release, Stream
from reorg.model.writing.records import Document, record


def write_release(release: Release) -> Document:
    """Return a release with its packages, couplings and rework links."""
    couplings = [
        record(CouplingFields, link, {"between": [link.first, link.second]}) for link in release.couplings
    ]
    rework = [record(ReworkFields, link) for link in release.rework]
    return record(
        ReleaseFields,
        release,
        {
            "name": None if release.name == release.id else release.name,
            "first_week": release.first_week or None,
            "packages": [_package(package) for package in release.packages],
            "couplings": couplings,
            "rework": rework,
        },
    )


def write_stream(stream: Stream) -> Document:
    """Return a stream of arriving work."""
    named = {"name": None if stream.name == stream.id else stream.name}
    return record(StreamFields, stream, {**named, **_effort(stream.effort), "compute": stream.pool})


def _package(package: Package) -> Document:
    named = {"name": package.name or None}
    return record(PackageFields, package, {**named, **_effort(package.effort), "compute": package.pool})


def _effort(effort: Effort) -> dict[str, Any]:
    """Return a single number where it means the same as the three."""
    low, likely, high = effort.optimistic_days, effort.likely_days, effort.pessimistic_days
    distribution = None if effort.distribution == "pert" else effort.distribution
    usual = (low, high) == (likely * USUAL_OPTIMISTIC, likely * USUAL_PESSIMISTIC)
    alike = low == likely == high
    single = alike if distribution in ("fixed", "exponential") else usual
    return {"effort_days": likely if single else [low, likely, high], "distribution": distribution}
