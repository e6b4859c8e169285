"""Serving the studio on the loopback address until it is interrupted."""

from __future__ import annotations

import logging
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from types import FrameType

import uvicorn

from reorg.web.app import create_app
from reorg.web.guard import Access
from reorg.web.studio import Studio

LOOPBACK = "127.0.0.1"
GRACE_SECONDS = 2
"""Seconds allowed for open connections to end; a stream never ends by itself."""
SWITCH_SECONDS = 0.001
"""Seconds that one thread keeps the interpreter while others wait for it."""


class _Server(uvicorn.Server):
    """Ends the streams of open pages before it waits for connections to close."""

    def __init__(self, config: uvicorn.Config, studio: Studio) -> None:
        super().__init__(config)
        self._studio = studio

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop, on a signal."""
        # A request that is cut off now is not an error to report.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        self._studio.hub.close()
        self._studio.jobs.stop_all()
        super().handle_exit(sig, frame)


def serve(studio: Studio, port: int, open_browser: bool, say: Callable[[str], None]) -> None:
    """Serve until interrupted; ``say`` gets the address at once. Raises OSError for a port in use."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((LOOPBACK, port))
        bound.listen(64)
        access = Access(bound.getsockname()[1])
        say(access.address)
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(access.address,), daemon=True).start()
        config = uvicorn.Config(
            create_app(studio, access),
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
            lifespan="off",
        )
        # Worlds run in parallel with requests, which wait for the interpreter's lock no longer than this.
        sys.setswitchinterval(SWITCH_SECONDS)
        try:
            studio.jobs.warm_up()
            _Server(config, studio).run(sockets=[bound])
        finally:
            studio.close()
