"""Reporting lines: managers by number, position, e-mail, name or a chain of columns; cycles are cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from reorg.importing.findings import QUESTION, Findings
from reorg.importing.people.person import Person
from reorg.importing.values.names import folded, note_of, plain

_ALIKE = 0.88
"""Similarity of two names, twice the letters they share over all, from which one may be a slip."""


def find_managers(people: list[Person], answers: Mapping[str, str], findings: Findings) -> None:
    """Set everybody's ``manager``, or ``outside`` if the manager is in no sheet.

    ``answers`` maps managers as written to the people meant.
    """
    directory = Directory(people)
    for person in people:
        _find(person, directory, answers, findings)
    _skip_absent(people, findings)
    _cut_loops(people, findings)
    _remark_on_outsiders(people, findings)


class Directory:
    """People by everything that can identify them."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._tables: tuple[dict[str, list[Person]], ...] = ({}, {}, {}, {}, {}, {}, {})
        for person in people:
            keys = (
                (person.number, person.position),
                (person.number.lstrip("0"), person.position.lstrip("0")),
                (person.email,),
                (folded(person.name),),
                (plain(person.name),),
                (f"row {person.row}",),
                (_title_of_vacancy(person),),
            )
            for table, names in zip(self._tables, keys, strict=True):
                for name in dict.fromkeys(names):
                    if name:
                        table.setdefault(name, []).append(person)

    def named(self, text: str) -> list[Person]:
        """Return the people that a text may name, by the most reliable identification that matches."""
        inside = re.match(r"^(\S+)\s+[-–]\s+(.+)$", text)
        for form in (text, note_of(text), *(inside.groups() if inside else ())):
            if not form:
                continue
            lower = form.casefold()
            keys = (form, form.lstrip("0"), lower, folded(form), plain(form), lower, lower)
            for table, key in zip(self._tables, keys, strict=True):
                if key and key in table:
                    return _with_note(table[key], note_of(text))
        return []


def _title_of_vacancy(person: Person) -> str:
    """Return what identifies a position without a person: its title."""
    return person.title.casefold() if person.status == "vacant" and not person.name else ""


def _with_note(namesakes: list[Person], note: str) -> list[Person]:
    """Return those of several namesakes whom the text in brackets means: by suffix, number or address."""
    told = any(person.suffix for person in namesakes) or note
    if len(namesakes) < 2 or not told:
        return namesakes
    if note:
        stated = [one for one in namesakes if note.casefold() in (one.suffix.casefold(), one.email)]
        return stated or [one for one in namesakes if note in (one.number, one.position)] or namesakes
    return [one for one in namesakes if not one.suffix] or namesakes


def who_hint(text: str, people: Iterable[Person]) -> str:
    """Return the line of the map that says which of several people a manager's name means."""
    answers = [one.number or one.email or f"row {one.row}" for one in people]
    others = f" (or {', '.join(map(repr, answers[1:]))})" if answers[1:] else ""
    return f"write managers: {{{text!r}: {answers[0]!r}}}{others} in the map"


def _find(person: Person, directory: Directory, answers: Mapping[str, str], findings: Findings) -> None:
    texts = [*person.managers, *reversed(person.chain)]
    if person.managers:
        texts = list(person.managers)
    for text in texts:
        named = directory.named(answers.get(text, text))
        if person in named and len(named) == 1:
            if not person.managers:
                # A chain of columns ends with the manager themselves.
                continue
            _add(findings, person, "reports to themselves: treated as having no manager", person.shown)
            return
        found = [other for other in named if other is not person]
        if found:
            person.manager = _one(person, text, found, findings)
            _crosscheck(person, texts, directory, answers, findings)
            return
    if texts and person.present:
        person.outside = texts[0] if person.managers else ""


def _one(person: Person, text: str, found: list[Person], findings: Findings) -> Person:
    present = [other for other in found if other.present] or found
    near = [other for other in present if other.department and other.department == person.department]
    if len(present) > 1:
        rows = ", ".join(str(other.row) for other in present)
        taken = (near or present)[0].row
        message = f"{len(present)} people could be the manager {text!r} (rows {rows}): row {taken} is used"
        hint = who_hint(text, present)
        findings.add(QUESTION, message, file=person.file, hint=hint, asks=("managers", text))
    return (near or present)[0]


def _crosscheck(
    person: Person, texts: list[str], directory: Directory, answers: Mapping[str, str], findings: Findings
) -> None:
    for text in texts[1:] if person.managers else ():
        named = directory.named(answers.get(text, text))
        if named and person.manager not in named:
            message = "the columns for the manager disagree: the first takes precedence"
            _add(findings, person, message, f"{texts[0]} and {text}")


def _skip_absent(people: list[Person], findings: Findings) -> None:
    for person in people:
        seen = {person}
        manager = person.manager
        while manager is not None and not manager.present and manager not in seen:
            seen.add(manager)
            manager = manager.manager
        if manager is not person.manager:
            gone = person.manager.shown if person.manager else ""
            above = manager.shown if manager is not None and manager not in seen else ""
            person.manager = manager if above else None
            if person.present:
                _add(
                    findings,
                    person,
                    f"the manager {gone} has left: the direct reports go to {above or 'nobody'}",
                    person.shown,
                )


def _cut_loops(people: list[Person], findings: Findings) -> None:
    reports: dict[Person, int] = {}
    for person in people:
        if person.manager is not None:
            reports[person.manager] = reports.get(person.manager, 0) + 1
    done: set[Person] = set()
    for person in people:
        way: dict[Person, None] = {}
        at: Person | None = person
        while at is not None and at not in done and at not in way:
            way[at] = None
            at = at.manager
        if at is not None and at in way:
            line = list(way)
            loop = line[line.index(at) :]
            top = max(loop, key=lambda one: (reports.get(one, 0), -one.row))
            names = " reports to ".join(one.shown for one in [*loop, loop[0]][:8])
            hint = "correct the sheet; until then this person has no manager"
            findings.add(
                "manager",
                f"managers have a cycle: {names}; cut above {top.shown}",
                file=top.file,
                row=top.row,
                hint=hint,
            )
            top.manager = None
        done.update(way)


def _remark_on_outsiders(people: list[Person], findings: Findings) -> None:
    outside: dict[tuple[str, str], list[Person]] = {}
    by_word = _by_word(people)
    for person in people:
        if person.outside and person.manager is None:
            outside.setdefault((person.file, person.outside), []).append(person)
    for (file, name), under in outside.items():
        whose = "1 person" if len(under) == 1 else f"{len(under)} people"
        message = f"the manager {name!r} of {whose} appears in no sheet"
        hint = "they are put directly below the top; add a row for the manager if they decide here"
        meant = _misspelled(name, by_word)
        if meant is not None:
            message += f": did you mean {meant.name!r}?"
            hint = f"if so, correct the cells, or {who_hint(name, [meant])}; until then {hint}"
        asks, kind = ("managers", name), QUESTION if meant else "manager"
        findings.add(kind, message, file=file, row=under[0].row, hint=hint, asks=asks)


def _by_word(people: list[Person]) -> dict[str, list[Person]]:
    """Return the people who are present by each word of their names."""
    found: dict[str, list[Person]] = {}
    for person in people:
        for word in plain(person.name).split() if person.present else ():
            found.setdefault(word, []).append(person)
    return found


def _misspelled(name: str, by_word: Mapping[str, list[Person]]) -> Person | None:
    """Return the only person whose name shares a word with a manager's and differs from it by a slip."""
    text = plain(name)
    near = {person for word in text.split() for person in by_word.get(word, ())}
    close = [one for one in near if SequenceMatcher(None, plain(one.name), text).ratio() >= _ALIKE]
    return close[0] if len(close) == 1 else None


def _add(findings: Findings, person: Person, message: str, detail: str) -> None:
    findings.add("manager", message, file=person.file, row=person.row, detail=detail)
