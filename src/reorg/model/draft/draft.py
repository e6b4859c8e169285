"""The draft: what the rules check and the resolver reads."""

from __future__ import annotations

from dataclasses import dataclass

from reorg.model.draft.names import PeopleNames, WorkNames
from reorg.model.draft.structures import StructureDraft, complete_structures
from reorg.model.schema.model import ModelFields


@dataclass(frozen=True)
class Draft:
    """The input of the rules."""

    fields: ModelFields
    people: PeopleNames
    work: WorkNames
    structures: dict[str, StructureDraft]
    """Without those that extend nothing known, or themselves."""

    @classmethod
    def of(cls, fields: ModelFields) -> Draft:
        """Index the names and complete the structures."""
        people, work = PeopleNames.of(fields), WorkNames.of(fields)
        return cls(fields, people, work, complete_structures(fields.structures))
