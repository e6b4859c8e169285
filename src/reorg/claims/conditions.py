"""Where a claim stops holding: a region of the assumptions in which more worlds go the other way."""

from __future__ import annotations

import numpy as np

from reorg.claims.trial import PLACE, Verdict
from reorg.mechanisms import ASSUMPTIONS
from reorg.report.hinges import bounded
from reorg.study.cosines import Basis
from reorg.study.drivers import blocks_of
from reorg.study.flips import WORLDS_MIN, Flip, Worlds, flips_of
from reorg.study.hinges import side_of

TIES = "In nearly all worlds it makes no difference."
NOTHING = "No region of the assumptions was found in which this turns."
EITHER = "Worlds lean neither way, and no region of the assumptions was found in which they do."


def fails_when(verdict: Verdict) -> str | None:
    """Return where the claim turns, in a sentence; None where that is not asked of single worlds.

    A claim about a slope has no leaning of a single world; fewer than 128 worlds are too few.
    """
    known = ~np.isnan(verdict.leaning)
    if verdict.claim.of_batch is not None or known.sum() < WORLDS_MIN:
        return None
    signs = np.sign(verdict.leaning[known])
    if not signs.any():
        return TIES
    assumptions = np.array([verdict.sample.assumptions[name] for name in PLACE]).T
    worlds = Worlds(assumptions[known], Basis.of(assumptions[known]), blocks_of(np.arange(len(known))[known]))
    found = flips_of(worlds, signs)
    if found.lean == "ties":
        return TIES
    if not found.flips:
        return EITHER if found.lean == "neither" else NOTHING
    return " ".join(_told(flip) for flip in found.flips)


def _told(flip: Flip) -> str:
    sides = (side_of(ASSUMPTIONS[column], low, high) for column, low, high in flip.sides)
    where = " and ".join(map(bounded, sides))
    says = "holds" if flip.toward == "helps" else "fails"
    share = flip.helps if flip.toward == "helps" else flip.harms
    return (
        f"It {says} where {where}: there in {share:.0%} of worlds ({flip.share:.0%} of all worlds are there)."
    )
