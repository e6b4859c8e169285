"""What the news claims, as propositions that run: reported as they come out."""

from reorg.claims.catalog import CLAIMS
from reorg.claims.proposition import Claim, Setting
from reorg.claims.trial import Verdict, judge

__all__ = ["CLAIMS", "Claim", "Setting", "Verdict", "judge"]
