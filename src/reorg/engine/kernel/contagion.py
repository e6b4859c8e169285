"""Turnover contagion: a departure raises for some weeks the hazard of people with ties to the leaver."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.structure import is_vacant
from reorg.engine.kernel.ties import tie_between
from reorg.engine.machine.crowd import add_to_crowd
from reorg.engine.state.memory import (
    assumed_at,
    integer_at,
    number_at,
    person_at,
    put_integer,
    put_number,
    team_at,
)
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import departure_hazard, put_departure_hazard, team_named, tie_to
from reorg.mechanisms.ties import TEAMS_REMEMBERED
from reorg.mechanisms.turnover import SPREAD_WEEKS


@inner
def spread_contagion(s: Row, p: int) -> None:
    """Add one exit to the hazard of the leaver's ties, in proportion to their shares of the ties.

    The remaining effect of earlier exits on the leaver passes to them as well: otherwise the base rate would
    not hold with contagion.
    """
    count = keep_tied_colleagues(s, p, list_tied_colleagues(s, p))
    total = 0.0
    for i in range(count):
        total += number_at(s.crowd_ties, i)
    if total <= 0.0:
        return
    slot = s.week % SPREAD_WEEKS
    exits = assumed_at(s.assumed, 0).turnover_contagion + person_at(s.people, p).deferred
    put_departure_hazard(s, p, slot, departure_hazard(s, p, slot) + exits / SPREAD_WEEKS)
    for i in range(count):
        q = integer_at(s.crowd, i)
        for k in range(SPREAD_WEEKS):
            share = departure_hazard(s, p, k) * number_at(s.crowd_ties, i) / total
            person_at(s.people, q).exits += share
            put_departure_hazard(s, q, k, departure_hazard(s, q, k) + share)


@inner
def keep_tied_colleagues(s: Row, p: int, count: int) -> int:
    """Keep in the crowd those with a tie to ``p``, with the tie, in order of the people (for rounding)."""
    kept = 0
    for i in range(count):
        q = integer_at(s.crowd, i)
        tie = tie_between(s, p, q)
        if tie > 0.0:
            place = kept
            while place > 0 and integer_at(s.crowd, place - 1) > q:
                put_integer(s.crowd, place, integer_at(s.crowd, place - 1))
                put_number(s.crowd_ties, place, number_at(s.crowd_ties, place - 1))
                place -= 1
            put_integer(s.crowd, place, q)
            put_number(s.crowd_ties, place, tie)
            kept += 1
    return kept


@inner
def list_tied_colleagues(s: Row, p: int) -> int:
    """List in the crowd everybody present who may have a tie to ``p``; return how many."""
    s.serial += 1
    person_at(s.people, p).mark = s.serial
    count = 0
    for k in range(TEAMS_REMEMBERED):
        name = tie_to(s, k, p).team
        if name >= 0:
            for structure in range(s.structure_count):
                count = add_roster_to_crowd(s, team_named(s, structure, name), count)
    for i in range(s.off_roster_count):
        count = add_if_present(s, integer_at(s.off_roster, i), count)
    return count


@inner
def note_off_roster(s: Row, p: int) -> None:
    """Record that rosters do not name all teams of a holder who moved, was promoted or has two seats."""
    person = person_at(s.people, p)
    if person.off_roster == 0:
        person.off_roster = 1
        put_integer(s.off_roster, s.off_roster_count, p)
        s.off_roster_count += 1


@inner
def add_roster_to_crowd(s: Row, t: int, count: int) -> int:
    """Add everybody of a team (-1: no team) to the crowd; return how many it then holds."""
    if t >= 0:
        for i in range(team_at(s.teams, t).roster_first, team_at(s.teams, t).roster_last):
            count = add_if_present(s, integer_at(s.roster, i), count)
    return count


@inner
def add_if_present(s: Row, q: int, count: int) -> int:
    """Add a person to the crowd who is present and not yet in it; return how many it now holds."""
    return count if is_vacant(s, q) else add_to_crowd(s, q, count)


@inner
def expire_contagion(s: Row) -> None:
    """End the effect of exits whose weeks have passed; ``week`` is the week that begins."""
    slot = s.week % SPREAD_WEEKS
    for p in range(s.people_count):
        ended = departure_hazard(s, p, slot)
        if ended > 0.0:
            person_at(s.people, p).exits -= ended
            put_departure_hazard(s, p, slot, 0.0)
