"""Findings of an import about its sources: by file, row and column, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

QUESTION = "question"
"""The kind of a finding that only a person can settle; the hint says where to write the answer."""


@dataclass(frozen=True)
class Finding:
    """A remark on a source: ``row`` counts from 1 as in a spreadsheet and is 0 for the whole file.

    ``column`` is the header of the cell, or the column's letter if it has none. ``kind`` is ``question``,
    ``file``, ``column``, ``row``, ``value``, ``person``, ``manager``, ``work`` or ``update``.
    """

    kind: str
    file: str
    row: int
    column: str
    message: str
    hint: str = ""
    detail: str = ""
    """The part that differs from row to row."""
    asks: tuple[str, str] = ("", "")
    """The part of the map that holds the answer, and its subject: ``("managers", "Ana R.")``."""

    @property
    def place(self) -> str:
        """Its place: ``file:row:column``."""
        return ":".join(part for part in (self.file, str(self.row) if self.row else "", self.column) if part)


class Findings:
    """Findings in the order in which they were made."""

    def __init__(self) -> None:
        self._all: dict[Finding, None] = {}

    def add(
        self, kind: str, message: str, *, file: str = "", row: int = 0, column: str = "", hint: str = "",
        detail: str = "", asks: tuple[str, str] = ("", ""),
    ) -> None:  # fmt: skip
        """Add a finding, unless it has been added already."""
        self._all[Finding(kind, file, row, column, message, hint, detail, asks)] = None

    def __iter__(self) -> Iterator[Finding]:
        """Yield every finding."""
        return iter(self._all)

    def __len__(self) -> int:
        """Return the number of findings."""
        return len(self._all)

    def questions(self) -> list[Finding]:
        """Return the findings that only a person can settle."""
        return [finding for finding in self if finding.kind == QUESTION]


@dataclass(frozen=True)
class Group:
    """Findings with the same content about several rows."""

    finding: Finding
    rows: tuple[int, ...]
    details: tuple[str, ...]


def grouped(findings: Findings) -> list[Group]:
    """Return the findings, merging those that differ only by row and detail, questions first."""
    alike: dict[Finding, list[Finding]] = {}
    for finding in findings:
        alike.setdefault(replace(finding, row=0, detail=""), []).append(finding)
    groups = [
        Group(
            finding,
            tuple(one.row for one in found if one.row),
            tuple(dict.fromkeys(one.detail for one in found if one.detail)),
        )
        for finding, found in alike.items()
    ]
    return sorted(groups, key=lambda group: group.finding.kind != QUESTION)
