"""A studio served on this computer, and pages that show it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvicorn

from reorg.web.app import create_app
from reorg.web.guard import Access
from reorg.web.studio import Studio
from web.studios import studio_of


@dataclass
class Served:
    """A studio that answers at an address; hosts its pages ``asked``, and what they ``said`` beside it."""

    studio: Studio
    access: Access
    asked: set[str] = field(default_factory=set)
    said: list[str] = field(default_factory=list)


@contextmanager
def served(home: Path, model: str | None) -> Iterator[Served]:
    """Serve a studio for as long as the block runs."""
    studio = studio_of(home, model)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as bound:
        bound.bind(("127.0.0.1", 0))
        bound.listen(64)
        access = Access(bound.getsockname()[1])
        config = uvicorn.Config(
            create_app(studio, access), log_level="warning", lifespan="off", timeout_graceful_shutdown=1
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        try:
            yield Served(studio, access)
        finally:
            studio.close()
            server.should_exit = True
            thread.join(10)


def page_of(opened: Any, at: Served, width: int = 1440, height: int = 900, **more: Any) -> Any:
    """Return a page that shows the studio, in a window of its own."""
    more = {"reduced_motion": "reduce", **more}
    context = opened.new_context(viewport={"width": width, "height": height}, **more)
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.on("request", lambda request: at.asked.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: _log(at, f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: at.said.append(f"error: {error}"))
    page.on("dialog", lambda dialog: _refuse(at, dialog))
    show(page, at)
    return page


def show(page: Any, at: Served) -> None:
    """Load the studio in a page, whichever window wrote in it before."""
    at.access.is_used = False
    page.goto(at.access.address)


def _refuse(at: Served, dialog: Any) -> None:
    # The studio opens dialogs of its own only, never one of the browser's.
    at.said.append(f"dialog: {dialog.message}")
    dialog.dismiss()


def _log(at: Served, line: str) -> None:
    # A browser logs every answer of 4xx, and a question back is one.
    if "status of 422" not in line:
        at.said.append(line)
