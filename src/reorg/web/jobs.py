"""Studies asked for from the page: one runs, others wait; worlds are told as they come in."""

from __future__ import annotations

import json
import math
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reorg.editing.edits import Refusal
from reorg.editing.workspace import Workspace
from reorg.model import ModelError
from reorg.model.organization import Organization

Data = dict[str, Any]
Tell = Callable[[str, Data], None]
WAITING_MAX = 5
WORLDS_MAX = 20_000
UNTIL_FROM = 1024
"""Worlds with which a study to a precision begins: the sixteen batches that its interval needs."""
TOLD_EVERY_SECONDS = 0.1
"""Time between two tellings of worlds: ten a second are smooth enough."""
FIGURES_AT = (16, 32, 64)
"""Worlds at which figures are first told; then after every batch."""
BATCH = 64
WARM_UP_AFTER_SECONDS = 1.0
SMALL_CASE = "churn"
"""The case the engine is warmed up on: one of thousands of people would hold up the page."""


class StoppedError(Exception):
    """The study was asked to stop; its finished batches are kept."""


@dataclass
class Job:
    """A study: what it rehearses, where it is kept, and what is known of it."""

    id: str
    scenarios: tuple[str, ...]
    saved: tuple[str, ...]
    """The ids of the scenarios in the model as it is saved."""
    worlds: int
    seed: int
    organization: Organization
    prints: dict[str, str]
    """A print of each scenario as it was, to tell whether it has been edited since."""
    folder: Path
    width: float | None = None
    """How wide the interval of the leading mean difference may be, where worlds are added until it is; of
    such a study ``worlds`` are the most there will be."""
    state: str = "waiting"
    message: str = ""
    seen: Any = None
    study: Any = None
    """The finished study."""
    headlines: dict[str, Data] = field(default_factory=dict)
    """Of a finished study, what page one of its report says first, by scenario."""
    reading: Data | None = None
    traced: Any = None
    """The world that is watched, with its event logs: ((alternative, world), sides)."""
    started: float = 0.0
    told: int = 0
    told_at: float = 0.0
    first: int = 0
    """The worlds that were there when it went on."""
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def report(self) -> Path:
        """Where the report is, once it is written."""
        return self.folder / "report.html"

    def status(self) -> Data:
        """Return where the study stands."""
        done = self.seen.done if self.seen is not None else 0
        return {
            "id": self.id,
            "state": self.state,
            "message": self.message,
            "scenarios": list(self.scenarios),
            "saved": list(self.saved),
            "worlds": self.worlds,
            "seed": self.seed,
            "width": self.width,
            "done": done,
            "prints": self.prints,
            "seconds_left": self._seconds_left(done),
        }

    def stats(self) -> Data:
        """Return the figures so far, of each alternative."""
        seen = self.seen
        return {
            "id": self.id,
            "done": seen.done,
            "leading": seen.leading,
            "measure": seen.measure(),
            "alternatives": {
                self.scenarios[index]: {
                    "claim": seen.claim(index),
                    "figures": seen.figures(index),
                    **self.headlines.get(self.scenarios[index], {}),
                }
                for index in range(1, len(self.scenarios))
            },
        }

    def dots(self, first: int) -> Data:
        """Return the worlds from ``first``, of each alternative, and where the study stands."""
        alternatives = range(1, len(self.scenarios))
        dots = {self.scenarios[index]: self.seen.dots(index, first) for index in alternatives}
        return {**self.status(), "first": first, "dots": dots, "measure": self.seen.measure()}

    def _seconds_left(self, done: int) -> float | None:
        new = done - self.first
        if self.state != "running" or new < 4 or self.width is not None:
            return None
        return (self.worlds - done) * (time.monotonic() - self.started) / new


class Jobs:
    """The studies of the open model; ``tell`` sends an event to all open pages."""

    def __init__(self, tell: Tell) -> None:
        """Begin with none."""
        self.tell = tell
        self.current: Job | None = None
        self.waiting: list[Job] = []
        self.engine = "cold"
        self._workspace: Workspace | None = None
        self._folder = Path()
        self._lock = threading.RLock()
        self._is_closed = False

    def use(self, workspace: Workspace, folder: Path) -> None:
        """Rehearse this workspace from now on, and take up what was begun."""
        self.stop_all()
        with self._lock:
            self._workspace, self._folder = workspace, folder / "runs"
            self.current, self.waiting = None, []
        threading.Thread(target=self._take_up, args=(workspace,), daemon=True).start()

    def warm_up(self) -> None:
        """Load the engine, and compile it where it is not, beside the page."""
        # The page comes first: loading the engine takes a second of the processor.
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
        """Ask for a study, the baseline first; raises :class:`~reorg.editing.edits.Refusal`, ModelError.

        With ``width`` worlds are added, at most ``worlds``, until the interval of the mean difference of the
        leading metric is at most so wide.
        """
        workspace = self._workspace
        if workspace is None:
            raise Refusal("No model is open.")
        if not 1 <= worlds <= WORLDS_MAX or not 0 <= seed < 2**63:
            raise Refusal(f"From 1 to {WORLDS_MAX:,} worlds, and a seed of 0 or more.")
        if width is not None and not (0.0 < width < math.inf and worlds >= UNTIL_FROM):
            raise Refusal(f"A width above 0, and {UNTIL_FROM} worlds or more.")
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
        job.folder.mkdir(parents=True)
        described = {
            "scenarios": names,
            "saved": saved,
            "worlds": worlds,
            "seed": seed,
            "prints": kept,
            "width": width,
        }
        (job.folder.parent / f"{identity}.json").write_text(
            json.dumps({**described, "document": workspace.document()}, ensure_ascii=False, default=str),
            encoding="utf-8",
        )
        self._queue(job)
        return job

    def go_on(self) -> None:
        """Go on with the study that was stopped; raises :class:`~reorg.editing.edits.Refusal`."""
        job = self.current
        if job is None or job.state not in ("stopped", "failed"):
            raise Refusal("Nothing was stopped.")
        job.stop.clear()
        self._queue(job)

    def stop(self) -> None:
        """Stop the study that runs after the worlds under way; what is finished is kept."""
        if self.current is not None:
            self.current.stop.set()

    def stop_all(self) -> None:
        """Stop what runs, and forget what waits."""
        with self._lock:
            self.waiting.clear()
        self.stop()

    def close(self) -> None:
        """Stop for good."""
        self._is_closed = True
        self.stop_all()

    def snapshot(self) -> list[tuple[str, Data]]:
        """Return what a page that opens must know."""
        events: list[tuple[str, Data]] = [("engine", {"state": self.engine})]
        job = self.current
        if job is None:
            return events
        if job.seen is not None and job.seen.done:
            events += [("dots", job.dots(0)), ("stats", job.stats())]
        if job.reading is not None:
            events.append(("reading", {"id": job.id, **job.reading}))
        return [*events, ("job", self.status(job))]

    def status(self, job: Job) -> Data:
        """Return where a study stands, and how many wait behind it."""
        return {**job.status(), "waiting": len(self.waiting), "engine": self.engine}

    def _queue(self, job: Job) -> None:
        with self._lock:
            current = self.current
            if current is not None and current is not job and current.state in ("preparing", "running"):
                self.waiting = [each for each in self.waiting if each.scenarios != job.scenarios]
                if current.scenarios == job.scenarios:
                    # The same scenarios as they are now, instead of as they were.
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
        except Exception as error:  # whatever it was, the page says so and goes on
            job.state, job.message = "failed", str(error) or type(error).__name__
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
        if following is not None:
            self.tell("job", self.status(following))
            self._run(following)

    def _write_report(self, job: Job) -> None:
        """Write the report beside the results; without it they are no worse."""
        from reorg.report.study_report import report_of  # noqa: PLC0415 - loads the templates

        with suppress(OSError):
            report_of(job.study, job.report)

    def _study(self, job: Job) -> None:
        from reorg.study.compare import compare  # noqa: PLC0415 - loads the engine
        from reorg.web.figures import Worlds  # noqa: PLC0415

        self._compile()
        if job.seen is None:
            job.seen = Worlds.room_for(job.organization, job.saved, job.worlds)
        job.state, job.started, job.first = "running", time.monotonic(), job.seen.done
        self.tell("job", self.status(job))

        def watch(world: int, metrics: NDArray[np.float64], cut_off: NDArray[np.bool_]) -> None:
            if job.stop.is_set():
                raise StoppedError
            if world >= job.seen.done:
                job.seen.add(world, metrics, cut_off)
                self._tell_world(job)

        kept = (job.folder / "manifest.json").exists()
        study = compare(
            job.organization,
            job.saved,
            job.saved[0],
            seed=job.seed,
            out=job.folder,
            resume=kept,
            watch=watch,
            **_how_many(job),
        )
        job.study, job.worlds = study, int(study.verdict["worlds"])
        if job.reading is None:
            job.reading = job.seen.read_from(study.verdict)
            self.tell("reading", {"id": job.id, **job.reading})
        job.headlines = _headlines(job)
        self.tell("stats", job.stats())

    def _tell_world(self, job: Job) -> None:
        done, now = job.seen.done, time.monotonic()
        if done == job.worlds or now - job.told_at >= TOLD_EVERY_SECONDS or done == 1:
            first = min(job.told, done)
            job.told, job.told_at = done, now
            self.tell("dots", job.dots(first))
        if done in FIGURES_AT or done % BATCH == 0 or done == job.worlds:
            self.tell("stats", job.stats())
        if done == job.worlds:
            job.state = "reading"
            self.tell("job", self.status(job))
            if not job.organization.dimensions:
                # With uncertain inputs of the model itself only the whole study knows what they were.
                job.reading = job.seen.reading(job.seed)
                self.tell("reading", {"id": job.id, **job.reading})

    def _compile(self) -> None:
        """Compile the engine where it is not, on a small case; only one thread does, others wait."""
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

    def _take_up(self, workspace: Workspace) -> None:
        """Show the last study that was begun: its results where it is finished, else so that it can go on."""
        described = sorted(self._folder.glob("*.json"))
        if not described:
            return
        try:
            job = _job_of(described[-1], workspace)
        except (OSError, ValueError, KeyError, TypeError, ModelError):
            # A study that cannot be read is none: it can be rehearsed again.
            return
        with self._lock:
            if self.current is not None or self._workspace is not workspace:
                return
            self.current = job
        for name, data in self.snapshot():
            self.tell(name, data)


_COMPILING = threading.Lock()


def _how_many(job: Job) -> Data:
    """Return the options of a comparison that say how many worlds there are."""
    if job.width is None:
        return {"worlds": job.worlds}
    return {
        "worlds": UNTIL_FROM,
        "precision": {job.seen.leading: job.width},
        "worlds_max": job.worlds,
    }


def _job_of(file: Path, workspace: Workspace) -> Job:
    """Return a study as it was left; raises what a damaged one does."""
    from reorg.study.opening import open_study  # noqa: PLC0415 - loads the engine
    from reorg.study.running.saved_run import read_run  # noqa: PLC0415
    from reorg.study.running.settings import StudyError  # noqa: PLC0415
    from reorg.web.figures import Worlds  # noqa: PLC0415

    said = json.loads(file.read_text(encoding="utf-8"))
    organization = workspace.source.load(said["document"])
    names, saved = tuple(said["scenarios"]), tuple(said["saved"])
    job = Job(
        file.stem, names, saved, int(said["worlds"]), int(said["seed"]), organization,
        dict(said["prints"]), file.with_suffix(""), said.get("width"), state="stopped",
    )  # fmt: skip
    try:
        run = read_run(job.folder, job.worlds)
    except StudyError:
        return job
    job.seen = Worlds.of(organization, run.sample)
    if (job.folder / "verdict.json").is_file():
        job.study = open_study(job.folder)
        job.reading = job.seen.read_from(job.study.verdict)
        job.headlines = _headlines(job)
        job.state, job.worlds = "done", job.seen.done
        return job
    # Room for the worlds that are still to come.
    room = Worlds.room_for(organization, saved, job.worlds)
    for world in range(job.seen.done):
        room.add(world, job.seen.metrics[world], job.seen.cut_off[world])
    job.seen = room
    return job


def _headlines(job: Job) -> dict[str, Data]:
    from reorg.report.summary.page_one import page_one  # noqa: PLC0415 - loads the engine

    found = {}
    for index, scenario in enumerate(job.scenarios[1:], start=1):
        page = page_one(job.study, job.saved[index])
        found[scenario] = {"claim": page.headline.sentence, "support": list(page.support)}
    return found
