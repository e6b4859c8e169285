"""Running a study: scenarios of one organization in the same worlds, and what they differ by."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any, Unpack

import numpy as np

from reorg.engine import is_compiled
from reorg.model.organization import Organization
from reorg.model.problems import nearest
from reorg.study.atomic import replaced
from reorg.study.batch import BatchResult, Job, PendingBatch, Rehearsal
from reorg.study.hinges import WORLDS_READ, hinges_of, unhinged
from reorg.study.identity import hash_of, identity_of
from reorg.study.measures import KEYS
from reorg.study.run_folder import RunFolder, opened
from reorg.study.sample import Sample
from reorg.study.settings import Options, Settings, Span, StudyError
from reorg.study.tally import Table, Tally, described, table_of
from reorg.study.until_sure import check_asked, standing
from reorg.study.verdict import verdict_of
from reorg.study.weekly import UNITS, Scale, weekly_quantiles

# Batches handed to the threads ahead of the one waited for, so that no thread idles at a batch's end.
_AHEAD = 1

Document = dict[str, Any]


@dataclass(frozen=True)
class Study:
    """A finished study.

    ``verdict`` is the JSON object ``reorg/verdict/1``; ``worlds`` a structured array, a row for each world
    and scenario (metrics, then assumptions); ``series`` {scenario: {series: {level: one value a week}}};
    ``people`` {scenario: {person id: share of weeks overloaded}}; ``folder`` None where nothing was kept.
    """

    organization: Organization
    verdict: Document
    worlds: Table
    series: dict[str, dict[str, dict[str, list[float]]]]
    people: dict[str, dict[str, float]]
    folder: Path | None

    @property
    def differences(self) -> list[Document]:
        """The paired differences of the verdict."""
        found: list[Document] = self.verdict["differences"]
        return found

    def rows(self) -> list[Document]:
        """Return the table of worlds as one mapping per world and scenario, column to value."""
        names = self.worlds.dtype.names or ()
        return [dict(zip(names, row, strict=True)) for row in self.worlds.tolist()]

    def to_pandas(self) -> Any:
        """Return the table of worlds as a ``pandas.DataFrame``.

        Raises ImportError where pandas is not installed: it is an extra, ``reorg[pandas]``.
        """
        try:
            pandas = import_module("pandas")
        except ImportError:
            raise ImportError("to_pandas needs pandas: install reorg[pandas]") from None
        return pandas.DataFrame({name: self.worlds[name] for name in self.worlds.dtype.names or ()})

    def drivers(self, metric: str) -> list[Document]:
        """Return what decides the differences in a metric, as in the verdict.

        Raises :class:`StudyError` for an unknown metric and for a study that cannot tell, saying why.
        """
        return self._hinges(metric)["drivers"]

    def flips(self, metric: str) -> list[Document]:
        """Return where the verdict on a metric reverses; raises :class:`StudyError` as :meth:`drivers`."""
        return self._hinges(metric)["flips"]

    def _hinges(self, metric: str) -> dict[str, list[Document]]:
        sample = Sample.of_table(self.worlds, self.organization.negligible, WORLDS_READ)
        if metric not in sample.metrics:
            hint = nearest(metric, list(sample.metrics))
            raise StudyError(f"there is no metric {metric!r} in this study{f'; {hint}' if hint else ''}")
        for reason in unhinged(sample):
            raise StudyError(reason)
        return hinges_of(sample, (metric,))


def compare(
    organization: Organization,
    scenarios: Sequence[str] | None = None,
    baseline: str | None = None,
    **options: Unpack[Options],
) -> Study:
    """Rehearse scenarios in the same worlds and compare each with the baseline.

    ``scenarios`` None takes those the organization names for comparison, or all where it names none;
    ``baseline`` None the organization's own (or the first of ``scenarios`` where that is not among them);
    the baseline is always rehearsed. Options are those of
    :class:`reorg.study.settings.Settings`. The same arguments give the same bits, on any number of threads
    and after any interruption; only ``timing`` in the verdict differs.

    Raises :class:`StudyError` for an unknown scenario, for options that make no sense, for a model whose
    assumptions have impossible ranges, and for a run folder that cannot be used.
    """
    usual = organization.compared or [scenario.id for scenario in organization.scenarios]
    asked = tuple(dict.fromkeys(scenarios or usual))
    first = baseline or (organization.baseline if organization.baseline in asked or not asked else asked[0])
    _check_names(organization, (first, *asked))
    others = tuple(scenario for scenario in asked if scenario != first)
    return _studied(organization, (first, *others), Settings(**options))


def run(organization: Organization, scenario: str, **options: Unpack[Options]) -> Study:
    """Rehearse one scenario; as :func:`compare`, with no differences in the verdict."""
    _check_names(organization, (scenario,))
    return _studied(organization, (scenario,), Settings(**options))


def trace(organization: Organization, scenario: str, world: int, seed: int = 1, fixed: bool = False) -> Table:
    """Return the event log of one world under one scenario, a structured array with a row for each event.

    Raises :class:`StudyError` as :func:`compare` does.
    """
    _check_names(organization, (scenario,))
    if world < 0:
        raise StudyError(f"world must be 0 or more, not {world}")
    rehearsal = _rehearsal(Job(organization, (scenario,), seed, fixed))
    log: Table = rehearsal.outcome(0, rehearsal.assumptions(world, 1)[0], world, log=True).log
    return log


def _check_names(organization: Organization, names: Sequence[str]) -> None:
    known = [scenario.id for scenario in organization.scenarios]
    for name in names:
        if name not in known:
            hint = nearest(name, known)
            raise StudyError(f"there is no scenario {name!r} in this model{f'; {hint}' if hint else ''}")


def _check_metrics(organization: Organization) -> None:
    for key in organization.negligible:
        if key not in KEYS:
            hint = nearest(key, KEYS)
            raise StudyError(
                f"compare.negligible names a metric {key!r}, which there is not"
                f"{f'; {hint}' if hint else '; `reorg schema --metrics` lists them'}"
            )


def _rehearsal(job: Job) -> Rehearsal:
    try:
        rehearsal = Rehearsal.of(job)
        rehearsal.assumptions(0, 1)
    except ValueError as error:
        raise StudyError(str(error)) from error
    return rehearsal


def _studied(organization: Organization, scenarios: tuple[str, ...], settings: Settings) -> Study:
    started = time.perf_counter()
    organization = replace(organization, hash=organization.hash or hash_of(organization))
    check_asked(settings.until_sure or {}, scenarios)
    _check_metrics(organization)
    rehearsal = _rehearsal(Job(organization, scenarios, settings.seed, settings.fixed))
    tally = Tally.empty(rehearsal, settings.most)
    with _folder(rehearsal.job, settings) as folder:
        if folder:
            folder.write_json("organization.json", asdict(organization))
        compile_seconds = _compiled(rehearsal)
        with ThreadPoolExecutor(settings.workers()) as threads:
            tally = tally.first(_tallied(tally, settings, folder, threads))
        verdict = verdict_of(tally, settings)
        verdict["timing"] = {
            "seconds": time.perf_counter() - started,
            "compile_seconds": compile_seconds,
            "events": int(tally.events),
            "threads": settings.workers(),
        }
        return _kept(tally, verdict, folder)


def _tallied(tally: Tally, settings: Settings, folder: RunFolder | None, threads: ThreadPoolExecutor) -> int:
    """Put the batches into the tally until there are enough; return how many worlds that are."""
    done = 0
    try:
        for span, batch in _batches(tally.rehearsal, settings, folder, threads):
            tally.add(span, batch)
            done = span.first + span.count
            if settings.until_sure and done >= settings.fewest and _is_sure(tally.first(done), settings):
                break
    finally:
        # Neither an interrupted study nor one that is sure must first finish the worlds that wait.
        threads.shutdown(wait=False, cancel_futures=True)
    return done


def _is_sure(tally: Tally, settings: Settings) -> bool:
    found = standing(tally, settings.until_sure or {})
    settings.tell(found.worlds, sure=found.said())
    # Where no world has a value of a metric, none will.
    hopeless = all(np.isnan(tally.metrics[:, :, KEYS.index(key)]).all() for key in found.asked)
    return found.reached or hopeless


def _batches(
    rehearsal: Rehearsal, settings: Settings, folder: RunFolder | None, executor: Executor
) -> Iterator[tuple[Span, BatchResult]]:
    """Yield the batches in order: those of the folder as they are, the others computed and kept there."""
    waiting: deque[tuple[Span, BatchResult | PendingBatch]] = deque()
    for span in settings.batches():
        found, wrong = folder.load(span) if folder else (None, "")
        if wrong:
            settings.tell(span.first, wrong)
        waiting.append((span, found or rehearsal.submit(executor, span.first, span.count)))
        if len(waiting) > _AHEAD:
            yield _finished(*waiting.popleft(), settings, folder)
    while waiting:
        yield _finished(*waiting.popleft(), settings, folder)


def _finished(
    span: Span, batch: BatchResult | PendingBatch, settings: Settings, folder: RunFolder | None
) -> tuple[Span, BatchResult]:
    if isinstance(batch, BatchResult):
        settings.tell(span.first + span.count)
        return span, batch
    result = batch.result(lambda done: settings.tell(span.first + done))
    if folder:
        folder.store(span, result)
    return span, result


def _compiled(rehearsal: Rehearsal) -> float:
    """Compile the engine where it is not, before threads would all wait for it; return the seconds taken."""
    if is_compiled():
        return 0.0
    started = time.perf_counter()
    rehearsal.outcome(0, rehearsal.assumptions(0, 1)[0], 0)
    return time.perf_counter() - started


def _kept(tally: Tally, verdict: Document, folder: RunFolder | None) -> Study:
    job = tally.rehearsal.job
    series, people = _series(tally), _people(tally)
    if folder is None:
        return Study(job.organization, verdict, table_of(tally, None), series, people, None)
    with replaced(folder.path / "worlds.npy") as temporary:
        table_of(tally, temporary)
    worlds: Table = np.load(folder.path / "worlds.npy", mmap_mode="r")
    folder.write_text("README.txt", described())
    folder.write_json("details.json", {"units": UNITS, "series": series, "people": people})
    folder.write_json("verdict.json", verdict)
    return Study(job.organization, verdict, worlds, series, people, folder.path)


def _series(tally: Tally) -> dict[str, dict[str, dict[str, list[float]]]]:
    plans = tally.rehearsal.plans
    found = {}
    for index, scenario in enumerate(tally.rehearsal.job.scenarios):
        quantiles = weekly_quantiles(tally.weekly[index], Scale.of(plans[index]))
        found[scenario] = {
            series: {level: [float(value) for value in weeks] for level, weeks in levels.items()}
            for series, levels in quantiles.items()
        }
    return found


def _people(tally: Tally) -> dict[str, dict[str, float]]:
    plan = tally.rehearsal.plans[0]
    shares = tally.overload / (len(tally.waited) * plan.weeks)
    return {
        scenario: dict(zip(plan.person_ids, map(float, shares[index]), strict=True))
        for index, scenario in enumerate(tally.rehearsal.job.scenarios)
    }


def _folder(job: Job, settings: Settings) -> AbstractContextManager[RunFolder | None]:
    if settings.out is None:
        return nullcontext()
    asked = {"worlds": settings.worlds, "until_sure": dict(settings.until_sure or {})}
    return opened(Path(settings.out), {**identity_of(job), **asked}, settings.resume)
