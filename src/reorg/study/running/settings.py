"""Settings of a study: number of worlds, seed, threads, folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from numbers import Integral
from pathlib import Path
from typing import Any, TypedDict

import numpy as np
from numpy.typing import NDArray

from reorg.cores import core_count
from reorg.engine import ENGINES, Engine
from reorg.model.organization import Organization
from reorg.model.problems import suggest_name
from reorg.study.inference.intervals import BATCHES_MIN
from reorg.study.running.plausible import Heed
from reorg.study.running.session import Session
from reorg.study.sampling.sobol import WORLDS_PER_BATCH

WORLDS_MAX = 1_000_000
TRANSITION_WORLDS = 4 * WORLDS_PER_BATCH
"""Default number of worlds in which the change itself is separated from the new structure.

In a full study of 1,000 worlds this costs a quarter of a run more for each scenario that reorganizes, and the
parts are known half as precisely as the whole.
"""


class StudyError(ValueError):
    """A study that cannot be run as requested; the message says what is wrong and how to fix it."""


@dataclass(frozen=True)
class Progress:
    """Worlds done of all worlds; ``note`` reports an incident, such as a damaged part.

    Of a study with a stated precision, ``worlds`` is the most there will be, and ``sure`` says how
    near it is. ``trying`` is empty but while draws are tried that must agree with what is observed.
    """

    done: int
    worlds: int
    note: str = ""
    sure: str = ""
    trying: str = ""


Watch = Callable[[int, NDArray[np.float64], NDArray[np.bool_]], None]
"""Called for a world with its number, its metrics [scenarios, metrics], and which of these are cut off
[scenarios, metrics that may be]."""


class Options(TypedDict, total=False):
    """The keywords of :func:`reorg.study.compare.compare`, with the meanings of :class:`Settings`."""

    worlds: int
    seed: int
    threads: int | None
    out: str | Path | None
    resume: bool
    fixed: bool
    engine: Engine
    precision: Mapping[str, float] | None
    worlds_max: int
    transition_worlds: int
    progress: Callable[[Progress], None] | None
    watch: Watch | None
    heed: Heed | None
    look: Callable[[Any], None] | None
    session: Session | None
    today: Organization | None


@dataclass(frozen=True)
class Settings:
    """Settings of a study; raises :class:`StudyError` for numbers that make no sense.

    ``threads`` None takes all cores open to the process, ``out`` None keeps nothing on disk. ``resume``
    resumes the study in ``out``. ``fixed`` uses the central value of every assumption. ``engine``
    "reference" runs the worlds in plain Python, which needs no compiler: the same results (to about ten
    digits where inputs of the model are uncertain), some hundred times slower. ``progress`` is called from
    the thread that runs the study, and so is ``watch``, with every world in order as soon as it is done; what
    it raises ends the study, whose finished batches are kept.

    ``precision`` {metric: width} adds batches of 64 worlds to ``worlds`` (rounded up to whole batches, at
    least 16) until the interval of the mean of every difference in these metrics is at most that wide, or
    ``worlds_max`` (rounded down) are done; see :mod:`reorg.study.running.stopping_rule`.

    ``transition_worlds``: in this many of the first worlds, each scenario that reorganizes is simulated once
    more with its last structure from the start, which separates the cost of the change from the difference of
    the structures; see :mod:`reorg.study.running.settled`. 0 omits this.

    ``heed`` is called after each trial of a draw that must agree with what is observed, from the same thread,
    with the number of draws tried and of those that agree; what it raises ends the study as well.

    ``look`` is called after every batch with the :class:`~reorg.study.running.tally.Tally` of the worlds so
    far.

    ``session`` holds what was prepared and simulated before by studies with the same session; it changes no
    result.

    ``today`` is the organization whose observed ranges the worlds must agree with; None for the one studied.
    """

    worlds: int = 1000
    seed: int = 1
    threads: int | None = None
    out: str | Path | None = None
    resume: bool = False
    fixed: bool = False
    engine: Engine = "compiled"
    precision: Mapping[str, float] | None = None
    worlds_max: int = 20_480
    transition_worlds: int = TRANSITION_WORLDS
    progress: Callable[[Progress], None] | None = None
    watch: Watch | None = None
    heed: Heed | None = None
    look: Callable[[Any], None] | None = None
    session: Session | None = None
    today: Organization | None = None

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Settings:
        """Return the settings that options by name make; raises TypeError for an unknown one."""
        known = Options.__annotations__
        for name in options:
            if name not in known:
                raise TypeError(f"there is no option {name!r}; {suggest_name(name, list(known))}")
        return cls(**options)

    def __post_init__(self) -> None:
        for name in ("worlds", "worlds_max", "transition_worlds"):
            check_whole(name, getattr(self, name))
        if self.threads is not None:
            check_whole("threads", self.threads)
        if self.precision is not None and not isinstance(self.precision, Mapping):
            example = "{'release_weeks': 2.0}"
            raise StudyError(f"precision is a width for each metric: write {example}, not {self.precision!r}")
        if self.worlds < 1:
            raise StudyError(f"worlds must be at least 1, not {self.worlds}")
        if self.worlds > WORLDS_MAX:
            raise StudyError(f"worlds must be at most {WORLDS_MAX:,}, not {self.worlds:,}")
        if self.precision and not self.fewest <= self.most <= WORLDS_MAX:
            raise StudyError(
                f"worlds_max must be {self.fewest:,} to {WORLDS_MAX:,} for a stated precision,"
                f" not {self.worlds_max:,}"
            )
        if self.transition_worlds < 0:
            raise StudyError(f"transition_worlds must be 0 or more, not {self.transition_worlds}")
        if self.threads is not None and self.threads < 1:
            raise StudyError(f"threads must be at least 1, not {self.threads}")
        check_seed(self.seed)
        check_engine(self.engine)
        if self.resume and self.out is None:
            raise StudyError("resume needs the run folder to resume: give out")

    def workers(self) -> int:
        """Return the number of threads to use, at least 1."""
        return core_count() if self.threads is None else self.threads

    def batches(self) -> list[BatchSpan]:
        """Return the batches of worlds in order; the last may be short."""
        return [
            BatchSpan(first, min(WORLDS_PER_BATCH, self.most - first))
            for first in range(0, self.most, WORLDS_PER_BATCH)
        ]

    @property
    def fewest(self) -> int:
        """The least number of worlds; whole batches where it may be more."""
        return (
            max(-(-self.worlds // WORLDS_PER_BATCH), BATCHES_MIN) * WORLDS_PER_BATCH
            if self.precision
            else self.worlds
        )

    @property
    def most(self) -> int:
        """The number of worlds beyond which the study does not go."""
        return self.worlds_max // WORLDS_PER_BATCH * WORLDS_PER_BATCH if self.precision else self.worlds

    def see(self, world: int, metrics: NDArray[np.float64], cut_off: NDArray[np.bool_]) -> None:
        """Pass a finished world to the callback, if one was given."""
        self.tell(world + 1)
        if self.watch is not None:
            self.watch(world, metrics, cut_off)

    def see_trial(self, done: int, tried: int, agreeing: int) -> None:
        """Pass the number of draws tried, and of those that agree, to the callbacks, if any was given."""
        if self.progress is not None:
            trying = f"{agreeing:,} of {tried:,} draws agree with what is observed; worlds"
            self.progress(Progress(done, self.most, trying=trying))
        if self.heed is not None:
            self.heed(tried, agreeing)

    def tell(self, done: int, note: str = "", sure: str = "") -> None:
        """Pass progress to the callback, if one was given."""
        if self.progress is not None:
            self.progress(Progress(done, self.most, note, sure))


@dataclass(frozen=True)
class BatchSpan:
    """The worlds of one batch: ``count`` of them from ``first``."""

    first: int
    count: int

    @property
    def name(self) -> str:
        """The number of the batch in six digits or more."""
        return f"{self.first // WORLDS_PER_BATCH:06d}"


def check_whole(name: str, value: object) -> None:
    """Raise :class:`StudyError` where a value is not a whole number; True and False are not."""
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise StudyError(f"{name} must be a whole number, not {value!r}")


def check_seed(seed: object) -> None:
    """Raise :class:`StudyError` where a value is not a seed."""
    check_whole("seed", seed)
    if not 0 <= int(seed) < 2**63:  # type: ignore[call-overload]
        raise StudyError(f"seed must lie between 0 and 2^63 - 1, not {seed}")


def check_engine(name: str) -> None:
    """Raise :class:`StudyError` where there is no engine of that name."""
    if name not in ENGINES:
        raise StudyError(f"there is no engine {name!r}; {suggest_name(name, ENGINES)}")
