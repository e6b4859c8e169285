"""What is declared of a mechanism is complete: words, equation, limits, documentation, a double, a check."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from engine import labs, labs_agents, labs_compute, labs_discovery, labs_matrix, labs_people, labs_racing
from reorg.engine.reference import simulate_reference
from reorg.mechanisms import ASSUMPTIONS, CATALOG
from reorg.model.organization import Organization
from reorg.quantity import evidence

ROOT = Path(__file__).parents[2]
ENGINE, VERIFICATION = ROOT / "src/reorg/engine", ROOT / "src/reorg/verification"
PAGE = ROOT / "docs" / "assumptions.md"
AFTER_THE_RUN = ("market",)
"""Mechanisms that neither engine acts by: they are computed from what comes out."""
BEFORE_THE_RUN = ("contested",)
"""Mechanisms that only decide which events a world has."""
WITHOUT_CLOSED_FORM = ("attention", "competence", "contested")
"""A rule of choice, tables of factors and random draws: compared between the engines, with no check."""


def name_of(mechanism: ModuleType) -> str:
    return mechanism.__name__.rsplit(".", 1)[-1]


MECHANISMS = pytest.mark.parametrize("mechanism", CATALOG, ids=name_of)


@MECHANISMS
def test_a_mechanism_says_what_it_does_and_what_it_comes_to_at_its_limits(mechanism: ModuleType) -> None:
    title = (mechanism.__doc__ or "").splitlines()[0]
    assert re.match(r"[A-Z][^.]*: .*\.$|[A-Z].*\.$", title), title
    assert "... (1)" in (mechanism.__doc__ or "")
    assert mechanism.PARAMETERS
    assert mechanism.LIMITS or name_of(mechanism) in (*AFTER_THE_RUN, *BEFORE_THE_RUN)


@MECHANISMS
def test_its_parameters_are_documented(mechanism: ModuleType) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert not [p.id for p in mechanism.PARAMETERS if f"| `{p.id}` | {p.meaning} |" not in page]


@MECHANISMS
def test_it_is_checked_against_a_known_result(mechanism: ModuleType) -> None:
    texts = "".join(file.read_text(encoding="utf-8") for file in VERIFICATION.glob("*.py"))
    stated = any(f'"{p.id}"' in texts for p in mechanism.PARAMETERS)
    used = f"reorg.mechanisms.{name_of(mechanism)} import" in texts
    assert stated or used or name_of(mechanism) in WITHOUT_CLOSED_FORM


def test_equations_stand_with_their_mechanism() -> None:
    # What is left there draws a random number of a stated distribution.
    curved = re.compile(r"\bmath\.(exp|log|sqrt|pow|tanh)\(|(?<!2)\*\*")
    found = {file.stem for file in (ENGINE / "kernel").glob("*.py") if curved.search(file.read_text())}
    assert found == {"efforts", "streams"}


def test_a_plain_double_stands_beside_each_file_of_behavior() -> None:
    kernel, reference = (
        {file.stem for file in (ENGINE / room).glob("*.py")} for room in ("kernel", "reference")
    )
    assert kernel <= reference


def test_every_parameter_of_the_evidence_table_belongs_to_one_mechanism() -> None:
    assert sorted(p.id for p in ASSUMPTIONS) == sorted(evidence())


class Recorded(dict[str, float]):
    """Assumptions that note which of them are read."""

    def __init__(self, values: labs.Values) -> None:
        super().__init__(values)
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> float:
        self.read.add(name)
        return super().__getitem__(name)


def deciding(degree: str) -> Organization:
    """Return the laboratory with all there is, decided at another level."""
    lab = labs.everything()
    structures = tuple(replace(structure, decides=degree) for structure in lab.structures)  # type: ignore[arg-type]
    return replace(lab, structures=structures)


@cache
def read_by_the_reference() -> frozenset[str]:
    """Return the parameters that the reference implementation reads in laboratories of every kind."""
    # With many exceptions some come to the top soon even where teams decide most themselves.
    eager = labs.central(exceptions__probability=0.4)
    eager |= labs_agents.EAGER | labs_people.RESTLESS | labs_compute.FRAGILE
    read: set[str] = set()
    laboratories: tuple[Any, ...] = (
        labs.everything(),
        labs.reorganized(2.3, 6.1),
        labs_agents.agents_come_and_go(),
        labs_people.lead_leaves(),
        labs_matrix.with_seconds(labs.reorganized(2.3, 6.1)),
        labs_discovery.computed(),
        labs_racing.researching("first", "dual", "double"),
        labs_racing.changing("first", "best"),
        *(deciding(degree) for degree in ("low", "high")),
    )
    acting = {
        p.id for m in CATALOG if name_of(m) not in (*AFTER_THE_RUN, *BEFORE_THE_RUN) for p in m.PARAMETERS
    }
    for world, lab in product(range(4), laboratories):
        if acting <= read:
            break
        values = Recorded(eager)
        simulate_reference(lab, "it", values, 7, world)
        read |= values.read
    return frozenset(read)


@MECHANISMS
def test_the_reference_implementation_acts_by_each_parameter(mechanism: ModuleType) -> None:
    if name_of(mechanism) in (*AFTER_THE_RUN, *BEFORE_THE_RUN):
        return
    assert not [p.id for p in mechanism.PARAMETERS if p.id not in read_by_the_reference()]
