"""Shared results of the studies of one process: plans already made, and worlds already simulated."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from dataclasses import replace

from reorg.model.hashing import hash_of_model
from reorg.study.running.batch import Rehearsal, StudyDesign
from reorg.study.running.simulated import SimulatedWorlds

_REHEARSALS_MAX = 6
_Key = tuple[object, ...]


class Session:
    """A store of plans and worlds for later studies that need the same; several threads may use it."""

    def __init__(self) -> None:
        """Start empty."""
        self.worlds = SimulatedWorlds()
        self._made: dict[_Key, Future[Rehearsal]] = {}
        self._lock = threading.Lock()

    def rehearsal(self, job: StudyDesign) -> Rehearsal:
        """Return the job with its plans made, at once if they exist; raises as ``Rehearsal.of``.

        A thread that needs the plans that another one is making waits for them.
        """
        # Plans depend neither on the seed nor on the number of worlds, only on the presence of settled forms.
        has_settled_forms = job.transition_worlds > 0
        models = [hash_of_model(each) for each in (job.organization, job.today) if each is not None]
        key = (*models, job.scenarios, job.fixed, job.engine, has_settled_forms)
        with self._lock:
            mine: Future[Rehearsal] = Future()
            found = self._made.setdefault(key, mine)
            for oldest in list(self._made)[:-_REHEARSALS_MAX]:
                del self._made[oldest]
        if found is mine:
            self._make(key, mine, job)
        return replace(found.result(), job=job, known=self.worlds)

    def _make(self, key: _Key, future: Future[Rehearsal], job: StudyDesign) -> None:
        try:
            future.set_result(Rehearsal.of(job))
        except BaseException as error:
            future.set_exception(error)
            with self._lock:
                self._made.pop(key, None)
