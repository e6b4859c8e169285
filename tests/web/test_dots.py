"""The dots of the page: the worlds that are there, counted as the report counts them, in its words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from reorg.report.conclusions import counts_of_worlds
from web.browsing import Served, page_of, served

COUNTED = """async ([signs, better]) => {
  const { counted } = await import('/static/dots.js');
  return counted(signs.flatMap(([sign, n]) => Array.from({ length: n }, (_, i) => [i, sign])), better);
}"""


@pytest.mark.parametrize("better", ["lower", "higher"])
@pytest.mark.parametrize(
    "worlds",
    [
        (333, 333, 334, 0),
        (840, 600, 460, 100),
        (997, 1, 1, 1),
        (0, 1000, 0, 0),
        (125, 125, 125, 126),
        (113, 8, 20, 59),
        (101, 57, 40, 2),
    ],
)
def test_worlds_are_counted_as_in_the_report(
    window: Page, worlds: tuple[int, int, int, int], better: str
) -> None:
    """The report counts what is higher first, then what is lower; here what is worse comes first."""
    worse, good, alike, _unknown = (n / sum(worlds) for n in worlds)
    metric = "throughput" if better == "higher" else "release_weeks"
    counts = counts_of_worlds(
        {"metric": metric, "better": better, "helps_share": good, "harms_share": worse, "ties_share": alike}
    )
    signs = [list(each) for each in zip((-1, 1, 0, None), worlds, strict=True)]
    found = window.evaluate(COUNTED, [signs, better])
    assert found["of"] == 100
    first, second, *others = found["counts"]
    assert counts == ((second, first, *others) if better == "higher" else (first, second, *others))


MAY_BE_ZERO = """async (figures) => {
  const { mayBeZero } = await import('/static/rehearsal.js');
  return figures.map(mayBeZero);
}"""


def test_where_the_mean_may_be_zero_only_the_shares_of_worlds_are_claimed(window: Page) -> None:
    """Beside +0.090 with an interval of 0.093 either way, "worse" claims more than the mean supports."""
    figures = [
        {"reading": "worse", "interval": [-0.003, 0.183]},
        {"reading": "worse", "interval": [0.01, 0.17]},
        {"reading": "mostly same", "interval": [-0.01, 0.17]},
        {"reading": "better", "interval": None},
    ]
    assert window.evaluate(MAY_BE_ZERO, figures) == [True, False, False, False]


NONE_NAMED = """async (worlds) => {
  const { noneNamed } = await import('/static/rehearsal.js');
  return noneNamed(worlds);
}"""


def test_what_no_assumption_is_named_for_is_not_called_luck(window: Page) -> None:
    """Seen: "Mostly luck" in 200 worlds, of which all assumptions together explained 36%."""
    assert window.evaluate(NONE_NAMED, 1000) == "No single assumption stands out in 1,000 worlds."


WHO_LEAVES = """async ([before, after, names]) => {
  const { whoLeaves } = await import('/static/film.js');
  return whoLeaves(before, after, names);
}"""


def test_one_person_leaves_and_two_people_leave(window: Page) -> None:
    names = ["Stay", "Split"]
    assert window.evaluate(WHO_LEAVES, [1, 1, names]) == "1 person leaves in both"
    assert window.evaluate(WHO_LEAVES, [2, 2, names]) == "2 people leave in both"
    reported = window.evaluate(WHO_LEAVES, [38, 39, names])
    assert reported == "38 people leave under Stay and 39 under Split"


def test_few_worlds_are_reported_as_they_are(window: Page) -> None:
    found = window.evaluate(COUNTED, [[[-1, 1]], "lower"])
    assert found == {"of": 1, "counts": [1, 0, 0, 0]}


def test_the_first_world_already_says_what_is_measured(browser: Any, tmp_path: Path) -> None:
    with served(tmp_path, "qwen") as at:
        page = page_of(browser, at)
        page.locator("#tree .card").first.wait_for()
        page.get_by_role("tab", name="What happens").click()
        _first_world(at)
        chart = page.locator(".dots-chart")
        expect(chart).to_contain_text("The next release, compared with Stay, weeks")
        expect(chart).to_contain_text("← sooner")
        expect(chart.locator(".legend")).to_contain_text("of one world")
        reported = "Split by stage: later in 1, sooner in 0, about the same in 0 of one world"
        expect(chart.locator("svg")).to_have_attribute("aria-label", reported)
        page.context.close()


def _first_world(at: Served) -> None:
    """Tell the page of a study with one world, as a study does."""
    words = {"noun": "the next release", "unit": "weeks", "lower": "sooner", "higher": "later"}
    measure = {**words, "better": "lower"}
    job = {
        "id": "now", "state": "running", "message": "",
        "scenarios": ["stay", "split"], "saved": ["stay", "split"],
        "worlds": 1000, "seed": 1, "width": None, "done": 1, "prints": {}, "seconds_left": None, "waiting": 0,
    }  # fmt: skip
    at.studio.hub.tell("dots", {**job, "first": 0, "dots": {"split": [[2.5, -1]]}, "measure": measure})
