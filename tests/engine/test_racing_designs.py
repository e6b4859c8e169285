"""Attempts at a raced design search each for themselves, the best counts, and rivals may be copied."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from reorg.engine import Outcome
from reorg.model.organization import Organization
from reorg.model.structure import Race
from reorg.verification.parallel_designs import ALONE, racing_designs
from reorg.verification.simulation import log_rows, simulate_worlds
from reorg.verification.small_organizations import HOURS_PER_WEEK, exponential, fixed, without_disturbances

WORLDS = 40


def ran(lab: Organization, **changed: float) -> list[Outcome]:
    vector = without_disturbances(ALONE | {name.replace("__", "."): value for name, value in changed.items()})
    return list(simulate_worlds(lab, vector, WORLDS, log=True))


def longer(lab: Organization, days: float, wins: str) -> Organization:
    """Return a laboratory whose attempts take so many days, won by the first or the best."""
    (release,), (form,) = lab.releases, lab.structures
    parts = tuple(replace(p, effort=fixed(8.0 * days)) for p in release.packages)
    races = tuple(Race(race.packages, race.teams, wins, 0.0) for race in form.races)  # type: ignore[arg-type]
    return replace(
        lab,
        horizon_weeks=4,
        releases=(replace(release, packages=parts),),
        structures=(replace(form, races=races),),
    )


@pytest.mark.parametrize("wins", ["first", "best"])
def test_a_raced_package_is_out_when_the_race_is_decided(wins: str) -> None:
    lab = longer(racing_designs(3), 5.0, wins)
    (out,) = lab.releases
    uneven = tuple(replace(p, effort=exponential(40.0)) for p in out.packages)
    lab = replace(lab, horizon_weeks=60, releases=(replace(out, packages=uneven),))
    waited = 0
    for outcome in ran(lab):
        (decided,) = log_rows(outcome, "race won")["time"] / HOURS_PER_WEEK
        assert outcome.finish_weeks.tolist() == [decided]
        ready = log_rows(outcome, "attempt ready")["time"] / HOURS_PER_WEEK
        waited += decided > ready.min()
    assert waited > 0 if wins == "best" else waited == 0


def test_the_attempt_with_the_best_design_wins_of_equals_the_earlier() -> None:
    later = 0
    for outcome in ran(racing_designs(3)):
        tried = log_rows(outcome, "trial")
        assert len(tried) == outcome.trials[0] == 3
        assert outcome.found[-1, 0] == tried["value"].max()
        won = int(log_rows(outcome, "race won")["value"][0])
        assert won == int(np.argmax(tried["value"]))
        later += won > 0
    assert later > WORLDS / 3


def test_the_first_attempt_wins_whatever_it_is_worth() -> None:
    lab = racing_designs(3)
    first = [outcome.found[-1, 0] for outcome in ran(longer(lab, 1.0, "first"))]
    best = [outcome.found[-1, 0] for outcome in ran(longer(lab, 1.0, "best"))]
    lost = np.array(best) - np.array(first)
    assert (lost >= 0.0).all()
    assert lost.max() > 0.0


def test_whoever_always_copies_what_is_better_ends_where_the_rivals_do() -> None:
    """Attempts of the same length: with copying all end with the same design, without it with their own."""
    lab = longer(racing_designs(3), 10.0, "best")
    alone, copied = ran(lab), ran(lab, discovery__copying=1.0)

    def spread(outcome: Outcome) -> float:
        return float(np.ptp(log_rows(outcome, "trial")["value"][-3:]))

    assert np.mean([spread(outcome) for outcome in alone]) > 0.0
    assert np.mean([spread(o) for o in copied]) < np.mean([spread(o) for o in alone])


def test_copying_costs_diversity() -> None:
    lab = longer(racing_designs(3), 10.0, "best")
    alone = np.mean([outcome.diversity[0] for outcome in ran(lab)])
    copied = np.mean([outcome.diversity[0] for outcome in ran(lab, discovery__copying=0.4)])
    assert copied < alone
