"""Worlds that agree with what is observed of the organization: which are kept, and that luck stays fair."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from small_lab import MODEL, without_timing

from reorg import StudyError, compare, load, run, sweep, trace, weekly
from reorg.model import Organization
from reorg.model.organization import Observed, ObservedRange
from reorg.report.method import method
from reorg.report.observed import NOTHING_OBSERVED, agreement_line
from reorg.study.measuring.metrics import METRIC_KEYS
from reorg.study.measuring.target import MeasuredReleases, completion_week
from reorg.study.running import batch
from reorg.study.running.batch import Rehearsal, StudyDesign
from reorg.study.running.plausible import (
    ImplausibleError,
    PlausiblePoints,
    Tried,
    deciding_releases,
    seed_of_trials,
)
from reorg.study.running.session import Session
from reorg.verification.small_organizations import UNDISTURBED

WEEKS = METRIC_KEYS.index("release_weeks")
SCENARIOS = ("stay", "split")
EFFORTS = "releases > * > packages > * > effort_days"


def observed(weeks: int = 18, **ranges: tuple[float | None, float | None]) -> dict[str, Any]:
    """Return the section of a model file on what is observed."""
    stated = {
        key: {end: value for end, value in zip(("low", "high"), ends, strict=True) if value is not None}
        for key, ends in ranges.items()
    }
    return {"weeks": weeks, "metrics": stated}


def small(**stated: Any) -> Organization:
    """Return the small laboratory with other efforts in every world, and what is observed of it."""
    model = deepcopy(MODEL)
    model["uncertain"] = [
        {
            "name": "effort",
            "at": ["releases > * > packages > * > effort_days"],
            "times": {"low": 0.5, "high": 3},
        }
    ]
    return load(model | ({"observed": observed(**stated)} if stated else {}))


def prepared(organization: Organization, **more: Any) -> Rehearsal:
    """Return a study of the small laboratory."""
    return Rehearsal.of(StudyDesign(organization, SCENARIOS, seed=1, **more))


SEEN = {"release_weeks": (5.0, 12.0)}


def test_worlds_without_anything_observed_are_all_drawn_in_order() -> None:
    rehearsal = prepared(small())
    assert rehearsal.plausible is None
    first, second = (rehearsal.draws(start, 64) for start in (0, 64))
    assert (first.inputs == second.inputs).all(), "two batches share their points"
    assert (rehearsal.at_points(np.arange(64)).inputs == first.inputs).all()


def test_a_point_is_kept_if_the_baseline_agrees_in_its_trial() -> None:
    rehearsal = prepared(small(**SEEN))
    assert rehearsal.plausible is not None
    assert rehearsal.trials is not None
    kept = rehearsal.plausible.first(40)
    every = rehearsal.at_points(np.arange(int(kept[-1]) + 1)).rows()
    trials = replace(rehearsal.trials, job=replace(rehearsal.trials.job, seed=seed_of_trials(1)))
    weeks = np.array([trials.simulated(0, row, point).metrics[WEEKS] for point, row in enumerate(every)])
    assert kept.tolist() == np.flatnonzero((weeks >= 5.0) & (weeks <= 12.0)).tolist()
    assert 0 < len(kept) < len(every)


@pytest.mark.parametrize(
    ("ranges", "ends_early"),
    [
        ({"release_weeks": (5.0, 12.0)}, True),
        ({"release_weeks": (5.0, None), "lateness_weeks": (None, 3.0)}, True),
        ({"release_weeks": (None, 12.0), "departures": (0.0, 1.0)}, False),
        ({"throughput": (5.0, 400.0)}, False),
    ],
)
def test_trials_that_end_early_keep_the_points_of_whole_trials(
    ranges: dict[str, Any], ends_early: bool
) -> None:
    rehearsal = prepared(small(**ranges))
    assert rehearsal.trials is not None
    (plan,) = rehearsal.trials.plans
    whole = replace(rehearsal, trials=replace(rehearsal.trials, plans=(replace(plan, until_out=()),)))
    kept, expected = rehearsal.plausible, whole.plausible
    assert kept is not None
    assert expected is not None
    assert kept.first(24).tolist() == expected.first(24).tolist()
    assert repr(kept.trials(24)) == repr(expected.trials(24)), "values that are reported, too"
    rows = rehearsal.at_points(np.arange(8)).rows()
    weeks = [rehearsal.trials.outcome(0, row, point).weeks for point, row in enumerate(rows)]
    assert (min(weeks) < 18) == ends_early


@pytest.mark.parametrize(
    ("metrics", "releases"),
    [
        (["release_weeks"], (3,)),
        (["lateness_weeks", "plan_weeks"], (1, 3)),
        (["mean_delay_weeks"], (1, 2)),
        (["plan_weeks", "departures"], ()),
    ],
)
def test_a_trial_is_decided_by_the_releases_whose_dates_are_observed(
    metrics: list[str], releases: tuple[int, ...]
) -> None:
    stated = Observed(18, tuple(ObservedRange(metric, None, 10.0, "") for metric in metrics))
    measured = MeasuredReleases(next=3, once=(1,), due=(2, 1), output_week=0.0)
    assert deciding_releases(stated, measured) == releases
    assert deciding_releases(stated, replace(measured, next=None, once=(), due=())) == ()


def test_the_points_kept_are_the_prior_within_the_range_where_luck_plays_no_part() -> None:
    """One person and one package: the release takes as long as its effort, without any luck."""
    model = {
        "organization": "One person",
        "start": "2026-03-02",
        "horizon_weeks": 30,
        "warmup_weeks": 0,
        "areas": ["work"],
        "people": [{"id": "a", "skills": {"work": "medium"}}],
        "releases": [
            {"id": "r", "packages": [{"id": "p", "area": "work", "effort_days": 40, "distribution": "fixed"}]}
        ],
        "structures": {"only": {"teams": [{"id": "t", "lead": "a", "owns": ["p"]}]}},
        # Some are on a log scale and cannot be 0.
        "assumptions": {
            name: {"low": max(value, 1e-9), "high": max(value, 1e-9), "source": "theory"}
            for name, value in UNDISTURBED.items()
        },
        "uncertain": [
            {
                "name": "effort",
                "at": [EFFORTS],
                "times": {"low": 0.5, "high": 2},
            }
        ],
        "observed": observed(24, release_weeks=(6.0, 12.0)),
    }
    study = run(load(model), "only", worlds=256, seed=1)
    factor = study.worlds["input.effort"]
    assert study.worlds["release_weeks"].min() >= 6.0
    assert study.worlds["release_weeks"].max() <= 12.0
    assert np.allclose(study.worlds["release_weeks"], 8.0 * factor, rtol=1e-3)
    # The factor is uniform on its logarithm below and above 1, so a third of the kept ones lie below 1:
    # ln(1 / .75) / (ln(1 / .75) + ln 1.5) = .415; 128 points, each in two worlds.
    expected = np.log(1 / 0.75) / (np.log(1 / 0.75) + np.log(1.5))
    error = (expected * (1 - expected) / 128) ** 0.5
    assert (factor < 1.0).mean() == pytest.approx(expected, abs=3 * error)
    share = study.verdict["observed"]["agree"] / study.verdict["observed"]["tried"]
    prior = (np.log(1 / 0.75) + np.log(1.5)) / (2 * np.log(2.0))
    assert share == pytest.approx(prior, abs=3 * (prior * (1 - prior) / 170) ** 0.5)


def test_the_points_depend_neither_on_how_many_are_asked_for_nor_on_threads() -> None:
    organization = small(**SEEN)
    plausible = [prepared(organization).plausible for _ in range(3)]
    assert all(plausible)
    one, two, three = (each for each in plausible if each is not None)
    at_once = one.first(40)
    assert [int(two.first(count)[-1]) for count in range(1, 41)] == at_once.tolist()
    with ThreadPoolExecutor(1) as alone:
        assert (three.first(40, alone) == at_once).all()


def test_two_batches_share_each_point_kept() -> None:
    rehearsal = prepared(small(**SEEN))
    first, second, third = (rehearsal.draws(start, 64) for start in (0, 64, 128))
    assert (first.assumptions == second.assumptions).all()
    assert not (first.inputs == third.inputs).any()


@pytest.mark.parametrize("engine", ["compiled", "reference"])
def test_until_its_end_a_trial_is_the_whole_run(engine: Any) -> None:
    organization = small(**SEEN)
    cut = prepared(organization, engine=engine)
    whole = prepared(replace(organization, observed=None), engine=engine)
    assert cut.trials is not None
    for world in range(3):
        row = whole.row(world)
        short, long = cut.trials.outcome(0, row, world), whole.outcome(0, row, world)
        assert whole.measured.next is not None
        out = completion_week(whole.plans[0], long, whole.measured.next)
        assert short.weeks == (np.ceil(out) if out < 18.0 else 18)
        assert long.weeks == 20
        assert np.array_equal(short.hazard, long.hazard[: short.weeks])
        both = ~np.isnan(short.finish_weeks)
        assert both.any()
        assert (short.finish_weeks[both] == long.finish_weeks[both]).all()


def test_trials_share_no_luck_with_the_worlds() -> None:
    """If they did, the baseline would be lucky in every world, and lose by any change (see the module)."""
    rehearsal = prepared(small(release_weeks=(0.0, 100.0)))
    assert rehearsal.plausible is not None
    assert rehearsal.plausible.first(16).tolist() == list(range(16)), "every point agrees"
    tried = [trial.values[0] for trial in rehearsal.plausible.trials(16)]
    there = [rehearsal.simulated(0, rehearsal.row(world), world).metrics[WEEKS] for world in range(16)]
    out = np.array(tried) < 18.0
    assert out.sum() > 8
    assert (np.array(tried)[out] != np.array(there)[out]).all()


def test_a_trial_with_the_luck_of_the_worlds_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "seed_of_trials", lambda seed: seed)
    with pytest.raises(AssertionError):
        test_trials_share_no_luck_with_the_worlds()


def test_every_way_of_running_a_world_meets_the_same_one() -> None:
    organization = small(**SEEN)
    study = compare(organization, SCENARIOS, worlds=6)
    alone = run(organization, "split", worlds=6)
    split = study.worlds[study.worlds["scenario"] == "split"]
    assert (split["release_weeks"] == alone.worlds["release_weeks"]).all()
    assert (split["input.effort"] == alone.worlds["input.effort"]).all()
    backlog = weekly(organization, "split", [3])
    rehearsal = Rehearsal.of(StudyDesign(organization, ("split",), 1))
    assert rehearsal.row(3)[1][0] == prepared(organization).row(3)[1][0]
    assert all(len(series[0]) == 20 for series in backlog.values())
    assert len(trace(organization, "split", 3)) > 0


def test_a_session_and_another_seed_have_their_own_points() -> None:
    organization, session = small(**SEEN), Session()
    plain = [compare(organization, SCENARIOS, worlds=4, seed=seed) for seed in (1, 2)]
    shared = [compare(organization, SCENARIOS, worlds=4, seed=seed, session=session) for seed in (1, 2, 1)]
    for one, other in zip((*plain, plain[0]), shared, strict=True):
        assert without_timing(one.verdict) == without_timing(other.verdict)
    assert (plain[0].worlds["input.effort"] != plain[1].worlds["input.effort"]).any()


def test_a_horizon_shorter_than_what_is_observed_meets_the_same_worlds() -> None:
    organization = small(weeks=18, release_weeks=(5.0, 12.0))
    longer, shorter = (organization.with_("horizon_weeks", weeks) for weeks in (20, 10))
    kept = [prepared(each).plausible for each in (longer, shorter)]
    first, second = (each.first(24).tolist() for each in kept if each is not None)
    assert first == second


@pytest.mark.slow
def test_a_study_resumed_meets_the_same_worlds(tmp_path: Path) -> None:
    organization = small(**SEEN)
    compare(organization, SCENARIOS, worlds=64, out=tmp_path / "run")
    longer = compare(organization, SCENARIOS, worlds=130, out=tmp_path / "run", resume=True)
    at_once = compare(organization, SCENARIOS, worlds=130)
    assert without_timing(longer.verdict) == without_timing(at_once.verdict)


def test_fixed_assumptions_leave_no_world_out() -> None:
    study = compare(small(release_weeks=(1.0, 1.1)), SCENARIOS, worlds=4, fixed=True)
    assert "observed" not in study.verdict
    assert NOTHING_OBSERVED not in method(study.verdict, fixed=True)
    assert agreement_line(study.verdict) == ""


@pytest.mark.slow
def test_all_designs_of_a_sweep_meet_the_worlds_of_the_base() -> None:
    organization = small(**SEEN)
    place = "assumptions.coordination.exchange_probability"
    found = sweep(organization, {place: [0.05, 0.3]}, ["split"], worlds=6)
    alone = run(organization, "split", worlds=6)
    again = sweep(organization, {"organization": ["one", "two"]}, ["split"], worlds=6)
    assert (again.values(0, "release_weeks") == alone.worlds["release_weeks"]).all()
    assert (again.values(1, "release_weeks") == alone.worlds["release_weeks"]).all()
    assert found.values(0, "release_weeks").tolist() != found.values(1, "release_weeks").tolist()
    other = sweep(organization, {"observed.metrics.release_weeks.high": [12.0, 7.0]}, ["stay"], worlds=20)
    means = [row["restricted_mean"] for row in other.means("release_weeks")]
    assert means[1] < means[0]


def test_a_model_that_contradicts_what_is_observed_says_so() -> None:
    with pytest.raises(StudyError) as caught:
        compare(small(release_weeks=(0.2, 0.3)), SCENARIOS, worlds=4)
    message = str(caught.value)
    assert "0 of 512 draws" in message
    assert "next release observed 0.2 to 0.3 weeks, in the model " in message
    assert "state wider ranges under observed: metrics: release_weeks. In the draws that come" in message
    with pytest.raises(StudyError, match="contradicts what is observed"):
        trace(small(release_weeks=(0.2, 0.3)), "stay", 0)


def test_a_contradiction_stays_one_however_often_and_for_how_many_points_it_is_asked() -> None:
    rare = Observed(18, (ObservedRange("departures", 3.0, None, ""),))

    def attempt(point: int) -> Tried:
        agrees = point in (3, 500, 515, 516, 517, 518, 519, 520)
        return Tried((9.0 if agrees else 0.0,), (False,), agrees)

    points = PlausiblePoints(rare, attempt)
    assert points.first(2).tolist() == [3, 500]
    for _ in range(2):
        # Only 2 of 512 agree: those that come later are not looked for, also when asked again.
        with pytest.raises(ImplausibleError, match="2 of 512"):
            points.first(3)
    assert points.first(2).tolist() == [3, 500]
    with pytest.raises(ImplausibleError, match="2 of 512"):
        PlausiblePoints(rare, attempt).first(8)


@pytest.mark.parametrize(
    ("side", "stated"),
    [("lower", {"release_weeks": (None, 1.2)}), ("higher", {"weeks": 40, "release_weeks": (17.9, 18.0)})],
)
def test_a_contradiction_names_what_would_bring_the_model_closer(side: str, stated: dict[str, Any]) -> None:
    with pytest.raises(StudyError, match="In the draws that come closest, ") as caught:
        compare(small(**stated), SCENARIOS, worlds=8)
    named = str(caught.value).partition("closest, ")[2].partition(f"{side}: ")[2]
    assert "effort" in named.partition(", and these")[0]


def test_a_contradiction_says_what_is_beyond_the_end_of_the_trials() -> None:
    def message(values: list[float], **stated: float) -> str:
        ranges = (ObservedRange("release_weeks", stated.get("low"), stated.get("high"), ""),)
        late = [Tried((value,), (value == 20.0,), False) for value in values]
        with pytest.raises(ImplausibleError) as caught:
            PlausiblePoints(Observed(20, ranges), lambda point: late[point % len(late)]).first(1)
        return str(caught.value)

    assert "in the model beyond the end of these weeks in all of them" in message([20.0], high=15)
    some = message([16.0, 20.0, 20.0, 20.0], high=15)
    assert "in the model at least 16 weeks in 95%, and beyond the end of these weeks in 75%" in some
    assert "in the model 16 weeks in nine of ten" in message([16.0], high=15)
    assert "after 20 weeks: next release observed at most 15 weeks" in message([16.0], high=15)


def test_a_contradiction_is_told_in_units_and_in_the_currency_of_the_model() -> None:
    """Seen: "cost_usd is observed to be at least 2000000" of a model in euros."""
    ranges = (
        ObservedRange("cost_usd", 2_000_000.0, None, ""),
        ObservedRange("stream_late_share", 0.05, 0.2, ""),
    )
    points = PlausiblePoints(
        Observed(1, ranges), lambda _: Tried((1_234_567.0, 0.318), (False, False), False), "EUR"
    )
    with pytest.raises(ImplausibleError) as caught:
        points.first(1)
    message = str(caught.value)
    cost = "cost observed at least €2,000,000, in the model €1,230,000 in nine of ten"
    late = "requests late observed 5% to 20%, in the model 31.8% in nine of ten"
    assert f"In the baseline, after 1 week: {cost}; {late}. Check " in message
    assert "observed: metrics: cost_usd, stream_late_share" in message


def test_whoever_watches_hears_of_each_trial_and_can_end_them() -> None:
    heard: list[tuple[int, int]] = []

    def heed(tried: int, agreeing: int) -> None:
        heard.append((tried, agreeing))
        if tried == 5:
            raise KeyboardInterrupt

    told: list[str] = []
    options: dict[str, Any] = {"worlds": 8, "heed": heed, "progress": lambda now: told.append(now.trying)}
    with pytest.raises(KeyboardInterrupt):
        compare(small(**SEEN), SCENARIOS, **options)
    assert [tried for tried, _ in heard] == [1, 2, 3, 4, 5]
    assert told[-1] == f"{heard[-1][1]} of 5 draws agree with what is observed; worlds"
    study = compare(small(**SEEN), SCENARIOS, worlds=8, progress=lambda now: told.append(now.trying))
    assert told[-1] == "", "worlds are under way"
    assert without_timing(study.verdict) == without_timing(
        compare(small(**SEEN), SCENARIOS, worlds=8).verdict
    )


def test_the_first_worlds_are_seen_before_the_points_of_all_others_are_tried() -> None:
    told: list[str] = []
    done: list[int] = []
    compare(
        small(**SEEN),
        SCENARIOS,
        worlds=192,
        watch=lambda world, _metrics, _cut_off: told.append(f"world {world}"),
        heed=lambda tried, _agreeing: told.append(f"trial {tried}"),
        progress=lambda now: done.append(now.done),
    )
    trials = sum(each.startswith("trial") for each in told)
    assert [each for each in told if each.startswith("world")] == [f"world {number}" for number in range(192)]
    assert trials > 64
    assert told.index("world 0") <= 16
    assert done == sorted(done), "progress does not go back while points are tried"


def test_a_value_cut_off_at_the_end_of_a_trial_disagrees_only_above_the_range() -> None:
    def agreeing(low: float | None, high: float | None) -> np.ndarray[Any, Any]:
        stated = Observed(8, (ObservedRange("release_weeks", low, high, ""),))
        plausible = prepared(replace(small(**SEEN), observed=stated)).plausible
        assert plausible is not None
        return plausible.first(8)

    # Everything not out by week 8 is at least 8: at most 7 excludes it, at least 6 does not.
    slow = prepared(small()).at_points(agreeing(6.0, None)).inputs[:, 0]
    fast = prepared(small()).at_points(agreeing(None, 7.0)).inputs[:, 0]
    assert np.median(slow) > np.median(fast)
    late = prepared(small(release_weeks=(6.0, None)))
    assert any(late.simulated(0, late.row(world), world).metrics[WEEKS] > 8.0 for world in range(8))


@pytest.mark.slow
def test_the_verdict_says_what_is_observed_and_what_that_narrows() -> None:
    study = compare(small(release_weeks=(None, 8.0), departures=(0, 9)), SCENARIOS, worlds=256)
    found = study.verdict["observed"]
    assert (found["scenario"], found["name"], found["weeks"], found["agree"]) == ("stay", "stay", 18, 128)
    release, departures = found["ranges"]
    assert (release["metric"], release["unit"], release["low"], release["high"]) == (
        "release_weeks", "weeks", None, 8.0,
    )  # fmt: skip
    assert release["p05"] < 8.0 < release["p95"]
    assert departures["metric"] == "departures"
    effort = next(each for each in found["narrowed"] if each["assumption"] == "input.effort")
    assert effort["direction"] == "lower"
    assert effort["median_agreeing"] < effort["median_drawn"]
    share = round(100 * found["agree"] / found["tried"])
    assert agreement_line(study.verdict) == (
        f"next release at most 8 weeks, departures 0 to 9 people: 128 of {found['tried']} draws of the"
        f" assumptions agree ({share}%) and serve 256 worlds; the others are left out."
    )
    text = " ".join(method(study.verdict, fixed=False))
    assert "Observed today, over 18 weeks: next release at most 8 weeks" in text
    assert "tried once under “stay”, with luck of its own" in text
    assert "effort" in text.partition("This moves the medians of what is drawn: ")[2]


def test_a_comparison_with_another_baseline_says_whose_record_it_is() -> None:
    study = compare(small(**SEEN), ("stay", "split"), "split", worlds=4)
    assert study.verdict["observed"]["scenario"] == "stay"
    assert agreement_line(study.verdict).startswith("next release 5 to 12 weeks under stay: ")


@pytest.mark.slow
def test_nothing_is_narrowed_by_what_every_draw_agrees_with() -> None:
    study = compare(small(departures=(0, 10_000)), SCENARIOS, worlds=128)
    found = study.verdict["observed"]
    assert found["agree"] == found["tried"] == 64
    assert found["narrowed"] == []
    plain = compare(small(), SCENARIOS, worlds=128)
    assert NOTHING_OBSERVED in method(plain.verdict, fixed=False)
    assert NOTHING_OBSERVED not in method(study.verdict, fixed=False)
    assert np.array_equal(plain.worlds["release_weeks"], study.worlds["release_weeks"], equal_nan=True)
