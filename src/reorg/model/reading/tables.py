"""CSV tables beside a model file: their rows become parts of what the file says."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reorg.model.problems import Fault, KeyPath, ModelError, Problem, suggest_name
from reorg.model.reading.after import add_change
from reorg.model.reading.document import Document, Position
from reorg.model.reading.files import TABLE_MAX_BYTES, decode_table, read_bytes
from reorg.model.reading.scalars import NotFiniteError, parse_scalar
from reorg.model.reading.seating import ALTERED, COLUMNS, DESCRIPTION, Room, Seat, Task, add_seats
from reorg.model.reading.uncertain_cells import uncertain_cell
from reorg.model.schema.inputs import input_kind
from reorg.model.schema.lookup import unwrap_type
from reorg.model.schema.people import PersonFields
from reorg.model.schema.structures import TeamFields
from reorg.model.schema.work import PackageFields, StreamFields
from reorg.model.value_types import Record

# People come last: their rows name teams.
_KINDS = ("teams", "work", "people")

_DECIMAL_COMMA = re.compile(r"-?\d+(?:,\d+)?(?:\s*;\s*\d+(?:,\d+)?)*")
"""Numbers in whose cells a comma is the decimal mark, where commas do not separate the cells."""
_QUOTED_COMMA = re.compile(r"-?(?:0,\d+|\d+,(?:\d{1,2}|\d{4,}))(?:\s*;\s*\d+(?:,\d+)?)*")
"""One in quotes where they do: 1,000 may have a thousands separator instead."""
_OF_ALTERNATIVE = re.compile(rf"(?:{'|'.join(ALTERED)}):(\w[\w .-]*)$")
"""A column of an alternative, such as ``team:split`` or ``team:option A``."""
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
"""A share as a spreadsheet shows it."""
WORK_DESCRIPTION = frozenset({"due", "source", "notes"})
"""Columns of teams and work that are kept for the reader where the format has no such field."""


def add_tables(document: Document, folder: Path | None) -> Document:
    """Return the document with the rows of the tables it names; raises ModelError where one is unreadable.

    ``folder`` is the one that holds the model file; None where the model is not a file.
    """
    named = document.data.get("tables") if isinstance(document.data, dict) else None
    if not isinstance(named, dict):
        return document
    target = _Target(document)
    seats: list[Seat] = []
    tasks: list[Task] = []
    problems: list[Problem] = []
    for kind in _KINDS:
        name = named.get(kind)
        if not isinstance(name, str):
            continue
        try:
            for row, place in _rows(_path(document, folder, kind, name), kind):
                if kind == "people":
                    seats.append(_seat(row, place))
                elif kind == "teams":
                    _add_team(target, row, place)
                else:
                    tasks += _add_work(target, row, place)
        except ModelError as error:
            problems.extend(error.problems)
    if problems:
        raise ModelError(problems)
    room = Room(target)
    owned = [room.own(task) for task in tasks]
    joiners = add_seats(target, seats, room)
    add_change(target, seats, joiners, owned)
    return Document(target.data, target.place)


def _path(document: Document, folder: Path | None, kind: str, name: str) -> Path:
    relative = Path(name)
    if folder is not None and not relative.is_absolute() and ".." not in relative.parts:
        return folder / relative
    message = "a table must be in the folder of the model file or below it"
    if folder is None:
        message = "tables need a model file, because they must be in its folder"
    raise ModelError([document.problem(Fault(("tables", kind), message))])


class _Target:
    """A copy of the document's upper levels, to which rows can be added."""

    def __init__(self, document: Document) -> None:
        place = document.place
        self.data: dict[Any, Any] = dict(document.data)
        self.place = Position(place.file, place.line, place.column, parts=dict(place.parts))
        self._copied: dict[KeyPath, tuple[Any, Position]] = {(): (self.data, self.place)}
        self._releases: dict[str, int] = {}

    def append(self, way: KeyPath, row: dict[str, Any], place: Position) -> None:
        """Append to the list at the way; where the file holds no list there, that is found by its fields."""
        held, parent = self._enter(way, place, list)
        if held is not None:
            held.append(row)
            parent.parts[len(held) - 1] = place

    def release(self, identity: str, place: Position) -> int | None:
        """Return where the release of that id is, added where there is none."""
        held, parent = self._enter(("releases",), place, list)
        if held is None:
            return None
        if not self._releases:
            ids = [part.get("id") if isinstance(part, dict) else None for part in held]
            self._releases = {name: index for index, name in enumerate(ids) if isinstance(name, str)}
        if identity not in self._releases:
            parent.parts[len(held)] = Position(place.file, place.line, place.column)
            self._releases[identity] = len(held)
            held.append({"id": identity, "packages": []})
        return self._releases[identity]

    def mapping(self, way: KeyPath, new: Position) -> dict[Any, Any]:
        """Return the mapping at the way, to be added to; an empty one where the file holds none."""
        held, _ = self._enter(way, new, dict)
        return held if held is not None else {}

    def _enter(self, way: KeyPath, new: Position, kind: type) -> tuple[Any, Position]:
        # Each level is copied once, so that the caller's model stays as it was and rows cost no copies.
        if way not in self._copied:
            outer, place = self._enter(way[:-1], new, list if isinstance(way[-1], int) else dict)
            self._copied[way] = _copy(outer, place, way[-1], new, kind)
        return self._copied[way]


def _copy(outer: Any, place: Position, step: str | int, new: Position, kind: type) -> tuple[Any, Position]:
    held = _held(outer, step)
    if outer is None or not isinstance(held, (kind, type(None))):
        return None, place
    old = place.parts.get(step) or Position(new.file, new.line, new.column)
    inner = Position(old.file, old.line, old.column, old.key_line, old.key_column, dict(old.parts))
    outer[step], place.parts[step] = kind(held or ()), inner
    return outer[step], inner


def _held(outer: Any, step: str | int) -> Any:
    if isinstance(outer, list):
        return outer[int(step)]
    return None if outer is None else outer.get(step)


def _seat(row: dict[str, str], place: Position) -> Seat:
    """Return the person of a row, with what the row says of seats apart from what the person is."""
    name = row.get("name", "")
    seating = [column for column in row if column in COLUMNS or _is_of_alternative(column)]
    says = {column: row.pop(column) for column in seating}
    status = row.get("status", "")
    _describe(row, PersonFields, DESCRIPTION)
    return Seat(_values(row, place, PersonFields), place, name, status, says)


def _is_of_alternative(column: str) -> bool:
    """Return whether a column is of an alternative by name; ``team:aftr`` is a misspelling, not a name."""
    found = _OF_ALTERNATIVE.match(column)
    return found is not None and not difflib.get_close_matches(found[1].casefold(), ["after"], cutoff=0.75)


def _describe(row: dict[str, str], record: type[Record], description: frozenset[str]) -> None:
    """Take out the columns that only describe, as far as they are no fields."""
    for column in description - record.model_fields.keys():
        row.pop(column, None)


def _add_team(target: _Target, row: dict[str, str], place: Position) -> None:
    _describe(row, TeamFields, WORK_DESCRIPTION)
    structure = _taken(row, place, "structure")
    target.append(("structures", structure, "teams"), _values(row, place, TeamFields), place)


def _add_work(target: _Target, row: dict[str, str], place: Position) -> list[Task]:
    """Add the package or stream of a row; return who owns it, where the row says so."""
    team, after = row.pop("team", ""), row.pop("team:after", "")
    columns = [column for column in row if column.startswith("team:") and _is_of_alternative(column)]
    others = {column.removeprefix("team:"): row.pop(column) for column in columns}
    area = row.get("area", "")
    if "per_week" in row:
        _describe(row, StreamFields, WORK_DESCRIPTION)
        name = row.get("id", "")
        target.append(("streams",), _values(row, place, StreamFields), place)
    else:
        _describe(row, PackageFields, WORK_DESCRIPTION)
        release = _taken(row, place, "release")
        name = f"{release}/{row.get('id', '')}"
        index = target.release(release, place)
        if index is None:
            return []
        target.append(("releases", index, "packages"), _values(row, place, PackageFields), place)
    if (after or others) and not team:
        message = "work that moves to another team must have a team today"
        raise ModelError([Problem(place.file, place.line, 1, "", message, "fill in the column team")])
    return [Task(name, area, team, after, place, others)] if team else []


def _taken(row: dict[str, str], place: Position, column: str) -> str:
    if column in row:
        place.parts.pop(column, None)
        return row.pop(column)
    hint = "a row of work is a package (release) or a stream (per_week)" if column == "release" else ""
    raise ModelError([Problem(place.file, place.line, 1, "", f"the row has no {column}", hint)])


def _rows(path: Path, kind: str) -> Iterator[tuple[dict[str, str], Position]]:
    file = str(path)
    text = decode_table(read_bytes(path, TABLE_MAX_BYTES), file)
    header_line = text.split("\n", 1)[0]
    separator = max(",;\t", key=header_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        header = _header(next(reader, []), file)
        if "id" not in header:
            message = f"the table of {kind} has no column 'id'"
            hint = suggest_name("id", header)
            hint = hint if hint.startswith("did") else "add it, with a name of its own in every row"
            raise ModelError([Problem(file, 1, 1, "", message, hint)])
        line = reader.line_num + 1
        for row in reader:
            decimal = _QUOTED_COMMA if separator == "," else _DECIMAL_COMMA
            cells = [cell.replace(",", ".") if decimal.fullmatch(cell.strip()) else cell for cell in row]
            if any(cell.strip() for cell in cells):
                yield _row(header, cells, file, line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise ModelError([Problem(file, reader.line_num, 1, "", f"not a table: {error}")]) from None


def _header(cells: list[str], file: str) -> list[str]:
    header = [cell.strip() for cell in cells]
    if not any(header):
        raise ModelError([Problem(file, 1, 1, "", "the first row contains no headers", "name the columns")])
    twice = [
        Problem(file, 1, column, "", f"the column {name!r} appears twice", "remove one of the two")
        for column, name in enumerate(header, 1)
        if name and name in header[: column - 1]
    ]
    if twice:
        raise ModelError(twice)
    return header


def _row(header: list[str], cells: list[str], file: str, line: int) -> tuple[dict[str, str], Position]:
    place = Position(file, line, 1)
    row: dict[str, str] = {}
    for column, cell in enumerate(cells, 1):
        name = header[column - 1] if column <= len(header) else ""
        if cell.strip() and not name:
            message = "a cell without a header"
            raise ModelError([Problem(file, line, column, "", message, "name its column in the first row")])
        if cell.strip():
            row[name] = cell.strip()
            place.parts[name] = Position(file, line, column)
    return row, place


def _values(row: dict[str, str], place: Position, record: type[Record]) -> dict[str, Any]:
    fields = {field.alias or name: field.annotation for name, field in record.model_fields.items()}
    values: dict[str, Any] = {}
    skills: dict[str, Any] = {}
    for name, cell in row.items():
        if name.startswith("skills."):
            skills[name.removeprefix("skills.")] = cell
        else:
            values[name] = _value(cell, name, fields.get(name))
    if skills:
        skills = {area: uncertain_cell(cell, str) or cell for area, cell in skills.items()}
        parts: dict[str | int, Position] = {area: place.parts[f"skills.{area}"] for area in skills}
        place.parts["skills"] = Position(place.file, place.line, place.column, parts=parts)
        values["skills"] = skills
    return values


def _value(cell: str, name: str, annotation: Any) -> Any:
    if name == "effort_days":
        return uncertain_cell(cell, _effort) or _effort(cell)
    percent = _PERCENT.fullmatch(cell) if name.endswith("share") else None
    if percent:
        return round(float(percent[1].replace(",", ".")) / 100.0, 6)
    kind = input_kind(annotation)
    if kind is not None:
        return uncertain_cell(cell, str if kind.choices else _number) or (
            cell if kind.choices else _number(cell)
        )
    if getattr(annotation, "__origin__", None) is list:
        return [part.strip() for part in cell.split(";") if part.strip()]
    return _number(cell) if unwrap_type(unwrap_type(annotation)) in (int, float, bool) else cell


def _effort(cell: str) -> Any:
    numbers = [_number(part.strip()) for part in cell.split(";")]
    return numbers if len(numbers) > 1 else numbers[0]


def _number(cell: str) -> Any:
    try:
        return parse_scalar(cell)
    except NotFiniteError:
        return cell
