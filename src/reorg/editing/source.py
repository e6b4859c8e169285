"""The model that is edited: where it comes from, what its file says, and what it is resolved into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from reorg import model
from reorg.model.organization import Organization
from reorg.model.reading.tables import add_tables
from reorg.model.reading.yaml_reader import read_file, read_text


@dataclass(frozen=True)
class Source:
    """A model under edit: ``document`` as its file says it, ``full`` with the rows of its tables.

    ``path`` None: a bundled case, which is not written to. ``folder`` holds the tables.
    """

    name: str
    path: Path | None
    text: str
    document: Mapping[str, Any]
    full: Mapping[str, Any]
    organization: Organization

    @property
    def folder(self) -> Path | None:
        """The folder of the model file; None for a bundled case."""
        return None if self.path is None else self.path.parent

    @classmethod
    def of(cls, name: str) -> Source:
        """Read a model file or a bundled case; raises :class:`~reorg.model.ModelError`."""
        organization = model.load(name)
        if name in model.case_names() and not Path(name).exists():
            text = files("reorg.cases").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
            document = read_text(text, f"{name}.yaml")
            return cls(name, None, text, document.data, document.data, organization)
        path = Path(name).resolve()
        document = read_file(path)
        full = add_tables(read_file(path), path.parent)
        return cls(name, path, path.read_text(encoding="utf-8-sig"), document.data, full.data, organization)

    def load(self, document: Mapping[str, Any]) -> Organization:
        """Return the organization that a changed document means; raises :class:`~reorg.model.ModelError`."""
        return model.load(document, folder=self.folder)
