"""Importing sheets from the page: their contents are shown with findings, then accepted and opened."""

from __future__ import annotations

import base64
import binascii
import re
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from reorg import importing
from reorg.editing.edits import Refusal
from reorg.importing import Findings, Group, Imported, Mapping, NoPeopleError, Table, letter
from reorg.model import ModelError, load
from reorg.model.analysis.findings import find_full_plans
from reorg.web.beginning import new_folder

Data = dict[str, Any]
FILES_MAX = 8
NAMES_MAX = 120
ROWS_SHOWN = 8
VALUES_SHOWN = 3
NO_PEOPLE = (
    "No row of these files says who works there. Say which of them lists people, and which columns hold "
    "their names and their managers or teams."
)
_SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".json", ".yaml", ".yml")


@dataclass(frozen=True)
class Read:
    """Sheets that were read: their contents, and the text of each file of the model to be written."""

    imported: Imported
    files: dict[str, str]


def previewed(files: Any, answers: Any, organization: str) -> tuple[Read | None, Data]:
    """Return the contents of files, and their presentation on the page; nothing is kept.

    Files without people can be shown, so that the page can say what they are, but not used: None.

    ``files`` are ``{name, content}`` with the content in base64, ``answers`` those of a map file. Raises
    :class:`~reorg.editing.edits.Refusal` for invalid uploads, and ModelError for files that cannot be read.
    """
    mapping = _mapping(answers)
    with tempfile.TemporaryDirectory() as folder:
        paths = _written(files, Path(folder))
        try:
            imported = importing.import_files(paths, next_monday(), mapping, organization or None)
        except NoPeopleError as error:
            return None, {"failure": NO_PEOPLE, **_understood(error.tables, error.findings)}
        # Writing raises questions too: a currency is found with the first pay in it.
        read = Read(imported, importing.files_of(imported))
        return read, {**_shown(imported), "remarks": _plan_remarks(read.files, Path(folder) / "model")}


def accept(read: Read, home: Path) -> Path:
    """Write an imported model into a new folder below ``home`` and return the model's file.

    Raises ModelError if it cannot be written or would not load.
    """
    stem = re.sub(r"[^\w-]+", "-", read.imported.organization.lower()).strip("-")[:40] or "imported"
    folder = new_folder(home, stem)
    importing.write_folder(folder, read.files)
    load(folder / importing.MODEL)
    return folder / importing.MODEL


def _plan_remarks(files: dict[str, str], folder: Path) -> list[str]:
    """Return what `reorg import` remarks on the plan of a model; nothing where the model would not load."""
    try:
        importing.write_folder(folder, files)
        return [finding.message for finding in find_full_plans(load(folder / importing.MODEL))]
    except ModelError:
        return []


def next_monday() -> date:
    """Return the next Monday, or today if it is one."""
    today = date.today()
    return today + timedelta(days=(7 - today.weekday()) % 7)


def _mapping(answers: Any) -> Mapping:
    if not answers:
        return importing.NO_MAP
    try:
        return Mapping.model_validate(answers)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = " > ".join(str(step) for step in first["loc"])
        raise Refusal(f"This answer does not fit: {place}: {first['msg']}.") from None


def _written(files: Any, folder: Path) -> list[Path]:
    if not isinstance(files, list) or not 0 < len(files) <= FILES_MAX:
        raise Refusal(f"Choose 1 to {FILES_MAX} files.")
    paths = []
    for file in files:
        if not isinstance(file, dict) or not isinstance(file.get("name"), str):
            raise Refusal("The request is not valid: each file needs a name and a content.")
        # Only the end of the name is used, without characters that a system takes for a path.
        name = re.sub(r"[^\w. ()+-]", "_", re.split(r"[/\\]", file["name"])[-1])[-NAMES_MAX:].lstrip(". ")
        if not name.lower().endswith(_SUFFIXES):
            raise Refusal(f"{name or 'This file'} is not a spreadsheet: {', '.join(_SUFFIXES)} are read.")
        try:
            content = base64.b64decode(file.get("content", ""), validate=True)
        except (binascii.Error, TypeError, ValueError):
            raise Refusal(f"{name} did not arrive completely; try again.") from None
        path = folder / name
        if path in paths:
            raise Refusal(f"Two files have the name {name}.")
        path.write_bytes(content)
        paths.append(path)
    return paths


def _shown(imported: Imported) -> Data:
    vacant = sum(person.count for person in imported.people if person.status == "vacant")
    guesses = Counter((one.table, one.field.partition(".")[0]) for one in imported.proposals)
    return {
        "organization": imported.organization,
        "start": imported.start.isoformat(),
        "people": sum(person.count for person in imported.people) - vacant,
        "vacancies": vacant,
        "teams": len(imported.teams),
        "currency": imported.currency,
        "leaderless": sum(team.lead is None for team in imported.teams),
        "work": len(imported.work.packages) + len(imported.work.streams),
        **_understood(imported.tables, imported.findings),
        "guesses": [
            {"table": table, "field": name, "count": count} for (table, name), count in guesses.most_common()
        ],
    }


def _understood(tables: list[Table], findings: Findings) -> Data:
    """Return the parts of the files that were understood, and the others."""
    return {
        "tables": [
            {
                "label": table.label,
                "kind": table.kind,
                "rows": table.count,
                "header_row": table.header_row,
                "columns": _columns(table),
                "meanings": table.meanings(),
            }
            for table in tables
        ],
        "findings": [_finding(group) for group in sorted(importing.grouped(findings), key=_weight)],
    }


def _columns(table: Table) -> list[Data]:
    """Return the columns of a sheet in their order, with the meaning of each, "" for one that is not used."""
    meanings = {place: name for name, places in table.columns.items() for place in places}
    width = max([len(table.headers), *(place + 1 for place in meanings)])
    columns = []
    for place in range(width):
        header = table.headers[place] if place < len(table.headers) else ""
        values = table.examples(place, VALUES_SHOWN)
        if header or values:
            meaning = meanings.get(place, "")
            columns.append({"name": header or letter(place), "means": meaning, "values": values})
    return columns


def _weight(group: Group) -> tuple[bool, int]:
    """Return the sort key of findings: questions first, then those about a whole file or all managers."""
    kind = group.finding.kind
    order = ("file", "manager", "column", "work", "person")
    return kind != importing.QUESTION, order.index(kind) if kind in order else len(order)


def _finding(group: Group) -> Data:
    finding = group.finding
    return {
        "is_question": finding.kind == importing.QUESTION,
        "kind": finding.kind,
        "file": finding.file,
        "column": finding.column,
        "rows": list(group.rows[:ROWS_SHOWN]),
        "more_rows": max(0, len(group.rows) - ROWS_SHOWN),
        "message": finding.message,
        # If the page asks for the answer itself, instructions for the map file do not help.
        "hint": "" if finding.asks[0] else finding.hint,
        "asks": finding.asks[0],
        "about": finding.asks[1],
        "details": list(group.details[:ROWS_SHOWN]),
    }
