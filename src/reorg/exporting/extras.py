"""Libraries that are installed with an extra only, asked for when they are needed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from reorg.study.running.settings import StudyError


def needed(module: str, purpose: str) -> Any:
    """Return a module of the extra ``office``; raises :class:`StudyError` where it is not installed."""
    try:
        return import_module(module)
    except ImportError:
        raise StudyError(f"{purpose} needs the extra `office`: pip install 'reorg[office]'") from None
