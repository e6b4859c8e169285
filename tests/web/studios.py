"""A studio to ask, without a network: the application behind a client that has been let in."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from reorg.web.app import create_app
from reorg.web.guard import Access
from reorg.web.recent import Recent
from reorg.web.studio import Studio

with warnings.catch_warnings():
    # Starlette would rather have another client, which is not what the rest of the world has installed.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

PORT = 8123
BASE = f"http://127.0.0.1:{PORT}"


class Client:
    """A browser tab as the server sees it."""

    def __init__(self, studio: Studio, window: str = "one") -> None:
        self.studio, self.access = studio, Access(PORT)
        self.http = TestClient(create_app(studio, self.access), base_url=BASE, follow_redirects=False)
        self.http.headers["x-reorg"] = "1"
        self.window = window

    def enter(self) -> Client:
        answer = self.http.get(f"/enter?token={self.access.token}")
        assert answer.status_code == 303
        return self

    def state(self, scenario: str = "", window: str = "") -> dict[str, Any]:
        answer = self.http.get(f"/api/state?scenario={scenario}", headers={"x-window": window or self.window})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def post(self, path: str, status: int = 200, window: str = "", **data: Any) -> dict[str, Any]:
        headers = {"x-window": window or self.window}
        answer = self.http.post(f"/api/{path}", json=data, headers=headers)
        assert answer.status_code == status, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def edit(self, scenario: str, status: int = 200, **edit: Any) -> dict[str, Any]:
        after = self.studio.opened.count
        return self.post("edits", status, scenario=scenario, after=after, edit=edit)


def studio_of(home: Path, model: str | None = "qwen") -> Studio:
    """Return a studio with a model open, its files under ``home``."""
    studio = Studio(home, Recent(home / "recent.json"))
    if model is not None:
        studio.open(model)
    return studio


def client_of(home: Path, model: str | None = "qwen") -> Client:
    """Return a client that has been let in."""
    return Client(studio_of(home, model)).enter()
