"""Requests between people: exceptions to be decided, exchanges between coupled work, interruptions."""

from __future__ import annotations

import numpy as np

from reorg import luck
from reorg.compilation import inner
from reorg.engine.agenda import DECISION_LINE, FOR_EVER, REQUEST_LINE, WEEK_LINE
from reorg.engine.jumps import finish_decided, finish_job
from reorg.engine.ledger import count_latency, note
from reorg.engine.memory import (
    assumed_at,
    integer_at,
    item_at,
    job_at,
    link_at,
    number_at,
    person_at,
    stake_at,
    team_at,
)
from reorg.engine.records import (
    ABSENT,
    ACTIVE_REMEMBERED,
    ANSWER,
    ASK,
    BRIDGE,
    DECIDE,
    HELP,
    HOURS_PER_WEEK,
    INTERRUPTION,
    L_ALONE,
    L_ASKED,
    L_ASTRAY,
    L_DECIDED,
    L_EXCEPTION,
    L_MISSED,
    L_SENT,
    OPEN,
    REPLY,
    Row,
)
from reorg.engine.relations import distance, lead_of, tie_between
from reorg.engine.search import tell
from reorg.engine.stakes import counterpart, number_of
from reorg.engine.tray import new_item, put_item
from reorg.engine.work import resume
from reorg.mechanisms import coordination, exceptions
from reorg.mechanisms.competence import by_complexity, by_level
from reorg.mechanisms.exceptions import CHUNK_HOURS, IGNORE, LEAD, REWORK, SELF, TOP
from reorg.mechanisms.onboarding import help_hours
from reorg.mechanisms.reorganization import astray

HELP_NOTICED_HOURS = 0.05


@inner
def shares_of(table: int, row: int) -> tuple[float, float, float]:
    """Return a row of a table of three shares."""
    return number_at(table, 3 * row), number_at(table, 3 * row + 1), number_at(table, 3 * row + 2)


@inner
def is_absent(s: Row, p: int) -> bool:
    """Tell whether a position is vacant."""
    return person_at(s.people, p).doing == ABSENT


@inner
def raise_exception(s: Row, p: int, j: int, hours: float, chunk: int) -> None:
    """Let the unforeseen happen at a chunk's end, and send the question to whoever must decide."""
    a = assumed_at(s.assumed, 0)
    if a.exceptions_probability <= 0.0:
        return
    job = job_at(s.jobs, j)
    error = by_level(
        integer_at(s.skill, p * s.area_count + job.area),
        a.competence_error_none,
        a.competence_error_low,
        a.competence_error_high,
    )
    complexity = by_complexity(job.complexity, a.competence_complexity_low, a.competence_complexity_high)
    likely = exceptions.probability(a.exceptions_probability, complexity, error, job.history, hours)
    if luck.uniform(s.key, luck.EXCEPTION, job.key, chunk) >= likely:
        return
    job.undecided += 1
    note(s, L_EXCEPTION, p, number_of(s, j), likely)
    u = luck.uniform(s.key, luck.ROUTE, job.key, chunk)
    top, lead, own = shares_of(s.routes, s.decides)
    level = TOP - exceptions.pick(u, top, lead, own, a.exceptions_routing_tilt)
    ask(s, p, j, chunk, level, s.now, 0)


@inner
def decider(s: Row, p: int, level: int) -> int:
    """Return who decides at a level for ``p``; a missing level passes it to the one that is there."""
    lead = person_at(s.people, p).lead
    if level == SELF or lead < 0:
        return p
    top = person_at(s.people, lead).lead
    return top if level == TOP and top >= 0 else lead


@inner
def decider_on(s: Row, p: int, level: int, j: int) -> int:
    """Return who decides for ``p`` on a job: whoever is above all the teams that overlap in it."""
    stake = job_at(s.jobs, j).stake
    above = stake_at(s.stakes, stake).above if stake >= 0 else -1
    if above < 0:
        return decider(s, p, level)
    q = p if team_at(s.teams, above).lead == p else lead_of(s, p, above)
    return q if q >= 0 else p


@inner
def level_of(s: Row, p: int, q: int) -> int:
    """Return the level at which ``q`` decides for ``p``."""
    if p == q:
        return SELF
    return LEAD if person_at(s.people, p).lead == q else TOP


@inner
def ask(s: Row, p: int, j: int, chunk: int, level: int, raised: float, attempt: int) -> None:
    """Put a decision into the in-tray of whoever must take it."""
    a = assumed_at(s.assumed, 0)
    q = decider_on(s, p, level, j)
    hours = a.exceptions_decision_hours if q != p else 1.5 * a.exceptions_decision_hours
    place = new_item(s, q, DECIDE, p, hours)
    item = item_at(s.items, place)
    item.job = j
    item.chunk = chunk
    item.asked = level
    item.drawn = level
    item.level = level_of(s, p, q)
    item.raised = raised
    item.attempt = attempt
    note(s, L_ASKED, q, p, hours)
    put_item(s, place, DECISION_LINE if q != p else FOR_EVER)


@inner
def goes_astray(s: Row, place: int) -> bool:
    """Tell whether a request just served had gone to the wrong place after a change; once at most."""
    item = item_at(s.items, place)
    if item.attempt > 0 or item.asker == item.person or is_absent(s, item.asker):
        return False
    since = max(person_at(s.people, item.asker).changed, person_at(s.people, item.person).changed)
    if since < 0.0:
        return False
    likely = astray((s.now - since) / HOURS_PER_WEEK, assumed_at(s.assumed, 0).reorganization_ambiguity_weeks)
    entity = job_at(s.jobs, item.job).key + person_at(s.people, item.person).key
    if luck.uniform(s.key, luck.ASTRAY, entity, item.chunk) >= likely:
        return False
    note(s, L_ASTRAY, item.person, item.asker, likely)
    return True


@inner
def decide(s: Row, place: int) -> int:
    """Apply a decision: what is to be done again, and what the package learns; returns the job."""
    a = assumed_at(s.assumed, 0)
    item = item_at(s.items, place)
    j = item.job
    job = job_at(s.jobs, j)
    u = luck.uniform(s.key, luck.OUTCOME, job.key, item.chunk)
    rework, fix, ignore = shares_of(s.outcomes, item.level)
    outcome = exceptions.pick(u, rework, fix, ignore, a.exceptions_outcome_tilt)
    again = exceptions.rework_hours(outcome) if job.boxed == 0 else 0.0
    job.redo += again
    job.undecided -= 1
    if s.now > s.start:
        s.skipped += CHUNK_HOURS - again
    if outcome == IGNORE:
        job.history = exceptions.history_step(job.history, a.exceptions_ignore_raises)
    elif outcome == REWORK:
        job.history = exceptions.history_step(job.history, -a.exceptions_rework_lowers)
    count_latency(s, item.drawn, s.now - item.raised)
    note(s, L_DECIDED, item.person, number_of(s, j), again)
    if item.person != item.asker:
        reply = new_item(s, item.asker, ANSWER, item.person, 0.5 * a.exceptions_decision_hours)
        put_item(s, reply, FOR_EVER)
    if again > 0.0:
        resume(s, j)
    return j


@inner
def end_decision(s: Row, place: int) -> None:
    """Apply a decision and close the job if nothing is left to do."""
    finish_job(s, decide(s, place))


@inner
def decide_alone(s: Row, place: int) -> None:
    """Leave an unanswered decision to the asker, or to the lead of one who has left."""
    a = assumed_at(s.assumed, 0)
    item = item_at(s.items, place)
    who = item.asker
    if is_absent(s, who):
        who = lead_of(s, who, person_at(s.people, who).team)
    if who < 0:
        finish_decided(s, place)
        return
    own = new_item(s, who, DECIDE, who, 1.5 * a.exceptions_decision_hours)
    mine = item_at(s.items, own)
    mine.job, mine.chunk, mine.drawn, mine.raised = item.job, item.chunk, item.drawn, item.raised
    mine.asked = mine.level = SELF
    note(s, L_ALONE, who, item.person, 0.0)
    put_item(s, own, FOR_EVER)


@inner
def exchange(s: Row, p: int, j: int, hours: float, chunk: int) -> None:
    """Send the requests of a finished chunk: to colleagues on the package, and on coupled packages."""
    if j >= s.packages:
        return
    a = assumed_at(s.assumed, 0)
    job = job_at(s.jobs, j)
    likely = coordination.probability(a.coordination_exchange_probability, 1.0, hours)
    if job.in_hands > 0 and luck.uniform(s.key, luck.EXCHANGE, job.key, chunk) < likely:
        send(s, p, j, j, job.key, -1, chunk)
    for k in range(job.link_first, job.link_last):
        link = link_at(s.links, k)
        other = counterpart(s, link.job, job.version)
        if other >= 0 and job_at(s.jobs, other).state == OPEN:
            likely = coordination.probability(
                a.coordination_exchange_probability, a.coordination_coupling * link.strength, hours
            )
            if luck.uniform(s.key, luck.EXCHANGE, link.key, chunk) < likely:
                send(s, p, j, other, link.key, link.number, chunk)


@inner
def closest_active(s: Row, p: int, j: int, used: int) -> int:
    """Return the place among those last active on ``j`` of the strongest tie of ``p``, not yet used."""
    best = -1
    strongest = -1.0
    for c in range(ACTIVE_REMEMBERED):
        q = integer_at(s.active, j * ACTIVE_REMEMBERED + c)
        if q >= 0 and q != p and (used >> c) & 1 == 0 and not is_absent(s, q):
            tie = tie_between(s, p, q)
            if tie > strongest:
                best = c
                strongest = tie
    return best


@inner
def send(s: Row, p: int, j: int, other: int, entity: np.uint64, number: int, chunk: int) -> None:
    """Send one exchange to its recipients: those last active on ``other``, strongest ties first."""
    wanted = assumed_at(s.assumed, 0).coordination_recipients
    recipients = int(wanted)
    if luck.uniform(s.key, luck.RECIPIENTS, entity, chunk) < wanted - recipients:
        recipients += 1
    used = 0
    for _ in range(recipients):
        best = closest_active(s, p, other, used)
        if best < 0:
            break
        used |= 1 << best
        request(s, p, integer_at(s.active, other * ACTIVE_REMEMBERED + best), j, other, number, chunk, 0)
    if used == 0 and number >= 0:
        q = lead_of(s, p, job_at(s.jobs, other).owner)
        if q >= 0:
            request(s, p, q, j, other, number, chunk, 0)


@inner
def request(s: Row, p: int, q: int, j: int, other: int, number: int, chunk: int, attempt: int) -> None:
    """Put a coordination request of ``p`` into ``q``'s in-tray; within a package it costs no distance."""
    a = assumed_at(s.assumed, 0)
    levels = 0
    tie = 0.0
    if number >= 0:
        levels = distance(s, person_at(s.people, p).team, person_at(s.people, q).team)
        if levels > 0:
            tie = tie_between(s, p, q)
        if levels > 1:
            levels = bridge(s, p, q, number, levels, tie)
    hours = coordination.request_hours(
        a.coordination_request_hours, a.coordination_distance_cost, levels, tie
    )
    place = new_item(s, q, ASK, p, hours)
    item = item_at(s.items, place)
    item.job, item.other, item.chunk, item.asked, item.attempt = j, other, chunk, number, attempt
    note(s, L_SENT, q, p, hours)
    put_item(s, place, REQUEST_LINE)


@inner
def bridge(s: Row, p: int, q: int, number: int, levels: int, tie: float) -> int:
    """Return the levels left when an integrator of both areas, not overloaded, takes over the others."""
    a = assumed_at(s.assumed, 0)
    r = integer_at(s.integrators, s.structure * s.link_count + number)
    if r < 0 or r == p or r == q or is_absent(s, r) or person_at(s.people, r).tray_hours >= HOURS_PER_WEEK:
        return levels
    saved = a.coordination_request_hours * a.coordination_distance_cost * (levels - 1) * (1.0 - tie)
    if saved > 0.0:
        place = new_item(s, r, BRIDGE, p, saved)
        put_item(s, place, WEEK_LINE)
    return 1


@inner
def miss(s: Row, place: int) -> None:
    """Let a request go unserved: both packages are the worse for it."""
    item = item_at(s.items, place)
    a = assumed_at(s.assumed, 0)
    step = coordination.missed_step(a.coordination_missed_penalty, a.coordination_recipients)
    job = job_at(s.jobs, item.job)
    job.history = exceptions.history_step(job.history, step)
    if item.other != item.job:
        other = job_at(s.jobs, item.other)
        other.history = exceptions.history_step(other.history, step)
    note(s, L_MISSED, item.person, item.asker, step)


@inner
def answer(s: Row, place: int) -> None:
    """Finish a coordination request: the asker spends the same hours, or asks again what went astray."""
    item = item_at(s.items, place)
    if goes_astray(s, place):
        request(s, item.asker, item.person, item.job, item.other, item.asked, item.chunk, 1)
        return
    tell(s, item.job, item.other)
    put_item(s, new_item(s, item.asker, REPLY, item.person, item.hours), FOR_EVER)


@inner
def interrupt(s: Row, p: int, j: int, hours: float, chunk: int) -> None:
    """Interrupt a person after a chunk, as often as the share of interruptions says."""
    a = assumed_at(s.assumed, 0)
    likely = a.coordination_noise_share * hours / CHUNK_HOURS
    if likely > 0.0 and luck.uniform(s.key, luck.NOISE, job_at(s.jobs, j).key, chunk) < likely:
        put_item(s, new_item(s, p, INTERRUPTION, -1, a.coordination_noise_hours), WEEK_LINE)


@inner
def guide(s: Row, p: int, j: int, hours: float) -> None:
    """Let a newcomer take a colleague's time after a chunk: one active on the same work, else the next."""
    a = assumed_at(s.assumed, 0)
    person = person_at(s.people, p)
    if person.joined < 0.0:
        return
    weeks = (s.now - person.joined) / HOURS_PER_WEEK
    needed = help_hours(hours, weeks, a.onboarding_trainer_share, a.onboarding_tau_weeks)
    if needed < HELP_NOTICED_HOURS:
        return
    q = -1
    if j < s.packages:
        q = closest_active(s, p, j, 0)
        if q >= 0:
            q = integer_at(s.active, j * ACTIVE_REMEMBERED + q)
    if q < 0:
        q = person.member_after if person.member_after >= 0 else team_at(s.teams, person.team).member_first
    if q < 0 or q == p:
        q = person.lead
    if q >= 0:
        put_item(s, new_item(s, q, HELP, p, needed), WEEK_LINE)
