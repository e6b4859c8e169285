"""Identity of people: rows are matched by e-mail, then by name; rows may repeat somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from types import MappingProxyType

from reorg.importing.findings import QUESTION, Findings
from reorg.importing.people.person import Person
from reorg.importing.values.names import folded

_SHARED_BY = 3
"""Number of people with different names from which an e-mail address belongs to an office, not to a
person."""

_OWN = frozenset(
    {
        "file",
        "row",
        "manager",
        "outside",
        "id",
        "notes",
        "after",
        "count",
        "status",
        "managers",
        "chain",
        "again",
        "suffix",
    }
)


_NAMESAKES = "namesakes"
ONE, SEVERAL = "one", "several"
"""Answers to the question of how many people rows with the same name stand for."""
_ROUNDING = 0.02
"""Parts of a position may add up to so much more than one, because they are rounded."""


def merged(
    sheets: Iterable[list[Person]],
    findings: Findings,
    alternatives: Collection[str] = (),
    answers: Mapping[str, str] = MappingProxyType({}),
) -> list[Person]:
    """Return everybody once, in the order of the sheets; differences between two sheets are findings.

    The sheets named by ``alternatives`` only add to people of the sheets before them. ``answers`` says for
    names whether the rows of a sheet with that name are ``one`` person or ``several``.
    """
    register = _Register(findings, alternatives, answers)
    for sheet in sheets:
        register.add_sheet(sheet)
    return register.people


class _Register:
    def __init__(self, findings: Findings, alternatives: Collection[str], answers: Mapping[str, str]) -> None:
        self.people: list[Person] = []
        self._answers = {folded(name): answer for name, answer in answers.items()}
        self._alternatives = alternatives
        self._findings = findings
        self._by_email: dict[str, Person] = {}
        self._by_number: dict[str, Person] = {}
        self._by_name: dict[str, list[Person]] = {}

    def add_sheet(self, sheet: list[Person]) -> None:
        names: dict[str, set[str]] = {}
        for person in sheet:
            if person.email:
                names.setdefault(person.email, set()).add(person.name)
        shared = {email for email, people in names.items() if len(people) >= _SHARED_BY}
        for email in sorted(shared):
            message = "an e-mail address shared by several people: not used to identify them"
            first = next(person for person in sheet if person.email == email)
            self._add("person", message, first, f"{email}, {len(names[email])} people")
        before = set(self.people)
        namesakes = Counter(folded(person.name) for person in sheet if person.name)
        for person in sheet:
            if person.email in shared:
                person.email = ""
            self._enter(person, before, namesakes[folded(person.name)] if person.name else 0)

    def _enter(self, person: Person, before: set[Person], namesakes: int) -> None:
        known = self._known(person, before)
        if known is None and person.file in self._alternatives:
            message = "a person who is in no sheet of today: left out of the alternative"
            self._add("person", message, person, person.shown)
        elif known is None:
            if namesakes > 1 and (others := self._by_name.get(folded(person.name))):
                hint = "" if _differ(others[-1], person) else f"if they are one, {_answer(person, ONE)}"
                message = "a repeated name: kept as a separate person"
                self._add("person", message, person, person.name, hint)
            self._keep(person)
        elif known in before:
            self._complete(known, person)
        else:
            self._repeated(known, person)

    def _known(self, person: Person, before: set[Person]) -> Person | None:
        if person.email and person.email in self._by_email:
            return self._by_email[person.email]
        number = self._by_number.get(person.number) if person.number else None
        if number is not None and number.name == person.name and (person.name or number not in before):
            return number if person.name else self._same_position(number, person)
        return self._known_by_name(person, before) if person.name else None

    def _known_by_name(self, person: Person, before: set[Person]) -> Person | None:
        """Return the namesake who is the same: of the sheets before, the one meant, or of this sheet."""
        namesakes = self._by_name.get(folded(person.name), [])
        earlier = [other for other in namesakes if other in before]
        only = earlier if len(earlier) == 1 else [one for one in earlier if _is_alike(one, person)]
        if len(only) == 1:
            return only[0]
        answer = self._answers.get(folded(person.name), "")
        here = (other for other in namesakes if other not in before)
        return next((other for other in here if _is_same(other, person, answer)), None)

    def _same_position(self, known: Person, person: Person) -> Person | None:
        same = (known.title, known.managers, known.row) == (person.title, person.managers, person.row)
        return known if same else None

    def _keep(self, person: Person) -> None:
        if person.number and person.number in self._by_number:
            other = self._by_number[person.number]
            message = "a repeated employee number: both people are kept"
            self._add("person", message, person, f"{person.number}, also {other.shown} in row {other.row}")
        self.people.append(person)
        if person.email:
            self._by_email.setdefault(person.email, person)
        if person.number:
            self._by_number.setdefault(person.number, person)
        if person.name:
            self._by_name.setdefault(folded(person.name), []).append(person)

    def _complete(self, known: Person, other: Person) -> None:
        """Take missing values from a second sheet; values that differ are findings."""
        for entry in fields(Person):
            name = entry.name
            value, other_value = getattr(known, name), getattr(other, name)
            if name in _OWN or other_value in (None, "", (), 0, False):
                continue
            if value in (None, "", (), 0, False):
                setattr(known, name, other_value)
            elif value != other_value:
                message = f"a different {name.replace('_', ' ')} than in {known.file}, which takes precedence"
                self._add("person", message, other, f"{known.shown}: {other_value}, not {value}")
        known.notes += [note for note in other.notes if note not in known.notes]
        known.managers = known.managers or other.managers
        known.chain = known.chain or other.chain
        known.after = {**other.after, **known.after}
        if known.status == "active":
            known.status = other.status

    def _repeated(self, known: Person, again: Person) -> None:
        """Record that a row of the sheet repeats a person: the same seat once more, or a second one."""
        if _seat(again) == _seat(known):
            self._add(
                "person",
                "a repeated row for the same person: counted once",
                again,
                f"{again.shown}, row {known.row}",
            )
            return
        self._ask_whether_one(known, again)
        where = again.team or again.department or again.title or "; ".join(again.managers)
        known.again.append(again)
        known.notes.append(f"also: {where} ({again.file} row {again.row})")
        if again.managers and again.managers != known.managers and not known.second_manager:
            known.second_manager = again.managers[0]
        if known.share is not None and again.share is not None and known.share + again.share <= 1.0:
            known.share = round(known.share + again.share, 3)
        message = "a second seat of the same person: the first row is the person's own team"
        self._add("person", message, again, f"{again.shown} (row {known.row}): {where}")

    def _ask_whether_one(self, known: Person, again: Person) -> None:
        """Ask whether two rows are one person, unless the sheet or an answer says so."""
        answered = folded(again.name) in self._answers
        if not (answered or _is_identified(known, again) or _are_parts(known, again)):
            message = f"rows {known.row} and {again.row} of {again.shown} are read as one person"
            hint = f"{_answer(again, ONE)}, or {SEVERAL} if they are two people"
            asks = (_NAMESAKES, again.name)
            self._findings.add(QUESTION, message, file=again.file, row=again.row, hint=hint, asks=asks)

    def _add(self, kind: str, message: str, person: Person, detail: str, hint: str = "") -> None:
        asks = (_NAMESAKES, person.name) if hint else ("", "")
        self._findings.add(
            kind, message, file=person.file, row=person.row, detail=detail, hint=hint, asks=asks
        )


def _answer(person: Person, answer: str) -> str:
    return f"write namesakes: {{{person.name!r}: {answer}}} in the map"


def _is_same(one: Person, other: Person, answer: str) -> bool:
    """Return whether two rows of a sheet with one name are one person: nothing says that they are two."""
    if _differ(one, other) or answer == SEVERAL:
        return False
    if answer == ONE or _is_identified(one, other):
        return True
    dates = (one.hire_date, other.hire_date)
    if None not in dates and dates[0] != dates[1]:
        return False
    if one.share is None or other.share is None:
        return one.pay is None or other.pay is None or one.pay == other.pay
    return _are_parts(one, other) or (one.pay == other.pay and _seat(one) == _seat(other))


def _are_parts(one: Person, other: Person) -> bool:
    """Return whether two rows state parts of one position."""
    return bool(one.share and other.share and one.share + other.share <= 1.0 + _ROUNDING)


def _is_identified(one: Person, other: Person) -> bool:
    """Return whether a number or an address says that two rows are the same person."""
    pairs = ((one.email, other.email), (one.number, other.number))
    return any(value and value == other_value for value, other_value in pairs)


def _is_alike(one: Person, other: Person) -> bool:
    """Return whether a row of another sheet means one of several namesakes, by suffix or by title."""
    if one.suffix or other.suffix:
        return one.suffix.casefold() == other.suffix.casefold()
    return bool(one.title) and one.title.casefold() == other.title.casefold()


def _seat(person: Person) -> tuple[str, str, tuple[str, ...]]:
    return (person.team or person.department, person.title, person.managers)


def _differ(one: Person, other: Person) -> bool:
    """Return whether two namesakes are two people: both have an address or a number, and they differ."""
    pairs = ((one.email, other.email), (one.number, other.number))
    return any(value and other_value and value != other_value for value, other_value in pairs)
