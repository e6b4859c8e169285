"""Coordination: people on coupled work exchange information, which distance makes more costly."""

from __future__ import annotations

import numpy as np

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.ambiguity import is_misdirected
from reorg.engine.kernel.attention import deliver_item, new_item
from reorg.engine.kernel.discovery import share_decisions
from reorg.engine.kernel.familiarity import closest_in_crowd, list_others_active, others_at_work
from reorg.engine.kernel.ownership import counterpart
from reorg.engine.kernel.structure import has_time, lead_of, levels_between
from reorg.engine.kernel.ties import tie_between
from reorg.engine.machine.event_list import NO_EXPIRY, REQUEST_RING, WEEK_RING
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import (
    ASK,
    BRIDGE,
    INTERRUPTION,
    L_MISSED,
    L_OVERLOOKED,
    L_SENT,
    OPEN,
    REPLY,
)
from reorg.engine.state.memory import (
    assumed_at,
    coupling_at,
    item_at,
    job_at,
    person_at,
)
from reorg.engine.state.rows import Row
from reorg.engine.state.tables import integrator_under
from reorg.mechanisms import coordination, exceptions
from reorg.mechanisms.exceptions import CHUNK_HOURS


@inner
def request_exchanges(s: Row, p: int, j: int, hours: float, chunk: int) -> None:
    """Send the requests of a finished chunk: to colleagues on the package, and on coupled packages."""
    if j >= s.packages:
        return
    a = assumed_at(s.assumed, 0)
    job = job_at(s.jobs, j)
    likely = coordination.probability(a.coordination_exchange_probability, 1.0, hours)
    if luck.uniform(s.key, luck.EXCHANGE, job.key, chunk) < likely:
        send_requests(s, p, j, j, job.key, -1, chunk)
    for k in range(job.link_first, job.link_last):
        link = coupling_at(s.links, k)
        other = counterpart(s, link.job, job.version)
        if other >= 0 and job_at(s.jobs, other).state == OPEN:
            likely = coordination.probability(
                a.coordination_exchange_probability, a.coordination_coupling * link.strength, hours
            )
            if luck.uniform(s.key, luck.EXCHANGE, link.key, chunk) < likely:
                send_requests(s, p, j, other, link.key, link.number, chunk)


@inner
def send_requests(s: Row, p: int, j: int, other: int, entity: np.uint64, number: int, chunk: int) -> None:
    """Send one exchange to its recipients: those active on ``other``, strongest ties first."""
    a = assumed_at(s.assumed, 0)
    count = list_others_active(s, p, other)
    if count == 0:
        q = lead_of(s, p, job_at(s.jobs, other).owner) if number >= 0 else -1
        if q >= 0:
            if is_overlooked(s, p, q, entity, number, chunk):
                overlook_request(s, p, q, j, other, 1)
            else:
                send_request(s, new_request(s, p, q, j, other, number, chunk), 1)
        return
    wanted = coordination.people_asked(
        a.coordination_recipients,
        # Without growth it does not matter how many there are.
        others_at_work(s, p, other) if a.coordination_recipients_growth > 0.0 else 1.0,
        a.coordination_recipients_growth,
        a.coordination_talk_cap,
    )
    recipients = int(wanted)
    if luck.uniform(s.key, luck.RECIPIENTS, entity, chunk) < wanted - recipients:
        recipients += 1
    recipients = min(recipients, count)
    for _ in range(recipients):
        q = closest_in_crowd(s, count)
        if number >= 0 and is_overlooked(s, p, q, entity, number, chunk):
            overlook_request(s, p, q, j, other, recipients)
        else:
            send_request(s, new_request(s, p, q, j, other, number, chunk), recipients)


@inner
def is_overlooked(s: Row, p: int, q: int, entity: np.uint64, number: int, chunk: int) -> bool:
    """Return whether nobody thinks of asking ``q``, a stranger across a boundary without a bridge."""
    levels = levels_between(s, p, q)
    if levels <= 0.0 or integrator_between(s, p, q, number) >= 0:
        return False
    chance = assumed_at(s.assumed, 0).coordination_overlooked
    likely = coordination.overlooked(chance, levels, tie_between(s, p, q))
    return bool(luck.uniform(s.key, luck.OVERLOOKED, entity + person_at(s.people, q).key, chunk) < likely)


@inner
def overlook_request(s: Row, p: int, q: int, j: int, other: int, among: int) -> None:
    """Let ``p`` overlook ``q``, one of ``among`` to be asked: it counts at once as a missed request does."""
    log_event(s, L_OVERLOOKED, q, p, worsen_packages(s, j, other, among))


@inner
def new_request(s: Row, p: int, q: int, j: int, other: int, number: int, chunk: int) -> int:
    """Return the place of a request of ``p`` for ``q``, not yet sent; within a package, without distance."""
    a = assumed_at(s.assumed, 0)
    levels = tie = 0.0
    if number >= 0:
        levels = levels_between(s, p, q)
        if levels > 0.0:
            tie = tie_between(s, p, q)
            levels = bridge_distance(s, p, q, number, levels, tie)
    hours = coordination.request_hours(
        a.coordination_request_hours, a.coordination_distance_cost, levels, tie
    )
    place = new_item(s, q, ASK, p, hours)
    item = item_at(s.items, place)
    item.job, item.other, item.chunk, item.link = j, other, chunk, number
    return place


@inner
def send_request(s: Row, place: int, among: int) -> None:
    """Put a request, one of ``among`` sent together, into the inbox of the person asked."""
    item = item_at(s.items, place)
    item.among = among
    log_event(s, L_SENT, item.person, item.asker, item.hours)
    deliver_item(s, place, REQUEST_RING)


@inner
def bridge_distance(s: Row, p: int, q: int, number: int, levels: float, tie: float) -> float:
    """Return the levels left: none where an integrator of both areas, who has time, takes them over."""
    a = assumed_at(s.assumed, 0)
    r = integrator_between(s, p, q, number)
    if r < 0:
        return levels
    hours, cost = a.coordination_request_hours, a.coordination_distance_cost
    saved = coordination.bridged_hours(hours, cost, levels, tie)
    if saved > 0.0:
        place = new_item(s, r, BRIDGE, p, saved)
        deliver_item(s, place, WEEK_RING)
    return 0.0


@inner
def integrator_between(s: Row, p: int, q: int, number: int) -> int:
    """Return an integrator, other than these two, who has time to bridge them in a coupling; or -1."""
    r = integrator_under(s, s.structure, number)
    return -1 if r < 0 or r == p or r == q or not has_time(s, r) else r


@inner
def miss_request(s: Row, place: int) -> None:
    """Miss a request that was not served in time: the history factor of both packages rises."""
    item = item_at(s.items, place)
    step = worsen_packages(s, item.job, item.other, item.among)
    log_event(s, L_MISSED, item.person, item.asker, step)


@inner
def worsen_packages(s: Row, j: int, other: int, among: int) -> float:
    """Raise the history factor of both packages for one of ``among`` missed requests; return the step."""
    a = assumed_at(s.assumed, 0)
    step = coordination.missed_step(
        a.coordination_missed_penalty, a.coordination_exchange_probability, float(among)
    )
    job = job_at(s.jobs, j)
    job.history = exceptions.history_step(job.history, step)
    if other != j:
        second = job_at(s.jobs, other)
        second.history = exceptions.history_step(second.history, step)
    return step


@inner
def end_request(s: Row, place: int) -> None:
    """Finish a coordination request: the asker spends the same hours, or asks again what was misdirected."""
    item = item_at(s.items, place)
    if is_misdirected(s, place):
        again = new_request(s, item.asker, item.person, item.job, item.other, item.link, item.chunk)
        item_at(s.items, again).attempt = 1
        send_request(s, again, item.among)
        return
    share_decisions(s, item.job, item.other)
    deliver_item(s, new_item(s, item.asker, REPLY, item.person, item.hours), NO_EXPIRY)


@inner
def interrupt(s: Row, p: int, j: int, hours: float, chunk: int) -> None:
    """Interrupt a person after a chunk, as often as the share of interruptions says."""
    a = assumed_at(s.assumed, 0)
    likely = a.coordination_noise_share * hours / CHUNK_HOURS
    if likely > 0.0 and luck.uniform(s.key, luck.NOISE, job_at(s.jobs, j).key, chunk) < likely:
        deliver_item(s, new_item(s, p, INTERRUPTION, -1, a.coordination_noise_hours), WEEK_RING)
