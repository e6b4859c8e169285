"""What the model itself says of people and teams on the cards: who leaves, joins, is away, moves, and when.

Edits made in the studio are no part of it. Events that wait for a late release have no date and are left out.
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
"""The signs of the studio's design: ends, new, moved, and a seat that nobody is in."""


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
    for event in organization.scenario(scenario_id).dated:
        if isinstance(event, Join):
            title = event.person.name or event.person.title or event.person.id
            text = f"{title} joins in week {event.week:g}{_doubt(event)}"
            teams[event.team].append(_note(JOINS, event.week, text))
            continue
        for person_id, note in _of_people(event, names):
            people[person_id].append(note | {"text": f"{note['text']}{_doubt(event)}"})
    return {"people": dict(people), "teams": dict(teams)}


def _of_people(event: Happening, names: dict[str, str]) -> Iterator[tuple[str, Note]]:
    """Yield the person and the note of an event that becomes of people."""
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


def _note(sign: str, week: float | None, text: str) -> Note:
    return {"sign": sign, "week": week, "text": text}


def _doubt(event: Happening) -> str:
    return "" if event.reading is None else ", in some worlds"
