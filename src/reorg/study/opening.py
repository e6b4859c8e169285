"""A finished study read back from its run folder, as it was when it ended."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reorg.model import ModelError, Organization, load
from reorg.study.running.run_folder import MANIFEST, MODEL
from reorg.study.running.saved_run import read_document
from reorg.study.running.settings import StudyError
from reorg.study.running.tally import HEADER_MAX
from reorg.study.study import Study
from reorg.study.verdict import SCHEMA

_HINT = "give the run folder of a finished study, as 'reorg compare MODEL --out DIR' writes it"


def open_study(folder: str | Path) -> Study:
    """Return the study saved in a run folder; its tables are mapped from disk, not read.

    Raises :class:`StudyError` if it is not a run folder, contains no finished study, was written by another
    version, or is damaged.
    """
    path = Path(folder)
    if not (path / MANIFEST).is_file():
        raise StudyError(f"{path} is not a run folder (it has no {MANIFEST}); {_HINT}")
    if not (path / "verdict.json").is_file():
        raise StudyError(f"{path} holds no finished study; the same command with --resume finishes it")
    verdict = read_document(path / "verdict.json")
    if verdict.get("schema") != SCHEMA:
        raise StudyError(
            f"{path} was written by another version: its verdict is {verdict.get('schema')!r}, and this one "
            f"reads {SCHEMA!r}; run the study again"
        )
    details = read_document(path / "details.json")
    organization = _organization(path)
    worlds, dates, people = (_table(path / f"{name}.npy") for name in ("worlds", "dates", "people"))
    try:
        return Study(organization, verdict, worlds, dates, details["series"], details["people"], people, path)
    except KeyError as error:
        raise StudyError(f"{path / 'details.json'} has no {error}; run the study again") from None


def _table(file: Path) -> NDArray[Any]:
    try:
        table: NDArray[Any] = np.load(file, mmap_mode="r", allow_pickle=False, max_header_size=HEADER_MAX)
    except (OSError, ValueError):
        raise StudyError(f"{file} is missing or damaged; run the study again") from None
    return table


def is_fixed(folder: Path) -> bool:
    """Return whether a saved study held its assumptions at their central values."""
    return bool(read_document(folder / MANIFEST).get("fixed"))


def _organization(path: Path) -> Organization:
    if not (path / MODEL).is_file():
        raise StudyError(f"{path} has no {MODEL}, so its organization is not known; run the study again")
    try:
        return load(path / MODEL)
    except ModelError as error:
        raise StudyError(
            f"{path / MODEL} cannot be used by this version; run the study again\n{error}"
        ) from None
