"""Claims evaluated: their settings run in the same worlds, and what comes out."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from reorg.claims.claim import Claim, ClaimSample, Floats, Observation, Setting
from reorg.engine import Outcome, Plan, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.model import load
from reorg.model.organization import Organization
from reorg.study.inference.intervals import mean_interval, share_interval
from reorg.study.measuring.market import Sales, compute_sales
from reorg.study.measuring.metrics import CUT_OFF_KEYS, METRIC_KEYS
from reorg.study.measuring.target import MeasuredReleases
from reorg.study.measuring.world import measure_world
from reorg.study.running.worlds import ThreadRunners, run_worlds
from reorg.study.sampling.assumptions import draw_assumptions

BATCHES = 10
"""Batches of worlds on which probabilities, slopes and expectations are judged."""
SEEN_IN_STANDARD_ERRORS = 1.96 + 0.84
"""An effect so many standard errors large is told from none, at 5 %, by 80 % of such trials."""
ASSUMPTION_COLUMNS = {parameter.id: i for i, parameter in enumerate(ASSUMPTIONS)}


@dataclass(frozen=True)
class ClaimResult:
    """How a claim came out: ``holds`` in which world or batch, and what was seen."""

    claim: Claim
    sample: ClaimSample
    holds: Any
    """bool [worlds or batches]; worlds without an answer are left out."""
    support: Floats
    """How far each world leans to the claim; NaN where it has no answer."""
    scores: Floats
    """How far each batch of worlds leans to the claim; NaN where it has no answer."""

    @property
    def effect(self) -> tuple[float, float, float]:
        """The mean of the batches' scores, and its 95 % interval by Student's t."""
        known = self.scores[~np.isnan(self.scores)]
        mean = float(known.mean()) if known.size else float("nan")
        ends = mean_interval(known, np.arange(known.size)) or (float("nan"), float("nan"))
        return (mean, *ends)

    @property
    def detectable_leaning(self) -> float:
        """The mean leaning that this trial could have told from none: 2.8 standard errors of the batches."""
        return _detectable(self.scores)

    @property
    def detectable(self) -> dict[str, float]:
        """The mean difference of each figure between the settings compared that the trial could have seen.

        In the figure's unit, 2.8 standard errors of the paired difference: 80 % of such trials would tell a
        difference of that size from none. It says how blunt the trial is, whatever came out.
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
        """The 95 % interval of the share."""
        if not self.holds.size:
            return float("nan"), float("nan")
        return share_interval(int(self.holds.sum()), self.holds.size)


@dataclass(frozen=True)
class _Run:
    """One world of one setting."""

    plan: Plan
    outcome: Outcome
    sold: Sales | None


@dataclass(frozen=True)
class _Case:
    """One case in one set of worlds: every setting that any claim needs of it."""

    settings: tuple[Setting, ...]
    seed: int

    plans: Mapping[str, Plan]
    """By scenario."""
    drawn: Floats
    """Assumptions by world."""
    runners: ThreadRunners = field(default_factory=ThreadRunners)

    @classmethod
    def of(cls, organization: Organization, settings: Iterable[Setting], worlds: int, seed: int) -> _Case:
        different = tuple(dict.fromkeys(settings))
        names = dict.fromkeys(setting.scenario for setting in different)
        plans = {name: plan_scenario(organization, name) for name in names}
        drawn = draw_assumptions(ASSUMPTIONS, organization.assumptions, seed, 0, worlds)
        return cls(different, seed, plans, drawn)

    def runs(self, world: int) -> dict[Setting, _Run]:
        found: dict[Setting, _Run] = {}
        for setting in self.settings:
            held = self.drawn[world].copy()
            for name, value in setting.held:
                held[ASSUMPTION_COLUMNS[name]] = value
            plan = self.plans[setting.scenario]
            outcome = self.runners.of(plan).run(held, self.seed, world)
            found[setting] = _Run(plan, outcome, compute_sales(plan, outcome, held))
        return found

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
    worlds: int,
    seed: int,
    threads: int,
    tell: Callable[[int], None] = lambda _done: None,
) -> Iterator[ClaimResult]:
    """Run the settings of claims in the same worlds, case by case, and yield a verdict for each claim.

    ``tell`` hears how many worlds of how many cases are done. Raises ModelError for a case that cannot be
    read, KeyError for a scenario that a case does not have.
    """
    for name, of_case in _by_case(claims).items():
        settings = (setting for claim in of_case for setting in claim.settings.values())
        case = _Case.of(load(name), settings, worlds, seed)
        rows = run_worlds(partial(case.world, of_case), worlds, threads, tell)
        yield from (_result(claim, [row[k] for row in rows], case.drawn) for k, claim in enumerate(of_case))


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


def _result(claim: Claim, rows: Sequence[Mapping[tuple[str, str], float]], drawn: Floats) -> ClaimResult:
    values = {
        figure: {setting: np.array([row[figure, setting] for row in rows]) for setting in claim.settings}
        for figure in claim.figures
    }
    sample = ClaimSample(values, {name: drawn[:, place] for name, place in ASSUMPTION_COLUMNS.items()})
    support = claim.support(sample)
    batches = np.array_split(np.arange(len(rows)), min(BATCHES, len(rows)))
    scores = np.array([claim.score(sample.part(batch)) for batch in batches])
    answers = support if claim.judged == "world" else scores
    return ClaimResult(claim, sample, answers[~np.isnan(answers)] > 0.0, support, scores)
