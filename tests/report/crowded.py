"""A study that fills every part of page one: long names, five alternatives, flips, people, weekly curves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from reorg.model.events import Reorganize
from reorg.model.organization import ContestedFact, Note, Organization, Scenario
from reorg.model.structure import Structure, Team
from reorg.study.study import Study
from report.labs import lab, person
from report.sensitivity_verdicts import verdict_with_sensitivity
from report.studies import HORIZON, later, study

LONG = "the laboratory by stage"


def crowded() -> Study:
    """Return the study."""
    results: dict[str, Any] = later(2.0, share=0.8)
    worlds = np.arange(200.0)
    for place, each in enumerate(results.values()):
        more = {
            "first_month_hours": 4000.0 - 200.0 * place + worlds % 7,
            "departures": 20.0 + place + worlds % 3,
            "cost_usd": 100e6 + 1e5 * place + worlds,
            "backlog_hours": 300.0 + 20.0 * place + worlds % 11,
            "decision_wait_p50_hours": 5.0 + 0.5 * place + 0.1 * (worlds % 5),
            "owner_knowledge": 0.9 - 0.02 * place + 0.001 * (worlds % 3),
            "compute_wait_hours": 3.0 - 0.4 * place + 0.1 * (worlds % 3),
            # Not clear: as often much more as much less.
            "stream_p50_days": 5.0 + 40.0 * place * np.where(worlds % 2, 1.0, -0.9),
            "skipped_rework_hours": 90.0 + 900.0 * place * np.where(worlds % 2, 1.0, -0.9),
            "capability": 0.5 + 0.4 * place * np.where(worlds % 2, 1.0, -0.9),
        }
        each.update(more)
        # In a few worlds neither is out by the horizon.
        each["release_weeks"][:12] = np.inf
    for key in ("c", "d", "e"):
        results[key] = results["split"]
    reported = verdict_with_sensitivity()
    drivers = [driver | {"scenario": "split"} for driver in reported["drivers"]]
    while len(drivers) < 5:
        drivers.append(drivers[-1])
    found = study(
        results,
        _organization(),
        drivers=drivers,
        flips=reported["flips"],
        sensitivity=reported["sensitivity"],
        recovery=[
            {
                "scenario": key,
                "change_week": 0.0,
                "deepest_share": 0.9,
                "weeks_until_level": 9,
                "hours_lost": 1234.0,
            }
            for key in ("split", "c")
        ],
        weekly={key: {"throughput": _weekly()} for key in ("split", "c")},
        people={"split": _people()},
    )
    for releases in found.verdict["releases"].values():
        # The last is out by the horizon in few worlds.
        releases[-1]["out"] |= {"p50": None, "p50_date": None}
    return found


def _weekly() -> dict[str, Any]:
    dip = [-80.0 * 0.9**week for week in range(HORIZON)]
    bands = {"p05": -300.0, "p25": -90.0, "mean": 0.0, "p50": 0.0, "p75": 90.0, "p95": 300.0}
    return {"unit": "person-hours a week"} | {
        key: [value + away for value in dip] for key, away in bands.items()
    }


def _people() -> dict[str, Any]:
    pair = {"baseline": 0.1, "scenario": 0.3}
    roles = [
        {"role": f"Principal {LONG} {place}", "people": 3, "at_risk": 2, "relieved": 1, "both": 0,
         "leaves": 0, "new_lead": 3, "new_team": 0,
         "overloaded_share": pair, "busy_share": pair, "leaving_share": pair}
        for place in range(8)
    ]  # fmt: skip
    persons = [
        {"person": f"p{place}", "title": f"Principal {LONG} {place}", "reading": "at risk",
         "why": ["22 people below instead of 102", "no longer owns 25 pieces of work"]}
        for place in range(8)
    ]  # fmt: skip
    return {"affected": 16, "people": 44, "persons": persons, "roles": roles, "teams": []}


def _organization() -> Organization:
    known = lab()
    people = [*known.people, *(person(f"w#{place}", f"Engineer of {LONG}") for place in range(40))]
    before = _structure("vertical", known, moved=False)
    after = _structure("horizontal", known, moved=True)
    names = {"stay": "Stay with every unit", "split": f"Splitting {LONG}"}
    keys = ("stay", "split", "c", "d", "e")
    scenarios = tuple(
        Scenario(
            key, names.get(key, f"{LONG} {key}"), "vertical",
            () if key == "stay" else (Reorganize(0.0, "horizontal"), Reorganize(8.0, "horizontal")),
        )
        for key in keys
    )  # fmt: skip
    return replace(
        known,
        people=tuple(people),
        structures=(before, after),
        scenarios=scenarios,
        releases=tuple(
            replace(known.releases[0], id=f"r{k}", name=f"Version {k} of the model") for k in range(5)
        ),
        facts=(Note(LONG, LONG),),
        contested=(ContestedFact("c", LONG, LONG, 0.5),),
    )


def _structure(key: str, known: Organization, moved: bool) -> Structure:
    base = known.structure(key)
    parents = [team.id for team in base.teams]
    more = tuple(
        Team(
            f"t{place}", f"Serving {place}", parents[(place + moved) % len(parents)], None,
            (f"w#{2 * place}", f"w#{2 * place + 1}"), (), True,
        )
        for place in range(20)
    )  # fmt: skip
    return replace(base, name=f"{key} {LONG}", teams=(*base.teams, *more))
