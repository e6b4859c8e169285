"""The model file as a whole: what a user writes, before it is resolved.

The records say which fields there are, of which type and in which range, and are published as JSON
Schema. What one part of the file demands of another is in :mod:`reorg.model.checking.rules`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from reorg.model.schema.assumptions import ContestedFields, FactFields, OverrideFields
from reorg.model.schema.compute import ComputeFields
from reorg.model.schema.guard_rails import GuardRailFields
from reorg.model.schema.inputs import Uncertain
from reorg.model.schema.json_inputs import with_uncertain
from reorg.model.schema.market import MarketFields
from reorg.model.schema.observed import ObservedFields
from reorg.model.schema.people import PersonFields
from reorg.model.schema.scenarios import CompareFields, ScenarioFields
from reorg.model.schema.structures import StructureFields
from reorg.model.schema.work import ReleaseFields, StreamFields
from reorg.model.value_types import Currency, Id, ListOf, MapOf, Record, Text
from reorg.money import DEFAULT


class PolicyFields(Record):
    """Rules of choice; queueing checks and published schedules need other rules than offices."""

    attention: Literal["mixed", "priority", "fifo"] = "mixed"
    """Which item of the inbox is next."""
    pull: Literal["urgent", "longest"] = "urgent"
    """Which work a free person takes next."""
    search: Literal["package", "team", "neighbors"] = "package"
    """What a trial changes: one decision of its package, one of its team's, or the first better one."""
    jumps: Annotated[float, Field(ge=0, le=1)] = 0.0
    """Share of trials that draw all their decisions anew."""


class TableFields(Record):
    """CSV tables beside the file; their rows are added to what the file itself says."""

    people: Text | None = None
    """People: a column per field, and ``skills.<area>`` for a skill."""
    teams: Text | None = None
    """Teams: ``structure`` and a column per field; lists are separated by ``;``."""
    work: Text | None = None
    """Packages (rows with ``release``) and streams (rows with ``per_week``)."""


class ModelFields(Record):
    """A whole model file."""

    format: Annotated[Literal["reorg/1"], Field(alias="schema")] = "reorg/1"
    """The format of this file."""
    organization: Annotated[Text, Field(min_length=1)]
    """Its name."""
    start: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    """The start date, YYYY-MM-DD."""
    horizon_weeks: Annotated[int, Field(ge=1, le=1040)]
    """Weeks simulated from the start date."""
    warmup_weeks: Annotated[int, Field(ge=0, le=520)] = 8
    """Weeks simulated before the start date, which no metric counts."""
    areas: Annotated[list[Id], Field(min_length=1, max_length=1000)]
    """Fields of skill and knowledge."""
    tables: TableFields = TableFields()
    """CSV tables that hold people, teams or work."""
    currency: Currency = DEFAULT
    """The currency of all amounts, also of fields whose names end in ``_usd``: an ISO code such as EUR, or a
    symbol such as €. Nothing is converted; pay, prices and limits are stated in it."""
    people: ListOf[PersonFields]
    """Everybody."""
    releases: ListOf[ReleaseFields]
    """Work that ships."""
    streams: ListOf[StreamFields]
    """Work that never ends."""
    compute: ListOf[ComputeFields]
    """Pools of accelerators."""
    market: MarketFields | None = None
    """Adoption of what is released."""
    guard_rails: GuardRailFields | None = None
    """Limits that a structure should keep."""
    structures: Annotated[dict[Id, StructureFields], Field(min_length=1, max_length=200)]
    """The structures to try, by id."""
    scenarios: MapOf[Id, ScenarioFields]
    """What is compared, by id; without any, each structure is a scenario of the same id."""
    compare: Annotated[CompareFields, Field(default_factory=lambda: CompareFields.model_validate({}))]
    """What is compared with what."""
    assumptions: MapOf[str, OverrideFields]
    """Parameter id of the evidence table to what this organization knows better."""
    observed: ObservedFields | None = None
    """What is observed of the organization as it is today; worlds that contradict it are left out."""
    policies: PolicyFields = PolicyFields()
    """How people choose."""
    contested: ListOf[ContestedFields]
    """What sources do not agree on, and a world takes one reading of."""
    uncertain: Uncertain
    """Factors that are not known exactly, each on numbers in many places."""
    facts: ListOf[FactFields]
    """What the numbers rest on."""


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the model file, for editors."""
    schema = with_uncertain(ModelFields.model_json_schema(by_alias=True), ModelFields)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "reorg model file",
        **{key: value for key, value in schema.items() if key != "title"},
    }
