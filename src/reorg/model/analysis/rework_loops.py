"""Loops of rework links: which packages send work back to each other, and whether that ever ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reorg.model.analysis.reachability import reachable
from reorg.model.work import Release, ReworkLink

Rates = dict[str, dict[str, float]]
"""By package: what one completion of it sends back to each other package."""
_ROUNDS_MAX = 10_000
_CLOSE = 1e-9


@dataclass(frozen=True)
class ReworkLoop:
    """Packages that send work back to each other; a round of it makes ``radius`` rounds more on average.

    ``radius`` is the spectral radius of the matrix of probabilities (times shares, where every link of the
    loop is proportional). At 1 or more nothing makes the work end.
    """

    packages: tuple[str, ...]
    radius: float


def find_rework_loops(release: Release, floor: float = 1.0) -> tuple[ReworkLoop, ...]:
    """Return the loops of a release's rework links, in the order of its packages.

    ``floor`` is the least share of the work that is left after many repeats, which counts where a link has
    any learning: 1 leaves learning out.
    """
    chances = _rates(release, {link: link.probability for link in release.rework})
    return tuple(ReworkLoop(group, radius(_within(release, group, floor))) for group in _together(chances))


def radius(rates: Mapping[str, Mapping[str, float]]) -> float:
    """Return the spectral radius of a matrix of rates that are not negative, of one loop.

    Power iteration with a shift, which makes it converge for every loop; the smallest and largest growth of
    a component bound the radius on both sides (Collatz & Wielandt).
    """
    vector = dict.fromkeys(rates, 1.0)
    low = high = 0.0
    for _ in range(_ROUNDS_MAX):
        grown = dict(vector)
        for source, ends in rates.items():
            for target, rate in ends.items():
                grown[target] += rate * vector[source]
        growth = [grown[name] / vector[name] for name in rates]
        low, high = min(growth) - 1.0, max(growth) - 1.0
        if high - low <= _CLOSE:
            break
        size = max(grown.values())
        vector = {name: value / size for name, value in grown.items()}
    return (low + high) / 2.0


def find_idle_links(release: Release) -> Iterator[ReworkLink]:
    """Yield the links that can never fire: their target always begins after their source completes.

    A package that follows the source can only be sent back once the source completes again, which takes
    another link that sends the source back.
    """
    after = {package.id: package.after_here for package in release.packages}
    follows = {link: is_preceded_by(after, link.target, link.source) for link in release.rework}
    waiting = [link for link in release.rework if link.probability > 0.0 and link.share > 0.0]
    again: set[str] = set()
    while able := [link for link in waiting if not follows[link] or link.source in again]:
        again.update(link.target for link in able)
        waiting = [link for link in waiting if link not in able]
    yield from waiting


def _rates(release: Release, weights: Mapping[ReworkLink, float]) -> Rates:
    rates: Rates = {package.id: {} for package in release.packages}
    for link, weight in weights.items():
        if weight > 0.0:
            rates[link.source][link.target] = weight
    return rates


def _within(release: Release, packages: tuple[str, ...], floor: float) -> Rates:
    """Return the rates between the packages of a loop: of work if all of it is proportional, else chances."""
    inside = [link for link in release.rework if {link.source, link.target} <= set(packages)]
    weights = {link: link.probability for link in inside}
    if all(link.proportional for link in inside):
        left = {link: 1.0 if link.learning == 1.0 else floor for link in inside}
        weights = {link: link.probability * link.share * left[link] for link in inside}
    rates = _rates(release, weights)
    return {one: rates[one] for one in packages}


def _together(rates: Rates) -> Iterator[tuple[str, ...]]:
    """Yield the groups of packages each of which can send work back to every other of the group."""
    reached = {one: reachable(rates, one) for one in rates}
    seen: set[str] = set()
    for one in rates:
        if one in reached[one] and one not in seen:
            group = tuple(other for other in rates if other in reached[one] and one in reached[other])
            seen.update(group)
            yield group


def is_preceded_by(after: Mapping[str, set[str]], late: str, early: str) -> bool:
    """Return whether a package follows another, directly or not; ``after`` names each one's predecessors."""
    return early in reachable(after, late)
