"""The steps from the structure of one scenario to that of another, in sentences.

Teams are matched by their people, as in the report: a team of the same people under another name is renamed,
and nobody moves. Who moves, and how many, is what the report counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reorg.model.analysis.positions import structure_at_end
from reorg.model.analysis.work_names import names_of_work
from reorg.model.organization import Organization, Scenario
from reorg.model.structure import Structure, Team
from reorg.model.work import WorkName
from reorg.model.writing.people import people_names
from reorg.report.summary.changes import moves_in_words
from reorg.report.summary.moves import Move, count_losing_lead, find_moves, moves_of
from reorg.study.results.matching import match_teams

Side = tuple[Organization, Scenario]
WorkNames = Mapping[WorkName, str]


def steps_between(before: Side, after: Side) -> list[str]:
    """Return who gets another lead or team, and what it takes, each a sentence; empty if nothing changes."""
    pair = _Pair.of(before, after)
    moves, losing_lead = _moves(before, after, pair)
    ends = [f"{team.name} ends." for number, team in pair.old.items() if number not in pair.new]
    lines = [*ends, *_teams(pair), *_whereabouts(moves, pair.titles)]
    old, new = pair.structures
    if old.decides != new.decides:
        lines.append(f"Centralization of decisions is {new.decides} instead of {old.decides}.")
    return [moves_in_words(moves, losing_lead), *lines] if moves or losing_lead else lines


@dataclass(frozen=True)
class _Pair:
    """Two structures, their teams by the number that the same team has in both, and names."""

    structures: tuple[Structure, Structure]
    numbers: Mapping[tuple[int, str], int]
    work: tuple[WorkNames, WorkNames]
    titles: Mapping[str, str]

    @classmethod
    def of(cls, before: Side, after: Side) -> _Pair:
        """Return the structures in which two scenarios end."""
        old, new = (structure_at_end(organization, scenario.id) for organization, scenario in (before, after))
        titles = {person.id: person.title for side in (before, after) for person in side[0].everybody}
        work = names_of_work(before[0]), names_of_work(after[0])
        return cls((old, new), match_teams(old, new), work, titles)

    @property
    def old(self) -> dict[int, Team]:
        """The teams before, by number."""
        return {self.numbers[0, team.id]: team for team in self.structures[0].teams}

    @property
    def new(self) -> dict[int, Team]:
        """The teams after, by number."""
        return {self.numbers[1, team.id]: team for team in self.structures[1].teams}

    def parent(self, side: int, team: Team) -> int | None:
        """Return the number of the team above, None at the top."""
        return self.numbers[side, team.parent] if team.parent else None


def _moves(before: Side, after: Side, pair: _Pair) -> tuple[tuple[Move, ...], int]:
    """Return who moves, and how many others lose their lead; without positions that nobody holds."""
    if before[0] is not after[0] and before[0].hash != after[0].hash:
        return find_moves(after[0], *pair.structures), 0
    scenarios = before[1].id, after[1].id
    vacant = {person.id for person in after[0].people if person.vacant}
    moves = moves_of(after[0], *scenarios)
    held = tuple(move for move in moves if move.person not in vacant)
    return held, count_losing_lead(after[0], *scenarios)


def _teams(pair: _Pair) -> Iterator[str]:
    old, parents = pair.old, pair.structures[1].by_id
    for number, team in pair.new.items():
        was = old.get(number)
        above = parents.get(team.parent or "")
        under = f"under {above.name}" if above else "at the top"
        if was is None:
            lead = f", led by {_person(pair.titles, team.lead)}" if team.lead else ""
            yield f"{team.name} is new, {under}{lead}."
            continue
        if was.name != team.name:
            yield f"{was.name} is renamed {team.name}."
        if pair.parent(0, was) != pair.parent(1, team):
            yield f"{team.name} moves {under}."
        if was.lead != team.lead:
            leads = [_person(pair.titles, lead) for lead in (team.lead, was.lead)]
            yield f"{team.name} is led by {leads[0]} instead of {leads[1]}."
        yield from _work_changes(pair.work, was, team)


def _work_changes(work: tuple[WorkNames, WorkNames], was: Team, team: Team) -> Iterator[str]:
    """Yield what a team of both structures takes over and gives up; names of the work before and after."""
    old, new = work
    for verb, owner, other, names in (("takes over", team, was, new), ("gives up", was, team, old)):
        if changed := [names[each] for each in owner.owned if each not in other.owned]:
            yield f"{team.name} {verb} {', '.join(changed)}."


def _whereabouts(moves: Iterable[Move], titles: Mapping[str, str]) -> Iterator[str]:
    """Yield who goes from which team to which, people of one title together."""
    ways: dict[tuple[str, str, str], list[str]] = {}
    for move in moves:
        if move.new_team and move.team_before and move.team_after:
            way = (titles.get(move.person, ""), move.team_before, move.team_after)
            ways.setdefault(way, []).append(move.person)
    for (title, source, target), people in ways.items():
        if len(people) == 1:
            who, verb = _person(titles, people[0]), "moves"
        else:
            named = ", ".join(filter(None, [title, *people_names(people)]))
            who, verb = f"{len(people)} people ({named})", "move"
        yield f"{who} {verb} from {source} to {target}."


def _person(titles: Mapping[str, str], person: str | None) -> str:
    if person is None:
        return "nobody"
    title = titles.get(person)
    return f"{title} ({person})" if title else person
