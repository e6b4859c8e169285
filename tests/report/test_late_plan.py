"""The caution that a plan is not kept under any structure."""

import pytest

from reorg.report.late_plan import late_plan_line
from report.verdicts import verdict


def kept(on_time, worlds=200, **lateness):
    """Return a verdict in whose baseline the next release is on time in this share of worlds."""
    document = verdict() | {"worlds": worlds}
    scenario = dict(document["scenarios"]["stay"])
    scenario["metrics"] = scenario["metrics"] | {"on_time": {"unit": "share", "mean": on_time}} | lateness
    return document | {"scenarios": document["scenarios"] | {"stay": scenario}}


def test_a_plan_that_is_never_kept_is_pointed_out():
    late = {"lateness_weeks": {"unit": "weeks", "p50": 14.6}}
    assert late_plan_line(kept(0.01, **late)) == (
        "Under Stay, the next release is late in 198 of 200 worlds, by 14.6 weeks or more in half of them. A"
        " plan that is not kept anyway says little about a reorganization: check efforts, people and dates"
        " first."
    )


def test_a_median_beyond_the_horizon_is_not_made_up():
    line = late_plan_line(kept(0.0, lateness_weeks={"unit": "weeks", "p50": None}))
    assert line.startswith("Under Stay, the next release is late in 200 of 200 worlds. A plan")


@pytest.mark.parametrize(("on_time", "worlds"), [(0.05, 200), (0.6, 200), (None, 200), (0.0, 10)])
def test_a_plan_that_is_kept_at_times_is_not(on_time, worlds):
    assert late_plan_line(kept(on_time, worlds)) == ""
