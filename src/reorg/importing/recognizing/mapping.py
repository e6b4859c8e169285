"""The map file: answers to questions of an import, kept from one import to the next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from reorg.importing.problems import refused
from reorg.model import ModelError
from reorg.model.problems import Fault, suggest_name
from reorg.model.reading.document import Document
from reorg.model.reading.validation_messages import drop_secondary_faults, faults_of_validation
from reorg.model.reading.yaml_reader import read_file
from reorg.model.value_types import Currency, MapOf, Positive, Record, Text

IGNORE = "ignore"


class FileMap(Record):
    """The way to read one file, or one sheet of it (``file.xlsx[Sheet]``)."""

    kind: Literal["people", "plan", "tickets", "ignore"] | None = None
    """The kind of sheet; found from its header if not stated."""
    header_row: Annotated[int, Field(ge=1)] | None = None
    """The row of its header, from 1."""
    encoding: Text | None = None
    """The encoding of its text."""
    separator: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    """The separator of its cells."""
    dates: Literal["day-first", "month-first"] | None = None
    """The order of day and month in dates like 03/04/2026."""
    effort_unit: Literal["person-days", "person-weeks", "person-months", "hours", "points"] | None = None
    """The unit of efforts without one."""
    columns: MapOf[str, Text]
    """Header (or letter) of a column to its meaning, or ``ignore``."""


class Mapping(Record):
    """Answers of a person to the questions of an import."""

    organization: Text | None = None
    """Its name."""
    currency: Currency | None = None
    """The currency of the model, and of amounts without one."""
    rates: MapOf[Currency, Positive]
    """Currency to the value of one unit in the model's currency."""
    managers: MapOf[str, Text]
    """A manager as written in the sheet to the number, e-mail, name or ``row 12`` of the person meant."""
    namesakes: MapOf[str, Literal["one", "several"]]
    """A name to how many people the rows of a sheet with that name stand for, where no number says so."""
    files: MapOf[str, FileMap]
    """File, or ``file.xlsx[Sheet]``, to how to read it."""

    def of(self, label: str, file: str) -> FileMap:
        """Return how to read a sheet: as stated for the sheet, otherwise as stated for its file."""
        return self.files.get(label) or self.files.get(file) or _NOTHING


_NOTHING = FileMap.model_validate({})
NO_MAP = Mapping.model_validate({})
"""The map before any question has been asked."""


def columns_hint(label: str, header: str, meaning: str) -> str:
    """Return how to state the meaning of a column of a file, or of a sheet of it."""
    return f"write files: {{{label!r}: {{columns: {{{header!r}: {meaning!r}}}}}}} in the map"


def dates_hint(file: str) -> str:
    """Return how to state the order of day and month in the dates of a file."""
    return f"write files: {{{file!r}: {{dates: day-first}}}} in the map (or month-first)"


def read_map(path: Path) -> Mapping:
    """Return the answers in a map file; raises :class:`~reorg.model.ModelError` with all its mistakes."""
    document: Document = read_file(path)
    if not isinstance(document.data, dict):
        raise refused(str(path), "expected a mapping (key: value)")
    try:
        return Mapping.model_validate(document.data)
    except ValidationError as error:
        faults = map(_of_a_map, drop_secondary_faults(faults_of_validation(error)))
        raise ModelError(document.problems(list(faults))) from None


def _of_a_map(fault: Fault) -> Fault:
    """Return a fault with the fields of a map in its hint, instead of those of a model file."""
    if not fault.message.startswith("unknown field"):
        return fault
    key, of_file = str(fault.loc[-1]), set(FileMap.model_fields)
    if len(fault.loc) == 1 and key in of_file:
        return replace(fault, hint=f"it belongs to a file: files: {{FILE: {{{key}: ...}}}}")
    names = set(Mapping.model_fields) if len(fault.loc) == 1 else of_file
    hint = suggest_name(key[:80], sorted(names)) or f"known: {', '.join(sorted(names))}"
    return replace(fault, hint=hint)
