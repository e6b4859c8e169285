"""What a model states as observed of the organization: how it is read, checked, written and compared."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_model import TEXT, data, from_yaml, only_problem, problem_of_text, problems_of

from reorg.engine import plan_scenario
from reorg.model import ModelError, Organization, Problem, case_names, load
from reorg.model.analysis.findings import find_remarkable
from reorg.model.analysis.observed import (
    FROM_THE_START_DATE,
    NEXT_RELEASE,
    PEOPLE,
    SHARES,
    _next_due,
    range_in_words,
)
from reorg.model.checking.observed import BELOW_ZERO, WEEKS_COUNTED, ZERO_OR_ONE
from reorg.model.comparing import Difference, compare_organizations
from reorg.model.organization import Observed, ObservedRange
from reorg.model.schema.model import json_schema
from reorg.study.measuring.metrics import METRIC_KEYS, METRICS
from reorg.study.measuring.metrics.work import MONTH_WEEKS, QUARTER_WEEKS
from reorg.study.measuring.movable import why_unmoved
from reorg.study.measuring.target import MeasuredReleases

RELEASE = {"low": 15, "high": 45, "source": "our records"}


def observed(weeks: int | None = None, **metrics: Any) -> dict[str, Any]:
    """Return the data of a model that states observed ranges."""
    stated: dict[str, Any] = {} if weeks is None else {"weeks": weeks}
    return data() | {"observed": stated | {"metrics": metrics}}


@cache
def without_observed() -> Organization:
    return load(data())


def problem_with_metrics(model: dict[str, Any]) -> Problem:
    """Return the one problem of a model where the metrics are known."""
    with pytest.raises(ModelError) as caught:
        load(model, METRIC_KEYS, None, why_unmoved)
    (problem,) = caught.value.problems
    return problem


def test_ranges_are_resolved_over_the_horizon_unless_weeks_are_stated() -> None:
    assert load(observed(release_weeks=RELEASE, departures={"high": 4})).observed == Observed(
        52,
        (
            ObservedRange("release_weeks", 15.0, 45.0, "our records"),
            ObservedRange("departures", None, 4.0, ""),
        ),
    )
    shorter = load(observed(26, release_weeks={"low": 25})).observed
    assert shorter == Observed(26, (ObservedRange("release_weeks", 25.0, None, ""),))


def test_only_a_model_that_states_observed_ranges_has_another_hash() -> None:
    hashes = {
        without_observed().hash,
        load(observed(release_weeks={"low": 15})).hash,
        load(observed(release_weeks={"low": 16})).hash,
        load(observed(release_weeks={"high": 15})).hash,
        load(observed(51, release_weeks={"low": 15})).hash,
    }
    assert len(hashes) == 5
    assert load(data() | {"observed": None}).hash == without_observed().hash
    assert load(observed(52, release_weeks={"low": 15})).hash in hashes


@pytest.mark.parametrize(
    ("stated", "path", "message", "hint"),
    [
        ({"release_weeks": {}}, "release_weeks", "expected low, high or both, in the unit of the metric", ""),
        ({"release_weeks": {"source": "us"}}, "release_weeks", "expected low, high or both", ""),
        (
            {"release_weeks": {"low": 45, "high": 15}},
            "release_weeks",
            "an impossible range: low 45 is above high 15",
            "write {low: 15, high: 45}",
        ),
        (
            {"release_weeks": {"low": float("inf")}},
            "release_weeks > low",
            "expected a finite number, found inf",
            "",
        ),
        ({"departures": {"high": float("nan")}}, "departures > high", "expected a finite number", ""),
        ({"release_weeks": {"low": "15"}}, "release_weeks > low", "expected a number, found '15'", ""),
        (
            {"release_weeks": {"lo": 15, "high": 45}},
            "release_weeks > lo",
            "unknown field 'lo'",
            "did you mean 'low'?",
        ),
        ({"release_weeks": [15, 45]}, "release_weeks", "expected a mapping (key: value), found a list", ""),
        (
            {"release_weeks": {"low": 52}},
            "release_weeks > low",
            "what is out in week 52 or later is not observed within 52 weeks",
            "state a lower low, or observed.weeks above 52",
        ),
        (
            {"plan_weeks": {"low": 60, "high": 70}},
            "plan_weeks > low",
            "what is out in week 60 or later",
            "or observed.weeks above 60",
        ),
        (
            {"on_time": {"low": 0.5}},
            "on_time",
            "in one world on_time is 0 or 1",
            "state a range of release_weeks instead",
        ),
        (
            {"stream_late_share": {"high": 30}},
            "stream_late_share > high",
            "stream_late_share is a share from 0 to 1, found 30",
            "write 0.3 for 30%",
        ),
        ({"owner_knowledge": {"low": 80}}, "owner_knowledge > low", "found 80", "write 0.8 for 80%"),
        (
            {"departures": {"high": -3}},
            "departures > high",
            "departures is never below 0, found -3",
            "0 or more",
        ),
        (
            {"departures": {"low": {"low": 1, "high": 2}}},
            "departures > low",
            "cannot be uncertain",
            "already a range: state one value",
        ),
    ],
)
def test_a_mistake_in_a_range_is_reported_with_its_place_and_fix(
    stated: dict[str, Any], path: str, message: str, hint: str
) -> None:
    problem = only_problem(observed(**stated))
    assert problem.path == f"observed > metrics > {path}"
    assert message in problem.message
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("weeks", "message", "hint"),
    [
        (0, "expected a number at least 1, found 0", ""),
        (12.5, "expected a whole number, found 12.5", ""),
        (1041, "expected a number at most 1040, found 1041", ""),
    ],
)
def test_weeks_are_whole_and_within_twenty_years(weeks: Any, message: str, hint: str) -> None:
    problem = only_problem(observed(weeks, departures={"high": 4}))
    assert (problem.path, problem.message, problem.hint) == ("observed > weeks", message, hint)


def test_the_last_week_that_can_be_observed_is_that_before_the_end() -> None:
    assert load(observed(26, release_weeks={"low": 25.9, "high": 60})).observed is not None
    late = only_problem(observed(26, release_weeks={"low": 26}))
    assert "or observed.weeks above 26" in late.hint
    # Lateness is counted from the due week, and other metrics are not weeks at all.
    assert load(observed(26, lateness_weeks={"low": 26}, throughput={"low": 100})).observed is not None


@pytest.mark.parametrize(
    ("section", "path", "message"),
    [
        ({"metrics": {}}, "observed > metrics", "expected 1 or more entries"),
        ({"weeks": 20}, "observed", "'metrics' is missing"),
        (["release_weeks"], "observed", "expected a mapping (key: value), found a list"),
    ],
)
def test_a_section_without_ranges_is_refused(section: Any, path: str, message: str) -> None:
    problem = only_problem(data() | {"observed": section})
    assert (problem.path, problem.message) == (path, message)


def test_a_mistake_is_reported_with_its_line(tmp_path: Path) -> None:
    section = "observed:\n  weeks: 20\n  metrics:\n    departures: {low: 9, high: 3}\n\nstreams:  "
    problem = problem_of_text(tmp_path, "streams:  ", section)
    text = TEXT.replace("streams:  ", section, 1).splitlines()
    assert "departures" in text[problem.line - 1]


def test_unknown_metrics_are_found_where_metrics_are_known() -> None:
    model = observed(release_week={"low": 15}, zzz={"low": 1})
    assert load(model).observed is not None
    with pytest.raises(ModelError) as caught:
        load(model, METRIC_KEYS)
    assert [(problem.path, problem.message, problem.hint) for problem in caught.value.problems] == [
        (
            "observed > metrics > release_week",
            "no metric is called 'release_week'",
            "did you mean 'release_weeks'?",
        ),
        (
            "observed > metrics > zzz",
            "no metric is called 'zzz'",
            "`reorg schema --metrics` lists them",
        ),
    ]


def test_a_metric_that_is_the_same_in_every_world_cannot_be_observed() -> None:
    problem = problem_with_metrics(observed(adoption={"low": 1}, departures={"high": 9}))
    assert problem.path == "observed > metrics > adoption"
    assert problem.message.endswith("the same in every world, whatever was observed: the model has no market")
    assert problem.hint == "name another metric, or remove it"


def test_observed_ranges_cannot_be_scaled_by_a_factor() -> None:
    factor = {"name": "x", "at": ["observed > metrics > * > low"], "times": {"low": 0.5, "high": 2}}
    (problem,) = problems_of(observed(departures={"low": 2}) | {"uncertain": [factor]})
    assert "cannot be uncertain" in problem.message


def test_the_schema_has_numbers_and_no_uncertain_ones_in_a_range() -> None:
    definition = json_schema()["$defs"]["ObservedRangeFields"]["properties"]
    assert [kind["type"] for kind in definition["low"]["anyOf"]] == ["number", "null"]


def test_what_the_rules_say_of_metrics_agrees_with_their_declarations() -> None:
    weeks = [metric for metric in METRICS if metric.cut_off and metric.unit == "weeks"]
    counted = [metric.key for metric in weeks if metric.definition.startswith("time from the start date")]
    assert list(FROM_THE_START_DATE) == counted
    assert [metric.words.noun for metric in weeks if metric.key in counted] == [*FROM_THE_START_DATE.values()]
    fixed = {"first_month_hours": MONTH_WEEKS, "first_quarter_hours": QUARTER_WEEKS}
    assert {metric.key for metric in METRICS if "weeks from the" in metric.definition} == set(fixed)
    assert fixed == WEEKS_COUNTED
    assert [metric.key for metric in METRICS if metric.per == "sample"] == list(ZERO_OR_ONE)
    shares = {metric.key for metric in METRICS if metric.unit == "share"}
    assert shares - set(BELOW_ZERO) - set(ZERO_OR_ONE) == set(SHARES)
    early = {metric.key for metric in METRICS if "below 0" in metric.definition}
    assert early == set(BELOW_ZERO)


def test_a_share_of_people_is_not_taken_for_their_number() -> None:
    """Seen: `departures: {low: 10%}` was to be written as 0.1, which is a tenth of one person."""
    assert {metric.key for metric in METRICS if metric.unit == "people"} == set(PEOPLE)
    (problem,) = problems_of(observed(26, departures={"low": "10%"}))
    assert problem.message == "expected a number, found '10%'"
    assert problem.hint == (
        "departures is a number of people: write how many, such as 12 for 10% of 120 people"
    )
    model = observed(26, departures={"low": 0.1})
    people = len(load(data()).people)
    (problem,) = problems_of(model)
    assert problem.path == "observed > metrics > departures > low"
    assert problem.message == "departures is a number of people, found 0.1"
    assert problem.hint == f"write {round(0.1 * people)} for 10% of the {people} people"
    assert load(observed(26, departures={"low": 0, "high": 1})).observed is not None
    (problem,) = problems_of(observed(26, waits_beyond_day_share={"low": "10%"}))
    assert problem.hint == "write 0.1"
    (problem,) = problems_of(observed(26, release_weeks={"low": "10%"}))
    assert problem.hint == "write a number in the unit of the metric, as `reorg schema --metrics` states it"


@pytest.mark.parametrize(("metric", "least"), [("first_month_hours", 8), ("first_quarter_hours", 17)])
def test_a_month_or_a_quarter_must_be_observed_whole(metric: str, least: int) -> None:
    """The first change is in week 4: the work of three weeks was compared with what is known of a month."""
    assert load(observed(least, **{metric: {"low": 100}})).observed is not None
    (problem,) = problems_of(observed(least - 1, **{metric: {"low": 100}}))
    weeks = least - 4
    assert problem.message == (
        f"{metric} counts the {weeks} weeks from week 4 on, of which {weeks - 1} are observed"
    )
    assert problem.path == f"observed > metrics > {metric}"
    assert f"state observed.weeks of {least} or more" in problem.hint
    (problem,) = problems_of(observed(3, **{metric: {"low": 100}}))
    assert "of which 0 are observed" in problem.message


def test_what_may_be_below_zero_is_no_mistake() -> None:
    assert load(observed(lateness_weeks={"low": -4, "high": -1}, departures={"low": -2})).observed is not None


NUMBERS = st.integers(0, 50) | st.floats(0, 1e9)
RANGES = st.one_of(
    st.fixed_dictionaries({"low": NUMBERS}, optional={"source": st.text(max_size=9)}),
    st.fixed_dictionaries({"high": NUMBERS}, optional={"source": st.text(max_size=9)}),
    st.tuples(NUMBERS, NUMBERS).map(lambda ends: {"low": min(ends), "high": max(ends)}),
)
METRIC_NAMES = sorted({*METRIC_KEYS} - {*FROM_THE_START_DATE, *ZERO_OR_ONE, *SHARES, *WEEKS_COUNTED, *PEOPLE})


@settings(max_examples=60)
@given(
    weeks=st.none() | st.integers(1, 52),
    ranges=st.dictionaries(st.sampled_from(METRIC_NAMES), RANGES, min_size=1, max_size=4),
)
def test_what_is_observed_is_written_as_it_was_read(weeks: int | None, ranges: dict[str, Any]) -> None:
    organization = load(observed(weeks, **ranges))
    assert load(organization.to_dict()) == organization
    assert load(from_yaml(organization.to_yaml())) == organization
    assert compare_organizations(organization, load(organization.to_dict())) == []


def test_what_is_observed_is_written_beside_uncertain_inputs() -> None:
    model = observed(release_weeks=RELEASE)
    model["streams"][0]["per_week"] = {"low": 1, "high": 3}
    organization = load(model)
    assert organization.inputs
    assert load(organization.to_dict()) == organization
    changed = organization.with_("observed.metrics.release_weeks.low", 20)
    assert changed.observed == Observed(52, (ObservedRange("release_weeks", 20.0, 45.0, "our records"),))
    assert changed.inputs == organization.inputs


def test_a_changed_range_is_a_difference_in_words() -> None:
    before = load(observed(release_weeks=RELEASE, departures={"high": 4}))
    after = load(observed(26, release_weeks={"low": 20, "high": 45}, throughput={"low": 100}))
    assert compare_organizations(before, after) == [
        Difference(("observed", "weeks"), "52", "26"),
        Difference(("observed", "metrics", "release_weeks"), "15 to 45 (our records)", "20 to 45"),
        Difference(("observed", "metrics", "departures"), "at most 4", ""),
        Difference(("observed", "metrics", "throughput"), "", "at least 100"),
    ]
    (found,) = compare_organizations(without_observed(), before)
    assert (found.place, found.before) == (("observed",), "")
    assert found.after == "weeks 52; metrics release_weeks 15 to 45 (our records); departures at most 4"


def test_a_range_in_words() -> None:
    assert range_in_words(ObservedRange("cost_usd", 1e6, 1.5e6, "")) == "1000000 to 1500000"
    assert range_in_words(ObservedRange("departures", 3.0, 3.0, "")) == "3"


def remarks(model: dict[str, Any]) -> list[str]:
    """Return what a check remarks on what is observed."""
    return [finding.message for finding in find_remarkable(load(model)) if finding.kind == "observed"]


def test_an_upper_end_that_leaves_no_world_out_is_pointed_out() -> None:
    assert remarks(observed(30, release_weeks={"low": 20, "high": 30}, departures={"high": 40})) == [
        "the next release within 30 weeks (release_weeks) leaves no world out, as 30 weeks are observed:"
        " state observed.weeks above 30"
    ]
    assert remarks(observed(30, release_weeks={"low": 20, "high": 29.5})) == []
    assert remarks(observed(release_weeks={"low": 20, "high": 60}))[0].endswith(
        "state observed.weeks above 60"
    )


def test_a_plan_that_the_record_contradicts_is_pointed_out() -> None:
    assert remarks(observed(release_weeks={"low": 30})) == [
        "flagship is due in week 26, but the next release is observed to be out after at least 30 weeks:"
        " plan and record disagree"
    ]
    assert "10 to 25.5 weeks" in remarks(observed(release_weeks={"low": 10, "high": 25.5}))[0]
    assert remarks(observed(release_weeks={"low": 26, "high": 30})) == []
    assert remarks(observed(departures={"low": 1})) == remarks(data()) == []
    undated = observed(release_weeks={"high": 40})
    del undated["releases"][0]["every_weeks"]
    assert remarks(undated) == []


@pytest.mark.parametrize("decision_week", [0.0, 9.5, 30.0])
@pytest.mark.parametrize("case", case_names())
def test_the_next_release_of_the_remark_is_the_one_measured(case: str, decision_week: float) -> None:
    organization = load(case).with_("compare.decision_week", decision_week)
    plan = plan_scenario(organization, organization.baseline)
    place = MeasuredReleases.of(plan).next
    due = _next_due(organization)
    if due is None:
        dated = {each.id for each in organization.releases if each.every_weeks or each.due_week}
        assert place is None or plan.releases[place].release not in dated
    else:
        assert place is not None
        assert due[1] == plan.releases[place].due_week


def test_the_metric_of_the_next_release_exists() -> None:
    assert NEXT_RELEASE in METRIC_KEYS


def test_the_example_of_the_model_to_start_from_is_valid() -> None:
    text = TEXT.replace("start: 2026-03-02", "start: '2026-03-02'")
    head, example = text.split("# observed:\n")
    stated = from_yaml(f"{head}observed:\n" + example.replace("#   ", "  "))
    organization = load(stated, METRIC_KEYS, None, why_unmoved)
    assert organization.observed is not None
    assert [each.metric for each in organization.observed.ranges] == ["release_weeks"]
    assert [finding for finding in find_remarkable(organization) if finding.kind == "observed"] == []
