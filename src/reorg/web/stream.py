"""The stream of a tab: the events of a study, as server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Any

Event = tuple[str, dict[str, Any]]
QUIET_SECONDS = 15.0
"""Seconds after which a comment is sent, so that neither side assumes the stream has failed."""
_BACKLOG = 2000
"""Number of events a tab may be behind; one further behind gets everything again."""


class Hub:
    """Sends events to every open stream; may be called from any thread."""

    def __init__(self, snapshot: Callable[[], list[Event]]) -> None:
        """Start each stream with the result of ``snapshot``."""
        self._snapshot = snapshot
        self._queues: dict[asyncio.Queue[Event | None], asyncio.AbstractEventLoop] = {}
        self._count = 0
        self.is_closed = False

    def tell(self, name: str, data: dict[str, Any]) -> None:
        """Send an event to all streams."""
        self._put_everywhere((name, data))

    def close(self) -> None:
        """End all streams."""
        self.is_closed = True
        self._put_everywhere(None)

    async def stream(self) -> AsyncIterator[str]:
        """Yield the lines of one stream until the hub is closed or the tab has gone."""
        queue: asyncio.Queue[Event | None] = asyncio.Queue(_BACKLOG)
        self._queues[queue] = asyncio.get_running_loop()
        try:
            for event in self._snapshot():
                yield self._written(event)
            while not self.is_closed:
                try:
                    message = await asyncio.wait_for(queue.get(), QUIET_SECONDS)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if message is None:
                    return
                yield self._written(message)
        finally:
            self._queues.pop(queue, None)

    def _put_everywhere(self, event: Event | None) -> None:
        for queue, loop in list(self._queues.items()):
            # A loop that has ended has no stream left.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(_put, queue, event)

    def _written(self, event: Event) -> str:
        self._count += 1
        name, data = event
        return f"id: {self._count}\nevent: {name}\ndata: {json.dumps(data, allow_nan=False)}\n\n"


def _put(queue: asyncio.Queue[Event | None], event: Event | None) -> None:
    if queue.full():
        # A tab this far behind reads the snapshot again when the browser reconnects.
        queue.get_nowait()
        event = None
    queue.put_nowait(event)
