"""JSON and YAML: lists of records, or records by name, become sheets with a header row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from reorg.importing.problems import refused
from reorg.importing.reading.encoding import decoded
from reorg.importing.reading.sheets import ROWS_MAX, Cell, Sheet

_NOT_PEOPLE = frozenset(
    {"subprojects", "meetings", "labels", "owners", "milestone", "author", "assignees", "reviews"}
)
KEY = "id"
"""The column of the names if records are stored by name."""


def read_records(file: str, raw: bytes) -> list[Sheet]:
    """Return a sheet for each list or mapping of records in a JSON or YAML file.

    Raises :class:`~reorg.model.ModelError` if the text is neither, or contains no records.
    """
    text, _, _ = decoded(raw)
    try:
        data = json.loads(text) if file.lower().endswith("json") else yaml.load(text, _Plain)  # noqa: S506
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        first = str(error).splitlines()[0] if str(error) else "nested too deeply"
        raise refused(file, f"cannot be read: {first}", "export it again") from None
    sheets = [
        Sheet(file, name, _rows(file, _groups(records) or records))
        for name, records in _lists(data)
        if records
    ]
    if not sheets:
        raise refused(file, "contains no records", "a list of records, or records by name")
    return sheets if len(sheets) > 1 else [Sheet(file, "", sheets[0].rows)]


class _Plain(yaml.SafeLoader):
    """Plain data: every scalar stays as it is written, and aliases are not followed."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return yaml.SafeLoader.compose_node(self, parent, index)


_Plain.yaml_implicit_resolvers = {}


def _lists(data: Any) -> list[tuple[str, list[Mapping[str, Any]]]]:
    if isinstance(data, list):
        return [("", [item for item in data if isinstance(item, Mapping)])]
    if not isinstance(data, Mapping):
        return []
    if data and all(isinstance(value, Mapping) for value in data.values()):
        return [("", [{KEY: str(name), **value} for name, value in data.items()])]
    return [
        (str(name), [item for item in value if isinstance(item, Mapping)])
        for name, value in data.items()
        if isinstance(value, list)
    ]


def _groups(records: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return a record for each person named within records of groups: lists of chairs, leads, owners."""
    return [
        {"team": record.get("name"), "title": role, **_flat(person)}
        for record in records
        if record.get("name")
        for role, person in _named(record, "")
    ]


def _named(value: Any, role: str, depth: int = 0) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, Mapping):
        if depth and value.get("name") and ("email" in value or "github" in value or "company" in value):
            yield role, value
            return
        for name, part in value.items() if depth < 3 else ():
            if name not in _NOT_PEOPLE:
                yield from _named(part, str(name).replace("_", " ").rstrip("s"), depth + 1)
    elif isinstance(value, list):
        for part in value:
            if isinstance(part, Mapping):
                yield from _named(part, role, depth)


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if not isinstance(value, (Mapping, list))}


def _rows(file: str, records: Sequence[Mapping[str, Any]]) -> list[list[Cell]]:
    if len(records) > ROWS_MAX:
        raise refused(file, f"more than {ROWS_MAX:,} records", "import a part of it")
    names = list(dict.fromkeys(str(name) for record in records for name in record))
    return [list(names), *([_cell(record.get(name)) for name in names] for record in records)]


def _cell(value: Any) -> Cell:
    """Return a value as a cell: nested records by their name, lists joined with `;`."""
    if isinstance(value, Mapping):
        named = (value.get(key) for key in ("name", "login", "title", "id"))
        return next((str(name) for name in named if name), None)
    if isinstance(value, list):
        return "; ".join(text for text in (str(_cell(item) or "") for item in value) if text) or None
    return value
