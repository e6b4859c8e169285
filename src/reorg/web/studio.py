"""The studio: the open model, its scenarios, the window that may edit, and the studies."""

from __future__ import annotations

import json
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from reorg import model
from reorg.editing.edits import Refusal
from reorg.editing.journal import Journal, JournalError
from reorg.editing.source import Source
from reorg.editing.workspace import Workspace
from reorg.study.running.files import lock_exclusively, replace_atomically
from reorg.study.running.settings import StudyError
from reorg.web.describing import Describer
from reorg.web.jobs import Jobs
from reorg.web.recent import Recent
from reorg.web.stream import Event, Hub

Data = dict[str, Any]
VIEW_MAX = 2000
"""Maximum number of characters of the page's saved view."""


class Studio:
    """The state of one server; several threads may call its methods, one at a time."""

    def __init__(self, home: Path, recent: Recent) -> None:
        """Keep the studio folders of bundled cases under ``home``."""
        self.home, self.recent = home, recent
        self.lock = threading.RLock()
        self.hub = Hub(self._snapshot)
        self.jobs = Jobs(self.hub.tell)
        self.workspace: Workspace | None = None
        self.describer: Describer | None = None
        self.writer: str | None = None
        self.imported: Any = None
        """Sheets that were read and are not accepted yet."""
        self._held = ExitStack()

    def open(self, name: str) -> None:
        """Open a model file or a bundled case in place of the open one.

        Raises :class:`~reorg.model.ModelError` for a model with mistakes,
        :class:`~reorg.editing.journal.JournalError` if its edits cannot be kept, and
        :class:`~reorg.study.running.settings.StudyError` if another studio has it open.
        """
        source = Source.of(name)
        folder = self._folder(source)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise JournalError(f"{folder} cannot be written: {(error.strerror or '').lower()}.") from None
        held = ExitStack()
        refusal = f"{source.name} is open in another studio; close that one first."
        if self.workspace is not None and self._folder(self.workspace.source) == folder:
            self._held.close()
        held.enter_context(lock_exclusively(folder / "lock", refusal))
        workspace = Workspace(source, Journal(folder / "edits.jsonl"))
        self._held.close()
        self._held, self.workspace, self.describer = held, workspace, Describer(workspace)
        self.jobs.use(workspace, folder)
        if source.path is not None:
            self.recent.add(source.path, source.organization.name)

    def close(self) -> None:
        """Stop the studies and close the model."""
        self.hub.close()
        self.jobs.close()
        self._held.close()

    @property
    def folder(self) -> Path:
        """The folder of the open model's studio."""
        return self._folder(self.opened.source)

    @property
    def opened(self) -> Workspace:
        """The workspace; raises :class:`~reorg.editing.edits.Refusal` if no model is open."""
        if self.workspace is None:
            raise Refusal("No model is open.")
        return self.workspace

    def state(self, window: str, scenario: str | None) -> Data:
        """Return everything that a page needs when it loads."""
        if self.workspace is None or self.describer is None:
            return {"start": self.start_page()}
        if self.writer is None:
            self.writer = window
        view = self.view()
        shown = scenario if scenario in self.workspace.plans else view.get("scenario")
        if shown not in self.workspace.plans:
            shown = self._first_alternative()
        return {
            "n": self.workspace.count,
            "is_writer": self.writer == window,
            "model": self.describer.model(),
            "view": view,
            **self.scenario(str(shown)),
        }

    def scenario(self, identity: str) -> Data:
        """Return a scenario, the list of all, and the number of the last edit."""
        assert self.describer is not None  # noqa: S101 - for the type
        self.jobs.prepare(identity)
        return {
            "n": self.opened.count,
            "scenarios": self.describer.scenarios(),
            "scenario": self.describer.scenario(identity),
        }

    def start_page(self) -> Data:
        """Return the models that can be opened."""
        cases = [{"name": name, "title": title} for name, title in model.case_titles().items()]
        return {"cases": cases, "recent": self.recent.listed()}

    def view(self) -> Data:
        """Return the page's saved view; empty if there is none."""
        try:
            kept = json.loads((self.folder / "view.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}

    def save_view(self, view: Data) -> None:
        """Save the page's view; raises :class:`~reorg.editing.edits.Refusal` if it is too large."""
        text = json.dumps(view)
        if len(text) > VIEW_MAX:
            raise Refusal("This is too large for a view.")
        with replace_atomically(self.folder / "view.json") as temporary:
            temporary.write_text(text, encoding="utf-8")

    def claim(self, window: str) -> None:
        """Allow one window to edit, and no other."""
        self.writer = window
        self.hub.tell("writer", {"window": window})

    def release(self, window: str) -> None:
        """Allow any window to edit if this one was the editor."""
        if self.writer == window:
            self.writer = None
            self.hub.tell("writer", {"window": None})

    def _first_alternative(self) -> str:
        plans = self.opened.plans
        baseline = self.opened.organization.baseline
        compared = [name for name in self.opened.organization.compared if name in plans]
        return next((name for name in (*compared, *plans) if name != baseline), baseline)

    def _folder(self, source: Source) -> Path:
        if source.path is None:
            return self.home / f"{source.name}.studio"
        return source.path.with_name(f"{source.path.stem}.studio")

    def _snapshot(self) -> list[Event]:
        return self.jobs.snapshot()


OPENING_ERRORS = (model.ModelError, JournalError, StudyError)
"""Exceptions raised by :meth:`Studio.open`."""
