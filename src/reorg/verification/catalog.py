"""All checks, in reading order, and how they are chosen and run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from reorg.verification import face_validity
from reorg.verification.facts import FACTS, Fact, FactRecord, judge
from reorg.verification.results import Check, Record

READING_ORDER = (
    "critical_path",
    "invariants",
    "keyed_random_numbers",
    "interval_coverage",
    "trimmed_coverage",
    "inference_errors",
    "effort_distributions",
    "queues",
    "rework_branching",
    "span_limit",
    "succession",
    "reneging",
    "calendars",
    "escalation",
    "wrong_decisions",
    "management",
    "matrix",
    "communication",
    "congruence",
    "ties",
    "handover",
    "onboarding",
    "reorganization",
    "knowledge",
    "familiarity",
    "turnover",
    "brooks",
    "racing",
    "parallel_designs",
    "agent_supervision",
    "compute",
    "sequential_iteration",
    "rework_matrix",
    "ucav",
    "diffusion",
    "nk_landscapes",
    "organizational_search",
    "sequential_search",
)
"""Files of checks from the simple to the compound; those not named here follow by name."""


def _files_of_checks() -> list[ModuleType]:
    """Return every file of this folder that states checks, in reading order."""
    here = Path(__file__)
    names = [file.name for file in iter_modules([str(here.parent)]) if file.name != here.stem]
    files = {name: import_module(f"{__package__}.{name}") for name in names}
    stated = {name: file for name, file in files.items() if hasattr(file, "CHECKS")}
    order = [*READING_ORDER, *sorted(stated.keys() - set(READING_ORDER))]
    return [stated[name] for name in order]


CHECKS: tuple[Check, ...] = tuple(check for file in _files_of_checks() for check in file.CHECKS)
FACE, FACE_SOURCE = "face", face_validity.SOURCE
"""The name of the face values, which are looked at together, and where their ranges come from."""


def names() -> tuple[str, ...]:
    """Return every name that can be asked for: checks, their groups (``queues``), face values, facts."""
    checks = [check.name for check in CHECKS]
    facts = [fact.full_name for fact in FACTS]
    return tuple(dict.fromkeys((*map(_group, checks), *checks, FACE, *map(_group, facts), *facts)))


def select(wanted: Iterable[str]) -> tuple[Check, ...]:
    """Return the checks of these names or groups, all where none is named, in reading order.

    Raises KeyError for a name that is none of :func:`names`.
    """
    return tuple(check for check in CHECKS if _is_asked(check.name, wanted))


def select_facts(wanted: Iterable[str]) -> tuple[Fact, ...]:
    """Return the facts of these names, all for ``facts`` or where none is named; raises as :func:`select`."""
    return tuple(fact for fact in FACTS if _is_asked(fact.full_name, wanted))


def verify(wanted: Iterable[str] = ()) -> Iterator[Record | FactRecord]:
    """Run checks and facts by name or group, all where none is named, and yield each record as it is done.

    Raises KeyError as :func:`select` does.
    """
    asked = tuple(wanted)
    for check in select(asked):
        yield check.run()
    if not asked or FACE in asked:
        yield from face_validity.face_records()
    for fact in select_facts(asked):
        yield judge(fact)


def _group(name: str) -> str:
    return name.partition("/")[0]


def _is_asked(name: str, wanted: Iterable[str]) -> bool:
    asked = set(wanted)
    for unknown in sorted(asked.difference(names())):
        raise KeyError(unknown)
    return not asked or name in asked or _group(name) in asked
