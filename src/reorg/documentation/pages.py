"""The printed pages, and the functions that print them."""

from __future__ import annotations

from collections.abc import Callable

from reorg.documentation.assumptions import assumptions_page
from reorg.documentation.events import events_page
from reorg.documentation.metrics import metrics_page
from reorg.documentation.python_names import python_page
from reorg.documentation.verdict import verdict_page
from reorg.engine.state.page import state_page

PAGES: dict[str, Callable[[], str]] = {
    "assumptions.md": assumptions_page,
    "events.md": events_page,
    "metrics.md": metrics_page,
    "python-api.md": python_page,
    "state.md": state_page,
    "verdict.md": verdict_page,
}
"""The name of each page in ``docs/``, and what returns its text."""
