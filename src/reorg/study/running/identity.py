"""The identity of a study: studies with the same identity may use each other's parts."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from reorg.compiler import compiler
from reorg.model.hashing import hash_of_model
from reorg.study.running.batch import StudyDesign

_DECISIVE = (".", "mechanisms", "engine", "study")
"""Packages whose sources decide the bits of a batch; the others only read a model or show results."""


def identify_study(job: StudyDesign) -> dict[str, Any]:
    """Return what must be equal for a batch of another run to be used, as a JSON object.

    ``versions`` are part of it: other sources or another NumPy may change the last bits. Raises
    :class:`~reorg.compiler.CompilerError` if the compiled engine is requested and there is no compiler.
    """
    return {
        "model_hash": job.organization.hash,
        "baseline": job.scenarios[0],
        "scenarios": list(job.scenarios),
        "seed": job.seed,
        "fixed": job.fixed,
        "transition_worlds": job.transition_worlds,
        **({"today": hash_of_model(job.today)} if job.today else {}),
        "versions": {
            "reorg sources": hash_of_sources(),
            "numpy": np.__version__,
            "numba": compiler().numba.__version__ if job.engine == "compiled" else "not used",
            "machine": platform.machine(),
        },
    }


@cache
def hash_of_sources(packages: tuple[str, ...] = _DECISIVE) -> str:
    """Return a hash of the sources of some packages; by default, of those that decide the bits of a batch."""
    package = Path(__file__).parents[2]
    digest = hashlib.sha256()
    for folder in packages:
        files = (package / folder).iterdir() if folder == "." else (package / folder).rglob("*")
        for file in sorted(files):
            if file.suffix in (".py", ".csv", ".txt"):
                digest.update(file.relative_to(package).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()[:16]
