"""Rehearse a reorganization before you announce it.

    import reorg

    lab = reorg.load("qwen")                            # a bundled case, a path, or plain data
    study = reorg.compare(lab, worlds=200, seed=1)
    study.verdict["differences"]
    study.worlds["release_weeks"]                       # or study.rows(), study.to_pandas()
    reorg.report_of(study, "report.html")

The public names are loaded when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

import importlib

# As in typing, which by itself takes longer to load than all else here.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    __version__: str

    from reorg.model import ModelError as ModelError
    from reorg.model import Organization as Organization
    from reorg.model import load as load
    from reorg.quantity import evidence as evidence
    from reorg.report.study_report import report_of as report_of
    from reorg.report.world_log import world_log as world_log
    from reorg.study.compare import compare as compare
    from reorg.study.compare import run as run
    from reorg.study.compare import trace as trace
    from reorg.study.compare import weekly as weekly
    from reorg.study.measuring.metrics import METRICS as METRICS
    from reorg.study.opening import open_study as open_study
    from reorg.study.running.settings import StudyError as StudyError
    from reorg.study.study import Study as Study
    from reorg.study.sweep import Sweep as Sweep
    from reorg.study.sweep import sweep as sweep

_HOMES = {
    "METRICS": "reorg.study.measuring.metrics",
    "ModelError": "reorg.model",
    "Organization": "reorg.model",
    "Study": "reorg.study.study",
    "StudyError": "reorg.study.running.settings",
    "Sweep": "reorg.study.sweep",
    "compare": "reorg.study.compare",
    "evidence": "reorg.quantity",
    "load": "reorg.model",
    "open_study": "reorg.study.opening",
    "report_of": "reorg.report.study_report",
    "run": "reorg.study.compare",
    "sweep": "reorg.study.sweep",
    "trace": "reorg.study.compare",
    "world_log": "reorg.report.world_log",
    "weekly": "reorg.study.compare",
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    """Load a public name from its module; ``__version__`` is that of the installed package."""
    if name == "__version__":
        return importlib.import_module("importlib.metadata").version("reorg")
    if name not in _HOMES:
        raise AttributeError(f"module 'reorg' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(_HOMES)
