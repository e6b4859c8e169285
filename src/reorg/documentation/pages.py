"""Which pages are printed, and by what."""

from __future__ import annotations

from collections.abc import Callable

from reorg.documentation.events import events_page
from reorg.documentation.metrics import metrics_page
from reorg.engine.state.page import state_page

PAGES: dict[str, Callable[[], str]] = {
    "events.md": events_page,
    "metrics.md": metrics_page,
    "state.md": state_page,
}
"""The name of each page in ``docs/``, and what returns its text."""
