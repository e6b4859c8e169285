"""The list of edits of a plan: a cursor for undo and redo, and edits that are taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from reorg.editing.applying import apply
from reorg.editing.board import Board
from reorg.editing.edits import Edit, Refusal, TakeBack


@dataclass(frozen=True)
class Entry:
    """An edit with its number, from 1, and when it was made (ISO 8601)."""

    n: int
    at: str
    edit: Edit


@dataclass
class History:
    """The edits of one plan; those up to the cursor hold. A new edit drops what was undone.

    ``board`` is what they come to. ``struck`` {n: reason} are edits that no longer fit since an earlier one
    was taken back; ``withdrawn`` those taken back.
    """

    fresh: Callable[[], Board]
    entries: list[Entry] = field(default_factory=list)
    cursor: int = 0
    board: Board = field(init=False)
    withdrawn: frozenset[int] = frozenset()
    struck: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._replay()

    def add(self, entry: Entry) -> None:
        """Make an edit; raises :class:`~reorg.editing.edits.Refusal`, and nothing has changed then."""
        if isinstance(entry.edit, TakeBack):
            self._check_taken_back(entry.edit.n)
            self._append(entry)
            self._replay()
            return
        apply(entry.edit, self.board)
        self._append(entry)

    def undo(self) -> Entry:
        """Step back; returns the edit undone, raises :class:`~reorg.editing.edits.Refusal` at the start."""
        if self.cursor == 0:
            raise Refusal("There is nothing to undo.")
        self.cursor -= 1
        self._replay()
        return self.entries[self.cursor]

    def redo(self) -> Entry:
        """Step forward; returns the edit made again, raises :class:`~reorg.editing.edits.Refusal`."""
        if self.cursor == len(self.entries):
            raise Refusal("There is nothing to redo.")
        self.cursor += 1
        self._replay()
        return self.entries[self.cursor - 1]

    @property
    def held(self) -> list[Entry]:
        """The edits that hold: made, not taken back, and fitting."""
        return [
            entry
            for entry in self.entries[: self.cursor]
            if not isinstance(entry.edit, TakeBack)
            and entry.n not in self.withdrawn
            and entry.n not in self.struck
        ]

    def _append(self, entry: Entry) -> None:
        del self.entries[self.cursor :]
        self.entries.append(entry)
        self.cursor += 1

    def _check_taken_back(self, n: int) -> None:
        made = {entry.n for entry in self.entries[: self.cursor] if not isinstance(entry.edit, TakeBack)}
        if n not in made:
            raise Refusal("There is no such edit to take back.")
        if n in self.withdrawn:
            raise Refusal("This is already taken back.")

    def _replay(self) -> None:
        made = self.entries[: self.cursor]
        self.withdrawn = frozenset(entry.edit.n for entry in made if isinstance(entry.edit, TakeBack))
        self.struck = {}
        self.board = self.fresh()
        for entry in made:
            if isinstance(entry.edit, TakeBack) or entry.n in self.withdrawn:
                continue
            try:
                apply(entry.edit, self.board)
            except Refusal as refusal:
                self.struck[entry.n] = str(refusal)
