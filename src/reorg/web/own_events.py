"""The model's own events as notes on the cards: departures, joiners, absences, moves, and their dates.

Edits made in the studio are not included. Events triggered by a late release have no week: the text says what
triggers them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from reorg.model.events import Away, Happening, Join, Layoff, Leave, Move, Replace
from reorg.model.organization import Organization

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
    for person in organization.people:
        if person.vacant:
            week = person.starts_week
            text = "vacant" if week is None else f"vacant until week {week:g}"
            people[person.id].append(_note(EMPTY, week, text))
    names = {team.id: team.name for structure in organization.structures for team in structure.teams}
    scenario = organization.scenario(scenario_id)
    for event in scenario.dated:
        if isinstance(event, Join):
            text = f"{_joiner(event)} joins in week {event.week:g}{_doubt(event)}"
            teams[event.team].append(_note(JOINS, event.week, text))
            continue
        for person_id, note in _of_people(event, names):
            people[person_id].append(note | {"text": f"{note['text']}{_doubt(event)}"})
    releases = {release.id: release.name or release.id for release in organization.releases}
    for waiting in scenario.waiting:
        late = f"{waiting.late_weeks:g} weeks late" if waiting.late_weeks else "late"
        when = f"if {releases[waiting.release]} is {late}{_doubt(waiting.event)}"
        if isinstance(waiting.event, Join):
            text = f"{_joiner(waiting.event)} joins {when}"
            teams[waiting.event.team].append(_note(JOINS, None, text))
        for person_id, sign, text in _if_late(waiting.event, names):
            people[person_id].append(_note(sign, None, f"{text} {when}"))
    return {"people": dict(people), "teams": dict(teams)}


def _of_people(event: Happening, names: dict[str, str]) -> Iterator[tuple[str, Note]]:
    """Yield the person and the note of each event about people."""
    week = f"in week {event.week:g}"
    if isinstance(event, Leave):
        yield event.person, _note(LEAVES, event.week, f"leaves {week}")
    elif isinstance(event, Layoff):
        text = f"laid off {week}" if event.share == 1.0 else f"may be laid off {week}"
        yield from ((person, _note(LEAVES, event.week, text)) for person in event.people)
    elif isinstance(event, Replace):
        taken = event.week + event.after_weeks
        yield event.person, _note(JOINS, taken, f"replaced in week {taken:g}")
        if event.internal is not None:
            yield event.internal, _note(MOVES, taken, f"changes position in week {taken:g}")
    elif isinstance(event, Move):
        yield event.person, _note(MOVES, event.week, f"moves to {names.get(event.to, event.to)} {week}")
    elif isinstance(event, Away):
        until = "" if event.for_weeks is None else f" to {event.until_week:g}"
        yield event.person, _note(EMPTY, event.week, f"away from week {event.week:g}{until}")


def _if_late(event: Happening, names: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield the person, the sign and the words of an event that has no week of its own."""
    if isinstance(event, Leave):
        yield event.person, LEAVES, "leaves"
    elif isinstance(event, Layoff):
        text = "is laid off" if event.share == 1.0 else "may be laid off"
        yield from ((person, LEAVES, text) for person in event.people)
    elif isinstance(event, Replace):
        yield event.person, JOINS, "is replaced"
        if event.internal is not None:
            yield event.internal, MOVES, "changes position"
    elif isinstance(event, Move):
        yield event.person, MOVES, f"moves to {names.get(event.to, event.to)}"
    elif isinstance(event, Away):
        weeks = "" if event.for_weeks is None else f" for {event.for_weeks:g} weeks"
        yield event.person, EMPTY, f"is away{weeks}"


def _joiner(event: Join) -> str:
    return event.person.name or event.person.title or event.person.id


def _note(sign: str, week: float | None, text: str) -> Note:
    return {"sign": sign, "week": week, "text": text}


def _doubt(event: Happening) -> str:
    return "" if event.reading is None else ", in some worlds"
