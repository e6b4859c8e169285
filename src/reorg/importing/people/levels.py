"""Level and field of skill of a person, from the words of title, level, job family and team."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from reorg.importing.people.person import Person
from reorg.importing.people.teams import Team
from reorg.importing.recognizing.spelling import normal
from reorg.importing.values.names import slug
from reorg.model.choices import SENIORITIES

AREAS_MAX = 24
"""Maximum number of fields of skill of one organization; the smallest ones beyond that join the largest."""

_TOLD_BY_TITLES = tuple(level for level in reversed(SENIORITIES) if level != "mid")
"""Levels by words of titles, the highest first; other titles are mid."""
DIRECTOR, _HIGHEST = "directors", SENIORITIES[-1]
_DIRECTOR = f"a director is assumed to lead leads, and to be of the highest level, {_HIGHEST}"


@dataclass(frozen=True)
class SourcedValue:
    """A value and its source; ``sure`` if a cell states it outright."""

    value: str
    why: str
    sure: bool = False


@cache
def _words() -> dict[str, Any]:
    return dict(
        yaml.safe_load(files("reorg.importing.vocabulary").joinpath("titles.yaml").read_text("utf-8"))
    )


@cache
def _pattern(group: str, name: str, several: bool | None = None) -> re.Pattern[str]:
    """Return the pattern of the words of a group; ``several``: only those of several words, or of one."""
    listed = _words()[group][name] if name else _words()[group]
    plain = (normal(str(word)) for word in listed)
    words = "|".join(re.escape(word) for word in plain if several in (None, " " in word))
    return re.compile(rf"(?<!\w)(?:{words or '(?!)'})(?!\w)")


def seniority_of(person: Person) -> SourcedValue:
    """Return the level stated by title and level; ``mid`` if they state none."""
    return _seniority(person.level, person.title)


@lru_cache(maxsize=20_000)
def _seniority(level: str, title: str) -> SourcedValue:
    grade = normal(level)
    if grade in SENIORITIES:
        return SourcedValue(grade, f"level {level}", sure=True)
    for text, what in ((grade, "level"), (normal(title), "title")):
        plain = _not_managers().sub(" ", text)
        if name := _level_in(plain):
            leads = f": {_DIRECTOR}" if name == DIRECTOR else ""
            return SourcedValue(_HIGHEST if leads else name, f"{what} {text!r}{leads}")
        for name in _words()["grades"]:
            if what == "level" and text and _pattern("grades", name).match(text):
                return SourcedValue(str(name), f"grade {level}")
    return SourcedValue("mid", "the level is not stated")


def _level_in(text: str) -> str:
    """Return the highest level that words name, or that of a director; of several words before single ones.

    A deputy director is no director.
    """
    groups: list[tuple[str, str]] = [("levels", name) for name in _TOLD_BY_TITLES]
    groups.insert(1, (DIRECTOR, ""))
    for several in (True, False):
        for group, name in groups:
            if text and _pattern(group, name, several).search(text):
                return name or group
    return ""


@cache
def _not_managers() -> re.Pattern[str]:
    """Return the pattern of titles that contain the word manager but lead nobody."""
    return re.compile("|".join(map(re.escape, sorted(map(normal, _words()["managers"])))))


def areas_of(people: Iterable[Person], teams: Iterable[Team]) -> dict[Person, SourcedValue]:
    """Return everybody's field of skill.

    From skills and job family as written, otherwise the words of the title, otherwise the team's most common
    field, otherwise the name of the department or team.
    """
    found = {person: stated for person in people if (stated := _own_area(person)) is not None}
    ordered = list(teams)
    leads: dict[Team, list[Person]] = {}
    for team in ordered:
        if team.parent is not None and team.lead is not None:
            leads.setdefault(team.parent, []).append(team.lead)
    for team in reversed(ordered):
        counts = Counter(found[person].value for person in team.people if person in found)
        below = Counter(found[lead].value for lead in leads.get(team, ()) if lead in found)
        common = (counts or below).most_common(1)
        for person in team.people:
            if person not in found:
                name = common[0][0] if common else slug(person.department or person.team or team.name, "work")
                why = f"most of {team.name} have that skill" if common else f"of {team.name}"
                found[person] = SourcedValue(name, why)
    return _few(found)


def _own_area(person: Person) -> SourcedValue | None:
    if person.skills:
        return SourcedValue(slug(person.skills[0], "work"), "the column for skills", sure=True)
    if person.job_family:
        return SourcedValue(slug(person.job_family, "work"), "the column for the job family", sure=True)
    for text, what in ((person.title, "title"), (person.department, "department"), (person.team, "team")):
        area = _area(text)
        if area:
            return SourcedValue(area, f"{what} {text!r}")
    return None


@lru_cache(maxsize=20_000)
def _area(text: str) -> str:
    """Return the field named by a text's words, empty if they name none."""
    words = normal(text)
    found = (name for name in _words()["areas"] if words and _pattern("areas", name).search(words))
    return str(next(found, ""))


def _few(found: dict[Person, SourcedValue]) -> dict[Person, SourcedValue]:
    sizes: Counter[str] = Counter()
    for person, stated in found.items():
        sizes[stated.value] += person.count
    kept = {name for name, _ in sizes.most_common(AREAS_MAX)}
    if len(sizes) <= AREAS_MAX:
        return found
    largest = sizes.most_common(1)[0][0]
    return {
        person: stated
        if stated.value in kept
        else SourcedValue(largest, f"{stated.value} has too few people to be an area of its own")
        for person, stated in found.items()
    }
