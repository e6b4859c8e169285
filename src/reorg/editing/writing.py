"""An edited model as text: what its file says, comments and all, with the edited scenarios in their place."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import Any

from reorg.editing.consequences import Moves, leads_of_people
from reorg.editing.saving import Data
from reorg.editing.workspace import Workspace
from reorg.model import ModelError, load
from reorg.model.reading.yaml_reader import read_text
from reorg.model.writing.cells import unrunnable

_WIDE = 4096


def model_text(workspace: Workspace) -> str:
    """Return the text of the model file with all edits; comments are kept.

    Needs the library ``ruamel.yaml``, of the extra ``web``. Raises :class:`~reorg.model.ModelError` for an
    edited model with mistakes.
    """
    more = workspace.additions()
    if not workspace.is_edited:
        return workspace.source.text
    text = _with_comments(workspace.source.text, more)
    return text if _means(text, workspace) else _without_comments(workspace.document())


def moves_table(workspace: Workspace, scenario: str) -> str:
    """Return who moves in a scenario as CSV: by role, with the lead and the team before and after."""
    plan = workspace.plan(scenario)
    board = plan.history.board
    after = board.structure(plan.structure.id, plan.structure.name)
    moves = Moves.between(workspace.today, after)
    names = {team.id: team.name for structure in (workspace.today, after) for team in structure.teams}
    bosses = [leads_of_people(structure) for structure in (workspace.today, after)]
    seats = [structure.seats for structure in (workspace.today, after)]
    rows: list[list[str]] = [
        ["id", "role", "lead before", "lead after", "team before", "team after", "what happens", "week"]
    ]
    for person in workspace.organization.people:
        fate = board.fates.get(person.id)
        if person.id not in moves.leads and person.id not in moves.teams and fate is None:
            continue
        leads = [workspace.roles.get(each.get(person.id, ""), "") for each in bosses]
        teams = [names.get(each.get(person.id, ""), "") for each in seats]
        rows.append([person.id, workspace.roles[person.id], *leads, *teams, *_happens(fate, board.week)])
    table = io.StringIO()
    csv.writer(table).writerows([[unrunnable(cell) for cell in row] for row in rows])
    return table.getvalue()


def _happens(fate: tuple[str, float] | None, week: float | None) -> list[str]:
    if fate is not None and fate[0] != "bench":
        return ["leaves, position closed" if fate[0] == "closed" else "leaves", f"{fate[1]:g}"]
    return ["on the bench" if fate else "moves", "" if week is None else f"{week:g}"]


def _means(text: str, workspace: Workspace) -> bool:
    """Return whether a text has the same meaning as the edits."""
    try:
        saved = load(read_text(text, "saved.yaml").data, folder=workspace.source.folder)
    except ModelError:
        return False
    return saved.hash == workspace.edited().hash


def _with_comments(text: str, more: Mapping[str, Any]) -> str:
    from ruamel.yaml import YAML  # noqa: PLC0415 - only where the extra is installed

    editor = YAML()
    editor.preserve_quotes = True
    editor.width = _WIDE
    offset = 2 if re.search(r"^( *)[\w-]+:\s*(#.*)?\n\1  - ", text, re.MULTILINE) else 0
    editor.indent(mapping=2, sequence=2 + offset, offset=offset)
    document = editor.load(text)
    for part, entries in more.items():
        if part not in document or document[part] is None:
            document[part] = {}
        for key, value in entries.items():
            document[part][key] = value
    written = io.StringIO()
    editor.dump(document, written)
    return written.getvalue()


def _without_comments(document: Data) -> str:
    import yaml  # noqa: PLC0415 - rarely

    text: str = yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=_WIDE)
    return text
