"""An organization written as a model file and loaded again is the same organization."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from small_model import from_yaml

from reorg.model import case_names, load
from reorg.model.value_types import Record
from reorg.model.writing.people import people_names
from reorg.model.writing.records import record

EXAMPLES = Path(__file__).parents[2] / "examples"
MODELS = [*case_names(), *map(str, sorted(EXAMPLES.glob("*.yaml")))]

EVERYTHING = """
schema: reorg/1
organization: 'Ä "lab": with all kinds of events'
start: 2026-01-05
horizon_weeks: 30
warmup_weeks: 4
areas: [data, models]
people:
  - {id: boss, seniority: executive, skills: {models: high}, booked_share: 0.3}
  - {id: pre, count: 4, skills: {data: medium, models: low}, familiarity: {eval: 0.25}}
  - {id: open, vacant: true, starts_week: 6}
releases:
  - id: next
    first_week: -2
    due_week: 20
    packages:
      - {id: train, area: models, effort_days: [10, 20, 45], kind: research, decisions: 4, good_enough: 0.7}
      - {id: eval, area: data, effort_days: 8, distribution: fixed, after: [train], gpu_hours: 100}
      - {id: card, area: data, effort_days: 6}
    couplings: [{between: [train, eval], strength: 0.4}]
    rework: [{from: eval, to: train, probability: 0.2, share: 0.3, pauses: true}]
streams:
  - {id: bugs, area: data, per_week: 2, effort_days: 1, distribution: exponential}
compute:
  - {id: cluster, gpus: 64, usd_per_gpu_hour: 2.5}
structures:
  now:
    teams:
      - {id: root, lead: boss}
      - {id: a, parent: root, lead: pre#1, members: [pre#2, pre#4], owns: [models]}
      - {id: b, parent: root, members: [pre#3, open], owns: [data], meets: false}
  then:
    extends: now
    decides: high
    teams: [{id: b, members: [open]}, {id: a, members: [pre#2..4]}]
    integrators: [{person: pre#3, areas: [data, models]}]
    second_leads: [{lead: boss, people: [pre#2, pre#4]}]
    second_seats: [{person: open, team: root, share: 0.25}]
    meetings: [{id: all, teams: [root, a], hours: 1.5}]
    races: [{package: card, teams: [a, b], wins: best}]
    overlaps: [{work: [bugs], teams: [b, a], share: 0.5}]
    compute: [{pool: cluster, allocation: priority, gpus: 32, serves: [data]}]
scenarios:
  stay: {structure: now}
  go:
    name: Go
    structure: now
    events:
      - {week: 2, reorganize: then}
      - {week: 3, leave: pre#2, if: quits}
      - {week: 3, replace: {person: pre#2, after_weeks: 4, internal: pre#4, title: Acting}}
      - {week: 4, join: {id: new, team: a, seniority: senior, skills: {data: high}}}
      - {week: 5, move: {person: new, to: b}}
      - {week: 6, budget: {hiring: false, payroll_share: 0.9, gpus_share: 0.5}}
      - {week: 7, demand: {stream: bugs, factor: 2, for_weeks: 3}}
      - {week: 8, priority: {work: data, priority: 3}}
      - {week: 9, layoff: {people: [pre], share: 0.5}}
      - {week: 10, equip: {people: [pre#1..3], ai_agents: 2}}
      - {week: 11, publish: open}
      - {when: {release: next, late_weeks: 1, times: null}, reorganize: [now, then]}
compare: {baseline: stay, negligible: {cost_usd: 1000}, decision_week: 1.5}
assumptions:
  turnover.base_per_year: {low: 0.05, high: 0.3, source: own records}
  coordination.exchange_probability: {value: 0.2, source: a guess}
contested: [{id: quits, text: They leave., source: news, share: 0.3}]
facts: [{text: It is so., source: us, contested: true}]
market: {population: 1000, adopters_at_start: 10, price_usd_per_year: 200}
guard_rails: {span_max: 8, cost_max_usd: 2000000}
observed: {weeks: 26, metrics: {release_weeks: {low: 8, high: 24.5, source: records}, departures: {high: 2}}}
policies: {pull: longest, jumps: 0.1}
"""


@pytest.mark.parametrize("source", MODELS, ids=lambda source: Path(source).stem)
def test_a_written_model_means_the_same(source: str) -> None:
    organization = load(source)
    assert load(organization.to_dict()).hash == organization.hash
    assert load(from_yaml(organization.to_yaml())).hash == organization.hash


def test_every_kind_of_entry_is_written() -> None:
    organization = load(from_yaml(EVERYTHING.replace("2026-01-05", "'2026-01-05'")))
    again = load(organization.to_dict())
    # Compared whole, so that a field that the hash leaves out at its default would show, too.
    assert again == organization


def test_what_has_its_default_is_left_out() -> None:
    written = load("agents").to_dict()
    assert "market" not in written
    assert all("tenure_years" not in person for person in written["people"])


def test_groups_stay_groups() -> None:
    assert people_names(["a", "pre#1", "pre#2", "pre#4", "pre#9", "pre#10", "b#2"]) == [
        "a", "pre#1..2", "pre#4", "pre#9..10", "b#2",
    ]  # fmt: skip
    people = load("qwen").to_dict()["people"]
    assert any(person.get("count", 1) > 1 for person in people)


def test_people_of_one_group_that_differ_are_refused() -> None:
    organization = load("qwen")
    first = next(place for place, person in enumerate(organization.people) if person.id != person.group)
    odd = replace(organization.people[first], tenure_years=9.5)
    changed = replace(
        organization, people=(*organization.people[:first], odd, *organization.people[first + 1 :])
    )
    with pytest.raises(ValueError, match="not alike"):
        changed.to_dict()


def test_a_field_that_nobody_writes_is_noticed() -> None:
    class Later(Record):
        forgotten: int = 0

    with pytest.raises(AttributeError, match="forgotten"):
        record(Later, object())
