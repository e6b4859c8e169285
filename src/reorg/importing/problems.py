"""Errors for sources that cannot be read at all."""

from __future__ import annotations

from reorg.model import ModelError, Problem


def refused(file: str, message: str, hint: str = "", row: int = 0, column: int = 0) -> ModelError:
    """Return the error that states in one line the problem with a file, and how to fix it."""
    return ModelError([Problem(file, row, column, "", message, hint)])
