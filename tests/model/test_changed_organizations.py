"""An organization that was changed in Python is checked as a model file is, and never crashes the engine."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from small_model import data

import reorg
from reorg.model import ModelError, Organization, load
from reorg.model.events import Leave, Replace
from reorg.model.loading import recheck


def small() -> Organization:
    return load(data())


def with_event(event: Any) -> Organization:
    organization = small()
    split = organization.scenario("split")
    changed = replace(split, events=(event,))
    return replace(
        organization, scenarios=tuple(changed if s is split else s for s in organization.scenarios)
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"horizon_weeks": 0}, "at least 1"),
        ({"baseline": "nonsense"}, "no scenario is called 'nonsense'"),
        ({"areas": ()}, "areas"),
        ({"streams": ()}, "requests"),
        ({"structures": ()}, "'structures' is missing"),
    ],
)
def test_a_part_replaced_by_something_else_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        reorg.compare(replace(small(), **change), worlds=2)


@pytest.mark.parametrize("event", [Replace(1.0, "nobody", 0.0, None), Leave(1.0, "nobody")])
def test_an_event_that_names_nobody_is_refused(event: Any) -> None:
    broken = with_event(event)
    for use in (
        lambda: reorg.compare(broken, worlds=2),
        lambda: reorg.run(broken, "split", worlds=2),
        lambda: reorg.trace(broken, "split", 0),
    ):
        with pytest.raises(ModelError, match="no person is called 'nobody'"):
            use()


def test_a_sound_change_is_taken_and_has_a_hash_of_its_own() -> None:
    before = small()
    after = recheck(replace(before, horizon_weeks=before.horizon_weeks + 1))
    assert after.hash != before.hash
    assert recheck(after) is after
    assert recheck(before) is before
