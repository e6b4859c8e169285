"""One world's events in words with units, and where each person's weeks went."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from reorg.engine import LOG_CODES
from reorg.engine.state.rows import LOG_LINE
from reorg.report.event_log import event_lines, names_of_work, weekly_hours


def plan() -> Any:
    packages = (SimpleNamespace(release="plane", package="x", occurrence=0),)
    packages += (SimpleNamespace(release="train", package="y", occurrence=1),)
    releases = (SimpleNamespace(id="plane", every_weeks=None), SimpleNamespace(id="train", every_weeks=4.0))
    return SimpleNamespace(
        packages=packages,
        weeks=2,
        person_ids=("ana", "ben"),
        stream_ids=("calls",),
        arrays={"jobs": {"package": np.array([0, 1, 0])}},
        organization=SimpleNamespace(start="2026-03-02", releases=releases),
    )


def log(*lines: tuple[float, str, int, int, float]) -> Any:
    rows = [(time, LOG_CODES.index(code), *rest) for time, code, *rest in lines]
    return np.array(rows, LOG_LINE)


def test_work_has_names() -> None:
    assert names_of_work(plan()) == ("plane/x", "train/y (2)", "plane/x, another team's", "calls")


def test_lines_are_told_with_people_work_units_and_dates() -> None:
    lines = list(
        event_lines(
            plan(),
            log(
                (0.0, "begin work", 0, 0, 8.0),
                (44.0, "request sent", 1, 0, 0.5),
                (48.0, "settled", 1, 0, 0.5),
                (79.0, "arrival", -1, 3, 12.0),
            ),
        )
    )
    assert [line.text for line in lines] == [
        "ana begins a piece of plane/x",
        "ben gets a request from ana",
        "ben settles a request of ana at a meeting",
        "an item of calls arrives",
    ]
    assert [line.unit for line in lines] == [
        "hours of work",
        "hours of work",
        "hours of work saved",
        "nominal hours",
    ]
    assert [line.date for line in lines] == ["2026-03-02", "2026-03-09", "2026-03-10", "2026-03-15"]


def test_every_code_has_a_line() -> None:
    """Also one that the table does not know, by its name."""
    lines = list(event_lines(plan(), log(*((1.0, code, 0, 0, 1.0) for code in LOG_CODES))))
    assert all(line.text and "{" not in line.text for line in lines)


def test_hours_of_people_are_booked_to_the_weeks_they_fall_in() -> None:
    """Ana works from hour 36 to 44, then is at a meeting until 46; Ben works on something to the end."""
    hours = weekly_hours(
        plan(),
        log(
            (36.0, "begin work", 0, 0, 8.0),
            (44.0, "end work", 0, 0, 8.0),
            (44.0, "begin item", 0, 6, 2.0),
            (46.0, "end item", 0, 6, 2.0),
            (70.0, "begin work", 1, 0, 100.0),
        ),
    )
    assert hours[0].tolist() == [[4.0, 0.0], [4.0, 2.0]]
    assert hours[1, 1, 0] == pytest.approx(10.0)
