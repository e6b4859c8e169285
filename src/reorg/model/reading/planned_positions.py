"""Positions of some alternatives only: rows of people without a team today, and with one in an alternative.

Every structure seats such a position, and somebody is expected in it from its date on. Other scenarios close
it when the alternatives begin that name it, so that they do not differ before; at the start date if the date
of the position is not later than that.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from reorg.model.reading.seating import Dated, Seat, id_of, start_week


def unfilled(
    scenario: str, made: Mapping[str, list[Dated]], seats: list[Seat], start: date | None
) -> list[Dated]:
    """Return the events by which a scenario does not fill positions that only other alternatives name.

    ``made`` holds the events of each alternative by the id of its scenario.
    """
    planned = [seat for seat in seats if seat.is_planned]
    return [_closed(seat, made, start) for seat in planned if scenario not in _scenarios(seat)]


def _scenarios(seat: Seat) -> set[str]:
    """Return the ids of the alternatives of which a row says anything."""
    return {id_of(column.partition(":")[2]) for column in seat.says if ":" in column}


def _closed(seat: Seat, made: Mapping[str, list[Dated]], start: date | None) -> Dated:
    naming = [id_of(name) for name in seat.alternatives]
    begins = min((event["week"] for name in naming for event, _ in made.get(name, ())), default=0.0)
    week = begins if begins < start_week(seat, start) else 0.0
    return {"week": week, "layoff": {"people": [seat.id]}}, seat.place
