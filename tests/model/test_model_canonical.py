"""A model that says nothing new keeps its hash."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from small_model import data

from reorg.model import load
from reorg.model.canonical import added_later, canonical_text


@dataclass(frozen=True)
class Old:
    number: float
    names: tuple[str, ...]


@dataclass(frozen=True)
class New:
    inner: Old
    mapped: dict[str, Old]
    more: int = added_later(3)


def test_what_was_always_there_is_reported_as_before() -> None:
    for value in (Old(1.0, ()), Old(2.5, ("a",)), (Old(1.0, ("a", "b")),), {"x": Old(1.0, ())}, "text", None):
        assert canonical_text(value).replace("Old", "") == repr(value).replace("Old", "")


def test_a_later_field_counts_only_where_it_says_something() -> None:
    old = Old(1.0, ())
    assert "more" not in canonical_text(New(old, {"k": old}))
    assert canonical_text(New(old, {}, 4)) != canonical_text(New(old, {}))
    assert "more=4" in canonical_text(New(old, {}, 4))


def test_the_first_model_keeps_the_hash_it_had() -> None:
    """It is what ``repr`` gave when the first models had hashes, before any later field."""
    model = data()
    model["releases"][0]["first_week"] = -8
    organization = load(model)
    assert organization.hash == "a212031375cf6e59d8ed58634bca188202133abc7cc4067d30bfec8c68ca7a57"


@pytest.mark.parametrize("value", [1, 2.0, True, None, "x"])
def test_plain_values_are_as_repr_gives_them(value: object) -> None:
    assert canonical_text(value) == repr(value)
