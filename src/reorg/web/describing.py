"""A workspace as data for the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

from reorg.editing.board import Board
from reorg.editing.consequences import Facts, Moves, facts_of, rails_in_words
from reorg.editing.edits import Edit, TakeBack
from reorg.editing.workspace import Plan, Workspace
from reorg.model.analysis.findings import find_full_plans
from reorg.model.analysis.positions import closed_positions
from reorg.model.analysis.work_names import names_of_work
from reorg.model.organization import Organization
from reorg.model.structure import Structure
from reorg.money import prefix
from reorg.report.structures import event_weeks
from reorg.web.edits_in_words import in_words
from reorg.web.own_events import own_events

Data = dict[str, Any]


class Describer:
    """Describes the scenarios of a workspace; keeps facts about structures that do not change."""

    def __init__(self, workspace: Workspace) -> None:
        """Describe this workspace."""
        self.workspace = workspace
        closed = closed_positions(workspace.organization, workspace.organization.baseline)
        self.today = facts_of(workspace.organization, workspace.today, closed)

    def model(self) -> Data:
        """Return the data that stay the same while editing: people, work, today, and the limits."""
        workspace = self.workspace
        organization = workspace.organization
        return {
            "name": organization.name,
            "source": workspace.source.name,
            "is_case": workspace.source.path is None,
            "hash": organization.hash,
            "start": organization.start,
            "horizon_weeks": organization.horizon_weeks,
            "baseline": organization.baseline,
            "areas": list(organization.areas),
            "work": _names_of_work(organization),
            "money": prefix(organization.currency),
            "rails": rails_in_words(organization),
            "remarks": self._remarks,
            "people": {
                person.id: {
                    "name": kept_apart(workspace.names[person.id]),
                    "role": kept_apart(workspace.roles[person.id]),
                    "seniority": person.seniority,
                    "skills": dict(person.skills),
                    "cost": person.annual_cost_usd,
                    "vacant": person.vacant,
                }
                for person in organization.people
            },
            "today": {
                "name": workspace.today.name,
                "teams": _teams(workspace.today),
                "facts": self.today,
                "own": self._own(organization.baseline),
            },
        }

    @cached_property
    def _remarks(self) -> list[str]:
        """The remarks of `reorg check` on the plan, of which the baseline alone decides."""
        return [kept_apart(finding.message) for finding in find_full_plans(self.workspace.organization)]

    def scenarios(self) -> list[Data]:
        """Return the scenarios, one line each."""
        return [
            {
                "id": plan.id,
                "name": kept_apart(plan.name),
                "is_baseline": plan.id == self.workspace.organization.baseline,
                "is_new": plan.is_new,
                "edits": len(plan.history.held),
            }
            for plan in self.workspace.plans.values()
        ]

    def scenario(self, identity: str) -> Data:
        """Return a scenario with its structure, facts and edits."""
        plan = self.workspace.plan(identity)
        history = plan.history
        board = history.board
        structure = self._structure(plan)
        facts, moves = self._facts(structure, plan.origin, board)
        kept = _Kept.of(self.workspace.today, structure, moves)
        return {
            "id": plan.id,
            "name": kept_apart(plan.name),
            "teams": _teams(structure),
            "facts": facts,
            "leads_changed": {person: list(pair) for person, pair in moves.leads.items()},
            "same": kept.same,
            "teams_changed": kept.moved,
            "own": self._own(plan.origin),
            "fates": {person: list(fate) for person, fate in board.fates.items()},
            "week": board.week,
            "stated_weeks": list(event_weeks(self.workspace.organization, plan.origin)),
            "joins": [edit.model_dump(mode="json") for edit in board.joins.values()],
            "decides": board.decides,
            "integrators": {person: list(areas) for person, areas in board.integrators.items()},
            "print": self.workspace.fingerprint(plan),
            "questions": self.workspace.open_questions(identity),
            "edits": [self._entry(entry.n, entry.at, entry.edit, plan) for entry in history.entries],
            "cursor": history.cursor,
            "undo": history.cursor > 0,
            "redo": history.cursor < len(history.entries),
        }

    def preview(self, identity: str, board: Board) -> Data:
        """Return what an edit of a scenario not yet made would break, and its effect on the facts."""
        structure = board.structure(board.base.id, board.base.name)
        facts, moves = self._facts(structure, self.workspace.plan(identity).origin, board)
        return {"facts": facts, "another_lead": len(moves.leads)}

    def _structure(self, plan: Plan) -> Structure:
        if plan.id == self.workspace.organization.baseline:
            return self.workspace.today
        return plan.history.board.structure(plan.structure.id, plan.structure.name)

    def _own(self, scenario: str) -> Data:
        notes = own_events(self.workspace.organization, scenario)
        for each in chain.from_iterable((*notes["people"].values(), *notes["teams"].values())):
            each["text"] = kept_apart(each["text"])
        return notes

    def _facts(self, structure: Structure, origin: str, board: Board) -> tuple[Facts, Moves]:
        workspace = self.workspace
        closed = closed_positions(workspace.organization, origin) | board.closed
        absent = {person.id for person in workspace.organization.people if person.vacant}
        # Who leaves gets no lead, as in the report.
        absent |= {person for person, (fate, _) in board.fates.items() if fate != "bench"}
        facts = facts_of(workspace.organization, structure, closed)
        return facts, Moves.between(workspace.today, structure, absent)

    def _entry(self, n: int, at: str, edit: Edit, plan: Plan) -> Data:
        history = plan.history
        text = in_words(edit, history, self.workspace)
        return {
            "n": n,
            "at": at,
            "kind": edit.kind,
            "text": text,
            "is_taken_back": n in history.withdrawn,
            "struck": history.struck.get(n),
            "can_take_back": not isinstance(edit, TakeBack) and n not in history.withdrawn,
        }


_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def kept_apart(name: str) -> str:
    """Return a name with its writing direction isolated, if it would affect the text that follows."""
    return f"\u2068{name}\u2069" if _TURNS.search(name) else name


@dataclass(frozen=True)
class _Kept:
    """Teams of a structure that exist today, ``same`` {id: id today}; ``moved`` {person: teams by id}."""

    same: dict[str, str]
    moved: dict[str, list[str]]

    @classmethod
    def of(cls, before: Structure, after: Structure, moves: Moves) -> _Kept:
        """Compare two structures as the report does.

        A team is the same if most of its people are, as a structure of the model may call it by another id;
        a team that keeps its id is the same for whoever edits it, whatever becomes of its people.
        """
        today = {team.id for team in before.teams}
        same = {team.id: team.id for team in after.teams if team.id in today}
        if not moves.teams:
            return cls(same, {})
        from reorg.study.results.matching import match_teams  # noqa: PLC0415 - loads the engine

        numbers = match_teams(before, after)
        free = {numbers[0, team]: team for team in today - same.keys()}
        by_people = {t.id: free[numbers[1, t.id]] for t in after.teams if numbers[1, t.id] in free}
        pairs = moves.teams.items()
        moved = {person: list(pair) for person, pair in pairs if numbers[0, pair[0]] != numbers[1, pair[1]]}
        return cls(by_people | same, moved)


def _names_of_work(organization: Organization) -> Data:
    """Return by kind of work the names that are not the ids."""
    found: Data = {}
    for (kind, identity), name in names_of_work(organization).items():
        if name != identity:
            found.setdefault(kind, {})[identity] = kept_apart(name)
    return found


def _teams(structure: Structure) -> list[Data]:
    return [
        {
            "id": team.id,
            "name": kept_apart(team.name),
            "parent": team.parent,
            "lead": team.lead,
            "members": list(team.members),
            "owns": [list(work) for work in team.owned],
        }
        for team in structure.teams
    ]
