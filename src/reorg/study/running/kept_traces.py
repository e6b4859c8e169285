"""The places of a model's uncertain inputs, kept from one command to the next.

Finding the places that inputs change takes seconds, and most studies are of a model studied before, or edited
slightly since. The places found are kept beside the compiled engine, in a file for each set of inputs. They
are used as they are for the same model, read by the same sources, and for an edited one only if they are
verified bit for bit, so a file from an earlier state of the model does no harm.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from reorg.code_cache import home, is_writable
from reorg.engine.plan.places import Places
from reorg.engine.plan.retracing import Traced
from reorg.model.organization import Organization
from reorg.study.running.identity import hash_of_sources
from reorg.study.running.inputs import (
    Studied,
    names_and_steps,
    remember,
    remembered,
    remembered_studies,
)

FILES = 16
"""The maximum number of files kept: those used last."""


@dataclass(frozen=True)
class _Kept:
    """The content of a file."""

    traces: tuple[Traced, ...]
    studies: dict[Studied, tuple[Places, ...]]


@contextmanager
def traces_kept(organization: Organization) -> Iterator[None]:
    """Let a study inside the context use the traces of earlier commands, and keep its own."""
    if not organization.dimensions:
        yield
        return
    names, steps = names_and_steps(organization)
    words = repr((names, steps, hash_of_sources(), hash_of_sources(("model",)), np.__version__))
    file = home() / f"traces-{hashlib.sha256(words.encode()).hexdigest()[:16]}"
    if not remembered(names, steps):
        kept = _read(file)
        remember(kept.traces, kept.studies)
    before = _Kept(remembered(names, steps), remembered_studies(names, steps))
    yield
    found = _Kept(remembered(names, steps), remembered_studies(names, steps))
    if [*map(id, found.traces)] != [*map(id, before.traces)] or found.studies.keys() != before.studies.keys():
        _write(file, found)


def _read(file: Path) -> _Kept:
    try:
        # Written by a process of this user, as compiled code is, and in the same folder.
        found = pickle.loads(file.read_bytes())  # noqa: S301
        file.touch()
    except Exception:  # whatever a damaged file causes: the places are found again
        found = None
    return found if isinstance(found, _Kept) else _Kept((), {})


def _write(file: Path, kept: _Kept) -> None:
    """Write a file, completely or not at all; on a full or read-only disk it is not kept."""
    if not is_writable(file.parent):
        return
    unfinished = file.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        unfinished.write_bytes(pickle.dumps(kept, pickle.HIGHEST_PROTOCOL))
        unfinished.replace(file)
    with suppress(OSError):
        unfinished.unlink(missing_ok=True)
        by_use = sorted(file.parent.glob("traces-*"), key=lambda each: each.stat().st_mtime)
        for old in by_use[:-FILES]:
            old.unlink(missing_ok=True)
