"""Events that change the structure."""

from __future__ import annotations

from dataclasses import dataclass

from reorg.model.events.happening import EventRow, Happening, Labels, Names, Numbers
from reorg.model.value_types import OneOrMore, Record


class StructureEvents(Record):
    """Changes of the structure, as the file states them."""

    reorganize: OneOrMore | None = None
    """The structure that the organization takes. A triggered event may name several, taken in turn: each
    time the next that is not already in force; when none is left, nothing changes."""


@dataclass(frozen=True)
class Reorganize(Happening):
    """At ``week`` (from the start date) the organization takes the structure ``to``."""

    key = "reorganize"
    clause = "the structure becomes {}"

    to: str

    @classmethod
    def resolve(cls, names: Names, week: float, stated: list[str]) -> Reorganize:  # noqa: ARG003, D102
        return cls(week, stated[0])

    def in_words(self, labels: Labels) -> str:  # noqa: D102
        return f"the structure becomes {labels.structure(self.to)}"

    def row(self, numbers: Numbers) -> EventRow:  # noqa: D102
        return EventRow({"structure": numbers.structure(self.to)})


@dataclass(frozen=True)
class Alternate(Happening):
    """The next of the structures ``among``, taken in turn, that is not in force; none: nothing happens."""

    key = "reorganize"
    clause = "the structure becomes {}"

    among: tuple[str, ...]

    @classmethod
    def resolve(cls, names: Names, week: float, stated: list[str]) -> Alternate:  # noqa: ARG003, D102
        return cls(week, tuple(stated))

    def in_words(self, labels: Labels) -> str:  # noqa: D102
        taken = ", then ".join(map(labels.structure, self.among))
        return f"the structure becomes {taken}" + (", and so on in turn" if len(self.among) > 1 else "")

    def row(self, numbers: Numbers) -> EventRow:  # noqa: D102
        return EventRow({}, [numbers.structure(to) for to in self.among])


HAPPENINGS: tuple[type[Happening], ...] = (Reorganize,)
WAITING_INSTEAD: dict[type[Happening], type[Happening]] = {Reorganize: Alternate}
"""What an event becomes that waits for a release, where that is something else."""
