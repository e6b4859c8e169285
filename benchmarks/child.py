"""Commands in processes of their own, with the time and memory they take."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Finished:
    """What a command printed, and the seconds it took."""

    output: str
    wall_seconds: float
    cpu_seconds: float


def python(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> Finished:
    """Run this interpreter with ``arguments`` in the project's folder.

    Raises subprocess.CalledProcessError where the command fails.
    """
    held = {**os.environ, **(environment or {})}
    # It makes Python compile all sources to bytecode at every start; a user's shell does not set it.
    held.pop("PYTHONDONTWRITEBYTECODE", None)
    before, started = _children_cpu(), time.perf_counter()
    done = subprocess.run(  # noqa: S603 - commands of this project
        [sys.executable, *arguments],
        cwd=ROOT,
        env=held,
        capture_output=True,
        text=True,
        check=True,
    )
    return Finished(done.stdout, time.perf_counter() - started, _children_cpu() - before)


def _children_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
