"""Claims evaluated: their settings run in the same worlds, and what comes out."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from reorg.claims.claim import Claim, ClaimSample, Floats, Observation, Setting
from reorg.engine import Outcome, Plan
from reorg.mechanisms import ASSUMPTIONS
from reorg.model import load
from reorg.model.organization import Organization
from reorg.quantity import Parameter
from reorg.study.inference.intervals import mean_interval, share_interval
from reorg.study.measuring.market import Sales, compute_sales
from reorg.study.measuring.metrics import CUT_OFF_KEYS, METRIC_KEYS
from reorg.study.measuring.target import MeasuredReleases
from reorg.study.measuring.world import measure_world
from reorg.study.running.batch import Rehearsal, StudyDesign
from reorg.study.running.draws import Draws
from reorg.study.running.sample import InputColumn, columns_of
from reorg.study.running.tally import numbers_of_inputs
from reorg.study.running.worlds import run_worlds

BATCHES = 10
"""Batches of worlds on which probabilities, slopes and expectations are judged."""
SEEN_IN_STANDARD_ERRORS = 1.96 + 0.84
"""An effect of this many standard errors is detected at the 5% level by 80% of such tests."""
ASSUMPTION_COLUMNS = {parameter.id: i for i, parameter in enumerate(ASSUMPTIONS)}


@dataclass(frozen=True)
class ClaimResult:
    """The result of a claim: the worlds or batches in which it ``holds``, and the observations."""

    claim: Claim
    sample: ClaimSample
    holds: Any
    """bool [worlds or batches]; worlds without an answer are left out."""
    support: Floats
    """How far each world leans to the claim; NaN where it has no answer."""
    scores: Floats
    """How far each batch of worlds leans to the claim; NaN where it has no answer."""
    columns: tuple[Parameter | InputColumn, ...] = ASSUMPTIONS
    """The assumptions and uncertain inputs that can act in the case, of those that the sample holds."""

    @property
    def effect(self) -> tuple[float, float, float]:
        """The mean of the batches' scores, and its 95% interval by Student's t."""
        known = self.scores[~np.isnan(self.scores)]
        mean = float(known.mean()) if known.size else float("nan")
        ends = mean_interval(known, np.arange(known.size)) or (float("nan"), float("nan"))
        return (mean, *ends)

    @property
    def detectable_leaning(self) -> float:
        """The smallest mean leaning that this trial would detect: 2.8 standard errors over batches."""
        return _detectable(self.scores)

    @property
    def detectable(self) -> dict[str, float]:
        """The smallest mean difference of each figure between the two settings that this trial would detect.

        In the figure's unit, 2.8 standard errors of the paired difference: 80% of such tests would detect a
        difference of that size. It states the power of the test, whatever its result.
        """
        one, other = self.claim.pair
        return {
            figure: _detectable(by_setting[other] - by_setting[one])
            for figure, by_setting in self.sample.values.items()
        }

    @property
    def share(self) -> float:
        """The share of worlds, or batches, in which the claim holds."""
        return float(self.holds.mean()) if self.holds.size else float("nan")

    @property
    def interval(self) -> tuple[float, float]:
        """The 95% interval of the share."""
        if not self.holds.size:
            return float("nan"), float("nan")
        return share_interval(int(self.holds.sum()), self.holds.size)


@dataclass(frozen=True)
class ClaimDesign:
    """The worlds that claims are tested in: those of a study of the same seed.

    ``fixed`` uses the central value of every assumption and of every uncertain input.
    """

    worlds: int
    seed: int = 1
    fixed: bool = False


@dataclass(frozen=True)
class _Run:
    """One world of one setting."""

    plan: Plan
    outcome: Outcome
    sold: Sales | None


@dataclass(frozen=True)
class _Case:
    """One case in one set of worlds, those of a study: every setting that any claim needs of it."""

    settings: tuple[Setting, ...]
    rehearsal: Rehearsal
    draws: Draws

    @classmethod
    def of(cls, organization: Organization, settings: Iterable[Setting], design: ClaimDesign) -> _Case:
        different = tuple(dict.fromkeys(settings))
        scenarios = tuple(dict.fromkeys(setting.scenario for setting in different))
        rehearsal = Rehearsal.of(StudyDesign(organization, scenarios, design.seed, design.fixed))
        return cls(different, rehearsal, rehearsal.draws(0, design.worlds))

    def runs(self, world: int) -> dict[Setting, _Run]:
        scenarios = self.rehearsal.job.scenarios
        found: dict[Setting, _Run] = {}
        for setting in self.settings:
            held = self.draws.assumptions[world].copy()
            for name, value in setting.held:
                held[ASSUMPTION_COLUMNS[name]] = value
            drawn = held, self.draws.inputs[world]
            plan, outcome = self.rehearsal.run(scenarios.index(setting.scenario), drawn, world)
            found[setting] = _Run(plan, outcome, compute_sales(plan, outcome, held))
        return found

    @property
    def columns(self) -> tuple[Parameter | InputColumn, ...]:
        """Everything that is drawn: assumptions, and uncertain inputs of the case."""
        return columns_of(self.rehearsal.job.organization.dimensions)

    @property
    def drawn(self) -> dict[str, Floats]:
        """The draws of the worlds, by the ids of the columns."""
        inputs = numbers_of_inputs(self.rehearsal.job.organization.dimensions, self.draws.inputs)
        every = np.hstack([self.draws.assumptions, inputs])
        return {column.id: every[:, place] for place, column in enumerate(self.columns)}

    def world(self, claims: Sequence[Claim], world: int) -> list[dict[tuple[str, str], float]]:
        """Return for each claim the values of its figures under its settings, in one world."""
        runs = self.runs(world)
        return [_values(claim, runs) for claim in claims]


def _values(claim: Claim, runs: Mapping[Setting, _Run]) -> dict[tuple[str, str], float]:
    of_claim = {name: runs[setting] for name, setting in claim.settings.items()}
    first = next(iter(of_claim.values()))
    measured = MeasuredReleases.of(first.plan)
    values: dict[tuple[str, str], float] = {}
    for name, run in of_claim.items():
        row = measure_world(run.plan, run.outcome, measured, run.sold)
        metrics = dict(zip(METRIC_KEYS, row.values.tolist(), strict=True))
        cut_off = frozenset(itertools.compress(CUT_OFF_KEYS, row.cut_off))
        seen = Observation(run.plan, run.outcome, metrics, first.outcome, cut_off)
        values |= {(figure, name): of(seen) for figure, of in claim.figures.items()}
    return values


def evaluate_claims(
    claims: Sequence[Claim],
    design: ClaimDesign,
    threads: int,
    tell: Callable[[int], None] = lambda _done: None,
) -> Iterator[ClaimResult]:
    """Run the settings of claims in the same worlds, case by case, and yield a verdict for each claim.

    ``tell`` hears how many worlds of how many cases are done. Raises ModelError for a case that cannot be
    read, KeyError for a scenario that a case does not have, ValueError for an uncertain input that changes
    who or what there is.
    """
    for name, of_case in _by_case(claims).items():
        settings = (setting for claim in of_case for setting in claim.settings.values())
        case = _Case.of(load(name), settings, design)
        rows = run_worlds(partial(case.world, of_case), design.worlds, threads, tell)
        yield from (_result(claim, [row[k] for row in rows], case) for k, claim in enumerate(of_case))


def _detectable(values: Floats) -> float:
    """Return the mean that values like these would tell from 0; NaN for fewer than two."""
    known = values[~np.isnan(values)]
    if known.size < 2:
        return float("nan")
    return float(SEEN_IN_STANDARD_ERRORS * known.std(ddof=1) / known.size**0.5)


def cases_needed(claims: Sequence[Claim]) -> tuple[str, ...]:
    """Return the cases that claims need, in order."""
    return tuple(_by_case(claims))


def _by_case(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(next(iter(claim.settings.values())).case, []).append(claim)
    return found


def _result(claim: Claim, rows: Sequence[Mapping[tuple[str, str], float]], case: _Case) -> ClaimResult:
    values = {
        figure: {setting: np.array([row[figure, setting] for row in rows]) for setting in claim.settings}
        for figure in claim.figures
    }
    sample = ClaimSample(values, case.drawn)
    support = claim.support(sample)
    batches = np.array_split(np.arange(len(rows)), min(BATCHES, len(rows)))
    scores = np.array([claim.score(sample.part(batch)) for batch in batches])
    answers = support if claim.judged == "world" else scores
    acting = tuple(column for column in case.columns if column.id not in case.rehearsal.idle)
    return ClaimResult(claim, sample, answers[~np.isnan(answers)] > 0.0, support, scores, acting)
