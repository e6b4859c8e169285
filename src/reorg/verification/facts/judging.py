"""Judge a fact: estimate what is demanded, at central and at drawn assumptions, and say what came out."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from statistics import NormalDist
from typing import Any, Literal

import numpy as np

from reorg.verification.facts.fact import SIGN_HOLDS, Demand, Fact, Kind, Role, Strength, Table
from reorg.verification.facts.measures import HORIZON, RELEASE, CannotRead
from reorg.verification.facts.running import everything, sample

Verdict = Literal["holds", "fails", "cannot be read"]
TWO_SIDED_95 = NormalDist().inv_cdf(0.975)
HORIZONS = 3.0
"""The horizon is at least this many times the duration of the slowest variant's release."""
NOISE = ", but the interval reaches into it"


@dataclass(frozen=True)
class Estimate:
    """A value from all worlds, and the standard error of independent worlds (jackknife)."""

    value: float
    error: float

    @classmethod
    def of(cls, demand: Demand, table: Table) -> Estimate:
        """Return the estimate of a demand; raises :class:`CannotRead` where a reading is missing."""
        with np.errstate(all="ignore"):
            value = demand.statistic(table)
            left = np.array([demand.statistic(table.without(world)) for world in range(table.worlds)])
            spread = (table.worlds - 1) / table.worlds * ((left - left.mean()) ** 2).sum()
        return cls(value, math.sqrt(spread))

    @property
    def interval(self) -> tuple[float, float]:
        """The 95% interval over worlds."""
        half = TWO_SIDED_95 * self.error
        return self.value - half, self.value + half


@dataclass(frozen=True)
class Finding:
    """The result for one demand; the fields of ``None`` could not be read, or are not required."""

    says: str
    role: Role
    kind: Kind
    unit: str
    low: float
    high: float
    effect: float | None
    interval: tuple[float, float] | None
    power: float | None
    """Chance that so many worlds show the least effect that is demanded."""
    sign_share: float | None
    """Share of drawn points in which the demanded sign holds."""
    sign_demanded: float | None
    verdict: Verdict
    why: str


@dataclass(frozen=True)
class FactRecord:
    """The result for a fact: it holds if all its demands do."""

    name: str
    number: int
    title: str
    strength: Strength
    source: str
    accident: str
    verdict: Verdict
    troubles: tuple[str, ...]
    """What is wrong with the whole, such as releases that are not out by the horizon."""
    cause: str
    """Why it fails, where that is known; empty where it is not."""
    worlds: int
    points: int
    worlds_per_point: int
    findings: tuple[Finding, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the record as plain data."""
        return asdict(self)


def judge(fact: Fact) -> FactRecord:
    """Run a fact at central and at drawn assumptions, and judge it."""
    central = sample(fact, everything(fact), worlds=fact.worlds.central)
    estimates = {demand.says: _estimate(demand, central) for demand in fact.demands}
    drawn = _drawn(fact, central)
    findings = tuple(_finding(fact, demand, estimates[demand.says], drawn) for demand in fact.demands)
    troubles = tuple(_out_of_time(central))
    return FactRecord(
        name=fact.full_name,
        number=fact.number,
        title=fact.title,
        strength=fact.strength,
        source=fact.source,
        accident=fact.accident,
        verdict=_verdict(findings, troubles),
        troubles=troubles,
        cause=fact.cause,
        worlds=fact.worlds.central,
        points=fact.worlds.points,
        worlds_per_point=fact.worlds.each,
        findings=findings,
    )


def power(demand: Demand, error: float) -> float | None:
    """Return the chance that the least effect demanded is seen, None where none is stated."""
    if demand.kind not in {"size", "none"} or not math.isfinite(error):
        return None
    if demand.kind == "none":
        # An effect of twice the bound must be found beyond it.
        return _chance(demand.high - demand.neutral, error, 0.0)
    near, far = sorted((abs(demand.low - demand.neutral), abs(demand.high - demand.neutral)))
    least = near if near > 0.0 else far / 2.0
    return _chance(least, error, TWO_SIDED_95)


def _chance(amount: float, error: float, beyond: float) -> float:
    return NormalDist().cdf(amount / error - beyond) if error > 0.0 else 1.0


def _estimate(demand: Demand, table: Table) -> Estimate | str:
    try:
        return Estimate.of(demand, table)
    except CannotRead as reason:
        return str(reason)


def _drawn(fact: Fact, central: Table) -> Table:
    """Return the readings that the signs in drawn worlds need, in drawn worlds."""
    needed: set[tuple[str, str]] = set()
    for demand in fact.demands:
        probe = Table(central.columns, central.worlds, set())
        if demand.drawn and not isinstance(_value(demand, probe), str):
            needed |= probe.used
    if not needed:
        return Table({}, 0, set())
    return sample(fact, needed, points=fact.worlds.points, each=fact.worlds.each)


def _value(demand: Demand, table: Table) -> float | str:
    try:
        with np.errstate(all="ignore"):
            return demand.statistic(table)
    except CannotRead as reason:
        return str(reason)


def _finding(fact: Fact, demand: Demand, estimate: Estimate | str, drawn: Table) -> Finding:
    strength = demand.strength or fact.strength
    if isinstance(estimate, str):
        return _as_finding(demand, None, None, (None, None), ("cannot be read", estimate))
    share = _sign_share(demand, drawn, fact.worlds.each) if demand.drawn else None
    demanded = SIGN_HOLDS[strength] if demand.drawn else None
    faults = [*_faults(demand, estimate)]
    if share is not None and demanded is not None and share < demanded:
        faults.append("the sign is as expected in too few draws")
    verdict: tuple[Verdict, str] = (
        ("fails", "; ".join(faults)) if faults else ("holds", _doubt(demand, estimate))
    )
    return _as_finding(demand, estimate, power(demand, estimate.error), (share, demanded), verdict)


def _as_finding(
    demand: Demand,
    estimate: Estimate | None,
    strong: float | None,
    signs: tuple[float | None, float | None],
    verdict: tuple[Verdict, str],
) -> Finding:
    return Finding(
        says=demand.says,
        role=demand.role,
        kind=demand.kind,
        unit=demand.unit,
        low=demand.low,
        high=demand.high,
        effect=estimate.value if estimate else None,
        interval=estimate.interval if estimate else None,
        power=strong,
        sign_share=signs[0],
        sign_demanded=signs[1],
        verdict=verdict[0],
        why=verdict[1],
    )


def _faults(demand: Demand, estimate: Estimate) -> Iterable[str]:
    value, (low, high) = estimate.value, estimate.interval
    if not math.isfinite(value) or not math.isfinite(low):
        yield "the result is not a number"
        return
    if not demand.low <= value <= demand.high:
        nearest = min(max(value, demand.low), demand.high)
        yield f"outside the expected range{NOISE if low <= nearest <= high else ''}"
    if demand.kind == "size" and low <= demand.neutral <= high:
        yield f"the interval includes {demand.neutral:g}"
    bound = 2.0 * (demand.high - demand.neutral)
    if demand.kind == "none" and max(abs(low - demand.neutral), abs(high - demand.neutral)) > bound:
        yield "the interval is wider than twice the bound"


def _doubt(demand: Demand, estimate: Estimate) -> str:
    """Return what to know of a demand that holds: an order is judged by its value, whatever the interval."""
    within_noise = demand.kind == "order" and estimate.interval[0] <= demand.low
    return "though the interval includes the opposite" if within_noise else ""


def _sign_share(demand: Demand, drawn: Table, each: int) -> float:
    """Return the share of drawn points in which the demanded sign holds over the worlds of the point."""
    points = drawn.worlds // each
    values = [_value(demand, drawn.only(np.arange(p * each, (p + 1) * each))) for p in range(points)]
    return float(
        np.mean([demand.side * (v - demand.neutral) > 0.0 for v in values if not isinstance(v, str)])
    )


def _out_of_time(central: Table) -> Iterable[str]:
    """Return where a release is not out, or so late that the horizon might cut it off."""
    for variant, reading in sorted(central.used):
        weeks = central.columns[variant, reading]
        if reading != RELEASE.name or isinstance(weeks, str):
            continue
        horizon = central.columns[variant, HORIZON.name].max()
        if weeks.max() >= horizon:
            yield f"{variant}: the release is not out by the horizon in {(weeks >= horizon).sum()} worlds"
        elif HORIZONS * weeks.mean() > horizon:
            yield (
                f"{variant}: the horizon is below {HORIZONS:g} times the {weeks.mean():.1f} weeks that the"
                " release takes"
            )


def _verdict(findings: Iterable[Finding], troubles: tuple[str, ...]) -> Verdict:
    verdicts = {finding.verdict for finding in findings}
    if "fails" in verdicts or troubles:
        return "fails"
    return "cannot be read" if "cannot be read" in verdicts else "holds"
