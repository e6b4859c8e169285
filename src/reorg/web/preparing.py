"""What a rehearsal needs, made ready while people think: the plans of the model as it was last edited."""

from __future__ import annotations

import threading
from collections.abc import Callable

from reorg.model import ModelError
from reorg.model.organization import Organization

AFTER_SECONDS = 0.25
"""How long nothing is edited before plans are made."""


class Preparing:
    """Makes the last thing ready that it was asked for, on a thread of its own."""

    def __init__(self, make: Callable[[Organization, tuple[str, ...]], None]) -> None:
        """Make things ready by ``make``; what it cannot make is said when it is rehearsed."""
        self._make = make
        self._asked: tuple[Callable[[], Organization], tuple[str, ...]] | None = None
        self._timer: threading.Timer | None = None
        self._lock, self._making = threading.Lock(), threading.Lock()

    def ask(self, load: Callable[[], Organization], scenarios: tuple[str, ...]) -> None:
        """Make ready what rehearses scenarios of the model that ``load`` returns, unless more follows."""
        with self._lock:
            self._cancel()
            self._asked = load, scenarios
            self._timer = threading.Timer(AFTER_SECONDS, self._prepare)
            self._timer.daemon = True
            self._timer.start()

    def close(self) -> None:
        """Forget what was asked for."""
        with self._lock:
            self._cancel()
            self._asked = None

    def _cancel(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _prepare(self) -> None:
        with self._making:
            with self._lock:
                asked, self._asked = self._asked, None
            if asked is None:
                return
            load, scenarios = asked
            try:
                self._make(load(), scenarios)
            except (ModelError, ValueError, KeyError):
                # Whoever rehearses it is told.
                return
