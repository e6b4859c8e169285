"""The small organizations of the facts, as plain data for the loader: the only file that knows the format.

Everybody works full time at medium skill in one area, has been there for three years and has the same pay;
efforts are fixed; nothing comes before the start date. Leaving is off unless it is the subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reorg.verification.facts.fact import Document

AREA = "work"
PAY_USD = 200_000
RELEASE_ID = "release"
TEAMS = (1, 2, 3, 4)
NEVER = 1e-9
"""A chance on a log scale, which has no 0, at which nothing happens."""
WEEKS = 120
"""The usual horizon: three times the slowest release."""


def person(name: str, **fields: Any) -> Document:
    """Return a person."""
    return {"id": name, "skills": {AREA: "medium"}, "annual_cost_usd": PAY_USD, "tenure_years": 3, **fields}


def numbered(prefix: str, count: int) -> list[str]:
    """Return the names ``prefix1`` to ``prefix<count>``."""
    return [f"{prefix}{number}" for number in range(1, count + 1)]


def team(
    name: str, lead: str | None, members: Sequence[str] = (), owns: Sequence[str] = (), **fields: Any
) -> Document:
    """Return a team; ``parent`` is among ``fields``, but for the root."""
    named = {} if lead is None else {"lead": lead}
    return {"id": name, "members": list(members), "owns": list(owns), **named, **fields}


def package(name: str, days: float, **fields: Any) -> Document:
    """Return a package of fixed effort."""
    return {"id": name, "area": AREA, "effort_days": days, "distribution": "fixed", **fields}


def stream(name: str, per_week: float) -> Document:
    """Return a stream of items of two days."""
    return {"id": name, "area": AREA, "per_week": per_week, "effort_days": 2, "distribution": "fixed"}


def release(
    packages: Sequence[Document], couplings: Mapping[tuple[str, str], float] | None = None
) -> Document:
    """Return a release that starts with the simulation; ``couplings`` {(package, package): strength}."""
    pairs = [{"between": list(pair), "strength": s} for pair, s in (couplings or {}).items()]
    return {"id": RELEASE_ID, "first_week": 0, "packages": list(packages), "couplings": pairs}


def ring(names: Sequence[str], strength: float) -> dict[tuple[str, str], float]:
    """Return couplings of each package with the next, and of the last with the first."""
    return {(names[i - 1], names[i]): strength for i in range(len(names))}


def organization(
    teams: Sequence[Document],
    *,
    work: Mapping[str, Sequence[Document]],
    weeks: int = WEEKS,
    people: Mapping[str, Mapping[str, Any]] | None = None,
    assumptions: Mapping[str, float] | None = None,
    leaving: bool = False,
    events: Sequence[Document] = (),
    later: Mapping[str, Sequence[Document]] | None = None,
) -> Document:
    """Return a model with the one scenario ``only``: the structure of ``teams``, then ``events``.

    ``work`` holds ``releases`` or ``streams``; ``people`` what differs for some of those in ``teams``;
    ``later`` the teams of structures that events name.
    """
    stated = people or {}
    named = [
        name for each in teams for name in (*([each["lead"]] if "lead" in each else ()), *each["members"])
    ]
    return {
        "organization": "Fact",
        "start": "2026-01-05",
        "horizon_weeks": weeks,
        "warmup_weeks": 0,
        "areas": [AREA],
        "people": [person(name, **stated.get(name, {})) for name in named],
        **{kind: list(each) for kind, each in work.items()},
        "structures": {
            name: {"teams": list(each)} for name, each in {"only": teams, **(later or {})}.items()
        },
        "scenarios": {"only": {"structure": "only", "events": list(events)}},
        "assumptions": held({**({} if leaving else {"turnover.base_per_year": 0.0}), **(assumptions or {})}),
    }


def ruled(document: Document, **rules: Any) -> Document:
    """Return a model whose structures have these fields, such as ``decides``, as well."""
    return {**document, "structures": {k: {**each, **rules} for k, each in document["structures"].items()}}


def held(values: Mapping[str, float]) -> Document:
    """Return assumptions that are the same in every world."""
    return {name: {"value": value, "source": "held by the fact"} for name, value in values.items()}


def members(number: int, count: int = 5) -> list[str]:
    """Return the members of one of the four teams."""
    return numbered(f"member{number}-", count)


def four_teams(
    owned: Mapping[int, Sequence[str]],
    *,
    above: Mapping[int, str] | None = None,
    between: Iterable[Document] = (),
    seats: Mapping[int, Sequence[str]] | None = None,
) -> list[Document]:
    """Return a top without own work and four teams of a lead and five members.

    ``owned`` is the work of each; ``above`` the team each belongs to where that is not the top's, one of
    ``between``; ``seats`` its members where they are others.
    """
    places, seated = above or {}, seats or {}
    makers = [
        team(f"team{n}", f"lead{n}", seated.get(n, members(n)), owned[n], parent=places.get(n, "all"))
        for n in TEAMS
    ]
    return [team("all", "top"), *between, *makers]


def two_each(days: float = 200.0) -> tuple[list[Document], dict[int, list[str]]]:
    """Return the eight packages of four teams, two a team, and who owns them.

    Packages 1 to 4 belong to teams 1 to 4, and so do packages 5 to 8.
    """
    packages = [package(name, days) for name in numbered("package", 8)]
    return packages, {n: [f"package{n}", f"package{n + 4}"] for n in TEAMS}


PAIRS = tuple((f"package{n}", f"package{n + 4}") for n in TEAMS)
"""Four coupled pairs: packages 1 and 5, 2 and 6, 3 and 7, 4 and 8."""
INSIDE = {n: list(PAIRS[n - 1]) for n in TEAMS}
"""Owners of the packages: each pair in one team."""
CUT = {
    1: ["package1", "package6"],
    2: ["package2", "package5"],
    3: ["package3", "package8"],
    4: ["package4", "package7"],
}
"""Owners of the packages: each pair cut by a boundary, between teams 1 and 2 or 3 and 4."""


def pairs(strength: float) -> dict[tuple[str, str], float]:
    """Return the couplings of the four pairs."""
    return dict.fromkeys(PAIRS, strength)


def own_streams(per_week: float) -> tuple[list[Document], dict[int, list[str]]]:
    """Return a stream for each of four teams, and who owns them."""
    return [stream(f"items{n}", per_week) for n in TEAMS], {n: [f"items{n}"] for n in TEAMS}
