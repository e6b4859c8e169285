"""Where a claim stops holding: a region of the assumptions in which more worlds go the other way."""

from __future__ import annotations

import numpy as np

from reorg.claims.evaluation import ASSUMPTION_COLUMNS, ClaimResult
from reorg.mechanisms import ASSUMPTIONS
from reorg.report.sensitivity import bounds_in_words
from reorg.study.inference.cosine_basis import CosineBasis
from reorg.study.inference.drivers import jackknife_blocks
from reorg.study.inference.flips import WORLDS_MIN, Flip, SearchedWorlds, find_flips
from reorg.study.results.sensitivity import describe_bounds

TIES = "In nearly all worlds it makes no difference."
NOTHING = "No region of the assumptions was found in which this reverses."
EITHER = "Worlds are divided, and no region of the assumptions was found that separates them."


def describe_failure_region(verdict: ClaimResult) -> str | None:
    """Return where the claim turns, in a sentence; None where that is not asked of single worlds.

    A claim about a slope has no leaning of a single world, and one about a probability may well show in no
    world by itself (of a batch only the mean counts); fewer than 128 worlds are too few.
    """
    known = ~np.isnan(verdict.support)
    if verdict.claim.of_batch is not None or known.sum() < WORLDS_MIN:
        return None
    signs = np.sign(verdict.support[known])
    if not signs.any():
        return TIES if verdict.claim.judged == "world" else None
    assumptions = np.array([verdict.sample.assumptions[name] for name in ASSUMPTION_COLUMNS]).T
    worlds = SearchedWorlds(
        assumptions[known], CosineBasis.of(assumptions[known]), jackknife_blocks(np.arange(len(known))[known])
    )
    found = find_flips(worlds, signs)
    if found.lean == "ties":
        return TIES if verdict.claim.judged == "world" else None
    if not found.flips:
        return EITHER if found.lean == "neither" else NOTHING
    return " ".join(_told(flip) for flip in found.flips)


def _told(flip: Flip) -> str:
    sides = (describe_bounds(ASSUMPTIONS[column], low, high) for column, low, high in flip.sides)
    where = " and ".join(map(bounds_in_words, sides))
    says = "holds" if flip.toward == "helps" else "fails"
    share = flip.helps if flip.toward == "helps" else flip.harms
    return (
        f"It {says} where {where}: there in {share:.0%} of worlds ({flip.share:.0%} of all worlds are there)."
    )
