"""Every claim's trial can come out both ways: it holds where its statement must, and not where it must not.

Three questions are put to each trial. In a variant that theory decides (:mod:`controls`) the claim holds;
with the two settings compared exchanged it does not; where all settings are one scenario, it holds nowhere.
"Holds" and "does not" are beyond chance: of single worlds by the 95% interval of the share against a half,
of batches by that of their mean leaning against 0.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from controls import CONTROLS

from reorg.claims import CLAIMS
from reorg.claims.catalog import NOBODY_DRAWN
from reorg.claims.claim import Claim, Setting
from reorg.claims.evaluation import ClaimDesign, ClaimResult, evaluate_claims

pytestmark = pytest.mark.slow

WITHOUT = {
    "C6": dict(NOBODY_DRAWN),
    "C15": {"agents.delegable": 0.0, "agents.assist_gain": 0.0},
}
"""What a claim is about, switched off, where its settings are not the same scenario even so."""


def in_variant(claim: Claim, file: Path) -> Claim:
    """Return the claim with its settings in another model file."""
    return replace(claim, settings={n: replace(s, case=str(file)) for n, s in claim.settings.items()})


def exchanged(claim: Claim) -> Claim:
    """Return the claim with the two settings that it compares in each other's place."""
    one, other = claim.pair
    swapped = claim.settings | {one: claim.settings[other], other: claim.settings[one]}
    return replace(claim, settings=swapped)


def same_everywhere(claim: Claim) -> Claim:
    """Return the claim in its own case, with one scenario in all settings or its subject switched off."""
    first = next(iter(claim.settings.values()))
    if claim.id not in WITHOUT:
        return replace(claim, settings=dict.fromkeys(claim.settings, first))
    off = tuple(WITHOUT[claim.id].items())
    settings = {n: Setting(s.case, s.scenario, off) for n, s in claim.settings.items()}
    return replace(claim, settings=settings)


def run(claims: list[Claim], worlds: int) -> list[ClaimResult]:
    return list(evaluate_claims(claims, ClaimDesign(worlds), threads=2))


def holds(found: ClaimResult) -> bool:
    return found.effect[1] > 0.0 if found.claim.judged == "batch" else found.interval[0] > 0.5


def fails(found: ClaimResult) -> bool:
    return found.effect[2] < 0.0 if found.claim.judged == "batch" else found.interval[1] < 0.5


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_where_a_claim_must_hold_it_does_and_exchanged_it_does_not(claim: Claim, tmp_path: Path) -> None:
    control = CONTROLS[claim.id]
    case = next(iter(claim.settings.values())).case
    variant = in_variant(claim, control.write(case, tmp_path))
    # Asked for together, both are judged on the same worlds, which are run once.
    as_stated, swapped = run([variant, exchanged(variant)], control.worlds)
    assert holds(as_stated), control.because
    assert fails(swapped), f"exchanged: {control.because}"


@pytest.fixture(scope="module")
def where_nothing_differs() -> dict[str, ClaimResult]:
    """Run all claims where nothing differs, those about one case in the same worlds, which are run once."""
    found: list[ClaimResult] = []
    # A slope needs several worlds in each of ten batches.
    for of_batch, worlds in ((False, 10), (True, 40)):
        found += run([same_everywhere(c) for c in CLAIMS if bool(c.of_batch) is of_batch], worlds)
    return {each.claim.id: each for each in found}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_where_nothing_differs_a_claim_holds_nowhere(
    claim: Claim, where_nothing_differs: dict[str, ClaimResult]
) -> None:
    assert where_nothing_differs[claim.id].share == 0.0
