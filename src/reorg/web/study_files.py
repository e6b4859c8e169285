"""Files of the last study for other programs: those of `reorg report`, by the same code."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from reorg.editing.edits import Refusal
from reorg.web.job import Job
from reorg.web.taking import Size

MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
"""Media type by kind of file."""


def size_of(job: Job | None) -> Size:
    """Return the number of worlds of a study, and how it was chosen; None: the default."""
    if job is None:
        return Size()
    until = None if job.width is None or job.seen is None else (job.seen.leading, job.width)
    return Size(job.worlds, job.seed, until)


def study_file(job: Job | None, kind: str, as_in_model: bool, command: str) -> tuple[str, bytes, str]:
    """Return the name, content and media type of a file of a finished study; people by role by default.

    Raises :class:`~reorg.editing.edits.Refusal` if there is no such study or kind, and
    :class:`~reorg.study.running.settings.StudyError` if the package that writes it is not installed.
    """
    if kind not in MEDIA_TYPES:
        raise Refusal("There is no such file.")
    if job is None or job.study is None:
        raise Refusal("There is nothing to write yet: rehearse first.")
    from reorg.exporting.files import ExportContext, export  # noqa: PLC0415 - loads the engine

    with TemporaryDirectory() as folder:
        (path,) = export(
            job.study, frozenset({kind}), Path(folder), ExportContext(command, False, as_in_model)
        )
        return f"study-{job.id}.{kind}", path.read_bytes(), MEDIA_TYPES[kind]
