"""Who is at risk and who is relieved: by role, with overload before and after, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reorg.report.figures import number
from reorg.report.plain_text import name
from reorg.report.summary.comparison import Comparison
from reorg.report.summary.spoken_sizes import counted

DRAWN = 5
CASES = 3
Document = Mapping[str, Any]


@dataclass(frozen=True)
class Overload:
    """A role: how many hold it, and the share of weeks in which they have over a week's work waiting."""

    role: str
    people: int
    before: float
    after: float


@dataclass(frozen=True)
class Risk:
    """``sentence`` counts those at risk and relieved, ``roles`` the largest changes, ``cases`` say why."""

    sentence: str
    roles: tuple[Overload, ...]
    cases: tuple[str, ...]


def who_is_at_risk(compared: Comparison) -> Risk | None:
    """Return who is at risk and who is relieved; None where the verdict does not say."""
    found = compared.verdict.get("people", {}).get(compared.scenario or "")
    if not found:
        return None
    persons = found.get("persons", ())
    roles = [_overload(role) for role in found.get("roles", ()) if role["at_risk"] or role["relieved"]]
    roles.sort(key=lambda role: (-abs(role.after - role.before), role.role))
    return Risk(_sentence(found), tuple(roles[:DRAWN]), tuple(_cases(persons)))


def _overload(role: Document) -> Overload:
    shares = role["overloaded_share"]
    return Overload(
        name(role["role"]),
        int(role["people"]),
        number(shares["baseline"]) or 0.0,
        number(shares["scenario"]) or 0.0,
    )


def _sentence(found: Document) -> str:
    at_risk = sum(role["at_risk"] for role in found["roles"])
    relieved = sum(role["relieved"] for role in found["roles"])
    people = int(found["people"])
    if not at_risk and not relieved:
        return f"Of {people:,} people none is clearly more or less overloaded, or likelier to leave."
    risk = f"{counted(at_risk, 'is', 'are')} at risk"
    return f"Of {people:,} people {risk}, {relieved or 'none'} {'is' if relieved == 1 else 'are'} relieved."


def _cases(persons: Any) -> list[str]:
    """Return a line for the first people of each role who are at risk: the role, and why."""
    told: dict[str, str] = {}
    for person in persons:
        role = name(person.get("title") or "a person without a title")
        if person["reading"] in ("at risk", "both") and person["why"] and role not in told:
            told[role] = f"{role}: {'; '.join(person['why'][:2])}"
        if len(told) == CASES:
            break
    return list(told.values())
