"""The folder of a study: nothing is lost when the process is killed, and damaged parts are not used.

    manifest.json        the study's identity, and a hash of each finished batch
    organization.json    the model as it was resolved
    model.yaml           the same as a model file
    batches/000000.npz   a finished batch, written to a temporary file, synced and renamed
    worlds.npy           one row for each world and scenario, memory-mappable
    verdict.json         the result

The manifest is renewed after each batch. A part that is not in it, or whose hash differs, is not used.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

from reorg.study.running.batch import BatchResult
from reorg.study.running.files import json_text, lock_exclusively, replace_atomically
from reorg.study.running.settings import BatchSpan, StudyError

SCHEMA = "reorg/run/1"
MANIFEST = "manifest.json"
MODEL = "model.yaml"
_OWN = {"lock", "batches"}
Document = dict[str, Any]
_IN_WORDS = {
    "model_hash": "its model is another one, or was changed since",
    "reorg sources": "it was begun under another version of reorg",
}
"""The difference in words when two hashes differ."""


@dataclass(frozen=True)
class RunFolder:
    """An open run folder of one study; ``manifest`` is what its file says."""

    path: Path
    manifest: Document

    def load(self, span: BatchSpan) -> tuple[BatchResult | None, str]:
        """Return a finished batch, or None and what is wrong with it ("" if it was never computed)."""
        entry = self.manifest["batches"].get(span.name)
        file = self._part(span)
        if entry is None or entry["worlds"] != span.count:
            return None, ""
        try:
            content = file.read_bytes()
        except OSError as error:
            return None, f"{file} cannot be read ({error.strerror}); it is computed again"
        if hashlib.sha256(content).hexdigest() != entry["sha256"]:
            return None, f"{file} is damaged or of another study; it is computed again"
        return unpack_batch(content), ""

    def store(self, span: BatchSpan, result: BatchResult) -> None:
        """Store a finished batch: the part first, then the manifest that certifies it."""
        content = _pack_batch(result)
        with replace_atomically(self._part(span)) as temporary:
            temporary.write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        self.manifest["batches"][span.name] = {
            "first_world": span.first,
            "worlds": span.count,
            "sha256": digest,
        }
        self.write_json(MANIFEST, self.manifest)

    def write_json(self, name: str, document: Document) -> None:
        """Write a document in one step: a reader sees the old file or the new one."""
        self.write_text(name, json_text(document))

    def write_text(self, name: str, text: str) -> None:
        """Write a text file in one step."""
        with replace_atomically(self.path / name) as temporary:
            temporary.write_text(text, encoding="utf-8")

    def _part(self, span: BatchSpan) -> Path:
        return self.path / "batches" / f"{span.name}.npz"


@contextmanager
def open_run_folder(path: Path, identity: Document, resume: bool) -> Iterator[RunFolder]:
    """Open the run folder of the study with this identity, new or to resume, for this process alone.

    Raises :class:`StudyError` if another process has it, if it holds a study and ``resume`` was not
    requested, if that study is another one (saying what differs), or if it is not a run folder.
    """
    _refuse_strangers(path)
    try:
        (path / "batches").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StudyError(f"cannot create the run folder {path}: {error.strerror}") from None
    with lock_exclusively(
        path / "lock", f"another process is using {path}; wait for it or name another folder"
    ):
        folder = RunFolder(path, _manifest(path, identity, resume))
        folder.write_json(MANIFEST, folder.manifest)
        yield folder


def _manifest(path: Path, identity: Document, resume: bool) -> Document:
    file = path / MANIFEST
    if not file.exists():
        return {"schema": SCHEMA, **identity, "batches": {}}
    if not resume:
        raise StudyError(f"{path} already holds a study; resume it (--resume) or give another folder")
    found = _read(file)
    # Through JSON, so that tuples and lists compare equal.
    differences = list(_differences("", found, json.loads(json.dumps({"schema": SCHEMA, **identity}))))
    if differences:
        message = f"{path} holds another study and cannot be resumed: {'; '.join(differences)}"
        raise StudyError(f"{message}; give another folder")
    return {**found, **identity}


def _read(file: Path) -> Document:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = None
    if not isinstance(found, dict) or not isinstance(found.get("batches"), dict):
        raise StudyError(f"{file} is damaged, so the study cannot be resumed; give another folder")
    return found


def _refuse_strangers(path: Path) -> None:
    if not path.is_dir() or (path / MANIFEST).exists():
        return
    strangers = sorted(
        p.name for p in path.iterdir() if p.name not in _OWN and not p.name.endswith(".partial")
    )
    if strangers:
        raise StudyError(
            f"{path} is not empty and is not a run folder (it contains {strangers[0]!r}); give another folder"
        )


def _differences(where: str, found: Document, asked: Document) -> Iterator[str]:
    for key, value in asked.items():
        other = found.get(key)
        # Worlds may be added to a study, by number or until it is precise enough.
        if key in ("worlds", "precision") or other == value:
            continue
        if key in _IN_WORDS:
            yield _IN_WORDS[key]
        elif isinstance(value, dict) and isinstance(other, dict):
            yield from _differences(f"{where}{key}.", other, value)
        else:
            yield f"{where}{key} is {_shortened_json(other)} there and {_shortened_json(value)} here"


def _shortened_json(value: object) -> str:
    text = json.dumps(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _pack_batch(result: BatchResult) -> bytes:
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **{f.name: getattr(result, f.name) for f in fields(result)})
    return buffer.getvalue()


def unpack_batch(content: bytes) -> BatchResult:
    """Return the batch that a part holds; the manifest checks its hash."""
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return BatchResult(**{f.name: arrays[f.name] for f in fields(BatchResult)})
