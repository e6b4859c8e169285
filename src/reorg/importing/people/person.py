"""A person, or a vacant position, as a people sheet states it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Status = Literal["active", "leave", "notice", "left", "vacant", "eliminated"]


@dataclass(eq=False)
class Person:
    """The sheets' data on one person or position; empty or None if not stated.

    ``managers`` are the texts of the columns for the manager, the most reliable first; ``chain`` the managers
    from the top down, if each level has a column.
    """

    file: str
    row: int
    number: str = ""
    """The employee number as written, leading zeros kept."""
    position: str = ""
    email: str = ""
    name: str = ""
    suffix: str = ""
    """The text in brackets after the name, which tells namesakes apart; empty if it states a status."""
    title: str = ""
    level: str = ""
    job_family: str = ""
    skills: tuple[str, ...] = ()
    department: str = ""
    division: str = ""
    team: str = ""
    location: str = ""
    employment_type: str = ""
    managers: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    second_manager: str = ""
    leads: bool = False
    """Whether a column says that they lead their team."""
    hire_date: date | None = None
    end_date: date | None = None
    leave_from: date | None = None
    leave_to: date | None = None
    tenure_years: float | None = None
    status: Status = "active"
    share: float | None = None
    count: int = 1
    weekly_hours: float | None = None
    pay: float | None = None
    """Pay of a year as written, in ``currency``."""
    pay_high: float | None = None
    loaded: bool = False
    """Whether the pay already includes overheads."""
    currency: str = ""
    ai_agents: int = 0
    notes: list[str] = field(default_factory=list)
    again: list[Person] = field(default_factory=list)
    """Further rows of the same sheet that assign the person to another team."""
    after: dict[str, str] = field(default_factory=dict)
    """Values of columns such as ``lead:option A``: as in the sheet, later as in ``people.csv``."""
    planned: bool = False
    """Whether the position exists in some alternatives only: no column gives it a team or a manager today."""
    manager: Person | None = None
    """The manager among the people; None at the top and if nobody was found."""
    outside: str = ""
    """A manager who is in no sheet."""
    id: str = ""
    """The id in the model."""

    @property
    def shown(self) -> str:
        """A name for use in sentences."""
        return self.name or self.title or self.number or self.email or f"row {self.row}"

    def works(self, start: date) -> bool:
        """Return whether the person works at the start date: neither a vacancy nor a later starter."""
        later = self.hire_date is not None and self.hire_date > start
        return self.present and self.status != "vacant" and not later

    @property
    def present(self) -> bool:
        """Whether they belong to the organization: not departed, and the position not eliminated."""
        return self.status not in {"left", "eliminated"}
