"""Exceptions at the end of a chunk: who must decide, who is stopped, and questions asked again."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.ambiguity import is_misdirected
from reorg.engine.kernel.attention import new_item
from reorg.engine.kernel.escalation import ask_for_decision, decide_alone
from reorg.engine.kernel.ownership import counterpart, work_number
from reorg.engine.kernel.queues import stop_hands
from reorg.engine.kernel.structure import attention_lacking, second_lead
from reorg.engine.machine.calls import end_decision
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import DECIDE, L_EXCEPTION, OPEN
from reorg.engine.state.memory import assumed_at, coupling_at, item_at, job_at
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import route_share, skill_level
from reorg.mechanisms import escalation, exceptions, familiarity, management
from reorg.mechanisms.competence import by_complexity, by_level
from reorg.mechanisms.escalation import ABOVE_COMMON, COMMON_LEAD, LEAD, SELF, SIDEWAYS
from reorg.mechanisms.exceptions import TOP
from reorg.mechanisms.ties import among_strangers


@inner
def newness_errors(s: Row, known: float, tie: float) -> float:
    """Return the error factor for unfamiliar work and for colleagues with this mean tie (-1: alone)."""
    a = assumed_at(s.assumed, 0)
    factor = familiarity.errors(known, a.familiarity_error_new)
    return factor * among_strangers(tie, a.ties_error_strangers) if tie >= 0.0 else factor


@inner
def raise_exception(s: Row, p: int, j: int, hours: float, chunk: int, newness: float) -> None:
    """Raise an exception at the end of a chunk, and send the question to the person who must decide."""
    a = assumed_at(s.assumed, 0)
    if a.exceptions_probability <= 0.0:
        return
    job = job_at(s.jobs, j)
    error = by_level(
        skill_level(s, p, job.area),
        a.competence_error_none,
        a.competence_error_low,
        a.competence_error_high,
    )
    newness *= management.rise(attention_lacking(s, p), a.management_unserved_errors)
    if second_lead(s, p) >= 0:
        newness *= a.matrix_unclear
    error *= newness
    complexity = by_complexity(job.complexity, a.competence_complexity_low, a.competence_complexity_high)
    likely = exceptions.probability(a.exceptions_probability, complexity, error, job.history, hours)
    if luck.uniform(s.key, luck.EXCEPTION, job.key, chunk) >= likely:
        return
    job.undecided += 1
    log_event(s, L_EXCEPTION, p, work_number(s, j), likely)
    place = new_item(s, p, DECIDE, p, 0.0)
    item = item_at(s.items, place)
    item.job, item.chunk = j, chunk
    find_joint_work(s, place)
    route_question(s, place)
    if luck.uniform(s.key, luck.BLOCKING, job.key, chunk) < a.exceptions_blocking:
        u = luck.uniform(s.key, luck.STOP, job.key, chunk)
        item.stops = escalation.stopped_hands(u, a.exceptions_stop_people)
        stop_hands(s, j, item.stops)
    ask_for_decision(s, place)


@inner
def find_joint_work(s: Row, place: int) -> None:
    """Choose which of the coupled packages under way an exception concerns, if any."""
    a = assumed_at(s.assumed, 0)
    item = item_at(s.items, place)
    j = item.job
    if j >= s.packages:
        return
    job = job_at(s.jobs, j)
    u = luck.uniform(s.key, luck.JOINT, job.key, item.chunk)
    for k in range(job.link_first, job.link_last):
        link = coupling_at(s.links, k)
        other = counterpart(s, link.job, job.version)
        if other >= 0 and job_at(s.jobs, other).state == OPEN:
            u -= escalation.joint_probability(a.exceptions_joint, a.coordination_coupling * link.strength)
            if u < 0.0:
                item.other, item.link = other, link.number
                return


@inner
def route_question(s: Row, place: int) -> None:
    """Draw the level of decision of a question: by the table for one package, else sideways or up."""
    a = assumed_at(s.assumed, 0)
    item = item_at(s.items, place)
    key = job_at(s.jobs, item.job).key
    top = route_share(s, s.decides, 0)
    lead = route_share(s, s.decides, 1)
    own = route_share(s, s.decides, 2)
    u = luck.uniform(s.key, luck.ROUTE, key, item.chunk)
    item.asked = item.drawn = TOP - exceptions.pick(u, top, lead, own, a.exceptions_routing_tilt)
    if item.other < 0:
        if second_lead(s, item.asker) >= 0:
            item.both = int(luck.uniform(s.key, luck.MATRIX, key, item.chunk) < a.matrix_conflict)
        return
    if item.asked == SELF:
        item.asked = SIDEWAYS
        return
    reach = a.exceptions_reach_top_medium
    if s.decides == 0:
        reach = a.exceptions_reach_top_low
    elif s.decides > 1:
        reach = a.exceptions_reach_top_high
    item.asked, item.drawn = COMMON_LEAD, LEAD
    likely = escalation.reaches_top(reach, a.exceptions_routing_tilt)
    if luck.uniform(s.key, luck.REACH, key, item.chunk) < likely:
        item.asked, item.drawn = ABOVE_COMMON, TOP


@inner
def end_question(s: Row, place: int) -> bool:
    """End the work on a decision; return false if the question had been misdirected and is asked again."""
    item = item_at(s.items, place)
    if is_misdirected(s, place):
        item.attempt = 1
        item.passes = 0
        item.heard = 0
        if s.now >= item.deadline:
            decide_alone(s, place)
        else:
            ask_for_decision(s, place)
        return False
    end_decision(s, place)
    return True
