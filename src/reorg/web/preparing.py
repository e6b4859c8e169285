"""Preparation of rehearsals while users think: plans of the model as edited, and the baseline."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from reorg.cores import core_count
from reorg.model import ModelError
from reorg.model.organization import Organization

if TYPE_CHECKING:
    from reorg.study.running.batch import Rehearsal

Names = tuple[str, ...]
"""Scenarios of one study, the baseline first."""
Make = Callable[[Organization, tuple[Names, ...], Callable[[], bool]], None]
AFTER_SECONDS = 0.25
"""Seconds without edits before plans are made."""
WORLDS_AHEAD = 64
"""Worlds of the baseline simulated in advance: no edit of another scenario changes them."""
AHEAD_SECONDS = 15.0
"""Maximum time for this; a large organization gets fewer of them."""


class _OverError(Exception):
    """A preparation that is no longer wanted."""


class Preparing:
    """Makes the last thing ready that it was asked for, on a thread of its own."""

    def __init__(self, make: Make) -> None:
        """Prepare things with ``make``; an error shows when the thing is rehearsed.

        It is given the organization, the studies, and what tells it to leave off since something else was
        asked for.
        """
        self._make = make
        self._asked: tuple[Callable[[], Organization], tuple[Names, ...]] | None = None
        self._timer: threading.Timer | None = None
        self._lock, self._making = threading.Lock(), threading.Lock()
        self._is_closed = False

    def ask(self, load: Callable[[], Organization], studies: tuple[Names, ...]) -> None:
        """Make ready what rehearses scenarios of the model that ``load`` returns, unless more follows."""
        with self._lock:
            self._cancel()
            self._asked = load, studies
            self._timer = threading.Timer(AFTER_SECONDS, self._prepare)
            self._timer.daemon = True
            self._timer.start()

    def forget(self) -> None:
        """Make nothing ready that is not begun: what was asked for is rehearsed already."""
        with self._lock:
            self._cancel()
            self._asked = None

    def close(self) -> None:
        """Forget what was asked for, and leave off."""
        self._is_closed = True
        self.forget()

    def _cancel(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _is_over(self) -> bool:
        return self._is_closed or self._asked is not None

    def _prepare(self) -> None:
        with self._making:
            with self._lock:
                asked, self._asked = self._asked, None
            if asked is None:
                return
            load, studies = asked
            try:
                self._make(load(), studies, self._is_over)
            except (ModelError, ValueError, KeyError):
                # Whoever rehearses it is told.
                return


def simulate_baseline(rehearsal: Rehearsal, is_over: Callable[[], bool]) -> None:
    """Simulate the first worlds of the baseline into the session of a rehearsal, until ``is_over``."""
    from reorg.study.running.worlds import run_worlds  # noqa: PLC0415 - loads the engine

    end = time.monotonic() + AHEAD_SECONDS

    def heed(_tried: int, _agreeing: int) -> None:
        if is_over() or time.monotonic() >= end:
            raise _OverError

    try:
        rows = rehearsal.draws(0, WORLDS_AHEAD, heed=heed).rows()
    except _OverError:
        return

    def run(world: int) -> None:
        if not is_over() and time.monotonic() < end:
            rehearsal.simulated(0, rows[world], world)

    run_worlds(run, WORLDS_AHEAD, core_count())
