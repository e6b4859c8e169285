"""The model file, field by field: what a user writes, before it is resolved.

The records say which fields there are, of which kind and in which range, and are published as JSON
Schema. What one part of the file demands of another is in :mod:`reorg.model.rules`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from reorg.model.kinds import AgentCount, Id, ListOf, MapOf, Name, Record, Seniority, Share, SkillLevel, Text
from reorg.model.scenario_fields import CompareFields, ScenarioFields
from reorg.model.structure_fields import GuardRailFields, StructureFields
from reorg.model.work_fields import ComputeFields, MarketFields, ReleaseFields, StreamFields

PEOPLE_MAX = 100_000


class PersonFields(Record):
    """One position filled by one person, or ``count`` alike."""

    id: Id
    """The person's identity, also for luck."""
    count: Annotated[int, Field(ge=1, le=PEOPLE_MAX)] | None = None
    """Makes a group: ``id: pre, count: 24`` is ``pre#1`` to ``pre#24``."""
    title: Text = ""
    """For tables and reports."""
    seniority: Seniority = "mid"
    """Rank of the position."""
    skills: MapOf[Name, SkillLevel]
    """Level by area; an area not named is none."""
    share: Annotated[float, Field(gt=0, le=1)] = 1.0
    """Full-time share: scales the hours present, not the speed."""
    annual_cost_usd: Annotated[float, Field(ge=0, le=1e10)] = 0.0
    """Pay and overheads for a year."""
    tenure_years: Annotated[float, Field(ge=0, le=80)] = 3.0
    """Years in the organization at the start date."""
    ai_agents: AgentCount = 0
    """AI agents at hand."""


class OverrideFields(Record):
    """What this organization knows better than the evidence table: a range, or one value."""

    low: float | None = None
    """Lower bound, in the parameter's unit."""
    central: float | None = None
    """Half the worlds lie on either side; the middle of the scale if not stated."""
    high: float | None = None
    """Upper bound."""
    value: float | None = None
    """Instead of a range: the same in every world."""
    source: Annotated[Text, Field(min_length=1)]
    """Where the numbers come from."""

    @model_validator(mode="after")
    def _a_range_or_a_value(self) -> OverrideFields:
        bounds = (self.low, self.high)
        stated = [x for x in (self.low, self.central, self.high) if x is not None]
        if (self.value is not None) == bool(stated) or (stated and None in bounds):
            raise PydanticCustomError("override", "expected low and high (and perhaps central), or value")
        if stated != sorted(stated):
            raise PydanticCustomError("override_order", "expected low <= central <= high")
        return self


class PolicyFields(Record):
    """How people choose; what queueing checks and published schedules need differs from offices."""

    attention: Literal["mixed", "priority", "fifo"] = "mixed"
    """Which item of the in-tray is next."""
    pull: Literal["urgent", "longest"] = "urgent"
    """Which work a free person takes next."""
    search: Literal["package", "team", "neighbors"] = "package"
    """What a trial changes: one decision of its package, one of its team's, or the first better one."""
    jumps: Annotated[float, Field(ge=0, le=1)] = 0.0
    """Share of trials that draw all their decisions anew."""


class FactFields(Record):
    """A cited fact or a stated assumption, shown in the report."""

    text: Annotated[Text, Field(min_length=1)]
    """What is said."""
    source: Annotated[Text, Field(min_length=1)]
    """Who says so."""
    contested: bool = False
    """True where sources disagree."""


class ContestedFields(Record):
    """What sources do not agree on: a world takes one reading, and events may depend on it."""

    id: Id
    """Unique among contested facts; events name it with ``if`` or ``unless``."""
    text: Annotated[Text, Field(min_length=1)]
    """What one reading says."""
    source: Annotated[Text, Field(min_length=1)]
    """Who says so, and who does not."""
    share: Share = 0.5
    """Share of the worlds in which it holds."""


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
    policies: PolicyFields = PolicyFields()
    """How people choose."""
    contested: Annotated[ListOf[ContestedFields], Field(max_length=3)]
    """What sources do not agree on, and a world takes one reading of."""
    facts: ListOf[FactFields]
    """What the numbers rest on."""


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the model file, for editors."""
    schema = ModelFields.model_json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "reorg model file",
        **{key: value for key, value in schema.items() if key != "title"},
    }
