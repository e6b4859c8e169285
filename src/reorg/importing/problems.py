"""Why a source cannot be read at all."""

from __future__ import annotations

from reorg.model import ModelError, Problem


def refused(file: str, message: str, hint: str = "", row: int = 0, column: int = 0) -> ModelError:
    """Return the error that says in one line what is wrong with a file, and how to fix it."""
    return ModelError([Problem(file, row, column, "", message, hint)])
