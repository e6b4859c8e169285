"""Verification: known results that the engine must reproduce, and what it does with planted errors."""

from reorg.verification.catalog import CHECKS, FACE, FACE_SOURCE, names, select, verify
from reorg.verification.results import Check, Comparison, Record, holds

__all__ = [
    "CHECKS",
    "FACE",
    "FACE_SOURCE",
    "Check",
    "Comparison",
    "Record",
    "holds",
    "names",
    "select",
    "verify",
]
