"""The design of a release: decisions, each owned by a package, and the configuration they make up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reorg.engine.reference.state.people import Person
    from reorg.engine.reference.state.structures import WorldStructure
    from reorg.engine.reference.state.work import Job


@dataclass(eq=False)
class Decision:
    """A two-way design decision; ``influences`` are the decisions that affect its contribution."""

    luck: int
    job: Job
    """The package that owns it."""
    influences: list[Decision] = field(default_factory=list)

    @property
    def made(self) -> bool:
        """The choice of the package that owns it."""
        return self.job.view[self]


Configuration = dict[Decision, bool]
"""A configuration: how each decision of a release is made."""


@dataclass(eq=False)
class Design:
    """The design of one occurrence of a release; ``time_is_up`` is None if research time is unlimited."""

    number: int
    start: float
    jobs: list[Job]
    time_is_up: float | None
    decisions: list[Decision] = field(default_factory=list)
    judges: dict[WorldStructure, Person] = field(default_factory=dict)
    """The judge of the whole design in each structure that has one."""
    judged: Configuration = field(default_factory=dict)
    """The whole design at the last judgment, or at the start."""
    tried: list[Configuration] = field(default_factory=list)
    found: list[float] = field(default_factory=list)
    """Value of the whole design at the end of each week."""

    def whole(self) -> Configuration:
        """Return the choices of all decisions."""
        return {decision: decision.made for decision in self.decisions}

    def configuration_with(self, attempt: Job) -> Configuration:
        """Return the choices of all decisions with the attempts of one side of a race."""
        choice = self.whole()
        for job in self.jobs if attempt.race is not None else []:
            if job.race is attempt.race:
                version = job.versions[attempt.version]
                choice |= {decision: version.view[decision] for decision in job.decisions}
        return choice
