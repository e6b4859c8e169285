"""The report of a finished study, from Python and from the command line alike."""

from __future__ import annotations

from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from reorg.mechanisms import ASSUMPTIONS
from reorg.mechanisms.contested import LOTS
from reorg.model.organization import Organization
from reorg.report.page import write_report
from reorg.study.sampling.assumptions import ranges_in_use
from reorg.study.study import Study


def report_of(study: Study, path: str | Path, *, fixed: bool = False, command: str = "") -> Path:
    """Write the report of a study as one HTML file and return its path.

    ``fixed``: the study held its assumptions at their central values. ``command`` is what gives the same
    result again, the call from Python if not stated. Raises OSError where the file cannot be written.
    """
    scenarios = ", ".join(repr(scenario) for scenario in study.verdict["scenarios"])
    settings = f"worlds={study.verdict['worlds']}, seed={study.verdict['seed']}"
    call = f"reorg.compare(lab, [{scenarios}], {settings}{', fixed=True' if fixed else ''})"
    weeks = list(range(1, study.organization.horizon_weeks + 1))
    extras = {
        "organization": study.organization,
        "series": {scenario: {"weeks": weeks, **series} for scenario, series in study.series.items()},
        "assumptions": _assumptions(study.organization),
        "fixed": fixed,
        "command": command or call,
        "created": f"{datetime.now():%Y-%m-%d}",
        "version": _version(),
    }
    write_report(study.verdict, extras, Path(path))
    return Path(path)


def _assumptions(organization: Organization) -> list[dict[str, Any]]:
    own = {override.id for override in organization.assumptions}
    unused = LOTS[len(organization.contested) :]
    ranges = [p for p in ranges_in_use(ASSUMPTIONS, organization.assumptions) if p.id not in unused]
    names = ("id", "meaning", "unit", "low", "central", "high", "strength", "source")
    return [{name: getattr(p, name) for name in names} | {"overridden": p.id in own} for p in ranges]


def _version() -> str:
    try:
        return metadata.version("reorg")
    except metadata.PackageNotFoundError:
        return "(not installed)"
