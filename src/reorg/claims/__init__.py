"""What the news claims, as propositions that run: reported as they come out."""

from reorg.claims.catalog import CLAIMS
from reorg.claims.claim import Claim, Setting
from reorg.claims.evaluation import ClaimResult, evaluate_claims

__all__ = ["CLAIMS", "Claim", "ClaimResult", "Setting", "evaluate_claims"]
