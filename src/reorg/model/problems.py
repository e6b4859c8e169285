"""Mistakes in a model, with their place and their fix."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Collection, Generator, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

T = TypeVar("T")
KeyPath = tuple[str | int, ...]
"""A way through the file: keys of mappings and indices of lists, from the top."""

PROBLEMS_MAX = 200
"""More are not collected: a file with that many mistakes has one that matters."""
_CANDIDATES_MAX = 2000


@dataclass(frozen=True)
class Problem:
    """One mistake: ``line`` and ``column`` count from 1 and are 0 where the model is not a text."""

    file: str
    line: int
    column: int
    path: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Return ``file:line:column: path: message`` and the hint on a line of its own."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        path = f"{self.path}: " if self.path else ""
        hint = f"\n    {self.hint}" if self.hint else ""
        return f"{place}: {path}{self.message}{hint}"


class ModelError(Exception):
    """A model that cannot be used; ``problems`` lists all its mistakes in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems without repetitions, sorted by place."""
        self.problems = tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.file, p.line, p.column)))

    def __str__(self) -> str:
        """Return one problem after the other."""
        return "\n".join(str(problem) for problem in self.problems)


@dataclass(frozen=True)
class Fault:
    """A mistake at a way through the model, before its place in the text is looked up."""

    loc: KeyPath
    message: str
    hint: str = ""
    cause: tuple[str, str] = ("", "")
    """What the mistake comes from: a kind of thing, and the name that none of the kind has; empty: itself."""


class UnknownNameError(Exception):
    """A name that refers to nothing; ``message``, ``hint`` and ``cause`` are those of its :class:`Fault`."""

    def __init__(self, message: str, hint: str = "", cause: tuple[str, str] = ("", "")) -> None:
        """Keep a fault for the user."""
        self.message, self.hint, self.cause = message, hint, cause

    def fault(self, way: KeyPath) -> Fault:
        """Return the mistake at its place."""
        return Fault(way, self.message, self.hint, self.cause)


def one_for_each_cause(faults: Sequence[Fault]) -> list[Fault]:
    """Return the faults, those of one cause as the first of them, which says how many places there are."""
    # What a structure inherits is looked at in each structure, and stands in the file once.
    places = Counter(cause for cause, _ in {(fault.cause, fault.loc) for fault in faults})
    kept: list[Fault] = []
    seen: set[tuple[str, str]] = set()
    for fault in faults:
        count, name = places[fault.cause], fault.cause[1]
        if name and fault.cause in seen:
            continue
        seen.add(fault.cause)
        remark = f" ({count} places name {name!r})" if name and count > 1 else ""
        kept.append(replace(fault, message=f"{fault.message}{remark}"))
    return kept


Named = tuple[KeyPath, str]
"""A name, and where it stands."""


def listed(way: KeyPath, names: Iterable[str]) -> Iterator[Named]:
    """Yield the names of a list that stands at ``way``."""
    return (((*way, index), name) for index, name in enumerate(names))


def resolve_names(
    find: Callable[[str], T], named: Iterable[Named]
) -> Generator[Fault, None, list[tuple[KeyPath, str, T]]]:
    """Yield a fault for each name that ``find`` does not know; return the others and what they stand for."""
    known = []
    for way, name in named:
        try:
            known.append((way, name, find(name)))
        except UnknownNameError as error:
            yield error.fault(way)
    return known


def repetitions(keys: Iterable[Hashable]) -> Iterator[tuple[int, int]]:
    """Yield the position of each key that was there before, and that of the first such key."""
    first: dict[Hashable, int] = {}
    for index, key in enumerate(keys):
        if first.setdefault(key, index) != index:
            yield index, first[key]


def unknown_faults(
    what: str, known: Collection[str], named: Iterable[tuple[KeyPath, str | None]], otherwise: str = ""
) -> Iterator[Fault]:
    """Yield a fault for each stated name that is not that of a known ``what``; None is not stated.

    ``otherwise`` is the hint where no known name is suggested.
    """
    for way, name in named:
        if name is not None and name not in known:
            hint = suggest_name(name, known) or otherwise
            yield Fault(way, f"no {what} is called {name!r}", hint, (what, name))


def suggest_name(name: object, known: Iterable[str]) -> str:
    """Return "did you mean ...?" for a misspelt name, or the known names where they are few, or nothing.

    ``name`` may be anything that stands where a name should.
    """
    names, name = set(known), str(name)
    folded = {candidate.casefold(): candidate for candidate in sorted(_plausible(name, names))}
    close = difflib.get_close_matches(name.casefold(), list(folded), n=1, cutoff=0.6)
    if close:
        return f"did you mean {folded[close[0]]!r}?"
    return f"known: {', '.join(sorted(names))}" if 0 < len(names) <= 12 else ""


def _plausible(name: str, names: set[str]) -> Collection[str]:
    # Comparing with every one of 100,000 names would take seconds for each mistake.
    if len(names) <= _CANDIDATES_MAX:
        return names
    return [n for n in names if n[:1] == name[:1] and abs(len(n) - len(name)) <= 2][:_CANDIDATES_MAX]


def shorten_list(names: Iterable[str], shown: int = 5) -> str:
    """Return the first names and how many more there are."""
    listed = list(names)
    more = f" and {len(listed) - shown} more" if len(listed) > shown else ""
    return ", ".join(listed[:shown]) + more
