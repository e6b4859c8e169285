"""The words a model chooses from: levels of skill, degrees, openness, allocation rules."""

from __future__ import annotations

from typing import Literal

SkillLevel = Literal["none", "low", "medium", "high"]
SKILL_LEVELS: tuple[SkillLevel, ...] = ("none", "low", "medium", "high")
Openness = Literal["open", "closed", "open-small-closed-large"]
AllocationRule = Literal["fair", "priority", "expected-return"]
ALLOCATION_RULES: tuple[AllocationRule, ...] = ("fair", "priority", "expected-return")
Degree = Literal["low", "medium", "high"]
DEGREES: tuple[Degree, ...] = ("low", "medium", "high")
