"""Ties: they grow in the present team and fade for former ones."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.state.constants import HOURS_PER_WEEK
from reorg.engine.state.memory import assumed_at
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import tie_to
from reorg.mechanisms.ties import TEAMS_REMEMBERED, faded, grown


@inner
def tie_to_team(s: Row, p: int, k: int) -> float:
    """Return the present value of a person's k-th tie: 0 is the present team and grows; the others fade."""
    tie = tie_to(s, k, p)
    weeks = (s.now - tie.time) / HOURS_PER_WEEK
    if k == 0:
        if tie.value >= 1.0:
            return 1.0
        return grown(tie.value, weeks, assumed_at(s.assumed, 0).ties_tau_weeks)
    return faded(tie.value, weeks, assumed_at(s.assumed, 0).ties_decay_weeks)


@inner
def place_of_tie(s: Row, p: int, name: int) -> int:
    """Return the place of a person's tie to a team, or -1."""
    for k in range(TEAMS_REMEMBERED):
        team = tie_to(s, k, p).team
        if team == name:
            return k
        if team < 0:
            break
    return -1


@inner
def tie_between(s: Row, p: int, q: int) -> float:
    """Return the tie of two people: over the teams both know, the largest of the smaller values."""
    best = 0.0
    for k in range(TEAMS_REMEMBERED):
        if best >= 1.0 or tie_to(s, k, p).team < 0:
            # No tie is greater than 1, and there are none after the last one.
            break
        m = place_of_tie(s, q, tie_to(s, k, p).team)
        if m >= 0:
            best = max(best, min(tie_to_team(s, p, k), tie_to_team(s, q, m)))
    return best


@inner
def copy_tie(s: Row, p: int, k: int, q: int, m: int) -> None:
    """Copy the m-th tie of ``q`` over the k-th of ``p``."""
    written, read = tie_to(s, k, p), tie_to(s, m, q)
    written.team, written.value, written.time = read.team, read.value, read.time


@inner
def begin_tie(s: Row, p: int, name: int) -> None:
    """Begin a tie to a team, or revive an old one; the tie to the former team begins to fade."""
    if tie_to(s, 0, p).team == name:
        return
    now = s.now
    value = 0.0
    gap = TEAMS_REMEMBERED - 1
    for k in range(1, TEAMS_REMEMBERED):
        if tie_to(s, k, p).team == name:
            value = tie_to_team(s, p, k)
            gap = k
    former = tie_to_team(s, p, 0)
    for k in range(gap, 1, -1):
        copy_tie(s, p, k, p, k - 1)
    past = tie_to(s, 1, p)
    past.team = tie_to(s, 0, p).team
    past.value = former
    past.time = now
    present = tie_to(s, 0, p)
    present.team = name
    present.value = value
    present.time = now
