"""Layout of the facts of a model in the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from reorg.model import ModelError, Organization, Problem
from reorg.model.analysis.capacity import Load, loads_of_teams, narrowest_loads
from reorg.model.analysis.findings import GUARD_RAIL_KIND, Finding
from reorg.model.analysis.guard_rails import annual_payroll, find_breaches, find_structure_breaches
from reorg.model.analysis.hierarchy import (
    TeamSize,
    count_layers,
    direct_reports,
    headcount,
    team_sizes,
    teams_by_parent,
)
from reorg.model.analysis.positions import closed_positions
from reorg.model.analysis.roles import names_in_short, names_with_ids
from reorg.model.analysis.work_names import names_of_work
from reorg.model.analysis.workload import owned_work
from reorg.model.canonical import is_unstated
from reorg.model.events import Event, Waiting
from reorg.model.problems import suggest_name
from reorg.model.structure import Structure, Team
from reorg.model.work import WorkName
from reorg.money import whole_amount
from reorg.report.events import dated_events
from reorg.report.structures import contests

_NAMES_SHOWN = 6
_TWO_SCREENS = 80
"""Lines of a model up to which `reorg show` without options prints everything."""
_TEAMS_SHOWN = 40
_TEAM_OR_DATE = ("teams or dates of people are proposed", "team or date of a person is proposed")


def chosen(organization: Organization, structure: str | None) -> tuple[Structure, ...]:
    """Return the structure requested, or all; raises ModelError if there is none of that name."""
    if structure is None:
        return organization.structures
    found = tuple(s for s in organization.structures if s.id == structure)
    if not found:
        hint = suggest_name(structure, [s.id for s in organization.structures])
        message = f"no structure is called {structure!r}"
        raise ModelError([Problem(organization.name, 0, 0, "", message, hint)])
    return found


def checked(organization: Organization, findings: Sequence[Finding]) -> list[str]:
    """Return the lines of a check that found no mistake."""
    remarks = [f"{f.structure + ': ' if f.structure else ''}{f.message}" for f in findings]
    kinds = ["guard-rail" if f.kind == GUARD_RAIL_KIND else "note" for f in findings]
    lines = [f"  {kind}: {remark}" for kind, remark in zip(kinds, remarks, strict=True)]
    return [f"valid: {_size(organization)}", *lines]


def text(organization: Organization, structures: Sequence[Structure], part: str | None) -> list[str]:
    """Return the lines of `reorg show`; ``part`` is tree, spans, work, cost, or None for all of them."""
    parts = {"tree": _tree, "spans": _spans, "work": _work, "cost": _cost}
    lines = [organization.name, _size(organization)]
    for structure in structures:
        lines += ["", f"{_called(structure)}, decisions {structure.decides}"]
        for name, layout in parts.items():
            if part in (None, name):
                lines += [f"  {line}" for line in layout(organization, structure)]
        lines += [f"  guard-rail: {line}" for line in _breaches(organization, structure)]
    return lines if part is not None else [*lines, *_in_common(organization)]


def overview(organization: Organization, model_name: str) -> list[str]:
    """Return everything that a model contains if it fits two screens; otherwise what matters most of it.

    That is the teams of the baseline, a line for each structure, what is observed, and the scenarios; the
    last line states how to see the rest.
    """
    everything = text(organization, organization.structures, None)
    if len(everything) <= _TWO_SCREENS:
        return everything
    today = organization.scenario(organization.baseline).structure
    lines = [organization.name, _size(organization)]
    for structure in sorted(organization.structures, key=lambda each: each.id != today):
        summary = next(_spans(organization, structure))
        lines += [""] if structure.id == today else []
        lines += [f"{_called(structure)}, decisions {structure.decides}: {summary}"]
        lines += [f"  guard-rail: {line}" for line in _breaches(organization, structure)]
        if structure.id == today:
            lines += [*(f"  {line}" for line in _first_teams(organization, structure)), ""]
    options = "--structure S for one structure, --all for everything"
    parts = "--tree, --spans, --work, --cost or --inputs for one part"
    return [*lines, *_in_common(organization), "", f"more: reorg show {model_name} with {options}; {parts}"]


def _first_teams(organization: Organization, structure: Structure) -> list[str]:
    tree = list(_tree(organization, structure))
    more = len(tree) - _TEAMS_SHOWN
    return tree if more <= 0 else [*tree[:_TEAMS_SHOWN], f"and {_counted(more, 'more teams')}"]


def _in_common(organization: Organization) -> list[str]:
    """Return the lines on the whole model: guard-rails, what is observed, and the scenarios."""
    common = [breach.message for breach in find_breaches(organization) if not breach.structure]
    lines = ["", *(f"guard-rail: {message}" for message in common), *_observed(organization)]
    return [*lines, *_scenarios(organization)]


def _observed(organization: Organization) -> Iterator[str]:
    if organization.observed is not None:
        # The words of metrics load the numerical libraries, which other models need not wait for.
        from reorg.report.observed import stated_line  # noqa: PLC0415

        yield stated_line(organization.observed, organization.currency)


def _breaches(organization: Organization, structure: Structure) -> list[str]:
    rails = organization.guard_rails
    if rails is None:
        return []
    found = find_structure_breaches(structure, rails, names_with_ids(organization))
    return [breach.message for breach in found]


def document(organization: Organization, structures: Sequence[Structure]) -> dict[str, Any]:
    """Return the JSON document of `reorg show`."""
    heads = headcount(organization)
    return {
        "organization": organization.name,
        "start": organization.start,
        "horizon_weeks": organization.horizon_weeks,
        "model_hash": organization.hash,
        "people": heads.people,
        "vacant_positions": heads.vacant,
        "may_join_later": heads.later,
        "currency": organization.currency,
        "annual_cost_usd": annual_payroll(organization),
        "baseline": organization.baseline,
        "scenarios": [
            {
                "id": s.id,
                "structure": s.structure,
                "closed_positions": sorted(closed_positions(organization, s.id)),
                "events": [_event(organization, event) for event in s.events],
            }
            for s in organization.scenarios
        ],
        "structures": [_structure(organization, structure) for structure in structures],
        "guard_rails": None if organization.guard_rails is None else asdict(organization.guard_rails),
        "observed": None if organization.observed is None else asdict(organization.observed),
        "breaches": [asdict(breach) for breach in find_breaches(organization)],
    }


def metrics(measures: Sequence[Any]) -> list[str]:
    """Return the table of metrics, one line each."""
    key = max(len(measure.key) for measure in measures)
    unit = max(len(measure.unit) for measure in measures)
    head = f"{'metric':<{key}}  {'question':<8}  {'unit':<{unit}}  better  definition"
    return [head] + [
        f"{m.key:<{key}}  {m.question:<8}  {m.unit:<{unit}}  {m.better:<6}  {m.definition}" for m in measures
    ]


def metric(declared: Any) -> dict[str, Any]:
    """Return the declaration of a metric, as a JSON object."""
    columns = ("key", "question", "unit", "better", "definition", "per", "cut_off", "place")
    return {name: getattr(declared, name) for name in columns} | {"words": asdict(declared.words)}


def _event(organization: Organization, event: Event) -> dict[str, Any]:
    """Return an event as the model file states it: its date or trigger, and its fields that are set."""
    if isinstance(event, Waiting):
        when = {"release": event.release, "late_weeks": event.late_weeks, "times": event.times}
        stated = {key: value for key, value in _event(organization, event.event).items() if key != "week"}
        return {"when": when, **stated}
    when = {"week": event.week}
    if event.reading is not None:
        when["if" if event.reading.holds else "unless"] = organization.contested[event.reading.place].id
    details = {p.name: p for p in fields(event) if p.name not in ("week", "reading")}
    if len(details) == 1:
        return {**when, event.key: getattr(event, next(iter(details)))}
    stated = {name: value for name, value in asdict(event).items() if name in details and value is not None}
    return {**when, event.key: {name: x for name, x in stated.items() if not is_unstated(details[name], x)}}


def _structure(organization: Organization, structure: Structure) -> dict[str, Any]:
    return {
        "id": structure.id,
        "name": structure.name,
        "decides": structure.decides,
        "layers": count_layers(structure),
        "spans": {lead: len(people) for lead, people in direct_reports(structure).items()},
        "teams": [_team(facts) for facts in team_sizes(organization, structure)],
        "work": [
            {"kind": w.kind, "id": w.id, "area": w.area, "effort_days": w.effort_days, "owner": w.owner}
            for w in owned_work(organization, structure)
        ],
        "races": [asdict(race) for race in structure.races],
        "overlaps": [asdict(overlap) for overlap in structure.overlaps],
        "integrators": [{"person": i.person, "areas": list(i.areas)} for i in structure.integrators],
        "second_leads": [asdict(line) for line in structure.second_leads],
        "second_seats": [asdict(seat) for seat in structure.second_seats],
    }


def _team(facts: TeamSize) -> dict[str, Any]:
    team = facts.team
    return {
        "id": team.id,
        "name": team.name,
        "parent": team.parent,
        "lead": team.lead,
        "members": list(team.members),
        "owns": [{"kind": kind, "id": name} for kind, name in team.owned],
        "heads": facts.heads,
        "heads_below": facts.heads_below,
        "annual_cost_usd": facts.annual_cost_usd,
        "annual_cost_below_usd": facts.annual_cost_below_usd,
    }


def _tree(organization: Organization, structure: Structure) -> Iterator[str]:
    facts = {each.team.id: each for each in team_sizes(organization, structure)}
    below, people = teams_by_parent(structure), names_with_ids(organization)
    work_names = names_of_work(organization)
    pending = [(team, "", "", "") for team in below.get(None, [])]
    while pending:
        team, indent, branch, stem = pending.pop()
        yield f"{indent}{branch}{_label(facts[team.id], people, work_names)}"
        last = len(below.get(team.id, [])) - 1
        entries = [
            (child, indent + stem, "└─ " if index == last else "├─ ", "   " if index == last else "│  ")
            for index, child in enumerate(below.get(team.id, []))
        ]
        pending.extend(reversed(entries))


def _label(facts: TeamSize, people: Mapping[str, str], work_names: Mapping[WorkName, str]) -> str:
    team = facts.team
    lead = f", led by {people[team.lead]}" if team.lead else ", no lead"
    heads = _counted(facts.heads_below, "positions" if facts.vacant_below else "people")
    if facts.vacant_below:
        heads += f", {facts.vacant_below} vacant"
    if facts.heads_below != facts.heads:
        heads += f" ({facts.heads} own)"
    owns = f", owns {_names([work_names[each] for each in team.owned])}" if team.owned else ""
    return f"{_called(team)}: {heads}{lead}{owns}"


def _spans(organization: Organization, structure: Structure) -> Iterator[str]:
    found = sorted(direct_reports(structure).items(), key=lambda item: -len(item[1]))
    counts = [len(people) for _, people in found]
    mean = f", mean span {sum(counts) / len(counts):.1f}, widest {counts[0]}" if counts else ""
    yield f"layers {count_layers(structure)}{mean}"
    called = names_with_ids(organization)
    for lead, people in found:
        reports = f" ({_people(organization, people)})" if people else ""
        yield f"  {called[lead]}: {len(people)}{reports}"
    seconds: dict[str, list[str]] = {}
    for line in structure.second_leads:
        seconds.setdefault(line.lead, []).append(line.person)
    for lead, dotted in seconds.items():
        yield f"  {called[lead]}: second lead of {len(dotted)} ({_people(organization, dotted)})"
    names = structure.names
    for seat in structure.second_seats:
        yield f"  {called[seat.person]}: {seat.share:.0%} of the hours in {names[seat.team]}"


def _people(organization: Organization, people: Sequence[str]) -> str:
    """Return the first of several people, or groups of them, by name and id; more are counted."""
    short = list(names_in_short(organization, people).items())
    more = sum(count for _, count in short[_NAMES_SHOWN:])
    return ", ".join(name for name, _ in short[:_NAMES_SHOWN]) + (f" and {more} more" if more else "")


def _work(organization: Organization, structure: Structure) -> Iterator[str]:
    names, work_names = structure.names, names_of_work(organization)
    for work in owned_work(organization, structure):
        each = " each" if work.kind == "stream" else ""
        owner = names[work.owner]
        others = f" with {_names([names[other] for other in work.others])}" if work.others else ""
        called = _with_id(work_names[work.kind, work.id], work.id)
        yield f"{work.kind} {called}: {work.effort_days:g} days{each}, {work.area}, owned by {owner}{others}"
    narrowest = {load.name: load for load in narrowest_loads(organization, structure)}
    for load in loads_of_teams(organization, structure):
        load_text = _load(load, "until the horizon")
        due = narrowest.get(load.name)
        if due is not None:
            load_text += f"; {_load(due, f'due by week {due.until_week:g}')}"
        yield f"load of {names[load.name]}: {load_text}"
    yield from contests(structure, work_names)


def _load(load: Load, until: str) -> str:
    percent = f"{load.share:,.0%}" if load.capacity_weeks > 0.0 else "no time at all"
    return f"{load.work_weeks:,.0f} of {load.capacity_weeks:,.0f} person-weeks {until} ({percent})"


def _cost(organization: Organization, structure: Structure) -> Iterator[str]:
    for facts in team_sizes(organization, structure):
        indent = "  " * facts.depth
        amount = whole_amount(facts.annual_cost_below_usd, organization.currency)
        yield f"{indent}{facts.team.name}: {amount} a year"


def _scenarios(organization: Organization) -> Iterator[str]:
    for scenario in organization.scenarios:
        events = "".join(f"; {line}" for line in dated_events(organization, scenario.id))
        mark = " (baseline)" if scenario.id == organization.baseline else ""
        closed = _closed(organization, scenario.id)
        yield f"scenario {scenario.id}{mark}: {scenario.structure}{events}{closed}"


def _closed(organization: Organization, scenario_id: str) -> str:
    """Return the headcount and pay of a scenario that closes positions, without these."""
    closed = closed_positions(organization, scenario_id)
    if not closed:
        return ""
    heads = headcount(organization, closed)
    parts = [f"{_counted(len(closed), 'positions')} closed", _counted(heads.people, "people")]
    parts += [_counted(heads.vacant, "vacant positions")] if heads.vacant else []
    payroll = whole_amount(annual_payroll(organization, closed), organization.currency)
    return f"; {', '.join((*parts, payroll))} payroll a year"


def _size(organization: Organization) -> str:
    packages = sum(len(release.packages) for release in organization.releases)
    heads = headcount(organization)
    counts = {
        "people": heads.people,
        **({"vacant positions": heads.vacant} if heads.vacant else {}),
        **({"people who may join later": heads.later} if heads.later else {}),
        "areas": len(organization.areas),
        "packages": packages,
        "streams": len(organization.streams),
        "structures": len(organization.structures),
        "scenarios": len(organization.scenarios),
    }
    listed = ", ".join(_counted(count, name) for name, count in counts.items())
    payroll = whole_amount(annual_payroll(organization), organization.currency)
    return f"{listed}, {payroll} payroll a year"


def _counted(count: int, plural: str) -> str:
    one = plural.replace("people", "person") if plural.startswith("people") else plural.removesuffix("s")
    return f"1 {one}" if count == 1 else f"{count:,} {plural}"


def _called(named: Structure | Team) -> str:
    return _with_id(named.name, named.id)


def _with_id(name: str, identity: str) -> str:
    """Return a name with the id by which the model file refers to it."""
    is_id = name in (identity, identity.rpartition("/")[2])
    return identity if is_id else f"{name} [{identity}]"


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
    return ", ".join(names[:_NAMES_SHOWN]) + more


def guesses_in_words(organization: Organization, unmarked: int = 0) -> str:
    """Return how many values of a model are guesses, as its report counts them, or nothing.

    ``unmarked`` are teams and dates proposed by an import, which have no range and no mark in a table.
    """
    count = len(organization.guesses)
    texts = [f"{count:,} value{' is a guess' if count == 1 else 's are guesses'}"] if count else []
    texts += [f"{unmarked:,} {_TEAM_OR_DATE[unmarked == 1]}"] if unmarked else []
    return ", and ".join(texts)
