"""Changes between the baseline and an alternative, in sentences and as two trees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reorg.model.analysis.hierarchy import count_layers, direct_reports
from reorg.model.analysis.positions import structure_at_end
from reorg.model.analysis.roles import roles_in_sentences
from reorg.model.organization import Organization
from reorg.model.structure import Structure
from reorg.report.events import dated_events
from reorg.report.moved_work import moved_work_sentences
from reorg.report.plain_text import listed, short
from reorg.report.structures import event_weeks
from reorg.report.summary.moves import Move, count_losing_lead, moves_of
from reorg.report.summary.second_leads import second_lead_sentences
from reorg.report.summary.spoken_sizes import WRITTEN_OUT_MAX, counted
from reorg.report.summary.trees import Mark, Trees, draw_trees
from reorg.study.results.moved_work import describe_moved_work

NAMED_MAX = 3
NAME = 32
"""Characters of the name of a team."""
EVENTS_MAX = 2
SPANS_MAX = 2


@dataclass(frozen=True)
class Changes:
    """``sentences`` on the structures, ``people`` on changes of lead or team; both trees.

    ``before`` and ``after`` are the names of the structures, ``moves`` everybody who moves, ``trees`` None if
    no team changes; ``groups`` the same changes as lists: each kind of change, and the teams concerned.
    ``titles`` are roles by person, ``leads`` those of leads, with the team if several share a role.
    """

    sentences: tuple[str, ...]
    people: str
    before: str
    after: str
    trees: Trees | None
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    moves: tuple[Move, ...]
    titles: dict[str, str]
    leads: dict[str, str]


def what_changes(organization: Organization, baseline: str, scenario: str) -> Changes:
    """Compare the final structures of two scenarios, and the events of the second."""
    before, after = structure_at_end(organization, baseline), structure_at_end(organization, scenario)
    trees = draw_trees(before, after)
    moves = moves_of(organization, baseline, scenario)
    vacant = {person.id for person in organization.people if person.vacant}
    held = tuple(move for move in moves if move.person not in vacant)
    losing_lead = count_losing_lead(organization, baseline, scenario)
    titles = {person.id: person.title for person in organization.everybody}
    leads = titles | _leads_in_words(before, after, titles)
    groups = tuple(_groups(before, after))
    role_of = roles_in_sentences(organization)
    lines = dated_events(organization, scenario, role_of)
    baseline_events = set(dated_events(organization, baseline, role_of))
    weeks = event_weeks(organization, scenario)
    # If the weeks of changes of structure are stated, the events need not repeat them.
    events = [x for x in lines if x not in baseline_events and not (weeks and "the structure becomes" in x)]
    structural = (
        *_teams(groups),
        *_spans(before, after, leads),
        _layers(before, after),
        *second_lead_sentences(before, after, leads),
    )
    parts = list(filter(None, structural))
    if parts:
        parts[0] = f"{_when(weeks)}{parts[0]}"
    else:
        parts = ["The structure ends as it began." if weeks else "No team changes."]
        events = [line for line in lines if line not in baseline_events]
    moved = describe_moved_work(organization, (baseline, scenario)).get(scenario)
    parts += moved_work_sentences(moved) if moved else []
    more = len(events) - EVENTS_MAX
    parts += [f"{_capital(line)}." for line in events[:EVENTS_MAX]]
    parts += [f"And {counted(more, 'further event', 'further events')}."] if more > 0 else []
    return Changes(
        sentences=tuple(parts),
        people=moves_in_words(held, losing_lead) if trees.marks or losing_lead else "",
        before=short(before.name, 2 * NAME),
        after=short(after.name, 2 * NAME),
        trees=trees if trees.marks else None,
        groups=groups,
        moves=moves,
        titles=titles,
        leads=leads,
    )


def _leads_in_words(before: Structure, after: Structure, titles: dict[str, str]) -> dict[str, str]:
    """Return the role of each lead, followed by the team where another lead has the same role.

    Otherwise two sentences on "Staff engineer" would seem to contradict each other.
    """
    # The team of the first structure comes last and stays: readers know it.
    teams = {team.lead: team.name for team in (*reversed(after.teams), *reversed(before.teams)) if team.lead}
    times = Counter(titles.get(lead) or lead for lead in teams)
    named = {lead: titles.get(lead) or lead for lead in teams}
    return {lead: f"{role} ({teams[lead]})" if times[role] > 1 else role for lead, role in named.items()}


def _when(weeks: tuple[float, ...]) -> str:
    if not weeks:
        return ""
    if len(weeks) == 1:
        return f"Week {weeks[0]:g}: "
    return f"In {counted(len(weeks), 'step', 'steps')}, weeks {listed([f'{w:g}' for w in weeks])}: "


_VERBS: tuple[tuple[Mark, str, str, str], ...] = (
    ("ends", "Dissolved", "is dissolved", "are dissolved"),
    ("new", "New", "is new", "are new"),
    ("moved", "Under another team", "comes under another team", "come under another team"),
    ("new lead", "Another lead", "has another lead", "have another lead"),
    ("changed", "Other members", "has other members", "have other members"),
    ("renamed", "Another name", "has another name", "have another name"),
)


def _groups(before: Structure, after: Structure) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each kind of change to teams, and the names of the teams concerned."""
    everything = draw_trees(before, after, rows_max=10**9)
    rows = {row.key: row for row in (*everything.before, *everything.after) if row.mark != "folded"}
    for mark, heading, _one, _many in _VERBS:
        keys = [key for key, found in everything.marks.items() if found == mark]
        if keys:
            yield heading, tuple(_named(rows[key].name, everything.parents.get(key)) for key in keys)


def _named(team: str, parent: str | None) -> str:
    return short(team, NAME) if parent is None else f"{short(team, NAME)} (under {short(parent, NAME)})"


def _teams(groups: tuple[tuple[str, tuple[str, ...]], ...]) -> Iterator[str]:
    verbs = {heading: (one, many) for _mark, heading, one, many in _VERBS}
    for heading, teams in groups:
        bare = [team.partition(" (under ")[0] for team in teams]
        many = len(teams) > 1
        if heading in ("Other members", "Another name") and heading != groups[0][0]:
            continue
        if len(teams) <= NAMED_MAX:
            yield f"{listed(bare)} {verbs[heading][many]}."
        else:
            yield f"{_capital(counted(len(teams), 'team', 'teams'))} {verbs[heading][many]}."


def _spans(before: Structure, after: Structure, leads: dict[str, str]) -> Iterator[str]:
    """State whose span changes most, by at least two people."""
    old, new = direct_reports(before), direct_reports(after)
    changes = {lead: (len(old[lead]), len(new[lead])) for lead in old.keys() & new.keys()}
    largest = sorted(changes, key=lambda lead: (-abs(changes[lead][1] - changes[lead][0]), lead))
    for lead in largest[:SPANS_MAX]:
        was, is_now = changes[lead]
        if abs(is_now - was) >= 2:
            people = f"{is_now or 'nobody'}{' person' if is_now == 1 else ' people' if is_now else ''}"
            lead_name = _capital(short(leads.get(lead) or lead, 2 * NAME))
            yield f"{lead_name} leads {people} directly instead of {was}."


def _layers(before: Structure, after: Structure) -> str:
    more = count_layers(after) - count_layers(before)
    if more == 0:
        return ""
    return f"{_capital(counted(abs(more), 'layer', 'layers'))} {'more' if more > 0 else 'fewer'}."


_NOBODY = "Nobody gets another lead or another team."


def moves_in_words(moves: tuple[Move, ...], losing_lead: int) -> str:
    """State how many people get another lead or team, and apart from them how many join."""
    leads, teams = sum(move.new_lead for move in moves), sum(move.new_team for move in moves)
    joining = sum(move.joins and move.team_before is None for move in moves)
    parts = [_of_those_there(leads, teams)] if leads or teams else []
    if losing_lead:
        people = counted(losing_lead, "more", "more") if parts else counted(losing_lead, "person", "people")
        parts.append(f"The lead of {people} leaves: a successor or an acting lead follows.")
    parts = parts or [_NOBODY]
    parts += [f"{_capital(counted(joining, 'person joins', 'people join'))}."] if joining else []
    return " ".join(parts)


def _of_those_there(leads: int, teams: int) -> str:
    people = _capital(counted(leads, "person gets", "people get"))
    others = counted(teams, "", "").strip() if teams else "none"
    if max(leads, teams) > WRITTEN_OUT_MAX:
        people, others = f"{leads:,} {'person gets' if leads == 1 else 'people get'}", f"{teams or 'none'}"
    return f"{people} another lead, {others} another team."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
