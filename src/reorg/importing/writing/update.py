"""An update of an edited model from a newer import: edits stay, new data are added.

Three versions of each table are compared: as first imported, as edited in the folder, and as imported now. If
only one side changed a cell, that side counts; if both did, the edit stays and the conflict is a finding.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

from reorg.importing.findings import Findings
from reorg.importing.problems import refused
from reorg.importing.values.dates import read_date
from reorg.importing.values.names import plain
from reorg.importing.writing.folder import BASE, MODEL, csv_text
from reorg.model.reading.files import decode_table

Table = dict[str, dict[str, str]]
TABLES = ("people.csv", "teams.csv", "work.csv")
_UNIMPORTANT = frozenset({"source", "tenure_years"})


def updated(directory: Path, files: Mapping[str, str], findings: Findings) -> dict[str, str]:
    """Return the texts of the folder after the update; the tables as imported now are under ``.imported/``.

    Raises :class:`~reorg.model.ModelError` where the folder contains no imported model.
    """
    if not (directory / BASE / "people.csv").is_file():
        hint = "--update needs a folder that reorg import has written"
        raise refused(str(directory), "contains no imported model", hint)
    texts = dict(files)
    rename: dict[str, str] = {}
    for name in TABLES:
        base = _read(directory / BASE / name)
        mine = _respelled(_read(directory / name), base)
        columns, theirs = parsed(files[name], name)
        if name == "people.csv":
            rename = _same_people(base, theirs)
        theirs = _renamed(theirs, rename)
        merge = _Merge(name, base, mine, theirs, findings)
        kept = [column for row in mine.values() for column in row if column not in columns]
        texts[name] = csv_text([*columns, *dict.fromkeys(kept)], merge.rows())
        texts[f"{BASE}/{name}"] = csv_text(columns, theirs.values())
    texts[f"{BASE}/{MODEL}"] = files[MODEL]
    texts[MODEL] = _model(directory, files[MODEL], findings)
    return texts


def model_start(directory: Path) -> date:
    """Return the start date of the model in a folder; raises :class:`ModelError` if there is none."""
    try:
        text = (directory / MODEL).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise refused(str(directory), "contains no imported model", "--update needs one") from None
    found = re.search(r"^start: *(\d{4}-\d{2}-\d{2})", text, re.MULTILINE)
    if found is None:
        raise refused(str(directory / MODEL), "says no start date", "name it with --start")
    return date.fromisoformat(found[1])


def parsed(text: str, name: str) -> tuple[list[str], Table]:
    """Return columns and rows (by id) of a table; raises :class:`ModelError` for one without ids."""
    first = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    columns = list(reader.fieldnames or [])
    rows: Table = {}
    for row in reader:
        cells = {key: (value or "").strip() for key, value in row.items() if key}
        key = (
            cells.get("release", "") + "/" + cells.get("id", "")
            if name == "work.csv"
            else cells.get("id", "")
        )
        if cells.get("id"):
            rows[key] = cells
    if "id" not in columns:
        raise refused(name, "has no column id", "restore the column, or import into a new folder")
    return columns, rows


def _read(path: Path) -> Table:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise refused(str(path), f"cannot be read: {(error.strerror or str(error)).lower()}") from None
    return parsed(decode_table(raw, str(path)), path.name)[1]


def _respelled(mine: Table, base: Table) -> Table:
    """Return a table with the original cells where a spreadsheet only changed the spelling.

    It writes dates and decimals as usual in its country, and removes leading zeros of numbers.
    """
    return {
        key: {
            column: was if (was := base.get(key, {}).get(column, "")) and _alike(cell, was) else cell
            for column, cell in row.items()
        }
        for key, row in mine.items()
    }


def _alike(cell: str, other: str) -> bool:
    if cell == other:
        return True
    one, two = read_date(cell).day, read_date(other).day
    if one is not None or two is not None:
        return one == two
    try:
        return float(cell.replace(",", ".")) == float(other)
    except ValueError:
        return False


def _same_people(base: Table, theirs: Table) -> dict[str, str]:
    """Return new id to old id of the people who are in both, by number, address, then name."""
    keys: tuple[Callable[[dict[str, str]], str], ...] = (
        lambda row: row.get("employee_number", ""),
        lambda row: row.get("email", ""),
        lambda row: plain(row.get("name", "")),
        _vacancy,
    )
    rename: dict[str, str] = {}
    taken: set[str] = set()
    for key in keys:
        known = _unique((key(row), identity) for identity, row in base.items() if identity not in taken)
        for identity, row in theirs.items():
            old = known.get(key(row))
            if identity not in rename and old is not None and old not in taken:
                rename[identity] = old
                taken.add(old)
    for identity in theirs:
        # A new person must not be mistaken for the earlier holder of the id.
        if identity not in rename and identity in base:
            rename[identity] = f"{identity}-new"
    return {new: old for new, old in rename.items() if new != old}


def _vacancy(row: dict[str, str]) -> str:
    """Return the key that identifies a position without name, number and address, empty for any other."""
    if any(row.get(column) for column in ("employee_number", "email", "name")):
        return ""
    return " ".join(
        (row.get("title", ""), row.get("manager", ""), row.get("team", ""), row.get("hire_date", ""))
    )


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    twice: set[str] = set()
    for key, identity in pairs:
        if key in found:
            twice.add(key)
        found[key] = identity
    return {key: identity for key, identity in found.items() if key and key not in twice}


def _renamed(table: Table, rename: Mapping[str, str]) -> Table:
    if not rename:
        return table
    found: Table = {}
    for key, row in table.items():
        changed = dict(row)
        for column in ("id", "manager", "second_manager", "lead"):
            if column in changed and (column != "id" or "employee_number" in row):
                changed[column] = rename.get(changed[column], changed[column])
        found[rename.get(key, key) if "employee_number" in row else key] = changed
    return found


class _Merge:
    """The three versions of one table."""

    def __init__(self, name: str, base: Table, mine: Table, theirs: Table, findings: Findings) -> None:
        self._name, self._base, self._mine, self._theirs = name, base, mine, theirs
        self._findings = findings

    def rows(self) -> list[dict[str, str]]:
        """Return the merged rows: those of the newer import in its order, then those added manually."""
        merged = []
        for key, theirs in self._theirs.items():
            base, mine = self._base.get(key), self._mine.get(key)
            if mine is None and base is not None:
                self._say("deleted by hand: not added again", key, theirs)
            elif mine is None or base is None:
                if mine is None:
                    self._say("new", key, theirs)
                merged.append(theirs if mine is None else {**theirs, **mine})
            else:
                merged.append(self._row(key, base, mine, theirs))
        for key, mine in self._mine.items():
            if key in self._theirs:
                continue
            if key in self._base:
                edits = [
                    name for name, cell in mine.items() if cell and cell != self._base[key].get(name, "")
                ]
                text = f"; your edits of it are removed too: {', '.join(edits)}" if edits else ""
                self._say(f"no longer in the newer files: removed{text}", key, mine)
            else:
                merged.append(mine)
        return merged

    def _row(
        self, key: str, base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
    ) -> dict[str, str]:
        row = {}
        for column in dict.fromkeys([*theirs, *mine]):
            old, edited, new = base.get(column, ""), mine.get(column, ""), theirs.get(column, "")
            row[column] = new if edited == old else edited
            if edited not in (old, new) and new != old and column not in _UNIMPORTANT:
                message = f"edited by hand and changed in the newer files: your edit stays ({column})"
                self._say(message, key, mine, f"edited {edited!r}, newer {new!r}, before {old!r}")
            elif column in {"team", "lead", "parent"} and edited == old and new != old:
                self._say(f"another {column}", key, mine, f"{old or 'none'} to {new or 'none'}")
        return row

    def _say(self, message: str, key: str, row: Mapping[str, str], detail: str = "") -> None:
        shown = row.get("name") or key
        self._findings.add(
            "update", message, file=self._name, detail=f"{shown}: {detail}" if detail else shown
        )


def _model(directory: Path, newer: str, findings: Findings) -> str:
    """Return the model file: the newer one, or the edited one with the areas that were added."""
    try:
        mine = (directory / MODEL).read_text(encoding="utf-8")
        base_path = directory / BASE / MODEL
        base = base_path.read_text(encoding="utf-8") if base_path.is_file() else ""
    except (OSError, UnicodeDecodeError):
        return newer
    if mine == base:
        return newer
    line = re.compile(r"^areas: \[(.*)\]$", re.MULTILINE)
    had, has = line.search(mine), line.search(newer)
    if had is None or has is None:
        findings.add(
            "update",
            "edited by hand: it stays; make sure that areas: lists all areas that the tables use",
            file=MODEL,
        )
        return mine
    listed = [part.strip() for part in had[1].split(",") if part.strip()]
    fresh = [part.strip() for part in has[1].split(",") if part.strip() and part.strip() not in listed]
    message = "edited by hand: it stays" + (f", with the areas {', '.join(fresh)} added" if fresh else "")
    findings.add("update", message, file=MODEL)
    return mine[: had.start()] + f"areas: [{', '.join([*listed, *fresh])}]" + mine[had.end() :]
