"""Finding the header of a sheet, below titles and above a second header row, and the kind of sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reorg.importing.reading.sheets import Cell, Sheet, text_of
from reorg.importing.recognizing.spelling import normal
from reorg.importing.recognizing.words import KINDS, Kind, match

HEADER_WITHIN = 40
"""Number of rows from the top in which a header is searched for."""

MATCH_MIN = 0.3
"""Minimum strength of a match between a header and a field."""

_WEIGHTS: dict[Kind, dict[str, float]] = {
    "people": {
        "first_name": 2,
        "last_name": 2,
        "manager": 2,
        "manager_id": 2,
        "manager_name": 2,
        "manager_email": 2,
        "hire_date": 1.5,
        "pay": 1.5,
        "employment_type": 1.5,
        "share": 1.5,
        "weekly_hours": 1.5,
        "department": 1.5,
        "email": 1.5,
        "level": 1,
        "note": 0.2,
        "location": 1,
        "second_manager": 2,
        "name": 1.5,
        "status": 0.5,
    },
    "plan": {
        "effort": 3,
        "after": 2,
        "project": 1.5,
        "due": 1.5,
        "owner": 1.5,
        "note": 0.2,
        "kind": 0.3,
        "done": 0.4,
        "people": 0.7,
        "key": 0.5,
        "area": 0.7,
        "release": 0.7,
        "start": 0.8,
    },
    "tickets": {
        "created": 3,
        "internal_id": 1.5,
        "kind": 1.2,
        "epic": 2,
        "reporter": 1.5,
        "resolution": 1.5,
        "labels": 1,
        "assignee": 1,
        "parent": 1,
        "key": 0.8,
        "title": 0.6,
        "team": 0.5,
        "project": 0.5,
        "due": 0.5,
        "done": 1.2,
        "estimate": 0.8,
        "status": 1,
    },
}

_NEEDED: dict[Kind, tuple[tuple[str, ...], ...]] = {
    "people": (
        ("name", "first_name", "last_name", "email", "id", "position_id", "title"),
        (
            "manager",
            "manager_id",
            "manager_name",
            "manager_email",
            "title",
            "department",
            "team",
            "hire_date",
            "pay",
            "team:after",
            "lead:after",
            "chain:01",
            "chain:02",
            "chain:03",
        ),
    ),
    "plan": (("project",), ("effort", "effort_low", "due", "owner", "team", "after")),
    "tickets": (
        ("key", "title", "internal_id"),
        ("created", "kind", "internal_id"),
        ("status", "done", "created"),
    ),
}

_TECHNICAL = re.compile(r"^[a-z]+[A-Z]\w*$|^[A-Za-z]+(_[A-Za-z0-9]+)+$")


@dataclass(frozen=True)
class Header:
    """A header row (from 1): ``rows`` rows high, with one header for each column."""

    kind: Kind
    row: int
    height: int
    headers: list[str]
    score: float


def find_header(sheet: Sheet, kind: Kind | None = None, row: int | None = None) -> Header | None:
    """Return the row that looks most like a header; stated values of ``kind`` and ``row`` take precedence."""
    best: Header | None = None
    for kind_tried in (kind,) if kind else KINDS:
        rows = [row - 1] if row else range(min(HEADER_WITHIN, len(sheet.rows)))
        for index in rows:
            if index >= len(sheet.rows):
                continue
            headers = [text_of(cell) for cell in sheet.rows[index]]
            score = _score(headers, kind_tried, sheet.rows[index])
            if (score > 0 or row) and (best is None or score > best.score):
                best = Header(kind_tried, index + 1, 1, headers, score)
    return _completed(sheet, _first_of_two(sheet, best, row)) if best else None


def likely_header(sheet: Sheet) -> tuple[int, list[str]]:
    """Return the row (from 1) and the texts of the fullest row of texts near the top; 0 if there is none.

    It is to be shown where no header is recognized.
    """
    found: tuple[int, list[str]] = (0, [])
    for number, cells in enumerate(sheet.rows[:HEADER_WITHIN], 1):
        texts = list(filter(None, map(text_of, cells)))
        if len(texts) > max(1, len(found[1])) and all(isinstance(cell, (str, type(None))) for cell in cells):
            found = (number, texts)
    return found


def _first_of_two(sheet: Sheet, header: Header, stated_row: int | None) -> Header:
    """Return the row above a header that looks like one as well: technical names above labels."""
    if stated_row is not None or header.row < 2:
        return header
    cells = sheet.rows[header.row - 2]
    above = [text_of(cell) for cell in cells]
    score = _score(above, header.kind, cells)
    return Header(header.kind, header.row - 1, 1, above, score) if score >= 0.6 * header.score else header


def _score(headers: list[str], kind: Kind, cells: Sequence[Cell]) -> float:
    named = list(filter(None, headers))
    if not named or any(not isinstance(cell, (str, type(None))) for cell in cells):
        return 0.0
    fields: dict[str, float] = {}
    for header in named:
        found = match(header, kind)
        if found and found.strength >= MATCH_MIN:
            fields[found.field] = max(fields.get(found.field, 0.0), found.strength)
    known = {name if not name.startswith("chain:") else "chain:01" for name in fields}
    if any(not known.intersection(group) for group in _NEEDED[kind]) or max(fields.values()) < 1.0:
        return 0.0
    weights = _WEIGHTS[kind]
    score = sum(weights.get(name, 1.0) * strength for name, strength in fields.items())
    # Rows of data contain words of the vocabulary by accident, but few among many others.
    return score * (0.5 + 0.5 * len(fields) / len(named))


def _grouped(sheet: Sheet, header: Header) -> list[str]:
    """Return the names of the columns, repeated ones after the title of their group in the row above."""
    headers = list(header.headers)
    above = [text_of(cell) for cell in sheet.rows[header.row - 2]] if header.row > 1 else []
    repeated = {name for name in headers if name and headers.count(name) > 1}
    if not repeated or sum(map(bool, above)) < 2:
        return headers
    group = ""
    for place, name in enumerate(headers):
        group = _at(above, place) or group
        if name in repeated and group:
            headers[place] = f"{group} {name}"
    return headers


def _completed(sheet: Sheet, header: Header) -> Header:
    """Return the header with the group titles above it if names repeat, and with a second row below it."""
    headers = _grouped(sheet, header) if header.kind == "people" else list(header.headers)
    below = sheet.rows[header.row] if header.row < len(sheet.rows) else ()
    if not _is_second(headers, [text_of(cell) for cell in below], header.kind, below):
        return Header(header.kind, header.row, 1, headers, header.score)
    second = [text_of(cell) for cell in below]
    width = max(len(headers), len(second))
    both = [(_at(headers, place), _at(second, place)) for place in range(width)]
    merged = [_better(first, other, header.kind) for first, other in both]
    return Header(header.kind, header.row, 2, merged, header.score)


def _is_second(headers: list[str], second: list[str], kind: Kind, cells: Sequence[Cell]) -> bool:
    """Return whether the row below the header names columns too: labels next to technical names, or units."""
    named = [(headers[place], name) for place, name in enumerate(second) if name and place < len(headers)]
    if len(named) < 2 or any(not isinstance(cell, (str, type(None))) for cell in cells):
        return False
    alike = sum(
        normal(first) == normal(other) or _exact(other, kind) or bool(_TECHNICAL.match(other))
        for first, other in named
    )
    return alike >= 0.6 * len(named)


def _exact(header: str, kind: Kind) -> bool:
    found = match(header, kind)
    return found is not None and found.strength == 1.0


def _better(first: str, second: str, kind: Kind) -> str:
    found, other = match(first, kind), match(second, kind)
    return second if other and (not found or other.strength > found.strength) else first or second


def _at(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""
