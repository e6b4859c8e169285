"""One scenario in one world, as simulated and measured, and a store of those that were simulated before.

An outcome is a pure function of the plan's numbers, of what is drawn, and of seed and world. So a later
request for the same, in another comparison, can reuse the first result.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reorg.engine import Plan
from reorg.model.canonical import canonical_text
from reorg.model.hashing import hash_of_model
from reorg.study.measuring.target import MeasuredReleases

Floats = NDArray[np.float64]
BYTES_MAX = 256_000_000
"""Maximum memory of a store: some ten thousand worlds of a hundred people."""


@dataclass(frozen=True)
class Simulated:
    """One scenario in one world.

    ``metrics`` float64[METRICS]; ``censored`` bool[CUT_OFF_KEYS]; ``series`` float64[series, weeks];
    ``people`` float64[people, PEOPLE_COLUMNS], without squares;
    ``dates`` float32[begun | finished, packages]; ``events``: how many were simulated.
    """

    metrics: Floats
    censored: NDArray[np.bool_]
    series: Floats
    people: Floats
    dates: NDArray[np.float32]
    events: int

    @property
    def nbytes(self) -> int:
        """The memory it takes."""
        return sum(getattr(self, part.name).nbytes for part in fields(self) if part.name != "events")


class SimulatedWorlds:
    """Results of scenarios in worlds by their digests; the oldest are dropped if there are too many."""

    def __init__(self, bytes_max: int = BYTES_MAX) -> None:
        self._bytes_max, self._bytes = bytes_max, 0
        self._of: dict[bytes, Simulated] = {}
        self._lock = threading.Lock()

    def get(self, key: bytes) -> Simulated | None:
        """Return a stored result, None if it has not been simulated yet."""
        return self._of.get(key)

    def keep(self, key: bytes, found: Simulated) -> None:
        """Store a result."""
        with self._lock:
            if key in self._of:
                return
            self._of[key] = found
            self._bytes += found.nbytes
            while self._bytes > self._bytes_max:
                self._bytes -= self._of.pop(next(iter(self._of))).nbytes


def digest_of_plan(plan: Plan, measured: MeasuredReleases) -> bytes:
    """Return a hash of everything that determines a plan's results in a world, and of what is measured.

    Structures and scenarios of the organization that the plan does not use are not part of it.
    """
    digest = hashlib.blake2b(digest_size=16)
    for part in _key_parts(plan, measured):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\n")
    for name, array in _numbers(plan):
        digest.update(f"{name} {array.dtype} {array.shape}\n".encode() + array.tobytes())
    return digest.digest()


def digest_of_world(seed: int, world: int, assumptions: Floats, inputs: Floats) -> bytes:
    """Return a hash of the draws of a world."""
    digest = hashlib.blake2b(f"{seed} {world}\n".encode(), digest_size=16)
    digest.update(assumptions.tobytes() + inputs.tobytes())
    return digest.digest()


def _key_parts(plan: Plan, measured: MeasuredReleases) -> Iterator[str]:
    organization = plan.organization
    scenario = organization.scenario(plan.scenario_id)
    used = tuple(organization.structure(each) for each in scenario.structures)
    own = replace(
        organization,
        structures=used,
        scenarios=(scenario,),
        baseline=scenario.id,
        compared=(),
        # Inputs are included in the places that they change.
        inputs=(),
    )
    yield hash_of_model(own)
    yield canonical_text(organization.everybody)
    yield canonical_text(tuple(organization.joins.items()))
    yield canonical_text(measured)
    kept = (part.name for part in fields(plan) if part.name not in ("organization", "arrays", "places"))
    yield from (f"{name}={getattr(plan, name)!r}" for name in kept if name not in _ARRAYS)


_ARRAYS = ("stream_hours", "estimates")


def _numbers(plan: Plan) -> Iterator[tuple[str, Any]]:
    for name, array in sorted(plan.arrays.items()):
        # Padding between the fields of a row has no meaning.
        yield from ((f"{name}.{field}", array[field]) for field in array.dtype.names or ())
        if array.dtype.names is None:
            yield name, array
    yield "stream_hours", plan.stream_hours
    yield from sorted(plan.estimates.items())
    places = plan.places
    if places is None:
        return
    yield "base", places.base
    yield "multiplied", places.multiplied
    yield "followers", np.array([len(places.followers), *(x for row in places.followers for x in (-1, *row))])
    for span, within, first, last in places.fields:
        yield f"{span} {first} {last}", within
    for number, moves in enumerate(places.moves):
        if moves is not None:
            yield from ((f"{number} {part.name}", getattr(moves, part.name)) for part in fields(moves))
