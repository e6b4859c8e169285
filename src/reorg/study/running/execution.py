"""Batches of worlds run on threads, stored in the run folder, and added up until there are enough."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial

import numpy as np

from reorg.engine import is_ready
from reorg.study.measuring.metrics import METRIC_KEYS
from reorg.study.running.batch import BatchResult, PendingBatch, Rehearsal
from reorg.study.running.run_folder import RunFolder
from reorg.study.running.settings import BatchSpan, Settings
from reorg.study.running.stopping_rule import measure_precision
from reorg.study.running.tally import Tally

# Batches handed to the threads ahead of the one waited for, so that no thread idles at a batch's end.
_AHEAD = 1


def run_batches(
    tally: Tally, settings: Settings, folder: RunFolder | None, threads: ThreadPoolExecutor
) -> int:
    """Add batches to the tally until there are enough; return the number of worlds."""
    done = 0
    try:
        for span, batch in _batches(tally.rehearsal, settings, folder, threads):
            tally.add(span, batch)
            done = span.first + span.count
            if settings.look is not None:
                settings.look(tally.first(done))
            if (
                settings.precision
                and done >= settings.fewest
                and _is_precise_enough(tally.first(done), settings)
            ):
                break
    finally:
        # Neither an interrupted study nor one that is precise enough must first finish the queued worlds.
        threads.shutdown(wait=False, cancel_futures=True)
    return done


def _is_precise_enough(tally: Tally, settings: Settings) -> bool:
    found = measure_precision(tally, settings.precision or {})
    settings.tell(found.worlds, sure=found.in_words())
    # If no world so far has a value of a metric, none will.
    hopeless = all(np.isnan(tally.metrics[:, :, METRIC_KEYS.index(key)]).all() for key in found.asked)
    return found.reached or hopeless


def _batches(
    rehearsal: Rehearsal, settings: Settings, folder: RunFolder | None, executor: Executor
) -> Iterator[tuple[BatchSpan, BatchResult]]:
    """Yield the batches in order: those of the folder as they are, the others computed and stored there."""
    waiting: deque[tuple[BatchSpan, BatchResult | PendingBatch]] = deque()
    for span in settings.batches():
        found, wrong = folder.load(span) if folder else (None, "")
        if wrong:
            settings.tell(span.first, wrong)
        if found is None:
            told = span.first - sum(ahead.count for ahead, _ in waiting)

            heed = partial(_see_trial, settings, told)
            waiting.append((span, rehearsal.submit(executor, span.first, span.count, heed)))
        else:
            waiting.append((span, found))
        if len(waiting) > _AHEAD or not _is_whole(waiting[0][1]):
            yield _finished(*waiting.popleft(), settings, folder)
    while waiting:
        yield _finished(*waiting.popleft(), settings, folder)


def _see_trial(settings: Settings, told: int, simulated: int, tried: int, agreeing: int) -> None:
    settings.see_trial(told + simulated, tried, agreeing)


def _is_whole(batch: BatchResult | PendingBatch) -> bool:
    return isinstance(batch, BatchResult) or batch.is_whole


def _finished(
    span: BatchSpan, batch: BatchResult | PendingBatch, settings: Settings, folder: RunFolder | None
) -> tuple[BatchSpan, BatchResult]:
    if isinstance(batch, BatchResult):
        for row, metrics in enumerate(batch.metrics):
            settings.see(span.first + row, metrics, batch.censored[row])
        return span, batch
    result = batch.result(lambda row, metrics, cut_off: settings.see(span.first + row, metrics, cut_off))
    if folder:
        folder.store(span, result)
    return span, result


def compile_engine(rehearsal: Rehearsal) -> float:
    """Compile the engine if needed, before threads would all wait for it; return the seconds taken."""
    if is_ready(rehearsal.job.engine):
        return 0.0
    started = time.perf_counter()
    rehearsal.outcome(0, rehearsal.at_points(np.zeros(1, np.int64)).rows()[0], 0)
    return time.perf_counter() - started
