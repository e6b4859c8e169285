"""Handover: the pace of two stages that hand over every item, and how often what is taken over goes wrong."""

from __future__ import annotations

from reorg.engine import Outcome
from reorg.model.organization import Organization
from reorg.verification.results import CLOSED_FORM, PLANTED, Check, Comparison
from reorg.verification.simulation import log_rows, ratio_of_totals, simulate_worlds
from reorg.verification.small_organizations import (
    AREA,
    HOURS_PER_WEEK,
    crew,
    fixed,
    organization,
    stream,
    structure,
    team,
    without_disturbances,
)

SECOND = 1
"""The number of the second stream; without packages, streams are numbered from 0."""
STAGE_HOURS, SHARE, COST = 16.0, 0.25, 0.5
LEVELS = 1.0
"""From one team to the other: both are below the same one."""
WEEKS = 500
CHANCE, ERROR, PIECES = 0.05, 6.0, 8.0
ERROR_WORLDS = 40


def two_stages(hours: float, weeks: int) -> Organization:
    """Return two people in teams of their own, who do one stage each of items that never run out."""
    people = crew(2)
    owned = [[("stream", name)] for name in ("first", "second")]
    teams = [team(f"t{k}", [people[k]], parent="root", owned=owned[k]) for k in range(2)]
    streams = (
        stream("first", 4.0 / hours, fixed(hours), then="second"),
        stream("second", 0.0, fixed(hours)),
    )
    seats = structure([team("root", owned=[("area", AREA)]), *teams])
    return organization(people, [seats], weeks=weeks, warmup=50, streams=streams)


def _pace(error: float) -> Comparison:
    vector = without_disturbances(
        {
            "coordination.handover_hours": STAGE_HOURS,
            "handover.share": SHARE * error,
            "coordination.distance_cost": COST,
        }
    )
    (outcome,) = simulate_worlds(two_stages(STAGE_HOURS, WEEKS), vector, 1)
    cycle = STAGE_HOURS + SHARE * STAGE_HOURS * (1.0 + COST * LEVELS)
    # Both do an item in a cycle, and one may be in progress of each at either end.
    expected = 2.0 * STAGE_HOURS * WEEKS * HOURS_PER_WEEK / cycle
    return Comparison(expected, float(outcome.throughput.sum()), 1, allowed=4.0 * STAGE_HOURS)


def _pieces_that_go_wrong(outcome: Outcome) -> tuple[float, float]:
    """Return how many pieces of second stages go wrong, and how many whole pieces their hours make."""
    wrong, ended = log_rows(outcome, "exception"), log_rows(outcome, "end work")
    hours = ended["value"][ended["on"] == SECOND].sum()
    return float((wrong["on"] == SECOND).sum()), float(hours / PIECES)


def _errors(error: float) -> Comparison:
    vector = without_disturbances(
        {
            "exceptions.probability": CHANCE,
            "exceptions.decision_hours": 1e-9,
            "exceptions.history_memory_chunks": 1e9,
            "exceptions.rework_lowers": 0.0,
            "exceptions.ignore_raises": 0.0,
            "handover.error": ERROR * error,
        }
    )
    lab = two_stages(PIECES, WEEKS)
    found, deviation = ratio_of_totals(lab, vector, ERROR_WORLDS, _pieces_that_go_wrong, log=True)
    return Comparison(
        CHANCE * (1.0 + ERROR), found, ERROR_WORLDS, deviation, CHANCE * ERROR * (PLANTED - 1.0)
    )


CHECKS = (
    Check(
        "handover/pace", CLOSED_FORM, "1 / (stage + min(h, share x stage) (1 + distance cost x levels))",
        "Work done in two stages that are never short of items, each by one person: both spend that long"
        " on each item.",
        "share", _pace,
    ),
    Check(
        "handover/errors", CLOSED_FORM, "chance of an exception x (1 + error)",
        "Share of the pieces of a second stage that go wrong, each item taken over from a stranger.",
        "error", _errors,
    ),
)  # fmt: skip
