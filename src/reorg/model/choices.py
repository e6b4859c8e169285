"""The words a model chooses from: levels of skill, degrees, seniority, openness, allocation rules, shapes."""

from __future__ import annotations

from typing import Literal

SkillLevel = Literal["none", "low", "medium", "high"]
SKILL_LEVELS: tuple[SkillLevel, ...] = ("none", "low", "medium", "high")
Openness = Literal["open", "closed", "open-small-closed-large"]
AllocationRule = Literal["fair", "priority", "expected-return"]
ALLOCATION_RULES: tuple[AllocationRule, ...] = ("fair", "priority", "expected-return")
Degree = Literal["low", "medium", "high"]
DEGREES: tuple[Degree, ...] = ("low", "medium", "high")
Seniority = Literal["junior", "mid", "senior", "staff", "principal", "executive"]
SENIORITIES: tuple[Seniority, ...] = ("junior", "mid", "senior", "staff", "principal", "executive")
"""From the lowest rank to the highest."""
SOUGHT_ELSEWHERE: tuple[Seniority, ...] = ("principal", "executive")
"""Whom other employers seek: they are likelier to leave."""
Distribution = Literal["pert", "triangular", "exponential", "lognormal", "weibull", "fixed"]
