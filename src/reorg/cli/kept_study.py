"""A study opened from its run folder, and the files written from it."""

from __future__ import annotations

import shlex
from pathlib import Path

from reorg.cli.rehearsal import COMMAND, refusals
from reorg.exporting.files import ExportContext, export
from reorg.report.study_report import report_of
from reorg.study.opening import is_fixed, open_study
from reorg.study.study import Study


def opened(run: Path) -> Study:
    """Return the study in a run folder; raises click.UsageError if there is none."""
    with refusals():
        return open_study(run)


def write_html(study: Study, folder: Path) -> Path:
    """Write the report of a saved study to a folder and return its path; raises click.ClickException."""
    assert study.folder is not None, "a study that was opened is kept"  # noqa: S101 - for the type
    with refusals(folder):
        folder.mkdir(parents=True, exist_ok=True)
        return report_of(
            study,
            folder / "report.html",
            fixed=is_fixed(study.folder),
            command=command_of(study),
        )


def command_of(study: Study) -> str:
    """Return the command line that repeats the study."""
    assert study.folder is not None, "a study that was opened is kept"  # noqa: S101 - for the type
    kept = study.folder / COMMAND
    if kept.is_file():
        return kept.read_text(encoding="utf-8").strip()
    verdict = study.verdict
    words = ["reorg", "compare", "model.yaml", "--scenarios", *verdict["scenarios"]]
    words += ["--worlds", str(verdict["worlds"]), "--seed", str(verdict["seed"])]
    return shlex.join(words + ["--fixed"] * is_fixed(study.folder))


def write_files(study: Study, kinds: frozenset[str], folder: Path, as_in_model: bool) -> list[Path]:
    """Write files of a saved study for other tools, return their paths; raises click.ClickException."""
    with refusals(folder):
        if not kinds:
            return []
        assert study.folder is not None, "a study that was opened is kept"  # noqa: S101 - for the type
        context = ExportContext(command_of(study), is_fixed(study.folder), as_in_model)
        return export(study, kinds, folder, context)
