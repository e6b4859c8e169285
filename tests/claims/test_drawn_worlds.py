"""Claims are tested in the worlds of a study: what is uncertain is drawn or held as in a comparison."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import yaml

import reorg
from reorg.claims import figures
from reorg.claims.claim import Claim, ClaimSample, Setting
from reorg.claims.evaluation import ClaimDesign, ClaimResult, evaluate_claims
from reorg.claims.failure_regions import describe_failure_region
from reorg.mechanisms import ASSUMPTIONS
from reorg.study.running.sample import InputColumn
from reorg.study.sampling.assumptions import draw_inputs

WORLDS = 6
MODEL = {
    "organization": "Lab",
    "start": "2026-03-02",
    "horizon_weeks": 26,
    "areas": ["a"],
    "people": [
        {"id": "head", "skills": {"a": "high"}},
        {"id": "p", "count": 3, "skills": {"a": {"low": 0.4, "high": 0.6, "name": "skill"}}},
    ],
    "releases": [
        {
            "id": "one",
            "packages": [{"id": "x", "area": "a", "effort_days": {"low": 10, "central": 20, "high": 80}}],
        }
    ],
    "structures": {"only": {"teams": [{"id": "t", "lead": "head", "members": ["p"], "owns": ["a"]}]}},
    "contested": [{"id": "doubt", "text": "Two leave.", "source": "none", "share": 0.5}],
    "scenarios": {
        "stay": {"structure": "only"},
        "go": {
            "structure": "only",
            "events": [{"week": 0, "leave": p, "if": "doubt"} for p in ("p#1", "p#2")],
        },
    },
}


@pytest.fixture
def claim(tmp_path: Path) -> Claim:
    file = tmp_path / "lab.yaml"
    file.write_text(yaml.safe_dump(MODEL), encoding="utf-8")
    settings = {name: Setting(str(file), name) for name in ("stay", "go")}
    seen = {"weeks": figures.metric("release_weeks"), "departures": figures.metric("departures")}
    return Claim("C0", "", "S0", "prompted", "", "", settings, seen, figures.higher("weeks", "go", "stay"))


@pytest.mark.parametrize("fixed", [False, True])
def test_the_figures_are_those_of_a_study_of_the_same_seed(claim: Claim, fixed: bool) -> None:
    (found,) = evaluate_claims([claim], ClaimDesign(WORLDS, 3, fixed), threads=1)
    file = claim.settings["stay"].case
    study = reorg.compare(file, ["stay", "go"], worlds=WORLDS, seed=3, fixed=fixed)
    for name in ("stay", "go"):
        rows = study.worlds[study.worlds["scenario"] == name]
        weeks = np.where(
            np.isnan(rows["release_weeks"]), rows["release_weeks_at_least"], rows["release_weeks"]
        )
        assert found.sample("weeks", name).tolist() == weeks.tolist()
        assert found.sample("departures", name).tolist() == rows["departures"].tolist()
    for column in ("input.skill", "work.effort_spread"):
        assert found.sample.assumptions[column].tolist() == study.worlds[column][::2].tolist()


def test_a_reading_of_a_contested_fact_holds_in_the_worlds_that_draw_it(claim: Claim) -> None:
    (found,) = evaluate_claims([claim], ClaimDesign(WORLDS, 3), threads=2)
    further = found.sample("departures", "go") - found.sample("departures", "stay")
    (doubt,) = (values for name, values in found.sample.assumptions.items() if "doubt" in name)
    assert 0 < (further > 0).sum() < WORLDS
    assert len(set(doubt[further > 0])) == len(set(doubt[further == 0])) == 1


def test_with_central_values_nothing_is_left_to_reverse_a_claim() -> None:
    drawn = {parameter.id: np.full(256, parameter.central) for parameter in ASSUMPTIONS}
    support = np.where(np.arange(256) % 4 == 0, -1.0, 1.0)
    found = ClaimResult(_leaning(), ClaimSample({}, drawn), support > 0.0, support, support[:10])
    assert describe_failure_region(found) is None


def test_an_input_of_the_case_is_named_where_a_claim_turns_on_it() -> None:
    """A level that three in ten points have: there the claim fails, elsewhere it holds."""
    worlds = 512
    level = np.searchsorted([0.3, 0.8], draw_inputs(["skill"], 1, 0, worlds)[:, 0]).astype(float)
    skill = InputColumn("input.skill", "second skill of the squads", "", "none", ("low", "medium", "high"))
    lots = np.random.default_rng(8)
    drawn = {parameter.id: lots.uniform(size=worlds) for parameter in ASSUMPTIONS} | {skill.id: level}
    lean = np.where(level == 0.0, -1.0, 1.0) * np.where(lots.uniform(size=worlds) < 0.15, -1.0, 1.0)
    columns = (*ASSUMPTIONS, skill)
    found = ClaimResult(_leaning(), ClaimSample({}, drawn), lean > 0.0, lean, lean[:10], columns)
    reported = describe_failure_region(found)
    assert reported is not None
    assert reported.startswith("It fails where second skill of the squads is low: there in ")


def _leaning() -> Claim:
    settings = {name: Setting("qwen", name) for name in ("stay", "split")}
    return Claim("C0", "", "S0", "prompted", "", "", settings, {}, lambda sample: sample("x", "split"))
