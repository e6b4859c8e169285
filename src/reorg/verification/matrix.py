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
from reorg.verification.results import CLOSED_FORM, PLANTED, Check, Comparison
from reorg.verification.simulation import log_rows, ratio_of_totals
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
SHARE, CONFLICT, CHANCE = 0.3, 0.4, 0.5
ASKING, WEEKS = 8, 160


def _two_seats(share: float) -> Organization:
    """Return two people with a team and an endless package each; the first sits in both teams."""
    people = crew(2)
    teams = [team("all")]
    teams += [team(f"t{k}", [people[k]], parent="all", owned=[("package", f"r/k{k}")]) for k in range(2)]
    form = replace(structure(teams), second_seats=(SecondSeat(people[0].id, "t1", share),))
    packages = [package(f"k{k}", fixed(1e6), people_max=2) for k in range(2)]
    return organization(people, [form], weeks=WEEKS, releases=[release(packages)])


def _two_leads() -> Organization:
    """Return two leads and people who report to the one and have the other as second lead."""
    leads, people = crew(2, "lead"), crew(ASKING)
    teams = [team("all"), *(team(lead.id, lead=lead, parent="all") for lead in leads)]
    packages = [package(f"k{k}", fixed(1e6)) for k in range(ASKING)]
    owned = [("package", f"r/{each.id}") for each in packages]
    teams.append(team("makers", people, parent=leads[0].id, owned=owned))
    dotted = tuple(SecondLead(person.id, leads[1].id) for person in people)
    form = replace(structure(teams), second_leads=dotted)
    return organization((*leads, *people), [form], weeks=WEEKS, releases=[release(packages)])


def _for_second_team(outcome: Outcome) -> tuple[float, float]:
    begun = log_rows(outcome, "begin work")
    mine = begun[begun["person"] == 0]
    return float(mine["value"][mine["on"] == 1].sum()), float(mine["value"].sum())


def _measure_seat(error: float) -> Comparison:
    # Pieces of equal length would keep to the hours of the day, and the blocks do not fall on all alike.
    vector = without_disturbances({"work.effort_spread": 0.5})
    found, deviation = ratio_of_totals(_two_seats(SHARE * error), vector, WORLDS, _for_second_team, log=True)
    return Comparison(SHARE, found, WORLDS, deviation, SHARE * (PLANTED - 1.0))


def _decided_by_second(outcome: Outcome) -> tuple[float, float]:
    closed = log_rows(outcome, "question closed")
    return float((closed["on"] == 1).sum()), float(len(closed))


def _measure_lead(error: float) -> Comparison:
    stated = {"exceptions.probability": CHANCE, "matrix.conflict": CONFLICT * error}
    vector = without_disturbances({**LEAD_DECIDES, **stated})
    found, deviation = ratio_of_totals(_two_leads(), vector, WORLDS, _decided_by_second, log=True)
    return Comparison(CONFLICT, found, WORLDS, deviation, CONFLICT * (PLANTED - 1.0))


CHECKS = (
    Check(
        "matrix/second-seat", CLOSED_FORM, "the share stated",
        "Share of the hours of one with a second seat that go to the second team.", "share of the week",
        _measure_seat,
    ),
    Check(
        "matrix/second-lead", CLOSED_FORM, "the share assumed",
        "Share of the questions of one with two leads that the second decides.",
        "share of questions that need both", _measure_lead,
    ),
)  # fmt: skip
