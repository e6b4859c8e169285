"""A year of 1,000, 10,000 and 100,000 people: time for each of them, and memory."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from subprocess import CalledProcessError

from benchmarks.child import python
from benchmarks.row import Check, Row, Target
from benchmarks.year import MOST_BYTES

SIZES = (1_000, 10_000, 100_000)
LARGEST = SIZES[-1]
LOST = 1e-9
"""Share of the hours present that rounding may lose."""

Year = Mapping[str, float]


def rows() -> list[Row]:
    """Return the time a person of each size, its growth, and time and memory of the largest."""
    years = {size: _year(size) for size in SIZES}
    finished = {size: year for size, year in years.items() if year}
    found = [_per_person(size, year, years[SIZES[0]]) for size, year in finished.items()]
    found += [_failed(size) for size in years if size not in finished]
    return found + (_largest(finished[LARGEST]) if LARGEST in finished else [])


def _failed(size: int) -> Row:
    why = f"did not end within {MOST_BYTES >> 30} GiB of address space"
    return Row(f"{size:,} people, one year", "CPU s", None, None, "", None, None, Check("wrong", why))


def _largest(largest: Year) -> list[Row]:
    seconds = largest["model_seconds"] + largest["first_seconds"]
    check = _balance(largest)
    text = f"{LARGEST:,} people, one year"
    return [
        Row(f"{text}, model and first world", "CPU s", seconds, None, "", None, _bound(60.0), check),
        Row(f"{text}, peak memory", "MiB", largest["peak_mib"], None, "", None, _bound(2048.0), check),
    ]


def _year(size: int) -> Year:
    try:
        year: Year = json.loads(python(["-m", "benchmarks.year", str(size)]).output)
    except CalledProcessError as error:
        # The limit on memory is the one expected cause; anything else shows in what the process said.
        print(error.stderr, file=sys.stderr)  # noqa: T201
        return {}
    return year


def _bound(value: float) -> Target:
    return Target("reorg", "at most", value)


def _per_person(size: int, year: Year, least: Year) -> Row:
    each, first = (y["year_seconds"] / y["people"] * 1e6 for y in (year, least))
    grown = each / first if year is not least else None
    balance = _balance(year)
    check = Check(balance.outcome, f"{balance.text}; {year['events'] / year['people']:.0f} events per person")
    target = Target("ratio", "at most", 2.0) if size == LARGEST else None
    name = f"{size:,} people, one year, each"
    peer = f"reorg, {SIZES[0]:,} people" if grown else ""
    return Row(name, "CPU us per person", each, first if grown else None, peer, grown, target, check)


def _balance(year: Year) -> Check:
    kept = year["hours_lost"] < LOST
    return Check(
        "right" if kept else "wrong", f"hours recorded and present differ by {year['hours_lost']:.0e}"
    )
