"""A batch of worlds: a pure function of organization, scenarios, seed, first world and count.

Worlds of a batch run on the threads (or whatever else) of a ``concurrent.futures`` executor. All
scenarios of a world run in one task, because some metrics compare with the baseline in the same world.
Results are put together in the order of worlds, so they do not depend on who computed them, or when.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from reorg.engine import Engine, Outcome, Plan, plan_scenarios, runner
from reorg.mechanisms import ASSUMPTIONS
from reorg.model.organization import Organization
from reorg.study.measuring.market import compute_sales
from reorg.study.measuring.metrics import CUT_OFF_KEYS, METRIC_KEYS
from reorg.study.measuring.people import people_of, with_squares
from reorg.study.measuring.target import MeasuredReleases
from reorg.study.measuring.weekly_series import (
    DIFFERENCE_BINS,
    SeriesScale,
    bin_differences,
    bin_series,
    count_bins,
    world_series,
)
from reorg.study.measuring.world import measure_world
from reorg.study.running.draws import Draws, Row, central_draws, draws_at
from reorg.study.running.inputs import VariedPlans
from reorg.study.running.plausible import (
    Heed,
    PlausiblePoints,
    Tried,
    deciding_releases,
    judge,
    seed_of_trials,
)
from reorg.study.running.settled import SettledForms, find_settled_forms
from reorg.study.running.simulated import Simulated, SimulatedWorlds, digest_of_plan, digest_of_world
from reorg.study.running.worlds import ThreadRunners
from reorg.study.sampling.idle import idle_assumptions
from reorg.study.sampling.sobol import WORLDS_PER_BATCH, points_of_worlds

Floats = NDArray[np.float64]
BatchHeed = Callable[[int, int, int], None]
_FIRST_ENDS = 4, 20
"""Worlds of the first batch after which its next ones are handed over, if their points must be found."""
_BATCHES_KEPT = 8
"""Batches of points whose draws are kept while they are tried."""


@dataclass(frozen=True)
class StudyDesign:
    """The design of a study: ``scenarios`` of ``organization``, the baseline first.

    ``fixed`` uses the central value of every assumption; luck still differs between worlds. ``engine`` names
    the engine that runs the worlds; it changes no result. In the first ``transition_worlds`` worlds the
    settled forms of scenarios that reorganize are simulated as well. ``today`` is the organization whose
    observed ranges the worlds must agree with: None for ``organization`` itself.
    """

    organization: Organization
    scenarios: tuple[str, ...]
    seed: int
    fixed: bool = False
    engine: Engine = "compiled"
    transition_worlds: int = 0
    today: Organization | None = None


@dataclass(frozen=True)
class BatchResult:
    """The results of a batch.

    ``metrics`` float64[worlds, scenarios, metrics]; ``censored`` bool[worlds, scenarios, CUT_OFF_KEYS], the
    metric is cut off at the horizon and at least so much; ``assumptions`` float64[worlds, parameters];
    ``inputs`` float64[worlds, dimensions], points from 0 to 1 of the model's uncertain inputs;
    ``weekly`` uint8[scenarios, series, weeks, bins], counts of worlds, and ``weekly_differences``, the same
    of each scenario less the baseline; ``weekly_sums`` float64[scenarios, series, weeks], ``people``
    float64[scenarios, people, PEOPLE_COLUMNS], summed over worlds; ``events`` int64[], simulated events;
    ``dates`` float32[worlds, scenarios, begun | finished, packages], weeks from the start date, NaN where not
    by the horizon; ``settled`` and ``settled_censored`` as ``metrics`` and ``censored`` of further settled
    forms, [worlds in which they are simulated, forms, ...].
    """

    metrics: Floats
    censored: NDArray[np.bool_]
    assumptions: Floats
    inputs: Floats
    weekly: NDArray[np.uint8]
    weekly_differences: NDArray[np.uint8]
    weekly_sums: Floats
    people: Floats
    events: NDArray[np.int64]
    dates: NDArray[np.float32]
    settled: Floats
    settled_censored: NDArray[np.bool_]


@dataclass(frozen=True)
class _Measured:
    """``metrics`` and ``censored`` of several scenarios in one world, [scenarios, ...]."""

    metrics: Floats
    censored: NDArray[np.bool_]


@dataclass(frozen=True)
class _World:
    """The compared scenarios in one world; ``people`` with the squares of their differences."""

    metrics: Floats
    censored: NDArray[np.bool_]
    series: Floats
    people: Floats
    events: int
    dates: NDArray[np.float32]


@dataclass(frozen=True)
class _Part:
    """Worlds of a batch, and settled forms of its worlds so far, that have been handed to an executor."""

    draws: Draws
    worlds: Sequence[Future[_World]]
    settled: Sequence[Future[_Measured]]


@dataclass(frozen=True)
class PendingBatch:
    """A batch whose ``first`` worlds have been handed to an executor; iterating ``rest`` hands over others.

    ``is_whole``: there are no others. Else no further batch should be handed over before the result, so that
    a user who watches sees the first worlds early.
    """

    first: _Part
    rest: Iterator[_Part]
    is_whole: bool

    def result(self, tell: Callable[[int, Floats, NDArray[np.bool_]], None]) -> BatchResult:
        """Wait for the worlds and return the batch; ``tell`` is called with each in order, from 0.

        It receives the number within the batch, the metrics [scenarios, metrics], and which are cut off.
        Raises any exception of a world or of ``tell``, and those of :meth:`Rehearsal.draws`.
        """
        draws: list[Draws] = []
        worlds: list[_World] = []
        settled: list[Future[_Measured]] = []
        for part in chain([self.first], self.rest):
            for future in part.worlds:
                world = future.result()
                tell(len(worlds), world.metrics, world.censored)
                worlds.append(world)
            draws.append(part.draws)
            settled += part.settled
        return _collected(Draws.joined(draws), worlds, [future.result() for future in settled])


@dataclass(frozen=True)
class Rehearsal:
    """A job with its plans made: hands batches of worlds to an executor.

    ``plans`` of the scenarios compared, ``settled_plans`` of their further settled forms; ``varied`` makes
    them with other values of uncertain inputs, None if there are none. ``runners`` run them all. ``known``
    are worlds that were simulated before, None if they are not kept. ``trials`` run the organization as it is
    today, for as long as it is observed; None if every draw is plausible.
    """

    job: StudyDesign
    plans: tuple[Plan, ...]
    forms: SettledForms
    settled_plans: tuple[Plan, ...]
    measured: MeasuredReleases
    runners: ThreadRunners
    varied: VariedPlans | None = None
    known: SimulatedWorlds | None = None
    trials: Rehearsal | None = None

    @classmethod
    def of(cls, job: StudyDesign) -> Rehearsal:
        """Return the job with its plans; raises KeyError for an unknown scenario.

        Raises ValueError for an uncertain input that changes who or what there is.
        """
        plans = plan_scenarios(job.organization, job.scenarios)
        forms = find_settled_forms(job.organization, job.scenarios)
        further = forms.further if job.transition_worlds and len(job.scenarios) > 1 else ()
        settled = plan_scenarios(forms.organization, further)
        varied = None
        if job.organization.dimensions and not job.fixed:
            varied = VariedPlans(job.organization, job.scenarios, further)
            every = varied.with_places((*plans, *settled))
            plans, settled = every[: len(plans)], every[len(plans) :]
        measured, runners = MeasuredReleases.of(plans[0]), ThreadRunners(job.engine)
        made = cls(job, plans, forms, settled, measured, runners, varied)
        return replace(made, trials=made._made_trials())

    def _made_trials(self) -> Rehearsal | None:
        """Return the baseline of today's organization for the weeks for which it is observed.

        A trial ends before, where all that is observed is decided.
        """
        job = self.job
        today = job.today or job.organization
        if today.observed is None or job.fixed:
            return None
        weeks, whole = today.observed.weeks, self
        if job.today or today.baseline != job.scenarios[0] or weeks > today.horizon_weeks:
            longer = replace(_reaching(today, weeks), observed=None)
            whole = Rehearsal.of(StudyDesign(longer, (today.baseline,), job.seed, engine=job.engine))
        until = deciding_releases(today.observed, whole.measured)
        plan = replace(whole.plans[0], weeks=weeks, until_out=until)
        return replace(whole, plans=(plan,), settled_plans=())

    @cached_property
    def plausible(self) -> PlausiblePoints | None:
        """The points that agree with what is observed, None if every point is plausible."""
        organization = self.job.today or self.job.organization
        today = organization.observed
        if self.trials is None or today is None:
            return None
        drawn = replace(self.trials, job=replace(self.trials.job, seed=self.job.seed))
        own_luck = replace(drawn.job, seed=seed_of_trials(self.job.seed))
        tried = replace(drawn, job=own_luck, known=self.known)

        @lru_cache(maxsize=_BATCHES_KEPT)
        def batch(number: int) -> list[Row]:
            return drawn.at_points(number * WORLDS_PER_BATCH + np.arange(WORLDS_PER_BATCH)).rows()

        def attempt(point: int) -> Tried:
            number, row = divmod(point, WORLDS_PER_BATCH)
            found = tried.simulated(0, batch(number)[row], point)
            return judge(today, found.metrics, found.censored)

        return PlausiblePoints(today, attempt, organization.currency)

    @cached_property
    def idle(self) -> frozenset[str]:
        """The columns of assumptions and inputs that cannot have an effect in the scenarios."""
        organization = self.job.organization
        found = idle_assumptions(organization, tuple(parameter.id for parameter in ASSUMPTIONS))
        acts = [plan.places.acts() for plan in self.plans if plan.places is not None]
        moved = np.any(acts, axis=0) if acts else [True] * len(organization.dimensions)
        still = zip(organization.dimensions, moved, strict=True)
        return found | {dimension.column for dimension, moves in still if not moves}

    def submit(
        self, executor: Executor, first_world: int, count: int, heed: BatchHeed | None = None
    ) -> PendingBatch:
        """Hand ``count`` worlds from ``first_world`` to the executor and return at once.

        If the organization is observed, first wait for the trials that find their points; ``heed`` is called
        after each of them with the number of worlds of this batch that are simulated, how many points were
        tried, and how many agreed. Of the first batch, only some worlds are handed over at first: no others
        can be watched meanwhile.
        """
        counts = [count]
        if self.plausible is not None and first_world == 0:
            ends = (0, *(end for end in _FIRST_ENDS if end < count), count)
            counts = [end - begin for begin, end in pairwise(ends)]
        parts = self._parts(executor, first_world, counts, heed)
        return PendingBatch(next(parts), parts, is_whole=len(counts) == 1)

    def _parts(
        self, executor: Executor, first_world: int, counts: Sequence[int], heed: BatchHeed | None
    ) -> Iterator[_Part]:
        rows: list[tuple[int, Row]] = []
        for part, count in enumerate(counts, 1):
            part_heed = partial(heed, len(rows)) if heed is not None else None
            draws = self.draws(first_world + len(rows), count, executor, part_heed)
            added = [*enumerate(draws.rows(), first_world + len(rows))]
            rows += added
            # Settled forms come last, so that a user who watches sees the worlds first.
            worlds = [executor.submit(self._world, row, world) for world, row in added]
            is_last = part == len(counts)
            separated = rows[: max(0, self.job.transition_worlds - first_world)] if is_last else []
            settled = [executor.submit(self._settled, row, world) for world, row in separated]
            yield _Part(draws, worlds, settled)

    def draws(
        self, first_world: int, count: int, executor: Executor | None = None, heed: Heed | None = None
    ) -> Draws:
        """Return assumptions and inputs of the worlds, all of them plausible.

        ``executor`` runs the trials of what is observed; None: threads of their own. ``heed`` hears of each,
        and ends them by raising. Raises ValueError for a bad range, and ImplausibleError if the model
        contradicts what is observed.
        """
        places = points_of_worlds(np.arange(first_world, first_world + count))
        if self.plausible is None or not count:
            return self.at_points(places)
        return self.at_points(self.plausible.first(int(places.max()) + 1, executor, heed)[places])

    def at_points(self, points: NDArray[np.int64]) -> Draws:
        """Return assumptions and inputs at points by their numbers, plausible or not.

        Raises ValueError for a bad range.
        """
        if self.job.fixed:
            return central_draws(self.job.organization, len(points))
        return draws_at(self.job.organization, self.job.seed, points)

    def row(self, world: int) -> Row:
        """Return the assumptions and inputs of one world."""
        return self.draws(world, 1).rows()[0]

    def run(self, scenario: int, drawn: Row, world: int, log: bool = False) -> tuple[Plan, Outcome]:
        """Return the plan of one scenario with the world's market, and its outcome in the world.

        ``scenario`` and ``log`` as in :meth:`outcome`.
        """
        assumptions, inputs = drawn
        plan, seed = (*self.plans, *self.settled_plans)[scenario], self.job.seed
        if self.varied is None:
            return plan, self.runners.of(plan).run(assumptions, seed, world, log=log)
        if self.job.engine == "reference":
            # It reads the model, not the plan's arrays.
            varied = self.varied.at(tuple(inputs))[scenario]
            plan = replace(varied, weeks=plan.weeks, until_out=plan.until_out)
            return plan, runner(plan, "reference").run(assumptions, seed, world, log=log)
        simulator = self.runners.of(plan)
        outcome = simulator.run(assumptions, seed, world, log=log, inputs=inputs)
        return plan.with_market(simulator.figures["market"]), outcome

    def outcome(self, scenario: int, drawn: Row, world: int, log: bool = False) -> Outcome:
        """Return the outcome of one scenario and world, with the event log if requested.

        ``scenario`` is the index among those compared followed by the further settled forms.
        """
        return self.run(scenario, drawn, world, log)[1]

    def series(self, scenario: int, drawn: Row, world: int) -> Floats:
        """Return the weekly series of one scenario (by its index) in one world, [series, week]."""
        return self.simulated(scenario, drawn, world).series

    def simulated(self, scenario: int, drawn: Row, world: int) -> Simulated:
        """Return one scenario in one world as measured; ``scenario`` as in :meth:`outcome`."""
        if self.known is None or self.job.engine == "reference":
            return self._simulated(scenario, drawn, world)
        key = self._prints[scenario] + digest_of_world(self.job.seed, world, *drawn)
        found = self.known.get(key)
        if found is None:
            found = self._simulated(scenario, drawn, world)
            self.known.keep(key, found)
        return found

    @cached_property
    def _prints(self) -> tuple[bytes, ...]:
        return tuple(digest_of_plan(plan, self.measured) for plan in (*self.plans, *self.settled_plans))

    def _simulated(self, scenario: int, drawn: Row, world: int) -> Simulated:
        plan, outcome = self.run(scenario, drawn, world)
        plan = replace(plan, weeks=outcome.weeks)
        sold = compute_sales(plan, outcome, drawn[0])
        found = measure_world(plan, outcome, self.measured, sold)
        adoption = sold.adopters if sold else None
        return Simulated(
            metrics=found.values,
            censored=found.cut_off,
            series=world_series(outcome, SeriesScale.of(plan), self.measured.next, adoption),
            people=people_of(outcome),
            dates=np.array((outcome.begin_weeks, outcome.finish_weeks), dtype=np.float32),
            events=outcome.events,
        )

    def _world(self, drawn: Row, world: int) -> _World:
        sides = [self.simulated(index, drawn, world) for index in range(len(self.plans))]
        return _World(
            metrics=np.array([side.metrics for side in sides]),
            censored=np.array([side.censored for side in sides]),
            series=np.array([side.series for side in sides]),
            people=with_squares([side.people for side in sides]),
            events=sum(side.events for side in sides),
            dates=np.array([side.dates for side in sides]),
        )

    def _settled(self, drawn: Row, world: int) -> _Measured:
        forms = range(len(self.plans), len(self.plans) + len(self.settled_plans))
        sides = [self.simulated(index, drawn, world) for index in forms]
        metrics = np.array([side.metrics for side in sides]).reshape(len(sides), len(METRIC_KEYS))
        censored = np.array([side.censored for side in sides], dtype=np.bool_)
        return _Measured(metrics, censored.reshape(len(sides), len(CUT_OFF_KEYS)))


def _reaching(organization: Organization, weeks: int) -> Organization:
    """Return an organization whose horizon is so many weeks at least, also in what its file says."""
    if weeks <= organization.horizon_weeks:
        return organization
    written = {**organization.written, "horizon_weeks": weeks} if organization.written else {}
    return replace(organization, horizon_weeks=weeks, written=written)


def _collected(draws: Draws, worlds: Sequence[_World], settled: Sequence[_Measured]) -> BatchResult:
    series = np.array([world.series for world in worlds])
    return BatchResult(
        metrics=np.array([world.metrics for world in worlds]),
        censored=np.array([world.censored for world in worlds]),
        assumptions=draws.assumptions,
        inputs=draws.inputs,
        weekly=count_bins(bin_series(series)),
        weekly_differences=count_bins(bin_differences(series, series[:, :1]), DIFFERENCE_BINS),
        weekly_sums=series.sum(axis=0),
        people=np.sum([world.people for world in worlds], axis=0),
        events=np.array(sum(world.events for world in worlds), dtype=np.int64),
        dates=np.array([world.dates for world in worlds]),
        settled=np.array([each.metrics for each in settled]),
        settled_censored=np.array([each.censored for each in settled], dtype=np.bool_),
    )
