"""The people of a model: positions, each filled by one human, and how well they know their areas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["none", "low", "medium", "high"]
LEVELS: tuple[Level, ...] = ("none", "low", "medium", "high")


@dataclass(frozen=True)
class Person:
    """One position filled by one human; ``id`` is the identity for luck (``pre#1`` of a group ``pre``)."""

    id: str
    group: str
    title: str
    seniority: str
    skills: dict[str, Level]
    share: float
    annual_cost_usd: float
    tenure_years: float
    ai_agents: int = 0
