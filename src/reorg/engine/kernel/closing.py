"""Closing of jobs: a job with all work done and decided is finished; a stream's item may be handed over."""

from __future__ import annotations

from reorg import luck
from reorg.compilation import inner
from reorg.engine.kernel.ownership import work_number
from reorg.engine.kernel.packages import complete_job
from reorg.engine.kernel.streams import admit_item, count_served
from reorg.engine.kernel.wrong_decisions import reveal_all_flaws
from reorg.engine.machine.calls import end_attempt
from reorg.engine.machine.ledger import log_event
from reorg.engine.state.constants import L_FINISHED, OPEN, WHOEVER_KNOWS
from reorg.engine.state.memory import job_at, stream_at
from reorg.engine.state.rows import Row


@inner
def finish_if_done(s: Row, j: int) -> bool:
    """Finish a job whose work is done, decided and accepted; return whether it is finished."""
    job = job_at(s.jobs, j)
    if (
        job.state != OPEN
        or job.in_hands + job.delegated > 0
        or job.undecided + job.computing > 0
        or job.todo + job.redo > 0.0
    ):
        return False
    if job.flaw_first >= 0:
        reveal_all_flaws(s, j)
        if job.in_hands + job.delegated > 0 or job.todo + job.redo > 0.0:
            return False
    job.finish = s.now
    if job.stream < 0 and (job.shared_ownership >= 0 or job.failure > 0.0):
        end_attempt(s, j)
        return False
    complete_job(s, j)
    return True


@inner
def close_if_done(s: Row, j: int) -> None:
    """Close a job if its work is done and decided; an item frees its place and may be handed over."""
    job = job_at(s.jobs, j)
    holder: int = job.holder
    if not finish_if_done(s, j):
        return
    log_event(s, L_FINISHED, -1, work_number(s, j), 0.0)
    number = job.stream
    if number < 0:
        return
    if job.arrived > s.start and job.version == 0:
        wait = job.begun - job.arrived
        count_served(s, number, wait, s.now - job.arrived)
    job.after = s.free_job
    s.free_job = j
    then = stream_at(s.streams, number).then if job.version == 0 else -1
    if then >= 0:
        giver = holder if holder >= 0 else WHOEVER_KNOWS
        admit_item(s, then, luck.mix(stream_at(s.streams, then).key + job.key), giver)
