"""Text to plain data with positions: YAML 1.2 scalars, nothing executed, everything bounded.

The events of the parser are put together here and not by the YAML library, which would recurse into deep
nesting, build objects from tags, read ``no`` as false and let a repeated key win silently.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from reorg.model.problems import PROBLEMS_MAX, ModelError, Problem
from reorg.model.reading.document import Document, Position
from reorg.model.reading.files import decode, read_bytes
from reorg.model.reading.scalars import NotFiniteError, parse_scalar

DEPTH_MAX = 40
VALUES_MAX = 1_000_000
ALIASED_MAX = 100_000
_SURROGATES = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def read_file(path: Path) -> Document:
    """Read a model file; raises ModelError where it cannot be read as YAML or JSON."""
    text = decode(read_bytes(path), str(path))
    return read_text(_as_yaml(text) if path.suffix == ".json" else text, str(path))


def read_text(text: str, file: str) -> Document:
    """Read YAML (or JSON) text; raises ModelError with everything that is wrong with it as YAML."""
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            builder.take(event)
    except yaml.YAMLError as error:
        raise ModelError([*builder.problems, _syntax(error, text, file)]) from None
    except _Stop:
        raise ModelError(builder.problems) from None
    if builder.document is None and not builder.problems:
        raise ModelError(
            [Problem(file, 1, 1, "", "the file is empty", "`reorg new DIR` writes one to start from")]
        )
    if builder.problems or builder.document is None:
        raise ModelError(builder.problems)
    return builder.document


def _as_yaml(text: str) -> str:
    # JSON may indent with tabs and write a character as two surrogates; YAML knows neither.
    joined = _SURROGATES.sub(lambda m: bytes.fromhex(m[1] + m[2]).decode("utf-16-be"), text)
    return joined.replace("\t", " ")


_NO_COLON = "could not find expected ':'"
_COMMENT = re.compile(r"\s#\s*\d")
"""A # that was meant as part of a name, "res #1", and began a comment."""


def _syntax(error: yaml.YAMLError, text: str, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be read"
    if mark is None:
        position = min(getattr(error, "position", 0) or 0, len(text))
        line, column = text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)
        return Problem(file, line, column, "", f"not YAML: {reason}")
    context = getattr(error, "context", None)
    lines = text.splitlines()
    here = lines[mark.line] if mark.line < len(lines) else ""
    message = f"not YAML: {reason}" + (f" ({context})" if context else "")
    if "\t" in here[: mark.column + 1]:
        return Problem(
            file, mark.line + 1, mark.column + 1, "", "a tab where YAML requires spaces", "indent with spaces"
        )
    opened = getattr(error, "context_mark", None)
    if reason == _NO_COLON and opened is not None:
        mark = opened
    first = opened.line if opened is not None else mark.line
    hint = _syntax_hint(reason, lines[first : mark.line + 1], first + 1)
    return Problem(file, mark.line + 1, mark.column + 1, "", message, hint)


def _syntax_hint(reason: str, lines: Sequence[str], first: int) -> str:
    """Return how to mend what is not YAML; ``lines`` from the one, number ``first``, where it begins."""
    if any(_COMMENT.search(line) for line in lines) and reason != _NO_COLON:
        return 'a # after a space begins a comment: write names of a group without spaces, in quotes: "res#1"'
    if "expected ','" in reason:
        return f"close the bracket that is opened in line {first}, or put a comma between its entries"
    if reason == _NO_COLON:
        return "write key: value, with a colon and a space"
    if "mapping values" in reason:
        return "put text that contains a colon in quotes, and indent keys of one level alike"
    return "indent keys of one level alike" if "block" in reason else ""


class _Stop(Exception):  # noqa: N818 - control flow: reading on would not help
    """Reading ends here; the problem is already noted."""


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not been read yet."""

    data: Any
    place: Position
    anchor: str | None
    first_value: int
    key: str | None = None
    key_mark: Any = None
    merged: Any = None


@dataclass(slots=True)
class _Anchored:
    data: Any
    place: Position
    size: int


class _Builder:
    """Puts the parser's events together, without recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.document: Document | None = None
        self._open: list[_Open] = []
        self._anchors: dict[str, _Anchored] = {}
        self._values = 0
        self._aliased = 0

    def take(self, event: Any) -> None:
        """Take the next event of the parser."""
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.AliasEvent():
                self._alias(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._start(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._end()
            case yaml.DocumentStartEvent() if self.document is not None:
                self._stop(event, "a second document", "a model is one document: remove the line with ---")

    def _scalar(self, event: Any) -> None:
        self._count(event)
        self._refuse_tag(event)
        parent = self._open[-1] if self._open else None
        if parent is not None and isinstance(parent.data, dict) and parent.key is None:
            parent.key, parent.key_mark = event.value, event.start_mark
            return
        value: Any = event.value
        if event.style is None or event.style == "":
            value = self._plain(event)
        place = self._place(event)
        if event.anchor:
            self._anchors[event.anchor] = _Anchored(value, place, 1)
        self._add(value, place)

    def _plain(self, event: Any) -> Any:
        try:
            return parse_scalar(event.value)
        except NotFiniteError:
            self._note(event, f"{event.value[:40]} is not a finite number", "write an ordinary number")
            return 0

    def _alias(self, event: Any) -> None:
        anchored = self._anchors.get(event.anchor)
        if anchored is None:
            self._stop(
                event,
                f"*{event.anchor} has no &{event.anchor} that is complete before it",
                "write the value out",
            )
        elif self._wants_key():
            self._stop(event, "an alias cannot be a key", "write the key out")
        else:
            self._aliased += anchored.size
            if self._aliased > ALIASED_MAX:
                self._stop(
                    event, f"aliases repeat more than {ALIASED_MAX:,} values", "write groups with count:"
                )
            self._values += anchored.size
            self._add(anchored.data, anchored.place)

    def _start(self, event: Any) -> None:
        self._count(event)
        self._refuse_tag(event)
        if len(self._open) >= DEPTH_MAX:
            self._stop(event, f"nested deeper than {DEPTH_MAX} levels", "a model needs fewer than ten")
        if self._wants_key():
            self._stop(event, "a mapping or list cannot be a key", "a key is a word, as in `id: pre`")
        data: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._open.append(_Open(data, self._place(event), event.anchor, self._values))

    def _end(self) -> None:
        done = self._open.pop()
        if done.merged is not None:
            _merge(done)
        if done.anchor:
            size = self._values - done.first_value + 1
            self._anchors[done.anchor] = _Anchored(done.data, done.place, size)
        self._add(done.data, done.place)

    def _add(self, value: Any, place: Position) -> None:
        if not self._open:
            self.document = Document(value, place)
            return
        parent = self._open[-1]
        if isinstance(parent.data, list):
            parent.place.parts[len(parent.data)] = place
            parent.data.append(value)
            return
        self._add_to_mapping(parent, value, place)

    def _add_to_mapping(self, parent: _Open, value: Any, place: Position) -> None:
        key, mark = str(parent.key), parent.key_mark
        parent.key = None
        place = Position(self.file, place.line, place.column, mark.line + 1, mark.column + 1, place.parts)
        if key == "<<":
            parent.merged = (value, place)
        elif key in parent.data:
            first = parent.place.parts[key].key_line
            message = f"{key!r} is stated twice (first in line {first})"
            self._note_at(mark, message, "remove one of the two")
        else:
            parent.data[key] = value
            parent.place.parts[key] = place

    def _wants_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1].data, dict) and self._open[-1].key is None

    def _place(self, event: Any) -> Position:
        return Position(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _count(self, event: Any) -> None:
        self._values += 1
        if self._values > VALUES_MAX:
            self._stop(event, f"more than {VALUES_MAX:,} values", "write groups with count:, or use tables:")

    def _refuse_tag(self, event: Any) -> None:
        if event.tag is not None:
            self._note(event, f"the tag {event.tag} is not allowed", "remove it; put text in quotes")

    def _note(self, event: Any, message: str, hint: str) -> None:
        self._note_at(event.start_mark, message, hint)

    def _note_at(self, mark: Any, message: str, hint: str) -> None:
        self.problems.append(Problem(self.file, mark.line + 1, mark.column + 1, "", message, hint))
        if len(self.problems) >= PROBLEMS_MAX:
            raise _Stop

    def _stop(self, event: Any, message: str, hint: str) -> None:
        self._note(event, message, hint)
        raise _Stop


def _merge(done: _Open) -> None:
    """Add what ``<<`` names to the mapping, where the mapping does not say it itself."""
    value, place = done.merged
    sources = [(value, place)]
    if isinstance(value, list):
        sources = [(part, place.parts[index]) for index, part in enumerate(value)]
    for data, parts in sources:
        if not isinstance(data, dict):
            done.data["<<"] = value
            done.place.parts["<<"] = place
            return
        for key in [key for key in data if key not in done.data]:
            done.data[key] = data[key]
            done.place.parts[key] = parts.parts[key]
