"""All checks, in reading order, and how they are chosen and run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reorg.verification import (
    agent_supervision,
    brooks,
    compute,
    critical_path,
    diffusion,
    effort_distributions,
    face_validity,
    invariants,
    keyed_random_numbers,
    knowledge,
    management,
    nk_landscapes,
    onboarding,
    organizational_search,
    parallel_designs,
    queues,
    racing,
    reneging,
    rework_branching,
    rework_matrix,
    sequential_iteration,
    span_limit,
    ties,
    turnover,
    ucav,
)
from reorg.verification.results import Check, Record

CHECKS: tuple[Check, ...] = tuple(
    check
    for module in (
        critical_path,
        invariants,
        keyed_random_numbers,
        effort_distributions,
        queues,
        rework_branching,
        span_limit,
        reneging,
        management,
        ties,
        onboarding,
        knowledge,
        turnover,
        brooks,
        racing,
        parallel_designs,
        agent_supervision,
        compute,
        sequential_iteration,
        rework_matrix,
        ucav,
        diffusion,
        nk_landscapes,
        organizational_search,
    )
    for check in module.CHECKS
)
FACE, FACE_SOURCE = "face", face_validity.SOURCE
"""The name of the face values, which are looked at together, and where their ranges come from."""


def names() -> tuple[str, ...]:
    """Return every name that can be asked for: checks, their groups (``queues``), and the face values."""
    groups = (check.name.partition("/")[0] for check in CHECKS)
    return tuple(dict.fromkeys((*groups, *(check.name for check in CHECKS), FACE)))


def select(wanted: Iterable[str]) -> tuple[Check, ...]:
    """Return the checks of these names or groups, all where none is named, in reading order.

    Raises KeyError for a name that is none of :func:`names`.
    """
    asked = set(wanted)
    for name in sorted(asked.difference(names())):
        raise KeyError(name)
    if not asked:
        return CHECKS
    return tuple(c for c in CHECKS if c.name in asked or c.name.partition("/")[0] in asked)


def verify(wanted: Iterable[str] = ()) -> Iterator[Record]:
    """Run checks by name or group, all where none is named, and yield each record as it is done.

    Raises KeyError as :func:`select` does.
    """
    asked = tuple(wanted)
    for check in select(asked):
        yield check.run()
    if not asked or FACE in asked:
        yield from face_validity.face_records()
