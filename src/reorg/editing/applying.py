"""The effect of each edit on a board, or the reason why it is refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import singledispatch

from reorg.editing.board import Board, BoardTeam, Fate
from reorg.editing.edits import (
    Bench,
    Change,
    Close,
    Decides,
    EndTeam,
    Integrate,
    Join,
    Leave,
    MovePerson,
    MoveTeam,
    NewTeam,
    Own,
    Refusal,
    Rename,
    SetLead,
    Stay,
    Week,
)


def apply(edit: Change, board: Board) -> None:
    """Change a board as an edit says; raises :class:`Refusal` where that cannot be, and changes nothing."""
    _done(edit, board)


@singledispatch
def _done(edit: object, board: Board) -> None:  # noqa: ARG001 - the signature of all of them
    raise TypeError(f"not an edit: {edit!r}")


@_done.register
def _(edit: MovePerson, board: Board) -> None:
    target, home = board.team(edit.to), board.seat(edit.person)
    others = [person for person in target.members if person != edit.person]
    placed = _beside(edit.person, others, edit.before, edit.after)
    if home.id == target.id:
        is_ordered = placed is not None and edit.person in home.members and placed != home.members
        if edit.person not in board.fates and not is_ordered:
            raise Refusal(f"{board.name_of(edit.person)} is in {target.name} already.")
        board.fates.pop(edit.person, None)
        if placed is not None and is_ordered:
            home.members[:] = placed
        return
    board.hand_over(edit.person, edit.leads)
    board.fates.pop(edit.person, None)
    board.unseat(edit.person)
    board.place(edit.person, target)
    if placed is not None:
        # Somebody of this team may just have become a lead elsewhere.
        target.members[:] = [person for person in placed if person in target.members]


@_done.register
def _(edit: MoveTeam, board: Board) -> None:
    team, target = board.team(edit.team), board.team(edit.to)
    if team.id == target.id:
        raise Refusal(f"{team.name} cannot go under itself.")
    if board.is_below(target.id, team.id):
        raise Refusal(f"{team.name} cannot go under {target.name}, which is part of it.")
    others = [each.id for each in board.teams.values() if each.parent == target.id and each.id != team.id]
    placed = _beside(team.id, others, edit.before, edit.after)
    now = [each.id for each in board.teams.values() if each.parent == target.id]
    if team.parent == target.id and placed in (None, now):
        raise Refusal(f"{team.name} is {'there' if placed else f'under {target.name}'} already.")
    team.parent = target.id
    if placed is not None:
        board.reorder(placed)


@_done.register
def _(edit: SetLead, board: Board) -> None:
    team = board.team(edit.team)
    if edit.person == team.lead:
        raise Refusal(f"{team.name} already has this lead.")
    if edit.person is None:
        board.step_down(team)
        return
    if board.is_benched(edit.person):
        raise Refusal(f"{board.name_of(edit.person)} is on the bench: place them first.")
    board.hand_over(edit.person, edit.leads)
    board.step_down(team)
    board.unseat(edit.person)
    board.place(edit.person, team, lead=True)


@_done.register
def _(edit: NewTeam, board: Board) -> None:
    parent = board.team(edit.parent)
    identity = new_id(edit.name, board.teams.keys() | {team.id for team in board.base.teams})
    board.teams[identity] = BoardTeam(identity, edit.name, parent.id, None, [], [], True)


@_done.register
def _(edit: EndTeam, board: Board) -> None:
    team, heir = board.team(edit.team), board.team(edit.members_to)
    if team.parent is None:
        raise Refusal(f"{team.name} is the top team: it cannot be ended.")
    if heir.id == team.id:
        raise Refusal(f"{team.name} ends: its people need another team.")
    contested = {name for race in board.base.races for name in race.teams}
    contested |= {name for overlap in board.base.overlaps for name in overlap.teams}
    contested |= {seat.team for seat in board.base.second_seats}
    if any(join.team == team.id for join in board.joins.values()):
        raise Refusal(f"{team.name} gets a new position: take that back first.")
    if team.id in contested:
        raise Refusal(f"{team.name} shares work or people with other teams: it cannot be ended here.")
    for child in board.teams.values():
        if child.parent == team.id:
            child.parent = team.parent
    board.step_down(team)
    for person in team.members:
        board.place(person, heir)
    heir.owned += [work for work in team.owned if work not in heir.owned]
    del board.teams[team.id]


@_done.register
def _(edit: Rename, board: Board) -> None:
    team = board.team(edit.team)
    if team.name == edit.name:
        raise Refusal(f"It is called {edit.name} already.")
    team.name = edit.name


@_done.register
def _(edit: Own, board: Board) -> None:
    team = board.team(edit.team)
    if edit.work in team.owned:
        raise Refusal(f"{team.name} owns this already.")
    if not any(edit.work in other.owned for other in board.teams.values()):
        raise Refusal("No team owns anything of that name.")
    for other in board.teams.values():
        if edit.work in other.owned:
            other.owned.remove(edit.work)
    team.owned.append(edit.work)


@_done.register
def _(edit: Decides, board: Board) -> None:
    if board.decides == edit.degree:
        raise Refusal("Decisions are already made that way.")
    board.decides = edit.degree


@_done.register
def _(edit: Integrate, board: Board) -> None:
    board.seat(edit.person)
    if board.integrators.get(edit.person, ()) == tuple(edit.areas):
        raise Refusal(f"{board.name_of(edit.person)} already has this role.")
    board.integrators.pop(edit.person, None)
    if edit.areas:
        board.integrators[edit.person] = tuple(edit.areas)


@_done.register
def _(edit: Bench, board: Board) -> None:
    home = board.seat(edit.person)
    if edit.person in board.fates:
        raise Refusal(f"{board.name_of(edit.person)} is on the bench or leaves already.")
    led = board.led_by(edit.person)
    board.hand_over(edit.person, edit.leads)
    if led and edit.person not in home.members:
        # Formally people sit somewhere until it is decided; who led the team sits in it as a member.
        board.place(edit.person, home)
    board.fates[edit.person] = ("bench", 0.0)


@_done.register
def _(edit: Leave | Close, board: Board) -> None:
    board.seat(edit.person)
    fate: tuple[Fate, float] = ("leaves" if isinstance(edit, Leave) else "closed", edit.week)
    if board.fates.get(edit.person) == fate:
        raise Refusal(f"{board.name_of(edit.person)} leaves already.")
    board.fates[edit.person] = fate


@_done.register
def _(edit: Join, board: Board) -> None:
    board.team(edit.team)
    board.seat(edit.like)
    board.joins[new_id(edit.title, board.titles.keys() | board.joins.keys())] = edit


@_done.register
def _(edit: Stay, board: Board) -> None:
    if board.fates.pop(edit.person, None) is None:
        raise Refusal("This person already stays.")


@_done.register
def _(edit: Week, board: Board) -> None:
    if board.week == edit.week:
        raise Refusal("It is already set to that week.")
    board.week = edit.week


def _beside(moved: str, others: list[str], before: str | None, after: str | None) -> list[str] | None:
    """Return the others with what is moved before or after one of them; None where neither is said."""
    beside = before if after is None else after
    if beside is None:
        return None
    if beside not in others or (before is not None and after is not None):
        raise Refusal("There is no such place.")
    at = others.index(beside) + (after is not None)
    return [*others[:at], moved, *others[at:]]


def new_id(name: str, taken: Collection[str]) -> str:
    """Return an id for something called ``name`` that is not among those taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "new"
    number, found = 1, stem
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found
