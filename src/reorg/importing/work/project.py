"""A project: planned work as stated by a plan sheet or by tickets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from reorg.importing.findings import Findings
from reorg.importing.people.person import Person
from reorg.importing.people.teams import Team
from reorg.importing.values.names import plain


@dataclass(eq=False)
class Project:
    """Planned work; None or empty if not stated. Efforts in person-days: low, likely, high."""

    file: str
    row: int
    name: str
    key: str = ""
    id: str = ""
    team: Team | None = None
    owner: Person | None = None
    others: dict[str, Team | Person | str] = field(default_factory=dict)
    """Its owners under alternatives, by a field such as ``team:option A``: see :meth:`Owners.under`."""
    area: str = ""
    likely_days: float | None = None
    low_days: float | None = None
    high_days: float | None = None
    effort_why: str = ""
    """Why the effort is only a guess, if it is one."""
    start: date | None = None
    due: date | None = None
    release: str = ""
    priority: float | None = None
    done: float = 0.0
    after: list[Project] = field(default_factory=list)
    related: list[Project] = field(default_factory=list)
    """Projects whose tickets are linked with those of this one."""

    def waits_for(self, target: Project) -> bool:
        """Return whether it is a project or one of its successors, direct or indirect."""
        pending, seen = [self], {self}
        while pending:
            at = pending.pop()
            if at is target:
                return True
            fresh = [other for other in at.after if other not in seen]
            seen.update(fresh)
            pending.extend(fresh)
        return False


def joined(plan: list[Project], tickets: list[Project], findings: Findings) -> list[Project]:
    """Return the projects of plan and tickets, each once: the plan has precedence, tickets fill its gaps."""
    known = {plain(project.name): project for project in plan} | {
        project.key.casefold(): project for project in plan if project.key
    }
    same: dict[Project, Project] = {}
    for project in tickets:
        planned = known.get(project.key.casefold()) or known.get(plain(project.name))
        if planned is None:
            continue
        same[project] = planned
        planned.team = planned.team or project.team
        planned.due = planned.due or project.due
        if planned.likely_days is None:
            for name in ("low_days", "likely_days", "high_days", "effort_why"):
                setattr(planned, name, getattr(project, name))
        message = "a project of the plan is also in the tickets: joined"
        findings.add("work", message, file=project.file, row=project.row, detail=project.name)
    everything = [*plan, *(project for project in tickets if project not in same)]

    def joined_form(projects: Iterable[Project]) -> list[Project]:
        return [same.get(project, project) for project in projects]

    for project in everything:
        project.after = list(dict.fromkeys(one for one in joined_form(project.after) if one is not project))
        project.related = joined_form(project.related)
    for project, planned in same.items():
        planned.related += joined_form((*project.related, *project.after))
    return everything
