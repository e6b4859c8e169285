"""The models opened last: a list in the user's state folder; losing it does no harm."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

MOST = 8


class Recent:
    """A list of model files, the last opened first; ``file`` None stores none."""

    def __init__(self, file: Path | None) -> None:
        """Store the list in ``file``."""
        self.file = file

    @classmethod
    def usual(cls) -> Recent:
        """Return the list of this user."""
        state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
        return cls(Path(state) / "reorg" / "recent.json")

    def listed(self) -> list[dict[str, Any]]:
        """Return the files that still exist, each with a number by which to request it."""
        return [
            {"id": index, "name": entry["name"], "file": Path(entry["path"]).name, "at": entry["at"]}
            for index, entry in enumerate(self._entries())
            if Path(entry["path"]).is_file()
        ]

    def path(self, number: int) -> str | None:
        """Return the file of a number, None if there is none."""
        entries = self._entries()
        return str(entries[number]["path"]) if 0 <= number < len(entries) else None

    def add(self, path: Path, name: str) -> None:
        """Put a file first; if the list cannot be written it stays as it is."""
        if self.file is None:
            return
        entry = {"path": str(path), "name": name, "at": datetime.now().isoformat(timespec="minutes")}
        entries = [entry, *(each for each in self._entries() if each["path"] != str(path))]
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.write_text(json.dumps(entries[:MOST]), encoding="utf-8")
        except OSError:
            return

    def _entries(self) -> list[dict[str, str]]:
        if self.file is None:
            return []
        try:
            found = json.loads(self.file.read_text(encoding="utf-8"))
            return [{key: str(entry[key]) for key in ("path", "name", "at")} for entry in found][:MOST]
        except (OSError, ValueError, TypeError, KeyError):
            return []
