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
    """Return the present value of a person's k-th tie: 0 is the present team, it grows; the others fade."""
    tie = tie_to(s, p, k)
    weeks = (s.now - tie.time) / HOURS_PER_WEEK
    if k == 0:
        if tie.value >= 1.0:
            return 1.0
        return grown(tie.value, weeks, assumed_at(s.assumed, 0).ties_tau_weeks)
    return faded(tie.value, weeks, assumed_at(s.assumed, 0).ties_decay_weeks)


@inner
def tie_between(s: Row, p: int, q: int) -> float:
    """Return the tie of two people: over the teams both know, the largest of the smaller value."""
    best = 0.0
    for k in range(TEAMS_REMEMBERED):
        team = tie_to(s, p, k).team
        if team < 0 or best >= 1.0:
            # Behind the last tie there are none, and no tie is greater than 1.
            break
        for m in range(TEAMS_REMEMBERED):
            if team == tie_to(s, q, m).team:
                best = max(best, min(tie_to_team(s, p, k), tie_to_team(s, q, m)))
    return best


@inner
def copy_tie(s: Row, p: int, k: int, q: int, m: int) -> None:
    """Copy the m-th tie of ``q`` over the k-th of ``p``."""
    written, read = tie_to(s, p, k), tie_to(s, q, m)
    written.team, written.value, written.time = read.team, read.value, read.time


@inner
def begin_tie(s: Row, p: int, name: int) -> None:
    """Begin a tie to a team, or revive an old one; the tie to the former team begins to fade."""
    if tie_to(s, p, 0).team == name:
        return
    now = s.now
    value = 0.0
    gap = TEAMS_REMEMBERED - 1
    for k in range(1, TEAMS_REMEMBERED):
        if tie_to(s, p, k).team == name:
            value = tie_to_team(s, p, k)
            gap = k
    former = tie_to_team(s, p, 0)
    for k in range(gap, 1, -1):
        copy_tie(s, p, k, p, k - 1)
    past = tie_to(s, p, 1)
    past.team = tie_to(s, p, 0).team
    past.value = former
    past.time = now
    present = tie_to(s, p, 0)
    present.team = name
    present.value = value
    present.time = now
