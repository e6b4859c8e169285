"""One study of the page: its request, its progress, and its files."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reorg.editing.journal import JournalError
from reorg.editing.workspace import Workspace
from reorg.model.organization import Organization
from reorg.study.running.files import replace_atomically

Data = dict[str, Any]


@dataclass
class Job:
    """A study: the scenarios it rehearses, its folder, and its results so far."""

    id: str
    scenarios: tuple[str, ...]
    saved: tuple[str, ...]
    """The ids of the scenarios in the model as it is saved."""
    worlds: int
    seed: int
    organization: Organization
    prints: dict[str, str]
    """A fingerprint of each scenario at that time, to detect later edits."""
    folder: Path
    width: float | None = None
    """Maximum width of the interval of the leading mean difference, if worlds are added until it is reached;
    ``worlds`` is then the maximum number."""
    state: str = "waiting"
    message: str = ""
    trying: str = ""
    """Progress of the search for draws that agree with what is observed, while it runs."""
    seen: Any = None
    study: Any = None
    """The finished study."""
    headlines: dict[str, Data] = field(default_factory=dict)
    """For a finished study, the headline on page one of its report, by scenario."""
    reading: Data | None = None
    bands: dict[str, Data] = field(default_factory=dict)
    """Weekly output of each alternative, by its saved id, once there are enough worlds."""
    traced: Any = None
    """The world that is watched, with its event logs: ((alternative, world), sides)."""
    session: Any = None
    """Results shared with other studies of the model; None before it was started in this process."""
    started: float = 0.0
    published: int = 0
    published_at: float = 0.0
    first: int = 0
    """The worlds that existed when it was resumed."""
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def report(self) -> Path:
        """The address of the report, once it is written."""
        return self.folder / "report.html"

    @property
    def is_active(self) -> bool:
        """Whether it runs, or waits to run."""
        return self.state in ("waiting", "preparing", "running") and not self.stop.is_set()

    def asks(self) -> tuple[Any, ...]:
        """Return the request: the same request has the same result."""
        return self.scenarios, self.worlds, self.seed, self.width, sorted(self.prints.items())

    def status(self) -> Data:
        """Return the progress of the study."""
        done = self.seen.done if self.seen is not None else 0
        return {
            "id": self.id,
            "state": self.state,
            "message": self.message,
            "trying": self.trying,
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
        """Return the figures so far, for each alternative."""
        seen = self.seen
        return {
            "id": self.id,
            "done": seen.done,
            "leading": seen.leading,
            "measure": seen.measure(),
            "best_in": {
                metric: dict(zip(self.scenarios, shares, strict=True))
                for metric, shares in seen.best_in().items()
            },
            "alternatives": {
                self.scenarios[index]: {
                    "claim": seen.claim(index),
                    "figures": seen.figures(index),
                    **self.headlines.get(self.scenarios[index], {}),
                }
                for index in range(1, len(self.scenarios))
            },
        }

    def weekly(self) -> Data:
        """Return weekly output for each alternative."""
        names = dict(zip(self.saved, self.scenarios, strict=True))
        return {"id": self.id, "bands": {names[saved]: bands for saved, bands in self.bands.items()}}

    def dots(self, first: int) -> Data:
        """Return the worlds from ``first``, for each alternative, and the progress of the study."""
        alternatives = range(1, len(self.scenarios))
        dots = {self.scenarios[index]: self.seen.dots(index, first) for index in alternatives}
        return {**self.status(), "first": first, "dots": dots, "measure": self.seen.measure()}

    def _seconds_left(self, done: int) -> float | None:
        new = done - self.first
        if self.state != "running" or new < 4 or self.width is not None:
            return None
        return (self.worlds - done) * (time.monotonic() - self.started) / new


def begin(job: Job, workspace: Workspace) -> None:
    """Create the folder of a study, and store its description; raises JournalError if that fails."""
    described = {
        "scenarios": job.scenarios,
        "saved": job.saved,
        "worlds": job.worlds,
        "seed": job.seed,
        "prints": job.prints,
        "width": job.width,
        "document": workspace.document(),
    }
    file = job.folder.with_name(f"{job.id}.json")
    try:
        job.folder.mkdir(parents=True)
        with replace_atomically(file) as temporary:
            temporary.write_text(json.dumps(described, ensure_ascii=False, default=str), encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise JournalError(f"{file.parent} cannot be written: {reason}. Nothing was started.") from None


def job_of(file: Path, workspace: Workspace) -> Job:
    """Return a study as it was left; raises the errors of a damaged one."""
    from reorg.study.opening import open_study  # noqa: PLC0415 - loads the engine
    from reorg.study.running.saved_run import read_run  # noqa: PLC0415
    from reorg.study.running.settings import StudyError  # noqa: PLC0415
    from reorg.web.figures import Worlds  # noqa: PLC0415
    from reorg.web.weekly import bands_of_study  # noqa: PLC0415

    kept = json.loads(file.read_text(encoding="utf-8"))
    organization = workspace.source.load(kept["document"])
    names, saved = tuple(kept["scenarios"]), tuple(kept["saved"])
    job = Job(
        file.stem, names, saved, int(kept["worlds"]), int(kept["seed"]), organization,
        dict(kept["prints"]), file.with_suffix(""), kept.get("width"), state="stopped",
    )  # fmt: skip
    try:
        run = read_run(job.folder, job.worlds)
    except StudyError:
        return job
    job.seen = Worlds.of(organization, run.sample)
    if (job.folder / "verdict.json").is_file():
        job.study = open_study(job.folder)
        job.reading = job.seen.read_from(job.study.verdict)
        job.headlines = headlines_of(job)
        job.bands = bands_of_study(job.study)
        job.state, job.worlds = "done", job.seen.done
        return job
    # Room for the worlds still to come.
    room = Worlds.room_for(organization, saved, job.worlds)
    for world in range(job.seen.done):
        room.add(world, job.seen.metrics[world], job.seen.cut_off[world])
    job.seen = room
    return job


def headlines_of(job: Job) -> dict[str, Data]:
    """Return the headline of each alternative of a finished study, and its support."""
    from reorg.report.summary.page_one import page_one  # noqa: PLC0415 - loads the engine

    found = {}
    for index, scenario in enumerate(job.scenarios[1:], start=1):
        page = page_one(job.study, job.saved[index])
        found[scenario] = {"claim": page.headline.sentence, "support": list(page.support)}
    return found
