"""An organization with other values at places of its model file."""

from __future__ import annotations

import pytest

from reorg import ModelError, load
from reorg.model.changing import PlaceError, change


def test_a_number_is_changed_and_nothing_else() -> None:
    before = load("qwen")
    after = before.with_("structures.horizontal.decides", "high")
    assert after.structure("horizontal").decides == "high"
    assert (
        after.with_("structures.horizontal.decides", before.structure("horizontal").decides).hash
        == before.hash
    )


def test_places_in_lists_go_by_id_or_number() -> None:
    lab = load("qwen")
    stream = lab.streams[0]
    assert lab.with_(f"streams.{stream.id}.per_week", 9).streams[0].per_week == 9.0
    assert lab.with_("streams.0.per_week", 9).hash == lab.with_(f"streams.{stream.id}.per_week", 9).hash
    assert lab.to_dict() == load("qwen").to_dict()
    release = lab.releases[0]
    changed = lab.with_(f"releases.{release.id}.couplings.0.strength", 0.125)
    assert changed.releases[0].couplings[0].strength == 0.125


def test_assumptions_have_dots_in_their_names_and_may_be_numbers() -> None:
    changed = load("qwen").with_("assumptions.turnover.base_per_year", 0.2)
    (override,) = [each for each in changed.assumptions if each.id == "turnover.base_per_year"]
    assert (override.low, override.high) == (0.2, 0.2)


def test_what_the_file_leaves_to_its_default_may_be_stated() -> None:
    lab = load("qwen")
    assert lab.with_("policies.jumps", 0.25).policies.jumps == 0.25
    person = lab.people[0]
    assert lab.with_(f"people.{person.group}.skills.code", "low").people[0].skills["code"] == "low"


def test_an_observed_range_is_stated_and_changed() -> None:
    lab = load("qwen")
    stated = lab.with_("observed.metrics.release_weeks", {"low": 15, "high": 45})
    changed = change(stated, {"observed.metrics.release_weeks.low": 20, "observed.weeks": 52})
    assert changed.observed is not None
    (found,) = changed.observed.ranges
    assert (changed.observed.weeks, found.low, found.high) == (52, 20.0, 45.0)
    assert stated.with_("observed", None).observed is None
    with pytest.raises(ModelError, match=r"low 50 is above high 45"):
        stated.with_("observed.metrics.release_weeks.low", 50)


def test_many_places_at_once() -> None:
    changed = change(load("qwen"), {"horizon_weeks": 90, "structures.horizontal.decides": "low"})
    assert (changed.horizon_weeks, changed.structure("horizontal").decides) == (90, "low")


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("structures.horizntal.decides", "structures has no 'horizntal'; did you mean 'horizontal'?"),
        ("streams.99.per_week", "streams has no '99'"),
        ("organization.name", "organization is 'Qwen at Alibaba, March 2026', which has no parts"),
    ],
)
def test_a_place_that_does_not_exist_is_reported(place: str, message: str) -> None:
    with pytest.raises(PlaceError) as refused:
        load("qwen").with_(place, 1)
    assert message in str(refused.value)
    assert place in str(refused.value)


def test_a_place_that_is_not_text_is_reported() -> None:
    with pytest.raises(PlaceError, match=r"a place is a text such as .*, not 3"):
        load("churn").with_(3, 1)  # type: ignore[arg-type]


def test_a_value_that_breaks_a_rule_is_reported_with_its_place() -> None:
    with pytest.raises(ModelError, match="structures > horizontal > decides"):
        load("qwen").with_("structures.horizontal.decides", "very high")
