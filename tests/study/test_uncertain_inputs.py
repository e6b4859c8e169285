"""Uncertain inputs: what a world puts into the plan is what a model with those values would be planned as."""

from dataclasses import replace

import numpy as np
import pytest

import reorg
from reorg.engine import plan_scenario
from reorg.engine.plan.places import spans_of, vector_of
from reorg.engine.plan.tracing import trace_places
from reorg.engine.simulator import Simulator
from reorg.model.loading import load
from reorg.model.variants import Variants
from reorg.study.running import inputs
from reorg.study.running.batch import Rehearsal, StudyDesign
from reorg.study.running.settings import StudyError
from reorg.study.sampling.assumptions import draw_inputs

GPU_HOURS = "releases > * > packages > * > gpu_hours"
LEVELS = {"low": 0.3, "medium": 0.5, "high": 0.2}


def range_of(low, central, high, **notes):
    return {"low": low, "central": central, "high": high, **notes}


def lab(**changes):
    """A lab of two teams with uncertain inputs of every kind."""
    return {
        "organization": "Lab",
        "start": "2026-03-02",
        "horizon_weeks": 20,
        "areas": ["a", "b"],
        "people": [
            {"id": "head", "skills": {"a": "high"}, "annual_cost_usd": range_of(1e5, 2e5, 4e5)},
            {"id": "p", "count": 3, "skills": {"a": "medium", "b": {**LEVELS, "together": "second skill"}}},
            {"id": "q", "count": 3, "skills": {"b": "medium", "a": {**LEVELS, "together": "second skill"}}},
            {"id": "r", "share": range_of(0.5, 0.8, 1.0), "skills": {"a": "low"}, "tenure_years": 1.0},
        ],
        "compute": [{"id": "gpus", "gpus": range_of(100, 200, 400), "usd_per_gpu_hour": range_of(1, 2, 4)}],
        "releases": [
            {
                "id": "one",
                "packages": [
                    {
                        "id": "x",
                        "area": "a",
                        "effort_days": {"value": [20, 30, 50], "times": {"low": 0.5, "high": 2.5}},
                        "gpu_hours": 1000,
                    },
                    {
                        "id": "y",
                        "area": "b",
                        "effort_days": range_of(10, 20, 60),
                        "complexity": {"low": 0.5, "high": 0.5},
                    },
                    {"id": "z", "area": "b", "effort_days": [5, 8, 13], "after": ["y"]},
                ],
                "couplings": [{"between": ["x", "y"], "strength": range_of(0.2, 0.5, 0.9)}],
                "rework": [
                    {"from": "z", "to": "y", "probability": range_of(0, 0.2, 0.6), "share": 0.2},
                ],
            }
        ],
        "streams": [{"id": "s", "area": "b", "per_week": 2.0, "effort_days": 1.0}],
        "market": {"population": range_of(1e5, 1e6, 5e6), "price_usd_per_year": 100},
        "uncertain": [
            {"name": "arrivals", "at": ["streams > * > per_week"], "times": {"low": 0.5, "high": 1.5}},
            {
                "name": "compute",
                "at": [GPU_HOURS],
                "times": {"low": 0.5, "high": 2},
            },
        ],
        "structures": {
            "old": {
                "decides": {"low": 0.25, "medium": 0.5, "high": 0.25},
                "teams": [
                    {"id": "root", "lead": "head"},
                    {"id": "t", "parent": "root", "lead": "r", "members": ["p"], "owns": ["a"]},
                    {"id": "u", "parent": "root", "members": ["q"], "owns": ["b", "s"]},
                ],
            },
            "new": {"extends": "old", "teams": [{"id": "t", "owns": ["a", "s"]}, {"id": "u", "owns": ["b"]}]},
        },
        "scenarios": {
            "stay": {"structure": "old"},
            "go": {
                "structure": "old",
                "events": [
                    {"week": range_of(1, 2, 8), "reorganize": "new"},
                    {"week": 0, "demand": {"stream": "s", "factor": range_of(1, 2, 6)}},
                ],
            },
        },
        **changes,
    }


def test_a_world_is_planned_as_the_model_with_its_values():
    organization = load(lab())
    rehearsal = Rehearsal.of(StudyDesign(organization, ("stay", "go"), seed=1))
    variants = Variants(organization)
    drawn = rehearsal.draws(0, 64).inputs
    assert all(any(each) for each in zip(*(plan.places.acts() for plan in rehearsal.plans), strict=True))
    for points in drawn[:12]:
        truth = variants.at(points)
        for plan in rehearsal.plans:
            wanted = plan_scenario(truth, plan.scenario_id)
            spans = spans_of(plan)
            expected, changed = vector_of(wanted, spans), vector_of(plan, spans)
            values = plan.places.values(points)
            for span, within, first, last in plan.places.fields:
                numbers = values[first:last]
                changed[span.first + within] = np.rint(numbers) if span.counts else numbers
            np.testing.assert_allclose(changed, expected, rtol=2e-3, atol=1e-9)


def test_a_model_studied_again_is_traced_once_and_one_with_another_range_anew(monkeypatch):
    traced = []

    def trace(plans_at, steps):
        traced.append(steps)
        return trace_places(plans_at, steps)

    monkeypatch.setattr(inputs, "trace_places", trace)
    monkeypatch.setattr(inputs, "_PLANS", [])
    wider = lab(organization="Again")
    wider["people"][0]["annual_cost_usd"] = range_of(1e5, 2e5, 9e5)
    for model in (lab(organization="Again"), lab(organization="Again"), wider):
        Rehearsal.of(StudyDesign(load(model), ("stay",), seed=1))
    assert len(traced) == 2


def test_jobs_are_sized_as_the_efforts_of_the_world():
    organization = load(lab())
    rehearsal = Rehearsal.of(StudyDesign(organization, ("stay",), seed=1))
    variants = Variants(organization)
    for world in range(4):
        assumptions, points = rehearsal.row(world)
        simulator = Simulator(rehearsal.plans[0])
        simulator.run(assumptions, 1, world, inputs=points)
        wanted = plan_scenario(variants.at(points), "stay").arrays["queues"]["width"]
        np.testing.assert_array_equal(simulator.state.queues["width"], wanted)


def test_the_same_outcome_as_of_the_model_with_its_values():
    """The places are in the arrays when the world begins: whatever was there of the world before is gone."""
    plain = lab(market=None, streams=[], uncertain=[])
    plain["compute"][0]["gpus"] = 200
    plain["releases"][0]["packages"][1]["effort_days"] = [10, 20, 60]
    plain["scenarios"]["go"]["events"].pop()
    for structure in plain["structures"].values():
        for team in structure["teams"]:
            if "owns" in team:
                team["owns"] = [work for work in team["owns"] if work != "s"]
    organization = load(plain)
    design = StudyDesign(organization, ("stay", "go"), seed=3)
    rehearsal, variants = Rehearsal.of(design), Variants(organization)
    for world in (0, 1, 2):
        assumptions, points = rehearsal.row(world)
        truth = Rehearsal.of(StudyDesign(_certain(variants.at(points)), ("stay", "go"), seed=3))
        for scenario in (0, 1):
            alternative = rehearsal.outcome(scenario, (assumptions, points), world)
            baseline = truth.outcome(scenario, (assumptions, np.zeros(0)), world)
            np.testing.assert_allclose(alternative.finish_weeks, baseline.finish_weeks, rtol=1e-6)
            np.testing.assert_allclose(alternative.hours.sum(), baseline.hours.sum(), rtol=1e-6)
            assert alternative.payroll_usd == pytest.approx(baseline.payroll_usd, rel=1e-6)


def _certain(organization):
    return replace(organization, inputs=(), written={})


def test_one_more_input_moves_no_other_draw():
    two, three = draw_inputs(["x", "y"], 5, 10, 150), draw_inputs(["x", "new", "y"], 5, 10, 150)
    np.testing.assert_array_equal(two, three[:, [0, 2]])


def test_inputs_fill_their_range_in_every_batch_and_are_uncorrelated():
    names = [f"input {number}" for number in range(40)]
    points = draw_inputs(names, 1, 0, 4096)
    tenths = np.floor(points[:64] * 64).astype(int)
    assert all(sorted(column) == list(range(64)) for column in tenths.T)
    correlation = np.corrcoef(points.T)[np.triu_indices(40, 1)]
    # Of independent columns the root of the mean square of 780 is one standard error, at 2,048 points.
    assert np.sqrt((correlation**2).mean()) < 1.25 / np.sqrt(2048)


def test_with_fixed_every_input_is_central():
    found = reorg.compare(load(lab()), worlds=2, fixed=True)
    assert set(found.worlds["input.second skill"]) == {1.0}
    assert set(found.worlds["input.arrivals"]) == {1.0}


def test_a_table_of_worlds_tells_what_was_drawn():
    found = reorg.compare(load(lab()), worlds=64, seed=2)
    skill = found.worlds["input.second skill"][::2]
    assert sorted(set(skill)) == [0.0, 1.0, 2.0]
    assert np.mean(skill == 1.0) == pytest.approx(0.5, abs=0.04)
    factor = found.worlds["input.arrivals"]
    assert 0.5 < factor.min() < 0.55
    assert 1.45 < factor.max() < 1.5


def test_what_changes_what_there_is_is_refused_with_its_name():
    model = lab()
    model["scenarios"]["go"]["events"][1]["week"] = 4
    with pytest.raises(StudyError, match=r"scenarios > go > events > #1 > week.*scenario of its own"):
        reorg.compare(load(model), worlds=2)
