"""Edits in words, for the list of changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatchmethod

from reorg.editing.edits import (
    Bench,
    Close,
    Decides,
    Edit,
    EndTeam,
    Integrate,
    Join,
    Leave,
    MovePerson,
    MoveTeam,
    NewTeam,
    Own,
    Rename,
    SetLead,
    Stay,
    TakeBack,
    Week,
)
from reorg.editing.history import History
from reorg.editing.workspace import Workspace
from reorg.model.analysis.work_names import names_of_work


def in_words(edit: Edit, history: History, workspace: Workspace) -> str:
    """Return an edit in a sentence without a full stop; teams, people and work by name."""
    return _Words(history, workspace).say(edit)


def _place(edit: MovePerson | MoveTeam, name_of: Callable[[str], str]) -> str:
    """Return the neighbor next to which somebody or something is placed, if stated."""
    if edit.before is not None:
        return f", before {name_of(edit.before)}"
    return "" if edit.after is None else f", after {name_of(edit.after)}"


class _Words:
    def __init__(self, history: History, workspace: Workspace) -> None:
        self._teams = {team.id: team.name for team in history.board.base.teams}
        self._teams |= {team.id: team.name for team in history.board.teams.values()}
        self._people = workspace.names
        self._history, self._workspace = history, workspace

    def team(self, identity: str) -> str:
        return self._teams.get(identity, identity)

    def person(self, identity: str) -> str:
        return self._people.get(identity, identity)

    @singledispatchmethod
    def say(self, edit: Edit) -> str:
        return edit.kind

    @say.register
    def _(self, edit: MovePerson) -> str:
        place = _place(edit, self.person)
        return f"{self.person(edit.person)} joins {self.team(edit.to)}{place}{self._leads(edit.leads)}"

    @say.register
    def _(self, edit: MoveTeam) -> str:
        return f"{self.team(edit.team)} moves under {self.team(edit.to)}{_place(edit, self.team)}"

    @say.register
    def _(self, edit: SetLead) -> str:
        who = "nobody" if edit.person is None else self.person(edit.person)
        return f"{self.team(edit.team)} is led by {who}{self._leads(edit.leads)}"

    @say.register
    def _(self, edit: NewTeam) -> str:
        return f"New team {edit.name} under {self.team(edit.parent)}"

    @say.register
    def _(self, edit: EndTeam) -> str:
        return f"{self.team(edit.team)} ends; its people and work go to {self.team(edit.members_to)}"

    @say.register
    def _(self, edit: Rename) -> str:
        return f"{self.team(edit.team)} is renamed {edit.name}"

    @say.register
    def _(self, edit: Own) -> str:
        name = names_of_work(self._workspace.organization).get(edit.work, edit.work[1])
        return f"{self.team(edit.team)} takes over {edit.work[0]} {name}"

    @say.register
    def _(self, edit: Decides) -> str:
        return f"Centralization of decisions: {edit.degree}"

    @say.register
    def _(self, edit: Integrate) -> str:
        areas = ", ".join(edit.areas)
        return f"{self.person(edit.person)} " + (f"bridges {areas}" if areas else "no longer bridges work")

    @say.register
    def _(self, edit: Bench) -> str:
        return f"{self.person(edit.person)} goes to the bench{self._leads(edit.leads)}"

    @say.register
    def _(self, edit: Leave) -> str:
        return f"{self.person(edit.person)} leaves in week {edit.week:g}; the position is filled again"

    @say.register
    def _(self, edit: Close) -> str:
        return f"{self.person(edit.person)} leaves in week {edit.week:g}; the position is closed"

    @say.register
    def _(self, edit: Join) -> str:
        text = f"New position {edit.title} in {self.team(edit.team)} from week {edit.week:g}"
        return f"{text}, like {self.person(edit.like)}"

    @say.register
    def _(self, edit: Stay) -> str:
        return f"{self.person(edit.person)} stays after all"

    @say.register
    def _(self, edit: Week) -> str:
        return f"The structure changes in week {edit.week:g}"

    @say.register
    def _(self, edit: TakeBack) -> str:
        taken = next((entry.edit for entry in self._history.entries if entry.n == edit.n), None)
        return f"Taken back: {self.say(taken)}" if taken is not None else f"Edit {edit.n} taken back"

    def _leads(self, leads: dict[str, str | None]) -> str:
        lines = [
            f"; {self.team(team)} is led by {'nobody' if who is None else self.person(who)}"
            for team, who in leads.items()
        ]
        return "".join(lines)
