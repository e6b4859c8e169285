"""Exports of the studio: the model as a file, the commands that give the same result, tables."""

from __future__ import annotations

import hashlib
import json
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reorg.editing.edits import Refusal
from reorg.editing.workspace import Workspace
from reorg.editing.writing import model_text, moves_table
from reorg.study.running.files import replace_atomically

Data = dict[str, Any]
WORLDS, SEED = 1000, 1


@dataclass(frozen=True)
class Size:
    """The number of worlds of a comparison, and its seed; ``until`` (metric, width of its interval)."""

    worlds: int = WORLDS
    seed: int = SEED
    until: tuple[str, float] | None = None

    def as_options(self) -> list[str]:
        """Return the options of the command line."""
        if self.until is None:
            return ["--worlds", str(self.worlds), "--seed", str(self.seed)]
        sure = ["--precision", f"{self.until[0]}={self.until[1]:g}", "--worlds-max", str(self.worlds)]
        return [*sure, "--seed", str(self.seed)]

    def as_python(self) -> str:
        """Return the options of a call."""
        if self.until is None:
            return f"worlds={self.worlds}, seed={self.seed}"
        sure = f'precision={{"{self.until[0]}": {self.until[1]:g}}}, worlds_max={self.worlds}'
        return f"{sure}, seed={self.seed}"


def as_text(workspace: Workspace, scenario: str, size: Size) -> Data:
    """Return a scenario as a model file, a command line and a Python program, each complete.

    ``file`` is the name of the model in the commands: the name under which :func:`save` writes it, or the
    model itself if nothing is edited.
    """
    name = _file_name(workspace)
    baseline = workspace.organization.baseline
    others = [workspace.saved_id(scenario)] if scenario != baseline else []
    listed = ", ".join(f'"{other}"' for other in others)
    return {
        "file": name,
        "is_edited": workspace.is_edited,
        "yaml": model_text(workspace),
        "cli": command_of(workspace, [baseline, *others], size),
        "python": "\n".join(
            [
                "import reorg",
                "",
                f'model = reorg.load("{name}")',
                f'study = reorg.compare(model, [{listed}], "{baseline}", {size.as_python()})',
                'for entry in study.verdict["differences"]:',
                '    print(entry["metric"], entry["mean"], entry["helps_share"], entry["harms_share"])',
            ]
        ),
    }


def command_of(workspace: Workspace, scenarios: Sequence[str], size: Size) -> str:
    """Return the command line that compares scenarios, by their saved ids, the baseline first."""
    words = ["reorg", "compare", _file_name(workspace), "--scenarios", *scenarios]
    return shlex.join([*words, *size.as_options()])


def save(workspace: Workspace, home: Path, kept: Path) -> Path:
    """Write the edited model next to its file (a bundled case: into ``home``), and return its path.

    The model's own file is never changed. A file of that name that was written here, and not changed since,
    is replaced; ``kept`` remembers. Raises :class:`~reorg.editing.edits.Refusal` if nothing is edited, or the
    folder cannot be written.
    """
    if not workspace.is_edited:
        raise Refusal("Nothing has been edited; the model file is complete.")
    folder = workspace.source.folder or home
    written = _written(kept)
    number, path = 1, folder / f"{_stem(workspace)}-edited.yaml"
    while path.exists() and written.get(path.name) != _hash(path.read_bytes()):
        number += 1
        path = folder / f"{_stem(workspace)}-edited-{number}.yaml"
    text = model_text(workspace)
    try:
        with replace_atomically(path) as temporary:
            temporary.write_text(text, encoding="utf-8")
        kept.write_text(json.dumps({**written, path.name: _hash(text.encode())}), encoding="utf-8")
    except OSError as error:
        raise Refusal(f"{path} cannot be written: {(error.strerror or '').lower()}.") from None
    return path


def moves(workspace: Workspace, scenario: str) -> tuple[str, str]:
    """Return the name and the text of the table of moves of a scenario."""
    return f"moves-{scenario}.csv", moves_table(workspace, scenario)


def _file_name(workspace: Workspace) -> str:
    return f"{_stem(workspace)}-edited.yaml" if workspace.is_edited else workspace.source.name


def _stem(workspace: Workspace) -> str:
    path = workspace.source.path
    return workspace.source.name if path is None else path.stem


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _written(kept: Path) -> dict[str, str]:
    try:
        found = json.loads(kept.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
