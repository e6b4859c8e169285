"""A project of 40 people and 120 packages, and its exact schedule.

Eight people have the scarce skill that two fifths of the packages need. A package is one person's work in
whole working hours. The rule, at every moment at which work ends: the packages that are ready, longest
first, each take the first free person (in order of number) who has the skill. No two packages are equally
long, so there is one schedule.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

PEOPLE, PACKAGES, SKILLS = 40, 120, 5
SCARCE, SCARCE_PEOPLE, SCARCE_SHARE = 0, 8, 0.4
LOOK_BACK, SHORTEST_HOURS, LONGEST_HOURS = 80, 8, 248


@dataclass(frozen=True)
class Project:
    """Skills of each person; hours, skill and predecessors of each package."""

    skills: tuple[tuple[int, ...], ...]
    hours: tuple[int, ...]
    needs: tuple[int, ...]
    after: tuple[tuple[int, ...], ...]


def drawn(seed: int = 1) -> Project:
    """Return the project of a seed; the order of the draws is part of its definition."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    common = range(SCARCE + 1, SKILLS)
    skills = [
        [SCARCE, draw.choice(common)] if person < SCARCE_PEOPLE else draw.sample(common, 2)
        for person in range(PEOPLE)
    ]
    hours = draw.sample(range(SHORTEST_HOURS, LONGEST_HOURS + 1), PACKAGES)
    needs = [SCARCE if draw.random() < SCARCE_SHARE else draw.choice(common) for _ in range(PACKAGES)]
    after = [
        draw.sample(range(max(0, package - LOOK_BACK), package), min(package, draw.randrange(3)))
        for package in range(PACKAGES)
    ]
    return Project(_frozen(skills), tuple(hours), tuple(needs), _frozen(after))


def _frozen(lists: Iterable[Iterable[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(sorted(each)) for each in lists)


def fingerprint(finish_hours: Iterable[float]) -> str:
    """Return eight digits that name a schedule, from the whole hour at which each package ends."""
    text = ",".join(f"{hour:.0f}" for hour in finish_hours)
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:8]


def exact_schedule(project: Project) -> list[int]:
    """Return the hour at which each package ends, by the rule."""
    return _Schedule(project).finish_hours()


@dataclass
class _Schedule:
    project: Project
    now: int = 0
    ends: list[int] = field(init=False)
    missing: list[int] = field(init=False)
    free: set[int] = field(init=False)
    ready: set[int] = field(init=False)
    busy: list[tuple[int, int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ends = [0] * len(self.project.hours)
        self.missing = [len(before) for before in self.project.after]
        self.free = set(range(len(self.project.skills)))
        self.ready = {package for package, count in enumerate(self.missing) if count == 0}

    def finish_hours(self) -> list[int]:
        """Assign and end work in turn until nobody is busy."""
        self._assign()
        while self.busy:
            self.now = self.busy[0][0]
            while self.busy and self.busy[0][0] == self.now:
                _, package, person = heappop(self.busy)
                self._end(package, person)
            self._assign()
        return self.ends

    def _assign(self) -> None:
        for package in sorted(self.ready, key=lambda each: -self.project.hours[each]):
            person = self._first_able(self.project.needs[package])
            if person is not None:
                self.ready.remove(package)
                self.free.remove(person)
                heappush(self.busy, (self.now + self.project.hours[package], package, person))

    def _first_able(self, skill: int) -> int | None:
        return min((person for person in self.free if skill in self.project.skills[person]), default=None)

    def _end(self, package: int, person: int) -> None:
        self.free.add(person)
        self.ends[package] = self.now
        for later, before in enumerate(self.project.after):
            if package in before:
                self.missing[later] -= 1
                if self.missing[later] == 0:
                    self.ready.add(later)


def differing(found: Sequence[float], wanted: Sequence[float]) -> int:
    """Return how many packages end at another hour (to a thousandth), or not at all."""
    return sum(not abs(one - two) < 1e-3 for one, two in zip(found, wanted, strict=True))
