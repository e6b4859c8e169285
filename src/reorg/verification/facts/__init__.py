"""Twenty facts that experts in organization design expect any simulator to reproduce.

Each compares small organizations in the same worlds: what is demanded of their difference, its sign and
rough size with the source, and what must move inside, so that it does not come out by accident. They are a
yardstick, no fit: mechanisms get their values from the evidence, and a fact that fails with them is told.
"""

from reorg.verification.facts.catalog import FACTS
from reorg.verification.facts.fact import Fact
from reorg.verification.facts.judging import FactRecord, Finding, judge

__all__ = ["FACTS", "Fact", "FactRecord", "Finding", "judge"]
