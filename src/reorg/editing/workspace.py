"""A workspace: the scenarios of a model with their edits, kept in a journal."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from reorg.editing.applying import new_id
from reorg.editing.board import Board
from reorg.editing.edits import TITLE_MAX, Join, Refusal, data_of, edit_of, one_line
from reorg.editing.history import Entry, History
from reorg.editing.journal import Journal, Line
from reorg.editing.saving import Data, Saved, additions, merged
from reorg.editing.source import Source
from reorg.model.analysis.roles import names_of_people, roles
from reorg.model.canonical import canonical_text
from reorg.model.events import Reorganize
from reorg.model.organization import Organization, Scenario
from reorg.model.structure import Structure


@dataclass
class Plan:
    """A scenario of the workspace; ``origin`` is the one of the model that it is, or began as.

    ``structure`` is what its edits are laid on: the one that the scenario of the model ends in.
    """

    id: str
    name: str
    origin: str
    structure: Structure
    history: History
    is_new: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether it says anything that the model does not."""
        return self.is_new or bool(self.history.held)

    def fingerprint(self) -> str:
        """Return a hash of what the edits come to: the same after undo and redo."""
        board = self.history.board
        parts = (board.structure("", ""), board.fates, board.week)
        joins = [edit.model_dump(mode="json") for edit in board.joins.values()]
        text = canonical_text((*parts, joins) if joins else parts)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Workspace:
    """The scenarios of a model and what was done to them; every change is on disk when it is acknowledged."""

    def __init__(self, source: Source, journal: Journal) -> None:
        """Bring the scenarios to where the journal left them."""
        self.source, self.journal = source, journal
        self.roles, self.names = roles(source.organization), names_of_people(source.organization)
        self.plans: dict[str, Plan] = {}
        self.stated_ranges: dict[str, tuple[float, float]] = {}
        """Ranges of assumptions that were stated in the studio, in place of those of the evidence."""
        self._loaded: tuple[Data, Organization] | None = None
        """What was added to the document when it was last loaded, and what that meant."""
        for scenario in source.organization.scenarios:
            self._open(scenario.id, scenario.name, scenario.id)
        for line in journal.lines:
            self._redo_line(line)

    @property
    def organization(self) -> Organization:
        """The model as its file says it, without edits."""
        return self.source.organization

    @property
    def today(self) -> Structure:
        """The structure of the baseline at the start."""
        baseline = self.organization.scenario(self.organization.baseline)
        return self.organization.structure(baseline.structure)

    @property
    def count(self) -> int:
        """The number of lines in the journal: the state after which an edit is made."""
        return len(self.journal.lines)

    def plan(self, scenario: str) -> Plan:
        """Return a scenario; raises :class:`~reorg.editing.edits.Refusal` where there is none of that id."""
        if scenario not in self.plans:
            raise Refusal("There is no such scenario.")
        return self.plans[scenario]

    def edit(self, scenario: str, data: Any) -> Plan:
        """Make an edit, given as plain data; raises :class:`~reorg.editing.edits.Refusal`, nothing kept."""
        plan, edit = self._editable(scenario), edit_of(data)
        if isinstance(edit, Join) and not self._is_everywhere(edit.team):
            raise Refusal("A new position goes to a team that every structure of the model has.")
        return self._kept(plan, {"kind": "edit", "edit": data_of(edit)})

    def undo(self, scenario: str) -> Plan:
        """Step back in a scenario; raises :class:`~reorg.editing.edits.Refusal` at its start."""
        return self._kept(self._editable(scenario), {"kind": "undo"})

    def redo(self, scenario: str) -> Plan:
        """Step forward in a scenario; raises :class:`~reorg.editing.edits.Refusal` at its end."""
        return self._kept(self._editable(scenario), {"kind": "redo"})

    def preview(self, scenario: str, data: Any) -> Board:
        """Return what an edit would come to, and make none; raises as :meth:`edit`.

        Of the baseline too: an edit of it begins a scenario.
        """
        history = self.plan(scenario).history
        trial = History(history.fresh, list(history.entries), history.cursor)
        trial.add(Entry(self.count + 1, "", edit_of(data)))
        return trial.board

    def new_scenario(self, name: str, origin: str) -> Plan:
        """Begin a scenario as another one is now, with its edits; raises as :meth:`edit`."""
        self.plan(origin)
        name = one_line(name).strip()
        if not 0 < len(name) <= TITLE_MAX:
            raise Refusal("Give the scenario a name.")
        taken = self.plans.keys() | (self.source.full.get("structures") or {}).keys()
        identity = new_id(name, taken)
        line = {"scenario": identity, "kind": "new_scenario", "name": name, "origin": origin}
        self._redo_line(self.journal.append({"at": _now(), **line}))
        return self.plans[identity]

    def end_scenario(self, scenario: str) -> None:
        """Take a scenario out that began here; raises as :meth:`edit`."""
        if not self.plan(scenario).is_new:
            raise Refusal("This scenario is in the model file; remove it there.")
        self._redo_line(self.journal.append({"at": _now(), "scenario": scenario, "kind": "end_scenario"}))

    def state_assumption(self, assumption: str, ends: tuple[float, float] | None) -> None:
        """Keep the lowest and highest value of an assumption; None: as the model's file has it."""
        line = {"scenario": "", "kind": "assume", "assumption": assumption, "ends": ends and list(ends)}
        self._redo_line(self.journal.append({"at": _now(), **line}))

    @property
    def is_edited(self) -> bool:
        """Whether anything differs from the model's file."""
        return bool(self.stated_ranges) or any(plan.is_changed for plan in self.plans.values())

    def fingerprint(self, plan: Plan) -> str:
        """Return a hash of the model that a plan's edits result in, including stated assumptions."""
        text = repr(sorted(self.stated_ranges.items())) if self.stated_ranges else ""
        return plan.fingerprint() + (hashlib.sha256(text.encode()).hexdigest()[:8] if text else "")

    def additions(self) -> Data:
        """Return what edited scenarios and stated assumptions add to the model's document."""
        people = self.organization.people
        found = additions(self.source.document, self.source.full, self._saved(), people)
        ranges = {
            name: {"low": low, "high": high, "source": "stated in the studio"}
            if low < high
            else {"value": low, "source": "stated in the studio"}
            for name, (low, high) in self.stated_ranges.items()
        }
        return {**found, "assumptions": ranges} if ranges else found

    def document(self) -> Data:
        """Return the model's document with all edits."""
        return merged(self.source.document, self.additions())

    def edited(self) -> Organization:
        """Return the model with all edits, through the loader; raises :class:`~reorg.model.ModelError`."""
        return self.loading()()

    def loading(self) -> Callable[[], Organization]:
        """Return what loads the model with the edits of this moment, as :meth:`edited` does, at any time."""
        if not self.is_edited:
            return lambda: self.organization
        more = self.additions()
        known = self._loaded
        if known is not None and known[0] == more:
            return lambda: known[1]
        return partial(self._load, more)

    def _load(self, more: Data) -> Organization:
        found = self.source.load(merged(self.source.document, more))
        self._loaded = more, found
        return found

    def open_questions(self, scenario: str) -> list[str]:
        """Return what must be decided before a scenario can be rehearsed, in words."""
        board = self.plan(scenario).history.board
        benched = [person for person in board.fates if board.is_benched(person)]
        lines = []
        if len(benched) == 1:
            lines.append(f"{board.name_of(benched[0])} is on the bench: place them, or say that they leave.")
        elif benched:
            lines.append(f"{len(benched)} people are on the bench: place them, or say that they leave.")
        lines += [
            f"{team.name} owns work but has no people: add some, or assign the work to another team."
            for team in board.teams.values()
            if team.owned and team.lead is None and not team.members
        ]
        return lines

    def saved_id(self, scenario: str) -> str:
        """Return the id a scenario has in the saved model: tables create theirs again at each load."""
        stated = self.source.document.get("scenarios") or {}
        implicit = {} if stated else self.source.document.get("structures") or {}
        is_stated = scenario in stated or scenario in implicit
        plan = self.plans[scenario]
        return scenario if is_stated or plan.is_new or not plan.is_changed else f"{scenario}-edited"

    def _is_everywhere(self, team: str) -> bool:
        return all(any(team == each.id for each in one.teams) for one in self.organization.structures)

    def _saved(self) -> list[Saved]:
        changed = [plan for plan in self.plans.values() if plan.is_changed]
        baseline = self.today.id
        return [
            Saved(
                self.saved_id(plan.id),
                plan.name,
                plan.origin,
                plan.structure.id,
                plan.history.board,
                self.organization.scenario(plan.origin).structure == plan.structure.id != baseline,
            )
            for plan in changed
        ]

    def _open(self, identity: str, name: str, origin: str, is_new: bool = False) -> Plan:
        structure = structure_after(self.organization, self.organization.scenario(origin))
        fresh: Callable[[], Board] = partial(Board.of, structure, self.names)
        self.plans[identity] = Plan(identity, name, origin, structure, History(fresh), is_new)
        return self.plans[identity]

    def _editable(self, scenario: str) -> Plan:
        if scenario == self.organization.baseline:
            raise Refusal("This is the baseline and cannot be changed. Add a scenario to change something.")
        return self.plan(scenario)

    def _kept(self, plan: Plan, line: Line) -> Plan:
        """Do what a line says, then keep it; where it cannot be kept it is not done."""
        numbered = {"n": self.count + 1, "at": _now(), "scenario": plan.id, **line}
        history = plan.history
        before = History(history.fresh, list(history.entries), history.cursor)
        _do(history, numbered)
        try:
            self.journal.append(numbered)
        except ValueError:
            plan.history = before
            raise
        return plan

    def _redo_line(self, line: Line) -> None:
        """Do what a line of the journal says; one that no longer fits the model is passed over."""
        scenario, kind = str(line.get("scenario")), line.get("kind")
        if kind == "new_scenario":
            self._begin(scenario, line)
        elif kind == "end_scenario":
            self.plans.pop(scenario, None)
        elif kind == "assume":
            self.stated_ranges.pop(str(line["assumption"]), None)
            if line["ends"]:
                self.stated_ranges[str(line["assumption"])] = (float(line["ends"][0]), float(line["ends"][1]))
        elif scenario in self.plans:
            try:
                _do(self.plans[scenario].history, line)
            except Refusal:
                return

    def _begin(self, identity: str, line: Line) -> None:
        model = self.plans.get(str(line["origin"]))
        if model is None:
            return
        plan = self._open(identity, str(line["name"]), model.origin, is_new=True)
        for entry in model.history.held:
            plan.history.add(entry)


def structure_after(organization: Organization, scenario: Scenario) -> Structure:
    """Return the structure a scenario ends in, after its last dated reorganization.

    Where reorganizations only wait, it is the first structure that one of them would take.
    """
    dated = [event.to for event in scenario.dated if isinstance(event, Reorganize)]
    return organization.structure(dated[-1] if dated else scenario.structures[:2][-1])


def _do(history: History, line: Line) -> None:
    if line["kind"] == "undo":
        history.undo()
    elif line["kind"] == "redo":
        history.redo()
    else:
        history.add(Entry(int(line["n"]), str(line["at"]), edit_of(line["edit"])))


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
