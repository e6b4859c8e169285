"""Seats in a table of people: the team today and after, future joiners, and departures.

A row's ``team`` seats the person in the first structure. ``hire_date`` after the start makes a joiner,
``end_date`` a leaver, ``leave_from`` and ``leave_to`` somebody who is away between them, in every scenario.
``second_manager`` is a second lead there, ``second_team`` and ``second_share`` a second seat.
``team:after``, ``lead:after`` and ``week:after`` make a second structure and its scenario, see
:mod:`reorg.model.reading.after`.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count, islice
from typing import Any, Literal, Protocol

from reorg.model.problems import KeyPath, ModelError, Problem, suggest_name
from reorg.model.reading.document import Position
from reorg.model.reading.table_dates import SLASHED, UnclearDateError, is_date, read_date

COLUMNS = (
    "team", "team:after", "lead:after", "week:after", "hire_date", "end_date", "leave_from", "leave_to",
    "second_manager", "second_team", "second_share",
)  # fmt: skip
"""Columns of a table of people that say where and when, not what somebody is."""

ALTERED = ("team", "lead", "week")
"""What the columns of an alternative say, each with a colon and the name of the alternative."""

LEAVES = frozenset({"leaves", "laid off", "layoff", "out", "gone", "exit"})
"""What the team of an alternative says of a position that it eliminates."""

DESCRIPTION = frozenset(
    {
        "name", "employee_number", "email", "manager", "status",
        "employment_type", "weekly_hours", "location", "department", "pay", "currency", "notes", "source",
    }
)  # fmt: skip
"""Columns that are kept for the reader and change nothing."""

Dated = tuple[dict[str, Any], Position]
"""An event and the row that makes it."""

_NOT_OF_JOINERS = frozenset({"tenure_years", "count", "location"})
"""Fields of a person at the start that the event ``join`` does not have."""
_ENDS = frozenset({"end_date", "leave_to"})
_DATES = ("hire_date", "end_date", "leave_from", "leave_to")


def id_of(name: str) -> str:
    """Return the id of the structure and the scenario of an alternative: its name without blanks."""
    return "-".join(name.split())


@dataclass
class Seat:
    """A row of a table of people: where the person sits, and the values of the person."""

    values: dict[str, Any]
    place: Position
    name: str
    status: str
    says: dict[str, str] = field(default_factory=dict)
    """Column of :data:`COLUMNS` to its cell."""
    day_first: bool | None = None
    """How dates with slashes, as spreadsheets write them, are to be read; None: no date of the table says."""

    @property
    def id(self) -> str:
        """The person's id, or the group's."""
        return str(self.values.get("id", ""))

    @property
    def alternatives(self) -> list[str]:
        """The alternatives that give the position a team or a lead, by name."""
        stated = [column for column in self.says if column.startswith(("team:", "lead:"))]
        kept = [column for column in stated if self.says[column].casefold() not in LEAVES]
        return list(dict.fromkeys(column.partition(":")[2] for column in kept))

    @property
    def leaves(self) -> bool:
        """Whether the position is eliminated in the alternative ``after``, as the team or the lead says."""
        stated = (self.says.get(column, "") for column in ("team:after", "lead:after"))
        return not LEAVES.isdisjoint(map(str.casefold, stated))

    @property
    def is_planned(self) -> bool:
        """Whether the position exists in some alternatives only: it has no team today."""
        return "team" not in self.says and bool(self.alternatives)

    def problem(self, column: str, message: str, hint: str = "") -> ModelError:
        """Return the error at a cell of the row."""
        place = self.place.parts.get(column, self.place)
        return ModelError([Problem(place.file, place.line, place.column, "", message, hint)])

    def under(self, name: str, as_name: str) -> Seat:
        """Return the row with what it says of the alternative ``name`` as what it says of another one."""
        says = {column: text for column, text in self.says.items() if ":" not in column}
        parts = dict(self.place.parts)
        for what in ALTERED:
            column, other = f"{what}:{name}", f"{what}:{as_name}"
            parts.pop(other, None)
            if column in self.says:
                says[other] = self.says[column]
                parts[other] = self.place.parts.get(column, self.place)
        place = Position(self.place.file, self.place.line, self.place.column, parts=parts)
        return replace(self, says=says, place=place)

    def number(self, column: str) -> float:
        """Return the number of a cell; raises :class:`ModelError` where it is none."""
        text = self.says.get(column, "")
        try:
            return float(text.replace(",", "."))
        except ValueError:
            raise self.problem(column, f"{text!r} is not a number", "write a share such as 0.4") from None

    def day(self, column: str) -> date | None:
        """Return the date of a cell; raises :class:`ModelError` where it is none."""
        text = self.says.get(column)
        if text is None:
            return None
        try:
            return read_date(text, day_first=self.day_first, is_end=column in _ENDS)
        except UnclearDateError:
            message = f"day and month of {text!r} cannot be told apart"
        except ValueError:
            message = f"{text!r} is not a valid date"
        raise self.problem(column, message, "write YYYY-MM-DD")


@dataclass(frozen=True)
class Task:
    """A row of work with the column ``team``: who owns it in the first structure, and after the change."""

    work: str
    """``release/package``, or the id of a stream."""
    area: str
    team: str
    """The id of the team."""
    after: str
    place: Position
    others: dict[str, str] = field(default_factory=dict)
    """The team under each further alternative, by its name."""


class Target(Protocol):
    """A document to which values can be added."""

    data: dict[Any, Any]

    def append(self, way: KeyPath, row: Any, place: Position) -> None:
        """Append to the list at the way."""

    def mapping(self, way: KeyPath, new: Position) -> dict[Any, Any]:
        """Return the mapping at the way, to be added to."""


def add_seats(target: Target, seats: list[Seat], room: Room) -> list[Seat]:
    """Add the people of a table to the document, seat them, and let those of a later date come and go.

    Return those whose date lies after the start: they are joined, not there; the position of a lead, of today
    or of an alternative, is there, and empty until then, and so is one of some alternatives only. Raises
    :class:`ModelError` for teams and dates that do not exist.
    """
    start = start_of(target)
    joiners: list[Seat] = []
    _settle_dates(seats)
    _settle_weeks(seats, start)
    leads = {text.casefold() for seat in seats for column, text in seat.says.items() if _is_of_lead(column)}
    for seat in seats:
        stage = _stage(seat, start)
        if stage == "here":
            target.append(("people",), seat.values, seat.place)
            if "team" in seat.says:
                room.assign(seat)
        elif stage == "later" and (room.is_led_by(seat) or _is_among(leads, seat) or seat.is_planned):
            vacancy = {"vacant": True, "starts_week": start_week(seat, start)}
            target.append(("people",), seat.values | vacancy, seat.place)
            room.hold(seat)
        elif stage == "later":
            joiners.append(seat)
    joining = {id(seat) for seat in joiners}
    names = {seat.name.casefold(): seat.id for seat in seats if seat.name}
    room.demand_teams(seat for seat in seats if _stage(seat, start) == "here")
    for seat in seats:
        if id(seat) not in joining:
            room.assign_second(seat, names)
    return joiners


def _is_of_lead(column: str) -> bool:
    return column.startswith("lead:")


def _is_among(leads: AbstractSet[str], seat: Seat) -> bool:
    """Return whether other rows name the person of a row as their lead under an alternative."""
    return not leads.isdisjoint({seat.id.casefold(), seat.name.casefold()} - {""})


def _settle_dates(seats: list[Seat]) -> None:
    """Read dates with slashes as the first date shows in which a number cannot be a month."""
    for seat in seats:
        for slashed in (SLASHED.match(seat.says.get(column, "")) for column in _DATES):
            if slashed and max(int(slashed[1]), int(slashed[2])) > 12:
                for each in seats:
                    each.day_first = int(slashed[1]) > 12
                return


def _settle_weeks(seats: list[Seat], start: date | None) -> None:
    """Turn dates of changes into weeks from the start date; weeks before it are mistakes found later."""
    for seat in seats:
        for column in filter(_is_of_week, seat.says):
            if is_date(seat.says[column]):
                seat.says[column] = f"{_week(seat.day(column), start):g}"


def _is_of_week(column: str) -> bool:
    return column.startswith("week:")


def base_of(target: Target) -> str | None:
    """Return the id of the first structure, which the column ``team`` is about."""
    structures = target.data.get("structures")
    return next(iter(structures), None) if isinstance(structures, dict) else None


def teams_of(target: Target, structure: str | None) -> list[dict[str, Any]]:
    """Return the teams of a structure as far as they can be read."""
    structures = target.data.get("structures")
    fields = structures.get(structure) if isinstance(structures, dict) else None
    teams = fields.get("teams") if isinstance(fields, dict) else None
    return [team for team in teams if isinstance(team, dict)] if isinstance(teams, list) else []


def team_named(teams: Iterable[dict[str, Any]], text: str) -> dict[str, Any] | None:
    """Return the team of an id, or of a name in whatever case."""
    listed = list(teams)
    by_id = next((team for team in listed if team.get("id") == text), None)
    folded = text.casefold()
    named = (
        team for team in listed if folded in {str(team.get(key, "")).casefold() for key in ("id", "name")}
    )
    return by_id or next(named, None)


class Room:
    """The teams of the first structure, indexed once: a table may seat a hundred thousand people."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._base = base_of(target)
        self._teams = teams_of(target, self._base)
        self._leads = {str(team.get("lead")) for team in self._teams}
        self._places: dict[str, int] = {}
        for name in ("id", "name"):
            for index, team in enumerate(self._teams):
                self._places.setdefault(str(team.get(name, "")).casefold(), index)
        listed = (team.get("members") for team in self._teams)
        self._owned: set[tuple[int, str]] = set()
        self._seated = {str(one) for members in listed if isinstance(members, list) for one in members}

    def assign(self, seat: Seat) -> None:
        """Seat the person of a row, unless the person leads or is seated already."""
        index = self._index(seat.says["team"], seat.place, "team")
        self._seat(seat, index)

    def _seat(self, seat: Seat, index: int) -> None:
        # A missing or repeated id is reported already; a seat would only be a second mistake.
        if seat.id and seat.id not in self._leads and seat.id not in self._seated:
            self._seated.add(seat.id)
            way: KeyPath = ("structures", str(self._base), "teams", index, "members")
            self._target.append(way, seat.id, seat.place)

    def hold(self, seat: Seat) -> None:
        """Seat a position that is empty at first; one that has no team today is held open at the top."""
        if "team" in seat.says:
            self.assign(seat)
        elif seat.is_planned:
            top = next(n for n, team in enumerate(self._teams) if not team.get("parent"))
            self._seat(seat, top)

    def demand_teams(self, seats: Iterable[Seat]) -> None:
        """Raise :class:`ModelError` for rows of people who are there today and in no team.

        Teams that extend those of another structure may seat them there, and are checked once complete.
        """
        # A missing id is reported already.
        named = {"", *(name.partition("#")[0] for name in self._leads | self._seated)}
        message, hint = "this person is in no team today", "fill in the column team"
        loose = [each.problem("team", message, hint) for each in seats if each.id not in named]
        if loose and self._teams and "extends" not in self._target.data["structures"][self._base]:
            raise ModelError(error.problems[0] for error in loose)

    def is_led_by(self, seat: Seat) -> bool:
        """Return whether the person of a row leads a team of the first structure."""
        return seat.id in self._leads

    def assign_second(self, seat: Seat, names: dict[str, str]) -> None:
        """Give the person of a row a second lead, by id or name, and a second seat where the row says so."""
        way: KeyPath = ("structures", str(self._base))
        if "second_manager" in seat.says:
            text = seat.says["second_manager"]
            lead = names.get(text.casefold(), text)
            place = seat.place.parts.get("second_manager", seat.place)
            self._target.append((*way, "second_leads"), {"lead": lead, "people": [seat.id]}, place)
        if "second_team" in seat.says:
            index = self._index(seat.says["second_team"], seat.place, "second_team")
            share = seat.number("second_share")
            row = {"person": seat.id, "team": self._teams[index].get("id"), "share": share}
            place = seat.place.parts.get("second_team", seat.place)
            self._target.append((*way, "second_seats"), row, place)

    def own(self, task: Task) -> Task:
        """Make the team of a row the owner of the row's work; return the task with the team's id."""
        index = self._index(task.team, task.place, "team")
        if (index, task.work) not in self._owned and not task.work.endswith("/"):
            self._owned.add((index, task.work))
            self._target.append(
                ("structures", str(self._base), "teams", index, "owns"), task.work, task.place
            )
        return replace(task, team=str(self._teams[index].get("id")))

    def _index(self, text: str, place: Position, column: str) -> int:
        index = self._places.get(text.casefold())
        if index is None:
            known = [str(team.get("id")) for team in self._teams]
            message = f"no team is called {text!r}" + (f" in {self._base!r}" if self._base else "")
            cell = place.parts.get(column, place)
            hint = suggest_name(text, known)
            raise ModelError([Problem(cell.file, cell.line, cell.column, "", message, hint)])
        return index


def start_of(target: Target) -> date | None:
    """Return the start date of a document, None where it states no date."""
    try:
        return date.fromisoformat(str(target.data.get("start")))
    except ValueError:
        # What is wrong with it is reported where the fields are checked.
        return None


def dated_events(target: Target, seats: list[Seat], joiners: list[Seat]) -> list[Dated]:
    """Return the events of those who come and those who go within the horizon, with their rows."""
    start, horizon = start_of(target), target.data.get("horizon_weeks")
    if start is None or not isinstance(horizon, int):
        return []
    teams = teams_of(target, base_of(target))
    events: list[Dated] = []
    taken = {seat.id for seat in (*seats, *joiners)}
    for seat in joiners:
        week = _week(seat.day("hire_date"), start)
        team = team_named(teams, seat.says.get("team", ""))
        if team is None:
            raise seat.problem("team", "a person who joins later needs a team")
        if week < horizon:
            values = {key: value for key, value in seat.values.items() if key not in _NOT_OF_JOINERS}
            for identity in _ids_of(seat, taken):
                events.append(
                    ({"week": week, "join": {**values, "id": identity, "team": team["id"]}}, seat.place)
                )
    later = {id(seat) for seat in joiners}
    for seat in seats:
        if id(seat) not in later and _stage(seat, start) != "gone":
            events += _leaving(seat, start, horizon)
    return events


def _ids_of(seat: Seat, taken: set[str]) -> list[str]:
    """Return an id for each position of a row, numbered past the ids of other rows."""
    positions = int(seat.values.get("count") or 1)
    if positions == 1:
        return [seat.id]
    numbered = (f"{seat.id}-{number}" for number in count(1))
    found = list(islice((name for name in numbered if name not in taken), positions))
    taken.update(found)
    return found


def _stage(seat: Seat, start: date | None) -> Literal["here", "later", "gone"]:
    """Return whether who is in a row is there at the start, comes later, or is not there any more."""
    hired, ends = seat.day("hire_date"), seat.day("end_date")
    if seat.status == "vacant" and hired is None:
        return "gone"
    if start is None:
        return "here"
    if ends is not None and ends <= start:
        return "gone"
    return "later" if hired is not None and hired > start else "here"


def _leaving(seat: Seat, start: date, horizon: int) -> list[Dated]:
    """Return the leave of absence of a row, and when who is in it leaves for good."""
    count = seat.values.get("count")
    group = [f"{seat.id}#{n}" for n in range(1, count + 1)] if isinstance(count, int) else [seat.id]
    events: list[dict[str, Any]] = []
    away = _absence(seat, start, horizon)
    if away is not None:
        since, until = away
        weeks = {} if until is None else {"for_weeks": round(until - since, 1)}
        events += [{"week": since, "away": {"person": person, **weeks}} for person in group]
    ends = seat.day("end_date")
    if ends is not None and (week := _week(ends, start)) < horizon:
        events += [{"week": week, "leave": person} for person in group]
    return [(event, seat.place) for event in events]


def _absence(seat: Seat, start: date, horizon: int) -> tuple[float, float | None] | None:
    """Return from which week until which (None: no date of return) a person is on leave, None for never.

    Who has the status of being on leave and no dates is away all the time.
    """
    since, until = seat.day("leave_from"), seat.day("leave_to")
    if since is None and until is None and seat.status != "leave":
        return None
    if since is not None and until is not None and until < since:
        raise seat.problem("leave_to", "the leave ends before it begins", "exchange the two dates")
    begins = 0.0 if since is None else max(0.0, _week(since, start))
    # Who is away until a day is back the day after.
    back = None if until is None else _week(until + timedelta(days=1), start)
    if begins >= horizon or (back is not None and back <= begins):
        return None
    return begins, back


def start_week(seat: Seat, start: date | None) -> float:
    """Return the week from the start date in which somebody starts in a row's position."""
    return _week(seat.day("hire_date"), start)


def _week(day: date | None, start: date | None) -> float:
    return round((day - start).days / 7, 1) if day is not None and start is not None else 0.0
