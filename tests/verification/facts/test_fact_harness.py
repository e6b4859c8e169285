"""The harness of the facts: what must hold holds, a planted error fails, and what is told is plain."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from reorg import ModelError
from reorg.verification.facts import contrasts as c
from reorg.verification.facts.fact import Demand, Table, none, order, size, trace, within
from reorg.verification.facts.judging import Estimate, FactRecord, Finding, judge, power
from reorg.verification.facts.measures import RELEASE, CannotRead, Reading
from verification.facts.small_facts import BASE, MORE, small_fact

LATER = size("more work is later", c.percent(RELEASE, MORE, BASE), 10, 30)


def only(record: FactRecord) -> Finding:
    (finding,) = record.findings
    return finding


def test_an_effect_that_is_there_holds_with_its_size_interval_and_sign() -> None:
    record = judge(small_fact([LATER]))
    found = only(record)
    assert record.verdict == found.verdict == "holds"
    assert found.effect == pytest.approx(100 * math.log(1.2), abs=5.0)
    assert found.interval is not None
    assert found.interval[0] < found.effect < found.interval[1]
    assert found.sign_share == 1.0
    assert found.sign_demanded == 0.75
    assert found.power is not None
    assert found.power > 0.9


@pytest.mark.parametrize(
    ("factor", "why"),
    [(1.0, "outside"), (0.8, "outside"), (1.6, "outside"), (1.0, "the interval includes 0")],
)
def test_an_error_planted_in_the_work_makes_it_fail(factor: float, why: str) -> None:
    record = judge(small_fact([LATER], factor))
    assert record.verdict == "fails"
    assert why in only(record).why


def test_the_sign_is_asked_of_drawn_worlds_too() -> None:
    reversed_when_drawn = size(
        "sign", lambda t: -1.0 if t.worlds == 1 else 15.0 + 0 * t(MORE, RELEASE)[0], 10, 30
    )
    found = only(judge(small_fact([reversed_when_drawn])))
    assert found.verdict == "fails"
    assert found.sign_share == 0.0
    assert "the sign is as expected in too few draws" in found.why


def test_a_moderate_fact_asks_for_fewer_signs_and_a_demand_may_differ_from_its_fact() -> None:
    assert only(judge(small_fact([LATER], strength="moderate"))).sign_demanded == 0.6
    demand = size("later", c.percent(RELEASE, MORE, BASE), 10, 30, strength="moderate")
    assert only(judge(small_fact([demand]))).sign_demanded == 0.6


def test_no_effect_holds_within_its_bound_and_fails_beyond() -> None:
    same = none("as late", c.percent(RELEASE, MORE, BASE), 1.0)
    assert judge(small_fact([same], 1.0)).verdict == "holds"
    assert judge(small_fact([same], 1.2)).verdict == "fails"


def test_no_effect_fails_where_the_interval_is_too_wide_to_tell() -> None:
    wide = none("noise", lambda t: float(np.mean(_noise(t))), 0.5)
    assert "wider than twice the bound" in only(judge(small_fact([wide]))).why


def _noise(t: Table) -> np.ndarray:
    """Return numbers of mean 0 and standard deviation 5, whatever the worlds were."""
    every = np.resize([5.0, -5.0], 16)
    t(BASE, RELEASE)
    return every if t.rows is None else every[t.rows]


def test_order_asks_each_step_and_a_trace_counts_as_much_as_an_effect() -> None:
    weeks = [c.log_mean(RELEASE, name) for name in (BASE, MORE)]
    assert judge(small_fact([order("in order", c.smallest_step(weeks))])).verdict == "holds"
    record = judge(small_fact([LATER, trace(order("in order", c.smallest_step(weeks[::-1])))]))
    assert [f.verdict for f in record.findings] == ["holds", "fails"]
    assert record.verdict == "fails"


def test_an_order_that_holds_within_noise_says_so() -> None:
    clear, noisy = (
        order("in order", lambda t, least=least: least + float(np.mean(_noise(t)))) for least in (9, 1)
    )
    assert [only(judge(small_fact([demand]))).why for demand in (clear, noisy)] == [
        "",
        "though the interval includes the opposite",
    ]


def test_what_the_engine_does_not_tell_is_reported_as_such() -> None:
    missing = Reading("missing", lambda run: run.field("mood"))
    mood = within("mood", c.mean(missing, MORE), 0, 1)
    record = judge(small_fact([LATER, mood], readings=(RELEASE, missing)))
    assert record.verdict == "cannot be read"
    assert [f.verdict for f in record.findings] == ["holds", "cannot be read"]
    assert record.findings[1].why == "outcomes have no mood"
    assert record.findings[1].effect is None
    failing = judge(small_fact([LATER, mood], 1.0, readings=(RELEASE, missing)))
    assert failing.verdict == "fails"


def test_a_mistake_in_the_model_of_a_fact_is_an_error() -> None:
    with pytest.raises(ModelError, match="no_such_thing"):
        judge(small_fact([LATER], assumptions={"exceptions.no_such_thing": 1.0}))


def test_a_release_that_the_horizon_cuts_off_or_nearly_makes_the_fact_fail() -> None:
    record = judge(small_fact([LATER], weeks=10))
    assert record.verdict == "fails"
    assert any("the horizon is below 3 times" in trouble for trouble in record.troubles)
    record = judge(small_fact([LATER], weeks=3))
    assert any("not out by the horizon in 16 worlds" in trouble for trouble in record.troubles)


def test_a_number_that_does_not_come_out_fails() -> None:
    record = judge(small_fact([within("nothing", lambda t: t(BASE, RELEASE)[0] * math.nan, 0, 1)]))
    assert only(record).why == "the result is not a number"


def test_the_record_is_plain_data_with_ranges() -> None:
    record = judge(
        small_fact([LATER, order("order", c.smallest_step([c.mean(RELEASE, BASE), c.mean(RELEASE, MORE)]))])
    )
    document = json.loads(json.dumps(record.as_json()))
    assert document["name"] == "facts/small"
    assert document["verdict"] == "holds"
    first, second = document["findings"]
    assert (first["low"], first["high"], first["unit"]) == (10, 30, "%")
    assert second["high"] == math.inf


def test_the_same_fact_gives_the_same_figures_twice() -> None:
    assert judge(small_fact([LATER])) == judge(small_fact([LATER]))


def table(**columns: list[float]) -> Table:
    arrays = {(name, RELEASE.name): np.array(values, float) for name, values in columns.items()}
    return Table(arrays, len(next(iter(columns.values()))), set())


def test_the_error_of_a_mean_difference_is_that_of_paired_worlds() -> None:
    base, more = [10.0, 12.0, 9.0, 14.0], [11.0, 13.5, 9.2, 15.0]
    found = Estimate.of(size("", c.difference(RELEASE, "more", "base"), 0, 9), table(base=base, more=more))
    steps = np.subtract(more, base)
    assert found.value == pytest.approx(steps.mean())
    assert found.error == pytest.approx(steps.std(ddof=1) / 2.0)


def test_the_error_of_a_ratio_of_totals_is_that_of_the_delta_method() -> None:
    luck = np.random.default_rng(1)
    below = luck.uniform(8.0, 12.0, 400)
    above = 2.0 * below + luck.normal(0.0, 1.0, 400)
    demand = size("", c.times_total(RELEASE, "above", "below"), 1, 3, unit="times")
    found = Estimate.of(demand, table(above=list(above), below=list(below)))
    residual = (above - above.sum() / below.sum() * below).std(ddof=1)
    assert found.error == pytest.approx(residual / below.mean() / 20.0, rel=0.02)


@pytest.mark.parametrize(
    ("demand", "error", "expected"),
    [
        (size("", lambda _: 0.0, 2, 20), 2 / (1.96 + 1.2816), 0.9),
        (size("", lambda _: 0.0, -60, -10), 10 / 1.96, 0.5),
        (size("", lambda _: 0.0, 0, 6), 3 / (1.96 + 1.2816), 0.9),
        (size("", lambda _: 0.0, 1.3, 4, unit="times"), 0.3 / 1.96, 0.5),
        (none("", lambda _: 0.0, 3), 3 / 1.2816, 0.9),
    ],
)
def test_power_is_the_chance_to_see_the_least_that_is_required(
    demand: Demand, error: float, expected: float
) -> None:
    assert power(demand, error) == pytest.approx(expected, abs=1e-3)


def test_a_valley_has_one_bottom_among_those_required() -> None:
    def of(values: list[float], bottoms: tuple[int, ...]) -> float:
        t = table(**{f"v{k}": [math.exp(v / 100)] for k, v in enumerate(values)})
        return c.valley([c.log_mean(RELEASE, f"v{k}") for k in range(len(values))], bottoms)(t)

    assert of([5, 1, 2, 4], (1, 2)) == pytest.approx(1.0)
    assert of([5, 1, 2, 4], (2,)) == pytest.approx(-1.0)
    assert of([5, 1, 4, 2], (1, 2)) == pytest.approx(-2.0)
    assert of([1, 2, 3, 4], (1, 2)) == pytest.approx(-1.0)


def test_the_ramp_of_newcomers_is_found_from_their_work() -> None:
    week = np.arange(26) * 4 + 2.0
    speed = 0.9 * (1.0 - 0.4 * np.exp(-week / 17.0))
    reading = Reading("work", lambda run: run)
    t = Table({("v", "work"): np.array([np.stack([np.full(26, 100.0), 100.0 * speed], axis=1)])}, 1, set())
    assert c.weeks_to_speed(reading, "v")(t) == pytest.approx(17.0 * math.log(4.0), rel=0.02)


def test_a_reading_that_was_not_taken_says_why() -> None:
    t = Table({("v", RELEASE.name): "outcomes have no clock"}, 3, set())
    with pytest.raises(CannotRead, match="no clock"):
        t("v", RELEASE)
