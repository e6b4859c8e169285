"""The edits: what a person can do to a plan, one record each."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError

from reorg.model.choices import Degree
from reorg.model.value_types import ListOf, MapOf, Name, Record, Text

TITLE_MAX = 200


def one_line(text: Any) -> Any:
    """Return a text without its line breaks, which a model file would fold; anything else as it is."""
    return " ".join(text.splitlines()) if isinstance(text, str) else text


Title = Annotated[Text, BeforeValidator(one_line), Field(min_length=1, max_length=TITLE_MAX)]
WEEK_MAX = 2000
WeekOfChange = Annotated[float, Field(ge=0, le=WEEK_MAX)]
_IN_WORDS = {
    "week": f"The week is a number from 0 to {WEEK_MAX:,}, counted from the start date.",
    "title": f"A title has 1 to {TITLE_MAX} characters.",
    "name": f"A name has 1 to {TITLE_MAX} characters.",
}
"""What people type, and how it is refused where it makes no sense."""


class Refusal(ValueError):  # noqa: N818 - an answer, not a failure
    """An edit that cannot be done here; the message says why, for the person who asked."""


class LeadNeeded(Refusal):
    """An edit takes a lead away from a team, and does not say who leads it then."""

    def __init__(self, teams: tuple[str, ...], message: str) -> None:
        """Keep the ids of the teams that would have no lead."""
        super().__init__(message)
        self.teams = teams


class MovePerson(Record):
    """A person joins another team; ``leads`` says who leads the teams this person led, None for nobody.

    With ``before`` or ``after`` the person stands beside that member; within the same team only that changes.
    """

    kind: Literal["move_person"] = "move_person"
    person: Name
    to: Name
    leads: MapOf[Name, Name | None]
    before: Name | None = None
    after: Name | None = None


class MoveTeam(Record):
    """A team, with its lead and all teams below it, reports to another team.

    With ``before`` or ``after`` it stands beside that team of those below ``to``; where it is below ``to``
    already, only that changes.
    """

    kind: Literal["move_team"] = "move_team"
    team: Name
    to: Name
    before: Name | None = None
    after: Name | None = None


class SetLead(Record):
    """A team gets another lead, or none; its former lead becomes a member."""

    kind: Literal["set_lead"] = "set_lead"
    team: Name
    person: Name | None
    leads: MapOf[Name, Name | None]


class NewTeam(Record):
    """A team without people yet."""

    kind: Literal["new_team"] = "new_team"
    name: Title
    parent: Name


class EndTeam(Record):
    """A team ends: its people and its work go to ``members_to``, the teams below it one level up."""

    kind: Literal["end_team"] = "end_team"
    team: Name
    members_to: Name


class Rename(Record):
    """A team gets another name."""

    kind: Literal["rename"] = "rename"
    team: Name
    name: Title


class Own(Record):
    """A team takes over an area, a release, a package (``release/package``) or a stream."""

    kind: Literal["own"] = "own"
    work: tuple[Literal["area", "release", "package", "stream"], Name]
    team: Name


class Decides(Record):
    """Decisions are more or less centralized."""

    kind: Literal["decides"] = "decides"
    degree: Degree


class Integrate(Record):
    """A person bridges the distance between coupled work of some areas; of no area: no longer."""

    kind: Literal["integrator"] = "integrator"
    person: Name
    areas: ListOf[Name]


class Bench(Record):
    """A person is set aside: to be placed, or to leave, before anything is rehearsed."""

    kind: Literal["bench"] = "bench"
    person: Name
    leads: MapOf[Name, Name | None]


class Leave(Record):
    """A person leaves at a week from the start date; the position is filled again."""

    kind: Literal["leave"] = "leave"
    person: Name
    week: WeekOfChange = 0.0


class Close(Record):
    """A person leaves at a week from the start date and the position is closed."""

    kind: Literal["close"] = "close"
    person: Name
    week: WeekOfChange = 0.0


class Join(Record):
    """A new position in a team from a week on, with somebody in it ``like`` a person who is there."""

    kind: Literal["join"] = "join"
    team: Name
    title: Title
    like: Name
    week: WeekOfChange = 0.0


class Stay(Record):
    """A person who was on the bench, or was to leave, stays in the team after all."""

    kind: Literal["stay"] = "stay"
    person: Name


class Week(Record):
    """The week, from the start date, at which the structure changes."""

    kind: Literal["week"] = "week"
    week: WeekOfChange


class TakeBack(Record):
    """An earlier edit, by its number, is taken back; later ones stay where they still fit."""

    kind: Literal["take_back"] = "take_back"
    n: Annotated[int, Field(ge=1)]


Change = (
    MovePerson | MoveTeam | SetLead | NewTeam | EndTeam | Rename | Own | Decides | Integrate
    | Bench | Leave | Close | Join | Stay | Week
)  # fmt: skip
"""An edit of the structure itself."""

Edit = Change | TakeBack

_ADAPTER: TypeAdapter[Edit] = TypeAdapter(Annotated[Edit, Field(discriminator="kind")])


def edit_of(data: Any) -> Edit:
    """Return the edit that plain data say; raises :class:`Refusal` where they say none."""
    try:
        # Of JSON: a list stands for a pair.
        return _ADAPTER.validate_python(data, strict=False)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = str(first["loc"][-1]) if first["loc"] else ""
        if message := _IN_WORDS.get(field):
            raise Refusal(message) from None
        place = ".".join(str(step) for step in first["loc"])
        raise Refusal(f"This is not an edit: {place or 'it'}: {first['msg']}.") from None


def data_of(edit: Edit) -> dict[str, Any]:
    """Return an edit as plain data, which :func:`edit_of` reads again."""
    return edit.model_dump(mode="json")
