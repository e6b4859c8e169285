"""The fields of the guard-rails: limits that a structure should keep."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from reorg.model.value_types import Positive, Record


class GuardRailFields(Record):
    """Limits that a structure should keep; ``reorg check`` names what breaks them, and ends with 1."""

    span_max: Annotated[int, Field(ge=1)] | None = None
    """Most direct reports of a lead."""
    span_min: Annotated[int, Field(ge=0)] | None = None
    """Fewest direct reports of a lead."""
    layers_max: Annotated[int, Field(ge=1)] | None = None
    """Most levels from the root to a member, the root's lead included."""
    team_size_min: Annotated[int, Field(ge=1)] | None = None
    """Fewest people of a team that has no teams below it, its lead included."""
    cost_max_usd: Positive | None = None
    """Most payroll in a year; in a comparison pay and hiring, as of a year."""
    lone_areas_max: Annotated[int, Field(ge=0)] | None = None
    """Most areas with fewer than two people of medium or high skill; in a comparison, experts at the end."""
