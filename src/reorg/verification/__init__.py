"""Verification: known results that the engine must reproduce, and what it does with planted errors."""

from reorg.verification.catalog import CHECKS, FACE, FACE_SOURCE, names, select, select_facts, verify
from reorg.verification.facts import FACTS, Fact, FactRecord, Finding
from reorg.verification.results import Check, Comparison, Record, holds

__all__ = [
    "CHECKS",
    "FACE",
    "FACE_SOURCE",
    "FACTS",
    "Check",
    "Comparison",
    "Fact",
    "FactRecord",
    "Finding",
    "Record",
    "holds",
    "names",
    "select",
    "select_facts",
    "verify",
]
