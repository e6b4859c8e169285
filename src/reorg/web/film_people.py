"""The people of a team in a week of a film, their last activities, and the course of a request."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from reorg.engine import LOG_CODES
from reorg.report.event_log import HOURS_PER_WEEK, event_lines
from reorg.web.film import Traced, hours_by_team

Data = dict[str, Any]
LAST = 3
"""Number of events shown for each person."""
LINES_MAX = 12
"""Number of lines shown about the further course of a request."""
_CODE = {name: code for code, name in enumerate(LOG_CODES)}
_SILENT = ("idle", "end work", "begin item", "end item", "booked", "item lapsed", "load")
_ASKING = ("request sent", "request misdirected", "decision asked", "passed on")
"""Lines in which somebody is asked: the person, by the other."""
_ENDS = ("request missed", "settled", "question closed", "decides alone")
_ANSWERING = ("request missed", "settled", "question settled")
"""Lines in which it ends, or is about to, reported of the person who was asked by the other."""
_ASKER_IS_PERSON = ("question closed", "decides alone", "question way")


def people_of_team(side: Traced, row: int, week: int) -> list[Data]:
    """Return for each person of a team the hours of a week by kind, and the last events until its end.

    An event about a request has ``line``, its place in the log.
    """
    log, people = side.outcome.log, np.flatnonzero(side.seats.of_person == row)
    rows = np.full(len(side.seats.of_person), -1)
    rows[people] = np.arange(len(people))
    own = log[np.isin(log["person"], people)]
    hours = hours_by_team(own, rows, len(people), week, 1)[:, 0]
    end = (week + 1) * HOURS_PER_WEEK
    silent = [_CODE[name] for name in _SILENT]
    spoken = (log["time"] < end) & ~np.isin(log["code"], silent)
    return [
        {
            "person": side.plan.person_ids[person],
            "hours": np.round(hours[place]).astype(int).tolist(),
            "last": _lines(side, np.flatnonzero(spoken & (log["person"] == person))[-LAST:]),
        }
        for place, person in enumerate(people)
    ]


def follow_request(side: Traced, line: int) -> list[Data]:
    """Return the request in a line of the log, and its further course.

    The log records who asks whom, but not which of two questions of one person is answered: all of them are
    reported, until one has ended.
    """
    log = side.outcome.log
    asker = int(log["on"][line])
    about = _of_asker(log, asker)
    about[:line] = False
    found = np.flatnonzero(about)
    ends = np.flatnonzero(np.isin(log["code"][found], [_CODE[name] for name in _ENDS]))
    return _lines(side, found[: int(ends[0]) + 1 if len(ends) else LINES_MAX][:LINES_MAX])


def _of_asker(log: Any, asker: int) -> NDArray[np.bool_]:
    as_person = np.isin(log["code"], [_CODE[name] for name in _ASKER_IS_PERSON])
    as_other = np.isin(log["code"], [_CODE[name] for name in (*_ASKING, *_ANSWERING)])
    found: NDArray[np.bool_] = (as_person & (log["person"] == asker)) | (as_other & (log["on"] == asker))
    return found


def _lines(side: Traced, places: NDArray[np.int64]) -> list[Data]:
    log = side.outcome.log
    asked = [_CODE[name] for name in _ASKING]
    return [
        {
            "week": int(np.floor(line.week)),
            "date": line.date,
            "text": line.text,
            "line": int(place) if log["code"][place] in asked else None,
        }
        for place, line in zip(places, event_lines(side.plan, log[places]), strict=True)
    ]
