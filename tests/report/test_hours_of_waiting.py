"""How much people wait, in a sentence of page one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from reorg.report.summary.comparison import Comparison
from reorg.report.summary.waiting import who_waits
from report.studies import lab, later, study


def table(waiting: dict[str, float], idlers: tuple[str, ...] = ()) -> Any:
    """Return hours of people of the laboratory: a share of waiting by scenario, all hours for ``idlers``."""
    people = [person.id for person in lab().everybody]
    rows = [
        (scenario, person, 40.0 * (1.0 - share), 40.0 * share)
        for scenario, usual in waiting.items()
        for person in people
        for share in [1.0 if person in idlers else usual]
    ]
    kinds = [("scenario", "U9"), ("person", "U40"), ("hours_direct", "f8"), ("hours_waiting", "f8")]
    return np.array(rows, dtype=kinds)


def sentence(waiting: dict[str, float], idlers: tuple[str, ...] = ()) -> str:
    return who_waits(Comparison(replace(study(later(2.0)), people_table=table(waiting, idlers)), "split"))


def test_a_large_share_of_waiting_is_stated_under_both() -> None:
    """Seen: 42% of all hours were waiting, and no sentence said so."""
    found = sentence({"stay": 0.42, "split": 0.32})
    assert found.startswith("People wait for 42% of their hours under Stay")
    assert " and for 32% under Split" in found


def test_a_small_share_is_stated_only_if_it_changes_by_much() -> None:
    assert sentence({"stay": 0.2, "split": 0.25}) == ""
    assert sentence({"stay": 0.1, "split": 0.25}).startswith("People wait for 10% of their hours under Stay")
    assert who_waits(Comparison(study(later(2.0)), "split")) == ""


def test_the_team_that_waits_most_is_named() -> None:
    structure = lab().structure("vertical")
    team = structure.teams[-1]
    members = tuple(person for person, seat in structure.seats.items() if seat == team.id)
    assert len(members) > 1
    found = sentence({"stay": 0.3, "split": 0.3}, members)
    assert f" most in {team.name} (100%): " in found
