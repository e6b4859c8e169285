"""People at risk and people relieved: who they are, with load before and after, and the reasons.

People are called by their roles, numbered where several have one. Those with one role stand in one line, by
their mean, except where one of them changes by another amount than the others: that person has a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from reorg.model.analysis.roles import roles
from reorg.report.figures import number
from reorg.report.plain_text import short
from reorg.report.summary.comparison import Comparison
from reorg.report.summary.waiting import who_waits
from reorg.study.results.affected_people import LEAD_LEAVES, REPORTS_TO

DRAWN = 4
NAME = 30
"""Characters of a role in a chart."""
CASES = 3
REASONS = 2
CHANGE_LEAST = 0.02
"""Minimum change of a share for a role to be drawn."""
OVERLOAD_LEAST = 0.05
"""Largest change of overload below which the busy share is more informative."""

BOTTLENECK_FROM, BOTTLENECK_RISE = 0.25, 0.1
"""Share of weeks with over a week's work waiting, and its rise, from which a role becomes a bottleneck."""

Document = Mapping[str, Any]
Measure = Literal["overloaded_share", "busy_share"]


@dataclass(frozen=True)
class Load:
    """A role or one of its holders: the number of people, and their load before and after, as a share.

    ``apart``: the role from which a person stands out, empty for a role.
    """

    role: str
    people: int
    before: float
    after: float
    apart: str = ""

    @property
    def change(self) -> float:
        """The change of the share."""
        return self.after - self.before


@dataclass(frozen=True)
class Risk:
    """``sentence`` counts those at risk and relieved, ``roles`` the largest changes, ``cases`` the reasons.

    ``measure`` names the load of the roles, ``waiting`` states how much people wait; empty if little.
    """

    sentence: str
    measure: str
    roles: tuple[Load, ...]
    cases: tuple[str, ...]
    waiting: str


OF_LEADS = (REPORTS_TO, LEAD_LEAVES)
"""Beginnings of reasons that name people: the page names people by role, and the trees show leads."""

_MEASURES: dict[Measure, str] = {
    "overloaded_share": "Share of weeks with over a week’s work waiting",  # noqa: RUF001 - an apostrophe
    "busy_share": "Share of their time that people are busy",
}


def who_is_at_risk(compared: Comparison) -> Risk | None:
    """Return the people at risk and relieved; None if the verdict does not say."""
    found = compared.verdict.get("people", {}).get(compared.scenario or "")
    if not found:
        return None
    loads = {measure: _loads(compared, found["roles"], measure) for measure in _MEASURES}
    measure = _measure(loads)
    kept = _drawn([load for load in loads[measure] if abs(load.change) >= CHANGE_LEAST])
    return Risk(
        _sentence(found),
        _MEASURES[measure],
        tuple(kept),
        tuple(_cases(found, roles(compared.organization))),
        who_waits(compared),
    )


def bottleneck_in_short(compared: Comparison) -> str:
    """Name who becomes the narrowest bottleneck; empty if nobody does."""
    found = compared.verdict.get("people", {}).get(compared.scenario or "") or {}
    loads = _loads(compared, found.get("roles", ()), "overloaded_share")
    narrow = [
        each for each in loads
        if each.after >= BOTTLENECK_FROM and each.change >= BOTTLENECK_RISE
    ]  # fmt: skip
    if not narrow:
        return ""
    worst = max(narrow, key=lambda each: (each.after, each.role))
    weeks = f"in {worst.after:.0%} of weeks instead of {worst.before:.0%}"
    more = f", and {len(narrow) - 1} more" if len(narrow) > 1 else ""
    who = worst.role if worst.people == 1 else f"{worst.role} ({worst.people} people, on average)"
    return f"A bottleneck arises: {who}, with over a week's work waiting {weeks}{more}."


def _measure(loads: Mapping[Measure, Sequence[Load]]) -> Measure:
    largest = {key: max((abs(each.change) for each in held), default=0.0) for key, held in loads.items()}
    overload, busy = largest["overloaded_share"], largest["busy_share"]
    return "busy_share" if overload < OVERLOAD_LEAST and busy > overload else "overloaded_share"


def _loads(compared: Comparison, found: Iterable[Document], measure: Measure) -> list[Load]:
    """Return the load of each role, or instead of those of its holders who stand out from it."""
    labels = roles(compared.organization)
    loads = []
    for role in found:
        # A study from before this was worked out has means only.
        apart = role.get("standing_out", {}).get(measure, ())
        if apart:
            loads += [_load(_numbered(labels, each["person"]), 1, each, role["role"]) for each in apart]
        elif role[measure]["scenario"] is not None:
            loads.append(_load(short(role["role"], NAME), int(role["people"]), role[measure]))
    return loads


def _load(label: str, people: int, pair: Document, apart: str = "") -> Load:
    before, after = (number(pair[side]) or 0.0 for side in ("baseline", "scenario"))
    return Load(label, people, before, after, apart)


def _drawn(loads: Iterable[Load]) -> list[Load]:
    """Return the largest changes, those for the worse and for the better as far as there are both.

    Those of one role who stand out alike share a line, named after the one who changes most.
    """
    together: dict[tuple[str, bool], list[Load]] = {}
    for load in sorted(loads, key=lambda load: (-abs(load.change), load.role)):
        together.setdefault((load.apart or load.role, load.change > 0.0), []).append(load)
    lines = [_together(alike) for alike in together.values()]
    worse = [load for load in lines if load.change > 0.0]
    better = [load for load in lines if load.change <= 0.0]
    kept = [*worse[: max(DRAWN // 2, DRAWN - len(better))], *better[: max(DRAWN // 2, DRAWN - len(worse))]]
    return sorted(kept, key=lambda load: (-abs(load.change), load.role))


def _together(alike: Sequence[Load]) -> Load:
    first, *others = alike
    if not others:
        return first
    more = f" & {len(others)} more"
    role, _, place = first.role.rpartition(" ")
    return replace(first, role=f"{short(role, NAME - len(place) - len(more) - 1)} {place}{more}")


def _numbered(labels: Mapping[str, str], person: str) -> str:
    """Return a person's role, shortened so that the number by which it is told from others stays."""
    role, _, place = labels.get(person, person).rpartition(" ")
    if not role or not place.isdigit():
        return short(labels.get(person, person), NAME)
    return f"{short(role, NAME - len(place) - 1)} {place}"


def _sentence(found: Document) -> str:
    at_risk, relieved, both = (
        sum(role.get(key, 0) for role in found["roles"]) for key in ("at_risk", "relieved", "both")
    )
    people = f"{found['people']:,} {'person' if found['people'] == 1 else 'people'}"
    if not at_risk and not relieved:
        return f"Of {people}, none is clearly more or less loaded, or likelier to leave."
    # Whoever loses in one way and gains in another counts once, as in the terminal: among those at risk.
    counts = (at_risk, relieved - both)
    risky, better = (f"{count or 'none'} {'is' if count == 1 else 'are'}" for count in counts)
    also = f", {both} of them relieved in other ways," if both else ""
    return f"Of {people}, {risky} at risk{also} and {better} relieved."


def _cases(found: Document, labels: Mapping[str, str]) -> list[str]:
    """Return a line for each who leaves or is at risk, one of each role first, and the number of others."""
    risky = [person for person in found["persons"] if person["reading"] in ("leaves", "at risk", "both")]
    risky.sort(key=lambda person: -len(_reasons(person)))
    first: dict[str, Document] = {}
    for person in risky:
        first.setdefault(_role(person), person)
    ones = [person["person"] for person in first.values()]
    risky.sort(key=lambda person: person["person"] not in ones)
    count = max(len(risky), sum(role.get("at_risk", 0) for role in found["roles"]))
    shown = risky[: CASES if count <= CASES else CASES - 1]
    lines = [
        f"{_numbered(labels, each['person']) if each['person'] in labels else _role(each)}: "
        f"{'; '.join(_reasons(each)[:REASONS])}"
        for each in shown
    ]
    return [*lines, f"And {count - len(shown):,} more at risk."] if lines and count > len(shown) else lines


def _role(person: Document) -> str:
    return short(person.get("title") or person["person"], NAME)


def _reasons(person: Document) -> list[str]:
    """Return the reasons for the reading, without new leads, which name people."""
    # A study from before reasons for a loss were kept apart has all together.
    return [why for why in person.get("risks", person["why"]) if not why.startswith(OF_LEADS)]
