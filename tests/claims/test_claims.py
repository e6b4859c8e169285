"""The claims of the news: complete, sourced, and judged by the rule that they state."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace

import numpy as np
import pytest
from click.testing import CliRunner

from reorg.claims import CLAIMS, figures
from reorg.claims.claim import Claim, ClaimSample, Setting
from reorg.claims.document import document, entry
from reorg.claims.evaluation import ClaimDesign, ClaimResult, evaluate_claims
from reorg.claims.failure_regions import TIES, describe_failure_region
from reorg.claims.wording import detectable_line
from reorg.cli.main import main
from reorg.mechanisms import ASSUMPTIONS
from reorg.model import load

BY_ID = {claim.id: claim for claim in CLAIMS}


def sample(**values):
    """Return a sample of one figure x under the settings named."""
    arrays = {setting: np.array(each, dtype=float) for setting, each in values.items()}
    return ClaimSample({"x": arrays}, {})


def test_there_are_sixteen_each_with_its_report():
    assert [claim.id for claim in CLAIMS] == [f"C{i}" for i in range(1, 17)]
    for claim in CLAIMS:
        assert re.fullmatch(r"S[0-4](, S[0-4])*", claim.source)
        assert claim.origin in ("says", "prompted")
        assert set(claim.units) == set(claim.figures)
    assert {c.id for c in CLAIMS if c.judged == "batch"} == {"C2", "C4", "C5", "C6", "C8", "C16"}
    assert {c.id for c in CLAIMS if c.origin == "prompted"} == {
        "C4", "C6", "C8", "C9", "C11", "C14", "C15", "C16",
    }  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_a_claim_runs_on_scenarios_that_exist(claim: Claim):
    known = {parameter.id for parameter in ASSUMPTIONS}
    for setting in claim.settings.values():
        assert load(setting.case).scenario(setting.scenario)
        assert {name for name, _ in setting.held} <= known


def test_a_claim_compares_the_same_people_in_the_same_case():
    for claim in CLAIMS:
        assert len({setting.case for setting in claim.settings.values()}) == 1
        assert len(set(claim.settings.values())) == len(claim.settings)


def test_lower_holds_beyond_one_percent_only():
    seen = sample(a=[100, 100, 100, 100], b=[98.9, 99.1, 101.1, 100])
    assert (figures.lower("x", "b", "a")(seen) > 0).tolist() == [True, False, False, False]
    assert (figures.higher("x", "b", "a")(seen) > 0).tolist() == [False, False, True, False]
    assert (figures.not_against(figures.lower("x", "b", "a"))(seen) > 0).tolist() == [True, True, False, True]


def test_all_of_needs_all():
    seen = sample(a=[100, 100], b=[90, 90], c=[80, 95])
    both = figures.all_of(figures.lower("x", "b", "a"), figures.lower("x", "c", "b"))
    assert (both(seen) > 0).tolist() == [True, False]


def test_a_release_cut_off_at_the_horizon_is_not_out():
    assert figures.out(SimpleNamespace(cut_off={"release_weeks"})) == 0.0
    assert figures.out(SimpleNamespace(cut_off=set())) == 1.0


def outcomes(alternative, baseline):
    """Return what is seen of two weekly throughputs, the second that of the first setting."""
    return SimpleNamespace(
        outcome=SimpleNamespace(throughput=np.array(alternative, dtype=float)),
        first=SimpleNamespace(throughput=np.array(baseline, dtype=float)),
    )


def test_weeks_below_are_net_of_weeks_above():
    even = np.full(20, 100.0)
    assert figures.weeks_below_net(outcomes(0.9 * even, even)) == 17.0
    assert figures.weeks_below_net(outcomes(even, 0.9 * even)) == -17.0
    luck = np.where(np.arange(20) < 10, 120.0, 80.0)
    assert figures.weeks_below_net(outcomes(luck, luck[::-1])) == 0.0


def test_setbacks_are_releases_that_are_late_or_never_out():
    runs = [SimpleNamespace(due_week=due, packages=(k,)) for k, due in enumerate((10.0, 20.0, 30.0, 38.0))]
    seen = SimpleNamespace(
        plan=SimpleNamespace(releases=runs, weeks=40),
        outcome=SimpleNamespace(finish_weeks=np.array([14.0, 24.5, np.nan, np.nan])),
    )
    assert figures.setbacks(4.0)(seen) == 2.0


def verdict(holds, claim=BY_ID["C3"]):
    seen = ClaimSample({}, {})
    return ClaimResult(claim, seen, np.array(holds, dtype=bool), np.array([]), np.array([]))


def test_the_interval_of_a_share_is_wilsons():
    # 10 of 40: Wilson (1927) gives .1419 to .4019.
    found = verdict([True] * 10 + [False] * 30)
    assert found.share == 0.25
    assert found.interval == pytest.approx((0.14187, 0.40194), abs=5e-5)


def test_a_claim_without_an_answer_says_so():
    assert np.isnan(verdict([]).share)
    assert entry(verdict([]))["holds_share"] is None


def test_the_slope_on_coupling_is_found():
    strength = np.linspace(0.5, 1.5, 50)
    noise = np.random.default_rng(2).normal(size=50)
    values = {"release_weeks": {"stay": 30 + noise, "split": 30 + noise + 2.5 * strength}}
    assert BY_ID["C4"].score(ClaimSample(values, {"coordination.coupling": strength})) == pytest.approx(2.5)


@pytest.mark.parametrize(("name", "expected"), [("C3", TIES), ("C5", None)])
def test_of_a_probability_it_is_not_said_that_worlds_show_no_difference(name, expected):
    drawn = np.random.default_rng(7).uniform(size=(len(ASSUMPTIONS), 256))
    assumptions = {parameter.id: row for parameter, row in zip(ASSUMPTIONS, drawn, strict=True)}
    support = np.where(np.arange(256) < 10, 1.0, 0.0)
    seen = ClaimResult(BY_ID[name], ClaimSample({}, assumptions), support > 0.0, support, support[:10])
    assert describe_failure_region(seen) == expected


def test_two_claims_run_and_are_reported_as_they_come_out():
    chosen, design = [BY_ID["C3"], BY_ID["C5"]], ClaimDesign(worlds=2)
    found = document(evaluate_claims(chosen, design, threads=2), design)
    again = document(evaluate_claims(chosen, design, threads=1), design)
    assert found == again
    json.dumps(found, allow_nan=False)
    assert found["models"] == {"qwen": load("qwen").hash}
    third, fifth = found["claims"]
    assert (third["id"], third["judged"], fifth["judged_by"]) == ("C3", 2, "batch")
    assert set(third["figures"]["release_weeks"]) == {"unit", "stay", "split"}
    assert 0.0 <= third["holds_share"] <= 1.0


def test_holding_an_assumption_changes_only_that_setting():
    plain, held = Setting("qwen", "stay"), Setting("qwen", "stay", (("coordination.request_hours", 0.0),))
    claim = Claim(
        "C0", "", "S0", "prompted", "", "", {"plain": plain, "again": plain, "held": held},
        {"hours": figures.metric("hours_coordination")}, figures.lower("hours", "held", "plain"),
    )  # fmt: skip
    (found,) = evaluate_claims([claim], ClaimDesign(worlds=2), threads=1)
    assert found.sample("hours", "plain").tolist() == found.sample("hours", "again").tolist()
    assert (found.sample("hours", "held") < found.sample("hours", "plain")).all()


def test_the_list_and_a_misspelled_name():
    listed = CliRunner().invoke(main, ["claims", "--list"])
    assert listed.exit_code == 0
    assert len(listed.stdout.splitlines()) == 16
    wrong = CliRunner().invoke(main, ["claims", "qwn"])
    assert wrong.exit_code == 2
    assert "'qwen'" in wrong.output


def test_a_trial_says_how_large_a_difference_it_would_detect():
    """2.8 standard errors of the paired difference: noise that both sides share does not blunt the trial."""
    luck = np.random.default_rng(5).normal(scale=20.0, size=100)
    own = np.where(np.arange(100) % 2 == 0, 1.0, -1.0)
    values = {"release_weeks": {"stay": 30 + luck, "split": 32 + luck + own}}
    seen = ClaimResult(BY_ID["C3"], ClaimSample(values, {}), np.array([True]), luck, luck[:10])
    assert seen.detectable["release_weeks"] == pytest.approx(0.28, rel=0.01)
    assert entry(seen)["detectable"]["between"] == ["stay", "split"]
    assert np.isnan(verdict([]).detectable_leaning)


def test_of_effects_as_large_as_it_could_have_seen_a_trial_tells_four_in_five_from_none():
    """And of none it tells one in twenty."""
    trials, worlds = 2000, 200
    noise = np.random.default_rng(6).normal(size=(trials, worlds))
    holds = np.array([True])

    def detected_share(effect):
        seen = 0
        for each in noise:
            values = {"release_weeks": {"stay": np.zeros(worlds), "split": each + effect}}
            found = ClaimResult(BY_ID["C3"], ClaimSample(values, {}), holds, each, each + effect)
            seen += found.effect[1] > 0.0 or found.effect[2] < 0.0
        return seen / trials

    blunt = ClaimResult(
        BY_ID["C3"],
        ClaimSample({"release_weeks": {"stay": np.zeros(worlds), "split": noise[0]}}, {}),
        holds, noise[0], noise[0],
    )  # fmt: skip
    assert detected_share(blunt.detectable["release_weeks"] / noise[0].std(ddof=1)) == pytest.approx(
        0.8, abs=0.04
    )
    assert detected_share(0.0) == pytest.approx(0.05, abs=0.02)


@pytest.mark.parametrize(
    ("times", "sizes"),
    [(1, "0.28 weeks (2 weeks)"), (40, "11 weeks (80 weeks)"), (1e6, "280,000 weeks (2,000,000 weeks)")],
)
def test_the_terminal_names_what_was_seen_beside_what_could_have_been(times, sizes):
    own = np.where(np.arange(100) % 2 == 0, 1.0, -1.0)
    values = {"release_weeks": {"stay": np.zeros(100), "split": times * (2 + own)}}
    seen = ClaimResult(BY_ID["C3"], ClaimSample(values, {}), np.array([True]), own, own[:10])
    assert detectable_line(entry(seen)) == (
        "Smallest mean difference between stay and split that 4 out of 5 such tests would detect"
        f" (observed difference in parentheses): release {sizes}."
    )


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_a_claim_compares_two_of_its_settings(claim: Claim):
    one, other = claim.pair
    assert one != other
    assert {one, other} <= set(claim.settings)
