"""Second leads and second seats: shares come out as stated.

Who has a second seat is at the second desk for a share of every week, and begins pieces of either team's work
there and here; what is in hand is finished at the other desk, as much on the way out as on the way back. So
the share of hours worked for the second team is the stated share. Of the questions of a person with two leads
the share ``conflict`` is decided by the second.
"""

from __future__ import annotations

from dataclasses import replace

from reorg.engine import Outcome
from reorg.model.organization import Organization
from reorg.model.structure import SecondLead, SecondSeat
from reorg.verification.results import PLANTED, Check, Comparison
from reorg.verification.simulation import after_warmup, log_rows, ratio_of_totals
from reorg.verification.small_organizations import (
    crew,
    fixed,
    organization,
    package,
    release,
    structure,
    team,
    without_disturbances,
)
from reorg.verification.span_limit import LEAD_DECIDES

WORLDS = 64
SHARE, CONFLICT, CHANCE = 0.3, 0.4, 0.4
WEEKS = 80


def _two_teams(share: float) -> Organization:
    """Return two teams of a lead and one person; one person sits in both, or has both leads."""
    leads, people = crew(2, "lead"), crew(2)
    teams = [team("all")]
    teams += [
        team(f"t{k}", [people[k]], lead=leads[k], parent="all", owned=[("package", f"r/k{k}")])
        for k in range(2)
    ]
    packages = [package(f"k{k}", fixed(1e6)) for k in range(2)]
    form = structure(teams)
    if share > 0.0:
        form = replace(form, second_seats=(SecondSeat(people[0].id, "t1", share),))
    else:
        form = replace(form, second_leads=(SecondLead(people[0].id, leads[1].id),))
    return organization((*leads, *people), [form], weeks=WEEKS, releases=[release(packages)])


def _for_second_team(outcome: Outcome) -> tuple[float, float]:
    begun = after_warmup(log_rows(outcome, "begin work"))
    mine = begun[begun["person"] == 2]
    return float(mine["value"][mine["on"] == 1].sum()), float(mine["value"].sum())


def _measure_seat(error: float) -> Comparison:
    found, deviation = ratio_of_totals(
        _two_teams(SHARE * error), without_disturbances({}), WORLDS, _for_second_team, log=True
    )
    return Comparison(SHARE, found, WORLDS, deviation, SHARE * (PLANTED - 1.0))


def _decided_by_second(outcome: Outcome) -> tuple[float, float]:
    closed = after_warmup(log_rows(outcome, "question closed"))
    mine = closed[closed["person"] == 2]
    return float((mine["on"] == 1).sum()), float(len(mine))


def _measure_lead(error: float) -> Comparison:
    stated = {"exceptions.probability": CHANCE, "matrix.conflict": CONFLICT * error}
    vector = without_disturbances({**LEAD_DECIDES, **stated})
    found, deviation = ratio_of_totals(_two_teams(0.0), vector, 2 * WORLDS, _decided_by_second, log=True)
    return Comparison(CONFLICT, found, 2 * WORLDS, deviation, CONFLICT * (PLANTED - 1.0))


CHECKS = (
    Check(
        "matrix/second-seat", 2, "the share stated",
        "Share of the hours of one with a second seat that go to the second team.", "share of the week",
        _measure_seat,
    ),
    Check(
        "matrix/second-lead", 2, "the share assumed",
        "Share of the questions of one with two leads that the second decides.",
        "share of questions that need both", _measure_lead,
    ),
)  # fmt: skip
