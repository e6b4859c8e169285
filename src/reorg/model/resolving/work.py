"""Releases, packages and streams resolved."""

from __future__ import annotations

from typing import Literal

from reorg.model.draft.compute import pool_of_work
from reorg.model.draft.draft import Draft
from reorg.model.schema.work import PackageFields, ReleaseFields, ReworkFields, StreamFields
from reorg.model.value_types import float_or_none
from reorg.model.work import (
    USUAL_OPTIMISTIC,
    USUAL_PESSIMISTIC,
    Coupling,
    Effort,
    Package,
    Release,
    ReworkLink,
    Stream,
)


def _effort(piece: PackageFields | StreamFields) -> Effort:
    low, likely, high = (float(days) for days in _range_of(piece))
    distribution = piece.distribution or "pert"
    spread: Literal["pert", "triangular", "exponential", "lognormal", "weibull", "fixed"] = distribution
    # Three equal numbers leave nothing to draw, and the shapes between them are undefined.
    return Effort("fixed" if low == high and spread != "exponential" else spread, low, likely, high)


def _range_of(piece: PackageFields | StreamFields) -> list[float]:
    """Return optimistic, likely and pessimistic days; a single number has the usual spread around it."""
    if len(piece.effort_days) == 3:
        return piece.effort_days
    if piece.distribution in ("fixed", "exponential"):
        return piece.effort_days * 3
    return [piece.effort_days[0] * factor for factor in (USUAL_OPTIMISTIC, 1.0, USUAL_PESSIMISTIC)]


def resolve_release(draft: Draft, release: ReleaseFields) -> Release:
    """Return a release with its packages, couplings and rework links."""
    first = 0.0 if release.first_week is None else release.first_week
    return Release(
        id=release.id,
        packages=tuple(_package(draft, release.id, package) for package in release.packages),
        couplings=tuple(Coupling(c.between[0], c.between[1], float(c.strength)) for c in release.couplings),
        rework=tuple(_rework(link) for link in release.rework),
        every_weeks=float_or_none(release.every_weeks),
        first_week=float(first),
        due_week=float_or_none(release.due_week),
        name=release.name or release.id,
        time_boxed=release.time_boxed,
        influences=release.influences,
        after=tuple(dict.fromkeys(release.after)),
    )


def _rework(link: ReworkFields) -> ReworkLink:
    learning = float_or_none(link.learning)
    chance, share = float(link.probability), float(link.share)
    return ReworkLink(link.source, link.target, chance, share, learning, link.proportional, link.pauses)


def _package(draft: Draft, release: str, package: PackageFields) -> Package:
    return Package(
        id=package.id,
        area=package.area,
        effort=_effort(package),
        complexity=package.complexity,
        people_max=package.people_max,
        after=tuple(dict.fromkeys(name.removeprefix(f"{release}/") for name in package.after)),
        kind=package.kind,
        decisions=package.decisions,
        gpu_hours=float(package.gpu_hours),
        priority=float(package.priority),
        done=float(package.done),
        whole=package.whole,
        pool=pool_of_work(draft, package),
        job_gpus=package.job_gpus,
        trial_days=package.trial_days,
        failure=float(package.failure),
        good_enough=float_or_none(package.good_enough),
        name="" if package.name in (None, package.id) else package.name,
    )


def resolve_stream(draft: Draft, stream: StreamFields) -> Stream:
    """Return a stream of arriving work."""
    return Stream(
        id=stream.id,
        area=stream.area,
        per_week=float(stream.per_week),
        effort=_effort(stream),
        complexity=stream.complexity,
        due_days=float(stream.due_days),
        priority=float(stream.priority),
        then=stream.then,
        name=stream.name or stream.id,
        gpu_hours=float(stream.gpu_hours),
        pool=pool_of_work(draft, stream),
        job_gpus=stream.job_gpus,
    )
