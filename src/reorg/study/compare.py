"""Running a study: scenarios of one organization in the same worlds, and the differences between them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import asdict
from numbers import Integral
from pathlib import Path
from typing import Any, Unpack

import numpy as np
from numpy.typing import NDArray

from reorg.engine import Engine, made_ready
from reorg.model.loading import load, recheck
from reorg.model.organization import Organization
from reorg.model.problems import suggest_name
from reorg.study.measuring.metrics import METRIC_KEYS
from reorg.study.measuring.movable import why_unmoved
from reorg.study.measuring.people import OVERLOAD_WEEKS
from reorg.study.measuring.weekly_series import SERIES, SERIES_UNITS, SeriesScale, weekly_quantiles
from reorg.study.results.observed import nearest_draws
from reorg.study.results.people_table import build_people_table
from reorg.study.running.batch import Rehearsal, StudyDesign
from reorg.study.running.draws import Row
from reorg.study.running.execution import compile_engine, run_batches
from reorg.study.running.files import replace_atomically
from reorg.study.running.identity import identify_study
from reorg.study.running.plausible import ImplausibleError
from reorg.study.running.run_folder import MODEL, RunFolder, open_run_folder
from reorg.study.running.session import Session
from reorg.study.running.settings import Options, Settings, StudyError, check_engine, check_seed, check_whole
from reorg.study.running.stopping_rule import check_requested_widths
from reorg.study.running.tally import HEADER_MAX, Table, Tally, version_of_header
from reorg.study.running.worlds_table import build_dates_table, build_worlds_table, describe_run_folder
from reorg.study.study import Document, Study
from reorg.study.verdict import build_verdict


def compare(
    organization: Organization | str | Path | Mapping[str, Any],
    scenarios: Sequence[str] | None = None,
    baseline: str | None = None,
    **options: Unpack[Options],
) -> Study:
    """Rehearse scenarios in the same worlds and compare each with the baseline.

    ``organization`` is a loaded organization, or the name of a case, a path or plain data, which is loaded.
    ``scenarios`` defaults to those that the organization names for comparison, or to all if it names none;
    ``baseline`` defaults to that of the organization (or to the first of several ``scenarios`` if they do not
    include it); the baseline is always simulated. Options, by name:

    =============  ========  =====================================================================
    option         default   meaning
    =============  ========  =====================================================================
    worlds         1000      number of worlds: joint draws of luck and assumptions
    seed           1         the same seed gives the same worlds; 0 to 2^63 - 1
    fixed          False     every assumption at its central value; only luck varies, and what is
                             observed of the organization leaves no world out
    threads        None      threads; None: all cores available to the process; changes no result
    out            None      folder to save the study in; None: nothing is saved
    resume         False     resume the interrupted study in ``out``
    precision      None      {metric: width}: add worlds until the 95% intervals of the mean
                             differences are at most this wide, in the unit of the metric
    worlds_max     20480     with ``precision``: the largest number of worlds
    progress       None      function called with a :class:`~reorg.study.running.settings.Progress`
    =============  ========  =====================================================================

    The same arguments give the same results to the last bit, with any number of threads and after any
    interruption; only ``timing`` in the verdict differs.

    Raises :class:`StudyError` for an unknown scenario, for options that make no sense (TypeError for an
    unknown option), for a model whose assumptions have impossible ranges, and for a run folder that cannot
    be used; :class:`reorg.ModelError` for an organization that was changed in Python into one that no model
    file can describe; and :class:`~reorg.compiler.CompilerError` if the engine cannot be compiled.
    """
    organization = load(organization, METRIC_KEYS)
    usual = organization.compared or [scenario.id for scenario in organization.scenarios]
    if isinstance(scenarios, str):
        raise StudyError(f"scenarios are a list of ids: write [{scenarios!r}]")
    asked = tuple(dict.fromkeys(scenarios or usual))
    usual_first = organization.baseline in asked or len(asked) < 2
    first = baseline or (organization.baseline if usual_first else asked[0])
    _check_names(organization, (first, *asked))
    others = tuple(scenario for scenario in asked if scenario != first)
    return _studied(organization, (first, *others), Settings.of(options))


def run(
    organization: Organization | str | Path | Mapping[str, Any], scenario: str, **options: Unpack[Options]
) -> Study:
    """Rehearse one scenario; like :func:`compare`, but without differences in the verdict."""
    organization = load(organization, METRIC_KEYS)
    _check_names(organization, (scenario,))
    return _studied(organization, (scenario,), Settings.of(options))


def trace(
    organization: Organization | str | Path | Mapping[str, Any],
    scenario: str,
    world: int,
    seed: int = 1,
    fixed: bool = False,
    engine: Engine = "compiled",
) -> Table:
    """Return the event log of one world under one scenario: a structured array with one row per event.

    Raises :class:`StudyError` like :func:`compare`.
    """
    organization = load(organization, METRIC_KEYS)
    _check_names(organization, (scenario,))
    _check_metrics(organization)
    check_engine(engine)
    check_seed(seed)
    check_whole("world", world)
    if world < 0:
        raise StudyError(f"world must be 0 or more, not {world}")
    rehearsal = _rehearsal(StudyDesign(recheck(organization), (scenario,), seed, fixed, engine))
    log: Table = rehearsal.outcome(0, _row(rehearsal, world), world, log=True).log
    return log


def weekly(
    organization: Organization | str | Path | Mapping[str, Any],
    scenario: str,
    worlds: Sequence[int],
    seed: int = 1,
    fixed: bool = False,
) -> dict[str, NDArray[np.float64]]:
    """Return the weekly series of single worlds under one scenario: {series: float64[world, week]}.

    Units are those of :data:`reorg.study.measuring.weekly_series.SERIES_UNITS`. With the same seed, a world
    is the same as in a study. Raises :class:`StudyError` like :func:`compare`.
    """
    organization = load(organization, METRIC_KEYS)
    _check_names(organization, (scenario,))
    _check_metrics(organization)
    check_seed(seed)
    if isinstance(worlds, (str, Integral)):
        raise StudyError(f"worlds are a list of the numbers of worlds: write [{worlds}]")
    for world in worlds:
        check_whole("each of worlds", world)
    if not len(worlds) or min(worlds) < 0:
        raise StudyError("worlds must be numbers of worlds, 0 or more, at least one")
    rehearsal = _rehearsal(StudyDesign(recheck(organization), (scenario,), seed, fixed))
    units = SeriesScale.of(rehearsal.plans[0]).units()[:, None]
    found = np.array([rehearsal.series(0, _row(rehearsal, world), world) * units for world in worlds])
    return {series: found[:, row] for row, series in enumerate(SERIES)}


def _check_names(organization: Organization, names: Sequence[str]) -> None:
    known = [scenario.id for scenario in organization.scenarios]
    for name in names:
        if name not in known:
            hint = suggest_name(name, known)
            raise StudyError(f"there is no scenario {name!r} in this model{f'; {hint}' if hint else ''}")


def _check_metrics(organization: Organization) -> None:
    observed = [each.metric for each in organization.observed.ranges] if organization.observed else []
    named = [("compare.negligible", key) for key in organization.negligible]
    named += [("compare.leading", organization.leading)] if organization.leading else []
    for field, key in [*named, *(("observed.metrics", key) for key in observed)]:
        if key not in METRIC_KEYS:
            hint = suggest_name(key, METRIC_KEYS)
            raise StudyError(
                f"{field} names a metric {key!r}, which is unknown"
                f"{f'; {hint}' if hint else '; `reorg schema --metrics` lists them'}"
            )
    why = why_unmoved(organization)
    if organization.leading in why:
        raise StudyError(
            f"compare.leading names {organization.leading!r}, which cannot be the leading metric:"
            f" {why[organization.leading]}"
        )
    for key in observed:
        if key in why:
            raise StudyError(
                f"observed.metrics names {key!r}, which is the same in every world, whatever was observed:"
                f" {why[key]}"
            )


def _rehearsal(job: StudyDesign, session: Session | None = None) -> Rehearsal:
    try:
        rehearsal = Rehearsal.of(job) if session is None else session.rehearsal(job)
        rehearsal.at_points(np.zeros(1, np.int64))
    except ValueError as error:
        raise StudyError(str(error)) from error
    return rehearsal


def _row(rehearsal: Rehearsal, world: int) -> Row:
    try:
        return rehearsal.row(world)
    except ImplausibleError as error:
        raise StudyError(str(error)) from error


def _studied(organization: Organization, scenarios: tuple[str, ...], settings: Settings) -> Study:
    started = time.perf_counter()
    organization = recheck(organization)
    check_requested_widths(settings.precision or {}, scenarios)
    _check_metrics(organization)
    design = StudyDesign(
        organization,
        scenarios,
        settings.seed,
        settings.fixed,
        settings.engine,
        settings.transition_worlds,
        settings.today,
    )
    with made_ready(settings.engine):
        return _rehearsed(design, settings, started)


def _rehearsed(design: StudyDesign, settings: Settings, started: float) -> Study:
    organization = design.organization
    rehearsal = _rehearsal(design, settings.session)
    tally = Tally.empty(rehearsal, settings.most)
    with _folder(rehearsal.job, settings) as folder:
        if folder:
            idle = sorted(rehearsal.idle)
            folder.write_json("organization.json", {**asdict(organization), "idle_assumptions": idle})
            # People of one group who are not alike, made in Python, are what a model file cannot say.
            with suppress(ValueError):
                folder.write_text(MODEL, organization.to_yaml())
        compile_seconds = compile_engine(rehearsal)
        with ThreadPoolExecutor(settings.workers()) as threads:
            try:
                tally = tally.first(run_batches(tally, settings, folder, threads))
            except ImplausibleError as error:
                raise StudyError(". ".join(filter(None, (str(error), nearest_draws(rehearsal))))) from error
        verdict = build_verdict(tally, settings)
        verdict["timing"] = {
            "seconds": time.perf_counter() - started,
            "compile_seconds": compile_seconds,
            "events": int(tally.events),
            "threads": settings.workers(),
        }
        return _kept(tally, verdict, folder)


def _kept(tally: Tally, verdict: Document, folder: RunFolder | None) -> Study:
    organization = tally.rehearsal.job.organization
    series, people = _series(tally), _people(tally)
    small = {"dates": build_dates_table(tally), "people": build_people_table(tally)}
    if folder is None:
        table = build_worlds_table(tally, None)
        return Study(organization, verdict, table, small["dates"], series, people, small["people"], None)
    with replace_atomically(folder.path / "worlds.npy") as temporary:
        build_worlds_table(tally, temporary)
    for name, rows in small.items():
        with replace_atomically(folder.path / f"{name}.npy") as temporary, temporary.open("wb") as file:
            np.lib.format.write_array(file, rows, version_of_header(rows.dtype), allow_pickle=False)
    worlds: Table = np.load(folder.path / "worlds.npy", mmap_mode="r", max_header_size=HEADER_MAX)
    folder.write_text("README.txt", describe_run_folder(organization.dimensions, organization.currency))
    folder.write_json("details.json", {"units": SERIES_UNITS, "series": series, "people": people})
    folder.write_json("verdict.json", verdict)
    dates: Table = np.load(folder.path / "dates.npy", mmap_mode="r", max_header_size=HEADER_MAX)
    return Study(organization, verdict, worlds, dates, series, people, small["people"], folder.path)


def _series(tally: Tally) -> dict[str, dict[str, dict[str, list[float]]]]:
    plans = tally.rehearsal.plans
    found = {}
    for index, scenario in enumerate(tally.rehearsal.job.scenarios):
        quantiles = weekly_quantiles(tally.weekly[index], SeriesScale.of(plans[index]))
        found[scenario] = {
            series: {level: weeks.tolist() for level, weeks in levels.items()}
            for series, levels in quantiles.items()
        }
    return found


def _people(tally: Tally) -> dict[str, dict[str, float]]:
    plan = tally.rehearsal.plans[0]
    shares = tally.people[:, :, OVERLOAD_WEEKS] / (tally.worlds * plan.weeks)
    return {
        scenario: dict(zip(plan.person_ids, map(float, shares[index]), strict=True))
        for index, scenario in enumerate(tally.rehearsal.job.scenarios)
    }


def _folder(job: StudyDesign, settings: Settings) -> AbstractContextManager[RunFolder | None]:
    if settings.out is None:
        return nullcontext()
    asked = {"worlds": settings.worlds, "precision": dict(settings.precision or {})}
    return open_run_folder(Path(settings.out), {**identify_study(job), **asked}, settings.resume)
