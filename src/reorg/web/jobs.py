"""Studies requested from the page: one runs, others wait; worlds are sent to the pages as they come in."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reorg.editing.edits import Refusal
from reorg.editing.workspace import Workspace
from reorg.model import ModelError
from reorg.model.organization import Organization
from reorg.web.job import Job, begin, headlines_of, job_of
from reorg.web.preparing import Names, Preparing, simulate_baseline

Data = dict[str, Any]
Tell = Callable[[str, Data], None]
Wanted = tuple[Callable[[], Organization], tuple[Names, ...]]
WAITING_MAX = 5
WORLDS_MAX = 20_000
UNTIL_FROM = 1024
"""Number of worlds with which a study to a precision starts: the sixteen batches that its interval needs."""
PUBLISHED_EVERY_SECONDS = 0.2
"""Time between two updates on worlds: each is drawn by a browser that shares the processor with them."""
FIGURES_AT = (16, 32, 64)
"""Number of worlds at which figures are first published; then after every batch."""
BATCH = 64
BANDS_EVERY = 4
"""Number of batches between two updates of weekly bands; the first is with the third batch."""
WARM_UP_AFTER_SECONDS = 1.0
SMALL_CASE = "churn"
"""The case on which the engine is warmed up: one of thousands of people would delay the page."""


class StoppedError(Exception):
    """The study was stopped by request; its finished batches are kept."""


class Jobs:
    """The studies of the open model; ``tell`` sends an event to all open pages."""

    def __init__(self, tell: Tell) -> None:
        """Start without studies."""
        self.tell = tell
        self.current: Job | None = None
        self.waiting: list[Job] = []
        self.engine = "cold"
        self._session: Any = None
        self._preparing = Preparing(self._make_plans)
        self._wanted: Wanted | None = None
        """What to make ready when the engine is."""
        self._chosen: list[str] = []
        """The scenarios that were last chosen for one study, the baseline first."""
        self._workspace: Workspace | None = None
        self._folder = Path()
        self._lock = threading.RLock()
        self._is_closed = False

    def use(self, workspace: Workspace, folder: Path) -> None:
        """Rehearse this workspace from now on, and resume what was started."""
        self.stop_all()
        with self._lock:
            self._workspace, self._folder = workspace, folder / "runs"
            self.current, self.waiting = None, []
            self._session, self._wanted, self._chosen = None, None, []
        threading.Thread(target=self._take_up, args=(workspace,), daemon=True).start()

    def prepare(self, scenario: str) -> None:
        """Prepare the rehearsal of a scenario in its present state, in the background.

        If it was chosen together with others, a study of all of them is prepared as well.
        """
        if self._workspace is None or scenario == self._workspace.organization.baseline:
            return
        self._make_ready([[scenario], *([self._chosen] if scenario in self._chosen[1:] else [])])

    def choose(self, scenarios: list[str]) -> None:
        """Prepare a study of the scenarios that a user has chosen, now and after later edits."""
        workspace = self._workspace
        if workspace is None:
            return
        baseline = workspace.organization.baseline
        known = [name for name in dict.fromkeys(scenarios) if name in workspace.plans and name != baseline]
        self._chosen = [baseline, *known]
        if known:
            self._make_ready([known])

    def _make_ready(self, studies: list[list[str]]) -> None:
        workspace = self._workspace
        assert workspace is not None  # noqa: S101 - for the type
        names = [
            tuple(dict.fromkeys([workspace.organization.baseline, *study]))
            for study in studies
            if all(each in workspace.plans and not workspace.open_questions(each) for each in study)
        ]
        saved = tuple(dict.fromkeys(tuple(map(workspace.saved_id, each)) for each in names))
        self._wanted = (workspace.loading(), saved) if saved else None
        self._ask_for_wanted()

    def _ask_for_wanted(self) -> None:
        """Prepare the wanted rehearsals, once there is an engine and no study runs."""
        if self._wanted is not None and self.engine == "ready" and not self._is_busy():
            self._preparing.ask(*self._wanted)

    def warm_up(self) -> None:
        """Load the engine, and compile it if needed, in the background."""
        # The page comes first: loading the engine takes a second of CPU time.
        timer = threading.Timer(WARM_UP_AFTER_SECONDS, self._compile)
        timer.daemon = True
        timer.start()

    def start(
        self,
        scenarios: list[str],
        worlds: int,
        seed: int,
        prints: dict[str, str],
        width: float | None = None,
    ) -> Job:
        """Request a study, the baseline first; raises :class:`~reorg.editing.edits.Refusal`, ModelError.

        With ``width``, worlds are added, up to ``worlds``, until the interval of the mean difference of the
        leading metric is at most this wide.
        """
        workspace = self._workspace
        if workspace is None:
            raise Refusal("No model is open.")
        if not 1 <= worlds <= WORLDS_MAX or not 0 <= seed < 2**63:
            raise Refusal(f"Choose 1 to {WORLDS_MAX:,} worlds and a seed of 0 or more.")
        if width is not None and not (0.0 < width < math.inf and worlds >= UNTIL_FROM):
            raise Refusal(f"Choose a width above 0 and {UNTIL_FROM} worlds or more.")
        for scenario in scenarios:
            for question in workspace.open_questions(scenario):
                raise Refusal(f"{workspace.plan(scenario).name}: {question}")
        names = tuple(dict.fromkeys([workspace.organization.baseline, *scenarios]))
        if len(names) < 2:
            raise Refusal("There is nothing to compare: add a scenario, and change something in it.")
        organization = workspace.edited()
        saved = tuple(workspace.saved_id(name) for name in names)
        identity = f"{datetime.now():%Y-%m-%d-%H%M%S-%f}"[:-3]
        kept = {name: prints[name] for name in names if name in prints}
        job = Job(identity, names, saved, worlds, seed, organization, kept, self._folder / identity, width)
        if (running := self._running_like(job)) is not None:
            return running
        self._preparing.forget()
        begin(job, workspace)
        self._queue(job)
        return job

    def resume(self) -> None:
        """Resume the study that was stopped; raises :class:`~reorg.editing.edits.Refusal`."""
        job = self.current
        if job is None or job.state not in ("stopped", "failed"):
            raise Refusal("Nothing was stopped.")
        job.stop.clear()
        self._queue(job)

    def stop(self) -> None:
        """Stop the running study after the worlds under way; its finished batches are kept."""
        if self.current is not None:
            self.current.stop.set()

    def stop_all(self) -> None:
        """Stop the running study, and drop those that wait."""
        with self._lock:
            self.waiting.clear()
        self.stop()

    def close(self) -> None:
        """Stop permanently."""
        self._is_closed = True
        self._preparing.close()
        self.stop_all()

    def snapshot(self) -> list[tuple[str, Data]]:
        """Return the state that a newly opened page needs."""
        events: list[tuple[str, Data]] = [("engine", {"state": self.engine})]
        job = self.current
        if job is None:
            return events
        if job.seen is not None and job.seen.done:
            events += [("dots", job.dots(0)), ("stats", job.stats())]
        if job.bands:
            events.append(("weekly", job.weekly()))
        if job.reading is not None:
            events.append(("reading", {"id": job.id, **job.reading}))
        return [*events, ("job", self.status(job))]

    def status(self, job: Job) -> Data:
        """Return the progress of a study, and how many wait behind it."""
        return {**job.status(), "waiting": len(self.waiting), "engine": self.engine}

    def _running_like(self, job: Job) -> Job | None:
        """Return the study that runs or waits for the same request: a repeated request is run once."""
        with self._lock:
            there = [*([self.current] if self.current is not None else []), *self.waiting]
        return next((each for each in there if each.is_active and each.asks() == job.asks()), None)

    def _is_busy(self) -> bool:
        return self.current is not None and self.current.state in ("preparing", "running", "reading")

    def _shared(self) -> Any:
        """Return the results shared by the studies of this model."""
        from reorg.study.running.session import Session  # noqa: PLC0415 - loads the engine

        with self._lock:
            if self._session is None:
                self._session = Session()
            return self._session

    def _make_plans(
        self, organization: Organization, studies: tuple[Names, ...], is_over: Callable[[], bool]
    ) -> None:
        from reorg.study.running.batch import StudyDesign  # noqa: PLC0415 - loads the engine
        from reorg.study.running.settings import TRANSITION_WORLDS  # noqa: PLC0415

        seed = 1 if self.current is None else self.current.seed
        for names in studies:
            job = StudyDesign(organization, names, seed, transition_worlds=TRANSITION_WORLDS)
            rehearsal = self._shared().rehearsal(job)
        simulate_baseline(rehearsal, lambda: is_over() or self._is_busy())

    def _queue(self, job: Job) -> None:
        with self._lock:
            current = self.current
            if current is not None and current is not job and current.state in ("preparing", "running"):
                self.waiting = [each for each in self.waiting if each.scenarios != job.scenarios]
                if current.scenarios == job.scenarios:
                    # The same scenarios in their present state, instead of their former one.
                    current.stop.set()
                if len(self.waiting) >= WAITING_MAX:
                    raise Refusal(f"{WAITING_MAX} studies are already waiting.")
                self.waiting.append(job)
                self.tell("job", self.status(current))
                return
            self.current = job
            job.state = "preparing"
        self.tell("job", self.status(job))
        threading.Thread(target=self._run, args=(job,), daemon=True).start()

    def _run(self, job: Job) -> None:
        try:
            self._study(job)
            job.state = "done"
        except StoppedError:
            job.state = "stopped"
        except Exception as error:  # whatever the error, the page reports it and continues
            job.state, job.message = "failed", _sentence(str(error) or type(error).__name__)
        job.trying = ""
        if self._is_closed or self.current is not job:
            return
        self.tell("job", self.status(job))
        if job.state == "done":
            self._write_report(job)
        with self._lock:
            following = self.waiting.pop(0) if self.waiting else None
            if following is not None:
                self.current = following
                following.state = "preparing"
        if following is None:
            self._ask_for_wanted()
        else:
            self.tell("job", self.status(following))
            self._run(following)

    def _write_report(self, job: Job) -> None:
        """Write the report next to the results; without it the results are still valid."""
        from reorg.report.study_report import report_of  # noqa: PLC0415 - loads the templates

        with suppress(OSError):
            report_of(job.study, job.report)

    def _study(self, job: Job) -> None:
        from reorg.study.compare import compare  # noqa: PLC0415 - loads the engine
        from reorg.web.figures import CLAIMS_FROM, Worlds  # noqa: PLC0415
        from reorg.web.weekly import bands_of_study, bands_of_tally  # noqa: PLC0415

        self._compile()
        job.session = self._shared()
        if job.seen is None:
            job.seen = Worlds.room_for(job.organization, job.saved, job.worlds)
        job.state, job.started, job.first = "running", time.monotonic(), job.seen.done
        self.tell("job", self.status(job))

        def watch(world: int, metrics: NDArray[np.float64], cut_off: NDArray[np.bool_]) -> None:
            if job.stop.is_set():
                raise StoppedError
            if world >= job.seen.done:
                job.seen.add(world, metrics, cut_off)
                self._publish_world(job)

        def heed(tried: int, agreeing: int) -> None:
            if job.stop.is_set():
                raise StoppedError
            self._publish_trial(job, tried, agreeing)

        def look(tally: Any) -> None:
            # Bands settle slowly, and a page that redraws them constantly cannot be read.
            batches = tally.worlds // BATCH
            if tally.worlds >= CLAIMS_FROM and (
                batches == CLAIMS_FROM // BATCH or batches % BANDS_EVERY == 0
            ):
                job.bands = bands_of_tally(tally)
                self.tell("weekly", job.weekly())

        kept = (job.folder / "manifest.json").exists()
        study = compare(
            job.organization,
            job.saved,
            job.saved[0],
            seed=job.seed,
            out=job.folder,
            resume=kept,
            watch=watch,
            heed=heed,
            look=look,
            session=job.session,
            **_how_many(job),
        )
        job.study, job.worlds = study, int(study.verdict["worlds"])
        if job.reading is None:
            job.reading = job.seen.read_from(study.verdict)
            self.tell("reading", {"id": job.id, **job.reading})
        job.headlines, job.bands = headlines_of(job), bands_of_study(study)
        if job.width is not None:
            # Which world is the last was not known when it came.
            self.tell("dots", job.dots(0))
        self.tell("stats", job.stats())
        self.tell("weekly", job.weekly())

    def _publish_trial(self, job: Job, tried: int, agreeing: int) -> None:
        job.trying = f"{agreeing:,} of {tried:,} draws agree with what is observed today."
        now = time.monotonic()
        if now - job.published_at >= PUBLISHED_EVERY_SECONDS:
            job.published_at = now
            self.tell("job", self.status(job))

    def _publish_world(self, job: Job) -> None:
        job.trying = ""
        done, now = job.seen.done, time.monotonic()
        # After a batch the next world may take a while: the effect of the change is reported first.
        is_last = done == job.worlds or done % BATCH == 0
        if is_last or done == 1 or now - job.published_at >= PUBLISHED_EVERY_SECONDS:
            # What is negligible is a part of the baseline's median: earlier worlds are judged by all of them.
            first = 0 if done == job.worlds else min(job.published, done)
            job.published, job.published_at = done, now
            self.tell("dots", job.dots(first))
        if done in FIGURES_AT or done % BATCH == 0 or done == job.worlds:
            self.tell("stats", job.stats())
        if done == job.worlds:
            job.state = "reading"
            self.tell("job", self.status(job))
            if not job.organization.dimensions and job.organization.observed is None:
                # Otherwise only the whole study knows what was drawn: inputs, and draws that were left out.
                job.reading = job.seen.reading(job.seed)
                self.tell("reading", {"id": job.id, **job.reading})

    def _compile(self) -> None:
        """Compile the engine if needed, on a small case; only one thread compiles, others wait."""
        with _COMPILING:
            if self.engine == "ready":
                return
            from reorg import model  # noqa: PLC0415
            from reorg.engine import is_ready  # noqa: PLC0415 - loads the engine
            from reorg.study.compare import trace  # noqa: PLC0415

            if not is_ready("compiled"):
                self.engine = "compiling"
                self.tell("engine", {"state": self.engine})
            small = model.load(SMALL_CASE)
            trace(small, small.baseline, 0)
            self.engine = "ready"
            self.tell("engine", {"state": self.engine})
            self._ask_for_wanted()

    def _take_up(self, workspace: Workspace) -> None:
        """Show the last study: its results if it is finished, otherwise ready to be resumed."""
        described = sorted(self._folder.glob("*.json"))
        if not described:
            return
        try:
            job = job_of(described[-1], workspace)
        except (OSError, ValueError, KeyError, TypeError, ModelError):
            # An unreadable study is dropped: it can be rehearsed again.
            return
        job.session = self._shared()
        with self._lock:
            if self.current is not None or self._workspace is not workspace:
                return
            self.current = job
        for name, data in self.snapshot():
            self.tell(name, data)


_COMPILING = threading.Lock()


def _sentence(message: str) -> str:
    return message if message.endswith((".", "?", "!")) else f"{message}."


def _how_many(job: Job) -> Data:
    """Return the options of a comparison that determine the number of worlds."""
    if job.width is None:
        return {"worlds": job.worlds}
    return {
        "worlds": UNTIL_FROM,
        "precision": {job.seen.leading: job.width},
        "worlds_max": job.worlds,
    }
