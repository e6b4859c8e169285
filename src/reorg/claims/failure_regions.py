"""Regions of the assumptions in which a claim fails: more worlds go the other way."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reorg.claims.evaluation import ClaimResult
from reorg.report.bounds import bounds_in_words
from reorg.report.figures import share
from reorg.study.inference.cosine_basis import CosineBasis
from reorg.study.inference.drivers import jackknife_blocks
from reorg.study.inference.flips import WORLDS_MIN, Flip, Outcomes, SearchedWorlds, find_flips
from reorg.study.inference.luck import means_of_points
from reorg.study.inference.majority import majority_of
from reorg.study.results.sensitivity import describe_bounds, kind_of_column

TIES = "In nearly all worlds it makes no difference."
NOTHING = "No region of the assumptions was found in which this reverses."
EITHER = "Worlds are divided, and no region of the assumptions was found that separates them."


def describe_failure_region(verdict: ClaimResult) -> str | None:
    """Return in a sentence where the claim reverses; None for claims that are not judged in single worlds.

    A claim about a slope has no leaning of a single world, and one about a probability may well show in no
    world by itself (of a batch only the mean counts). Two worlds that share a point of what is assumed count
    as one, a tie where they part; fewer than 128 points are too few.
    """
    known = np.flatnonzero(~np.isnan(verdict.support))
    if verdict.claim.of_batch is not None or known.size < WORLDS_MIN:
        return None
    signs = np.sign(verdict.support[known])
    if majority_of(signs) == "ties":
        return TIES if verdict.claim.judged == "world" else None
    means, first = means_of_points(signs, known)
    worlds = _searched(verdict, known[first])
    if len(means) < WORLDS_MIN or not worlds.basis.columns.size:
        return None
    found = find_flips(worlds, Outcomes.of_signs(np.sign(means)))
    if not found.flips:
        return EITHER if found.lean == "neither" else NOTHING
    return " ".join(_describe(verdict, flip) for flip in found.flips)


def _searched(verdict: ClaimResult, worlds: NDArray[np.int64]) -> SearchedWorlds:
    """Return these worlds with what was drawn in them of all that can act."""
    drawn = np.array([verdict.sample.assumptions[column.id][worlds] for column in verdict.columns]).T
    kinds = [kind_of_column(column) for column in verdict.columns]
    return SearchedWorlds(drawn, CosineBasis.of(drawn, kinds), jackknife_blocks(worlds))


def _describe(verdict: ClaimResult, flip: Flip) -> str:
    sides = (describe_bounds(verdict.columns[column], low, high) for column, low, high in flip.sides)
    where = " and ".join(map(bounds_in_words, sides))
    says = "holds" if flip.toward == "helps" else "fails"
    inside = share(flip.helps if flip.toward == "helps" else flip.harms)
    return (
        f"It {says} where {where}: there in {inside} of worlds ({share(flip.share)} of all worlds are there)."
    )
