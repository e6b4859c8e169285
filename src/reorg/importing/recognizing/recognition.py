"""A sheet becomes a table: header, columns, and the rows between the header and the footer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from reorg.importing.findings import QUESTION, Findings
from reorg.importing.reading.sheets import Cell, Sheet, is_empty, letter, text_of
from reorg.importing.recognizing.alternatives import FIELD, possible_alternative
from reorg.importing.recognizing.content import by_content, holds_names
from reorg.importing.recognizing.header import MATCH_MIN, Header, find_header, likely_header
from reorg.importing.recognizing.mapping import IGNORE, FileMap, columns_hint
from reorg.importing.recognizing.spelling import normal
from reorg.importing.recognizing.table import Table
from reorg.importing.recognizing.words import match, vocabulary
from reorg.importing.values.dates import Order, day_order

SEVERAL = frozenset(
    [
        "skills",
        "note",
        "labels",
        "version",
        "related",
        "blocked_by",
        "blocks",
        "second_manager",
        "after",
        "people",
        "effort",
        "epic",
    ]
)
"""Fields that may have several columns; for others the best column counts."""

_DATES = (
    "hire_date",
    "end_date",
    "leave_from",
    "leave_to",
    "notice_date",
    "start",
    "due",
    "created",
    "updated",
    "started",
    "done",
)
_TOTAL = re.compile(
    r"^(?:(?:grand |sub)?totals?|total g[ée]n[ée]ral|gesamt|summe|zwischensumme|somme|suma|totales|sum"
    r"|average|count)\b[:\s]*",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"^(?:generated|exported|confidential|printed|report (?:run|date)|source|page \d|stand|erstellt|"
    r"vertraulich|export|seite|confidentiel|édité|g[ée]n[ée]r[ée]|confidencial|generado|©|note:|\*)",
    re.IGNORECASE,
)


_HEADERS_SHOWN = 12
_MEANINGS = "name, manager, title, team, hire_date, share, pay, ignore ..."

INSTRUCTIONS = "How to use this workbook"
"""First line of the sheet of instructions in the example workbook, which is left out without a remark."""


def recognize(sheet: Sheet, file_map: FileMap, findings: Findings) -> Table | None:
    """Return the table of a sheet, None if an import cannot use the sheet; the findings say why."""
    if file_map.kind == "ignore":
        findings.add("file", "left out, as the map says", file=sheet.label)
        return None
    header = find_header(sheet, file_map.kind, file_map.header_row)
    if header is None and _is_of_instructions(sheet):
        return None
    if header is None:
        _say_unrecognized(sheet, findings)
        return None
    _titles(sheet, header, findings)
    columns = _columns(sheet, header, file_map, findings)
    data = _data(sheet, header, columns, findings)
    table = Table(sheet, header.kind, header.row, header.headers, columns, data)
    if header.kind == "people":
        _by_content(table, file_map, findings)
    _unused(table, file_map, findings)
    table.order = file_map.dates or _order(table)
    return table


def _say_unrecognized(sheet: Sheet, findings: Findings) -> None:
    """Report a sheet without a known header: the headers seen, and the line of the map that explains it."""
    row, headers = likely_header(sheet)
    message = "not recognized as a people sheet, a plan or tickets: left out"
    if headers:
        message += f"; headers seen in row {row}: {', '.join(name[:40] for name in headers[:_HEADERS_SHOWN])}"
    unknown = [name for name in headers if (found := match(name, "people")) is None or found.strength < 1.0]
    columns = ", ".join(f"{name!r}: MEANING" for name in unknown[:_HEADERS_SHOWN]) or "HEADER: MEANING"
    text = f"{{{sheet.label!r}: {{kind: people, header_row: {row or 1}, columns: {{{columns}}}}}}}"
    hint = f"say what it is in the map: files: {text}, where MEANING is {_MEANINGS}"
    # Workbooks contain sheets of instructions and lists next to their tables.
    kind = "file" if sheet.name else QUESTION
    findings.add(kind, message, file=sheet.label, hint=hint, asks=("kind", sheet.label))


def _is_of_instructions(sheet: Sheet) -> bool:
    return bool(sheet.rows and sheet.rows[0]) and text_of(sheet.rows[0][0]) == INSTRUCTIONS


def _titles(sheet: Sheet, header: Header, findings: Findings) -> None:
    for row in range(1, header.row):
        sentence = " ".join(filter(None, map(text_of, sheet.rows[row - 1])))
        if sentence:
            findings.add("row", "a title above the header", file=sheet.label, row=row, detail=sentence[:100])
    if header.height > 1:
        message = "a second header row, read together with the first"
        findings.add("row", message, file=sheet.label, row=header.row + 1)


def _columns(sheet: Sheet, header: Header, file_map: FileMap, findings: Findings) -> dict[str, list[int]]:
    strengths: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
    fields = set(vocabulary(header.kind).values())
    stated = _stated(header, file_map)
    for place, name in enumerate(header.headers):
        field, strength = stated.get(place), 2.0
        if field is None:
            found = match(name, header.kind)
            field, strength = (found.field, found.strength) if found else (IGNORE, 0.0)
        elif not (field in fields or field == IGNORE or field.startswith("chain:") or FIELD.match(field)):
            known = ", ".join(sorted(fields))
            message = f"the map gives {name!r} the unknown meaning {field!r}"
            findings.add(QUESTION, message, file=sheet.label, column=name, hint=f"known: {known}")
            field = IGNORE
        if field != IGNORE and strength >= MATCH_MIN:
            strengths[_as_before(field, strengths)].append((strength, place))
    columns: dict[str, list[int]] = {}
    for field, named in strengths.items():
        named.sort(key=lambda one: (-one[0], one[1]))
        exact = [place for strength, place in named if strength >= 1.0]
        places = [place for _, place in named]
        if FIELD.match(field):
            columns[field] = places
            _repeated(sheet, header, field, named, findings)
        else:
            columns[field] = (exact or places) if field in SEVERAL else places[:1]
    return columns


def _stated(header: Header, file_map: FileMap) -> dict[int, str]:
    """Return the fields that the map states for columns, by their places.

    A header as written takes precedence over one that only reads the same: "Manager (option A)" and
    "Manager".
    """
    alike = {
        normal(name) or name: field for name, field in file_map.columns.items() if name not in header.headers
    }
    found = {}
    for place, name in enumerate(header.headers):
        field = file_map.columns.get(name) if name else None
        field = field or alike.get(normal(name) or name) or alike.get(letter(place).casefold())
        if field:
            found[place] = field
    return found


def _as_before(field: str, fields: Iterable[str]) -> str:
    """Return a field of an alternative with the name as the first column spells it: Option A, option a."""
    what, colon, name = field.partition(":")
    if not FIELD.match(field):
        return field
    before = (other.partition(":")[2] for other in fields if FIELD.match(other))
    return what + colon + next((one for one in before if normal(one) == normal(name)), name)


def _repeated(
    sheet: Sheet, header: Header, field: str, named: list[tuple[float, int]], findings: Findings
) -> None:
    """Report columns that state the same field of one alternative, and which of them counts."""
    what, _, name = field.partition(":")
    for (strength, place), (other, again) in pairwise(named):
        if strength == other:
            first, second = header.headers[place], header.headers[again]
            message = f"says the {what} under {name!r} again: where {first!r} is filled in, that counts"
            hint = "remove one of the two columns, or give it another name"
            findings.add("column", message, file=sheet.label, column=second, hint=hint)


def _data(
    sheet: Sheet, header: Header, columns: dict[str, list[int]], findings: Findings
) -> list[tuple[int, Sequence[Cell]]]:
    used = sorted(place for places in columns.values() for place in places)
    width = len(header.headers)
    data: list[tuple[int, Sequence[Cell]]] = []
    for number, row in enumerate(sheet.rows[header.row + header.height - 1 :], header.row + header.height):
        if is_empty(row):
            continue
        texts = list(filter(None, map(text_of, row)))
        if _is_footer(texts, row, width, used):
            message = "a total, a footer or a row with nothing to use: left out"
            findings.add("row", message, file=sheet.label, row=number, detail=" ".join(texts)[:100])
        elif [text_of(cell) for cell in row[:width]] == header.headers:
            findings.add("row", "a repeated header: left out", file=sheet.label, row=number)
        else:
            extra = " ".join(filter(None, map(text_of, row[width:])))
            if extra:
                message = "more cells than headers: the extra cells are not used, and the row may be shifted"
                findings.add("row", message, file=sheet.label, row=number, detail=extra[:100])
            data.append((number, row))
    return data


def _is_footer(texts: list[str], row: Sequence[Cell], width: int, used: list[int]) -> bool:
    if not texts:
        return True
    words = [text for text in texts if not re.fullmatch(r"[\d.,'’ %€$£-]+", text)]
    if words and _TOTAL.match(words[0]) and len(words) <= 2 and len(texts) <= max(2, 0.6 * width):
        return True
    return (
        len(texts) == 1
        and width > 2
        and bool(_FOOTER.match(texts[0]) or not any(_filled(row, at) for at in used))
    )


def _filled(row: Sequence[Cell], place: int) -> bool:
    return place < len(row) and bool(text_of(row[place]))


def _by_content(table: Table, file_map: FileMap, findings: Findings) -> None:
    taken = {name: places[0] for name, places in table.columns.items()}
    width = max((len(row) for _, row in table.data[:50]), default=0)
    settled = _settled(table, file_map)
    free = [place for place in range(max(width, len(table.headers))) if place not in settled]
    if taken.keys().isdisjoint({"name", "first_name"}) and holds_names(table.values("id")):
        # Headers like "Employee ID" above names.
        table.columns["name"] = table.columns.pop("id")
        taken["name"] = taken.pop("id")
    for place, (name, why) in by_content(table.data, free, taken).items():
        table.columns[name] = [place]
        table.guessed[name] = why
        message = f"interpreted as {name}: {why}"
        header = table.header(name)
        hint = f"if not, {columns_hint(table.label, header, IGNORE)}"
        asks = ("columns", header)
        findings.add("column", message, file=table.label, column=header, hint=hint, asks=asks)


def _settled(table: Table, file_map: FileMap) -> set[int]:
    """Return the places of the columns that have a meaning or that the map ignores."""
    ignored = {normal(name) for name, field in file_map.columns.items() if field == IGNORE}
    unused = {place for place, name in enumerate(table.headers) if name and normal(name) in ignored}
    return unused.union(*table.columns.values())


def _unused(table: Table, file_map: FileMap, findings: Findings) -> None:
    settled = _settled(table, file_map)
    for place, name in enumerate(table.headers):
        if place not in settled and any(_filled(row, place) for _, row in table.data[:2000]):
            message = "a column that is not used"
            header = name or letter(place)
            hint = f"if it is needed, {columns_hint(table.label, header, 'MEANING')}"
            field = possible_alternative(name, vocabulary("people")) if table.kind == "people" else ""
            if field:
                hint = f"if it states an alternative, {columns_hint(table.label, header, field)}"
            asks = ("columns", header)
            findings.add("column", message, file=table.label, column=header, hint=hint, asks=asks)


def _order(table: Table) -> Order | None:
    """Return the order of day and month proved by any date column: a file is written by one program."""
    proved = {order for name in _DATES if table.has(name) and (order := day_order(table.values(name)))}
    return proved.pop() if len(proved) == 1 else None
