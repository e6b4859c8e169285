"""A file as data with positions: where each value of a model stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reorg.model.problems import Fault, KeyPath, Problem


@dataclass(slots=True)
class Position:
    """Line and column (from 1) of a value and of its key; ``parts`` are the places of what it holds."""

    file: str
    line: int = 0
    column: int = 0
    key_line: int = 0
    key_column: int = 0
    parts: dict[str | int, Position] = field(default_factory=dict)

    @property
    def row(self) -> tuple[str, int]:
        """The file and the line, which tell rows of tables apart."""
        return self.file, self.line


@dataclass(frozen=True)
class Document:
    """The contents of a file before it is known to be a model: plain data and its places."""

    data: Any
    place: Position

    def problem(self, fault: Fault) -> Problem:
        """Return the problem that the fault is, at the deepest place its way leads to."""
        line, column, file = self._spot(fault.loc)
        return Problem(file, line, column, path_in_words(self.data, fault.loc), fault.message, fault.hint)

    def problems(self, faults: Iterable[Fault]) -> list[Problem]:
        """Return the problems that the faults are."""
        return [self.problem(fault) for fault in faults]

    def _spot(self, loc: KeyPath) -> tuple[int, int, str]:
        place, last = self.place, False
        for step in loc:
            part = place.parts.get(step)
            if part is None:
                break
            place, last = part, True
        # A mapping's own start is the first key it holds, so its key says better which one is meant.
        if last and place.parts and place.key_line:
            return place.key_line, place.key_column, place.file
        return place.line, place.column, place.file


def path_in_words(data: Any, loc: KeyPath) -> str:
    """Return the way in words: ``people > pre > skills``; a list's part is named by its id or number."""
    named: list[str] = []
    for step in loc:
        # A single number stands for a list of one: its place is the number's own.
        if isinstance(step, str) or isinstance(data, (list, tuple)):
            named.append(_word(data, step))
        data = _part(data, step)
    return " > ".join(named)


def _word(data: Any, step: str | int) -> str:
    if not isinstance(step, int):
        return step if len(step) <= 80 else f"{step[:77]}..."
    part = _part(data, step)
    identity = part.get("id") if isinstance(part, Mapping) else None
    return identity[:80] if isinstance(identity, str) and identity else f"#{step + 1}"


def _part(data: Any, step: str | int) -> Any:
    if isinstance(data, Mapping):
        return data.get(step)
    if isinstance(data, (list, tuple)) and isinstance(step, int) and 0 <= step < len(data):
        return data[step]
    return None
