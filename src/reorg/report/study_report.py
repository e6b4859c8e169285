"""The report of a finished study, from Python and from the command line alike."""

from __future__ import annotations

from datetime import date
from importlib import metadata
from pathlib import Path

from reorg.report.page import Printing, render_report
from reorg.study.running.files import replace_atomically
from reorg.study.study import Study


def report_of(study: Study, path: str | Path, *, fixed: bool = False, command: str = "") -> Path:
    """Write the report of a study as one HTML file, completely or not at all, and return its path.

    ``fixed``: the study held its assumptions at their central values. ``command`` is the command that repeats
    the study; if not stated, the report shows the call from Python. Missing folders are created. Raises
    OSError if the file cannot be written.
    """
    if Path(path).is_dir():
        raise IsADirectoryError(f"{path} is a folder: name the file, such as {Path(path) / 'report.html'}")
    page = render_report(study, printing_of(study, fixed, command))
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    with replace_atomically(Path(path)) as temporary:
        temporary.write_text(page, encoding="utf-8", newline="\n")
    return Path(path)


def printing_of(study: Study, fixed: bool = False, command: str = "") -> Printing:
    """Return the imprint of a report of a study made today; arguments as in :func:`report_of`."""
    return Printing(
        created=date.today().isoformat(),
        version=_version(),
        command=command or _call(study, fixed),
        fixed=fixed,
    )


def _call(study: Study, fixed: bool) -> str:
    scenarios = ", ".join(repr(scenario) for scenario in study.verdict["scenarios"])
    settings = f"worlds={study.verdict['worlds']}, seed={study.verdict['seed']}"
    return f"reorg.compare(lab, [{scenarios}], {settings}{', fixed=True' if fixed else ''})"


def _version() -> str:
    try:
        return metadata.version("reorg")
    except metadata.PackageNotFoundError:
        return "(not installed)"
