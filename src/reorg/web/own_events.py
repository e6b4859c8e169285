"""The model's own events as notes on the cards: departures, joiners, absences, moves, and their dates.

Edits made in the studio are not included. Events triggered by a late release have no week: the text says what
triggers them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from reorg.model.analysis.positions import closed_positions
from reorg.model.events import Away, Happening, Join, Layoff, Leave, Move, Replace
from reorg.model.organization import Organization, Scenario

Data = dict[str, Any]
Note = dict[str, Any]

LEAVES, JOINS, MOVES, EMPTY = "✕", "+", "→", "○"
"""The signs of the studio's design: ends, new, moved, and a vacant seat."""


def own_events(organization: Organization, scenario_id: str) -> Data:
    """Return the notes on the cards under a scenario: ``people`` and ``teams`` {id: notes}.

    A note is ``sign``, ``week`` from the start date (None: no date is known) and ``text`` without the name of
    the person it is about. Raises KeyError for an unknown scenario.
    """
    people: dict[str, list[Note]] = defaultdict(list)
    teams: dict[str, list[Note]] = defaultdict(list)
    scenario = organization.scenario(scenario_id)
    unfilled = _closed_while_vacant(organization, scenario)
    for person in organization.people:
        if person.id in unfilled:
            text = f"vacant, closed in week {unfilled[person.id]:g}"
            people[person.id].append(_note(LEAVES, unfilled[person.id], text))
        elif person.vacant:
            until = "" if person.starts_week is None else f" until week {person.starts_week:g}"
            people[person.id].append(_note(EMPTY, person.starts_week, f"vacant{until}"))
    names = {team.id: team.name for structure in organization.structures for team in structure.teams}
    for event in scenario.dated:
        if isinstance(event, Join):
            text = f"{_joiner(event)} joins in week {event.week:g}{_doubt(event)}"
            teams[event.team].append(_note(JOINS, event.week, text))
            continue
        for person_id, sign, week, text, _ in _of_people(event, names):
            if not (isinstance(event, Layoff) and person_id in unfilled):
                people[person_id].append(_note(sign, week, f"{text}{_doubt(event)}"))
    releases = {release.id: release.name or release.id for release in organization.releases}
    for waiting in scenario.waiting:
        late = f"{waiting.late_weeks:g} weeks late" if waiting.late_weeks else "late"
        when = f"if {releases[waiting.release]} is {late}{_doubt(waiting.event)}"
        if isinstance(waiting.event, Join):
            text = f"{_joiner(waiting.event)} joins {when}"
            teams[waiting.event.team].append(_note(JOINS, None, text))
        for person_id, sign, _, _, text in _of_people(waiting.event, names):
            people[person_id].append(_note(sign, None, f"{text} {when}"))
    return {"people": dict(people), "teams": dict(teams)}


def _closed_while_vacant(organization: Organization, scenario: Scenario) -> dict[str, float]:
    """Return the weeks in which positions vacant at first are closed before anybody is known to start."""
    people = {person.id: person for person in organization.everybody}
    closed = closed_positions(organization, scenario.id)
    return {person: week for person, week in closed.items() if people[person].is_vacant_in(week)}


def _of_people(event: Happening, names: dict[str, str]) -> Iterator[tuple[str, str, float, str, str]]:
    """Yield person, sign, week, and the words with the date and without it, for each person of an event."""
    week = f"in week {event.week:g}"
    if isinstance(event, Leave):
        yield event.person, LEAVES, event.week, f"leaves {week}", "leaves"
    elif isinstance(event, Layoff):
        dated, text = ("laid off", "is laid off") if event.share == 1.0 else ("may be laid off",) * 2
        yield from ((person, LEAVES, event.week, f"{dated} {week}", text) for person in event.people)
    elif isinstance(event, Replace):
        taken = event.week + event.after_weeks
        yield event.person, JOINS, taken, f"replaced in week {taken:g}", "is replaced"
        if event.internal is not None:
            text = "changes position"
            yield event.internal, MOVES, taken, f"{text} in week {taken:g}", text
    elif isinstance(event, Move):
        text = f"moves to {names.get(event.to, event.to)}"
        yield event.person, MOVES, event.week, f"{text} {week}", text
    elif isinstance(event, Away):
        until, span = "", ""
        if event.for_weeks is not None:
            until, span = f" to {event.until_week:g}", f" for {event.for_weeks:g} weeks"
        yield event.person, EMPTY, event.week, f"away from week {event.week:g}{until}", f"is away{span}"


def _joiner(event: Join) -> str:
    return event.person.name or event.person.title or event.person.id


def _note(sign: str, week: float | None, text: str) -> Note:
    return {"sign": sign, "week": week, "text": text}


def _doubt(event: Happening) -> str:
    return "" if event.reading is None else ", in some worlds"
