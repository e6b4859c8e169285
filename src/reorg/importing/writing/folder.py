"""The folder of an imported model: all of its files, or none."""

from __future__ import annotations

import csv
import io
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from reorg.importing.assembly import Imported
from reorg.importing.problems import refused
from reorg.importing.writing import rows as tables
from reorg.importing.writing.loading import demand_that_it_loads
from reorg.importing.writing.model_file import model_text
from reorg.importing.writing.uncertain import proposals_of, with_ranges
from reorg.model.writing.cells import unrunnable

MODEL = "model.yaml"
MAP = "map.yaml"
BASE = ".imported"
"""The folder with the tables as they were imported, so that an update can detect edits."""


def files_of(imported: Imported) -> dict[str, str]:
    """Return the text of each file of the model's folder, by name."""
    people = tables.people_rows(imported)
    teams = tables.team_rows(imported)
    work = tables.work_rows(imported)
    findings = [
        {
            "kind": one.kind,
            "file": one.file,
            "row": one.row or "",
            "column": one.column,
            "message": one.message,
            "detail": one.detail,
            "hint": one.hint,
        }
        for one in imported.findings
    ]
    return {
        "people.csv": csv_text(
            tables.people_columns(imported, people),
            with_ranges(people, proposals_of("people", imported.proposals)),
        ),
        "teams.csv": csv_text(tables.TEAMS, teams),
        "work.csv": csv_text(
            tables.work_columns(work), with_ranges(work, proposals_of("work", imported.proposals))
        ),
        "guesses.csv": csv_text(tables.GUESSES, tables.guess_rows(imported)),
        "findings.csv": csv_text(("kind", "file", "row", "column", "message", "detail", "hint"), findings),
        MAP: _map_text(imported),
        MODEL: model_text(imported),
    }


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return a table as CSV; text that a spreadsheet would interpret as a formula gets an apostrophe."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _safe(value) for name, value in row.items()})
    return stream.getvalue()


def _safe(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return unrunnable(value)


def _map_text(imported: Imported) -> str:
    files: dict[str, Any] = {}
    for table in imported.tables:
        stated = imported.mapping.of(table.label, table.sheet.file)
        kept = stated.model_dump(exclude_defaults=True, exclude={"columns"})
        files[table.label] = {
            **kept,
            "kind": table.kind,
            "header_row": table.header_row,
            "columns": {**table.mapping(), **stated.columns},
        }
        if table.order is not None:
            files[table.label]["dates"] = table.order
    answers = imported.mapping.model_dump(exclude_defaults=True, exclude={"files"})
    head = "# How the files were read. Correct it, and import again with --map map.yaml.\n"
    return head + yaml.safe_dump({**answers, "files": files}, allow_unicode=True, sort_keys=False, width=110)


def write_folder(directory: Path, files: Mapping[str, str]) -> None:
    """Write all files into a new or empty folder; a failure leaves nothing behind.

    Raises :class:`~reorg.model.ModelError` if the folder is not empty or cannot be written, or if the model
    would not load.
    """
    try:
        if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
            hint = "name a new folder, or add --update to bring the model in it up to date"
            raise refused(str(directory), "already exists and is not empty", hint)
        directory.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f".{directory.name}.", dir=directory.parent))
        try:
            fill(partial, files)
            demand_that_it_loads(partial / MODEL, files)
            if directory.exists():
                directory.rmdir()
            partial.chmod(0o755)
            os.replace(partial, directory)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
    except OSError as error:
        raise refused(
            str(directory), f"cannot be written: {(error.strerror or str(error)).lower()}"
        ) from None


def fill(directory: Path, files: Mapping[str, str]) -> None:
    """Write the files, and a copy of the tables as imported."""
    for name, text in files.items():
        _write(directory / name, text)
    base = directory / BASE
    base.mkdir(exist_ok=True)
    for name in ("people.csv", "teams.csv", "work.csv", MODEL):
        _write(base / name, files[name])


def replace_files(directory: Path, files: Mapping[str, str]) -> None:
    """Replace files of a folder: all are written next to the old ones before the first replacement."""
    partial: list[tuple[Path, Path]] = []
    try:
        for name, text in files.items():
            path = directory / name
            beside = path.with_name(f".{path.name}.partial")
            partial.append((beside, path))
            _write(beside, text)
        for beside, path in partial:
            os.replace(beside, path)
    except OSError as error:
        for beside, _ in partial:
            beside.unlink(missing_ok=True)
        raise refused(
            str(directory), f"cannot be written: {(error.strerror or str(error)).lower()}"
        ) from None


def _write(path: Path, text: str) -> None:
    # Spreadsheets read a CSV file as UTF-8 only if a byte order mark says so.
    encoding = "utf-8-sig" if ".csv" in path.suffixes else "utf-8"
    with path.open("w", encoding=encoding, newline="") as stream:
        stream.write(text)
