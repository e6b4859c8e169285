"""Claims from the news, as propositions that run: every result is reported."""

from reorg.claims.catalog import CLAIMS
from reorg.claims.claim import Claim, Setting
from reorg.claims.evaluation import ClaimDesign, ClaimResult, evaluate_claims

__all__ = ["CLAIMS", "Claim", "ClaimDesign", "ClaimResult", "Setting", "evaluate_claims"]
