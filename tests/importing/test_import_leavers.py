"""People who left in the year before the start: what an import proposes to tell the model about them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from scipy.stats import nbinom
from sheets import START, csv_file, imported

from reorg.importing import files_of, write_folder
from reorg.importing.people.leavers import Leavers, leavers_of
from reorg.importing.people.person import Person
from reorg.model import load
from reorg.model.organization import Observed

HEAD = ["Name", "Manager", "Title", "Hire date", "Termination date"]


def sheet(*gone: str) -> list[list[str]]:
    """Return 20 people and a lead who were there all year, and one who left on each of these days."""
    rows = [HEAD, ["Ada Park", "", "Head of research", "2020-01-01", ""]]
    rows += [
        [f"Person {letter}", "Ada Park", "Engineer", "2021-01-01", ""] for letter in "ABCDEFGHIJKLMNOPQRST"
    ]
    return rows + [[f"Gone {k}", "Ada Park", "Engineer", "2021-01-01", day] for k, day in enumerate(gone)]


@pytest.mark.parametrize(
    ("count", "mean", "people"), [(8, 58.0, 60), (1, 30.0, 30), (40, 300.0, 350), (3, 10.0, 40)]
)
def test_the_limits_are_those_of_the_predictive_distribution(count: int, mean: float, people: int) -> None:
    expected = nbinom.ppf([0.025, 0.975], count + 0.5, mean / (mean + people))
    assert Leavers(count, mean, people).next_year == tuple(expected)


def test_people_count_for_the_days_of_the_year_in_which_they_were_there() -> None:
    begin = START - timedelta(weeks=52)
    middle = begin + timedelta(weeks=26)
    people = [
        Person("s", 1, name="All year"),
        Person("s", 2, name="Came in the middle", hire_date=middle),
        Person("s", 3, name="Left in the middle", end_date=middle, status="left"),
        Person("s", 4, name="Left before", end_date=begin - timedelta(days=1), status="left"),
        Person("s", 5, name="Left at an unknown time", status="left"),
        Person("s", 6, name="Vacancy", status="vacant"),
        Person("s", 7, name="Comes later", hire_date=START + timedelta(weeks=3)),
    ]
    assert leavers_of(people, START) == Leavers(count=1, mean_people=2.0, people=2)


def test_nobody_who_left_is_no_record() -> None:
    # A sheet without leavers more likely leaves them out than shows a year in which nobody left.
    assert leavers_of([Person("s", 1, name="Ada")], START) is None
    on_the_day = Person("s", 1, hire_date=date(2026, 3, 2), end_date=date(2026, 3, 2), status="left")
    assert leavers_of([on_the_day], START) is None


def test_the_record_is_proposed_and_acts_only_if_the_user_says_that_it_is_complete(tmp_path: Path) -> None:
    found = imported(csv_file(tmp_path, sheet("2026-03-01", "2026-06-30", "2026-11-01", "2024-05-01")))
    (said,) = [finding for finding in found.findings if "may leave in the next" in finding.message]
    low, high = Leavers(3, found.leavers.mean_people, 21).next_year
    assert said.message == f"3 left in the year before the start, so {low} to {high} may leave in the next"
    write_folder(tmp_path / "model", files_of(found))
    path = tmp_path / "model" / "model.yaml"
    assert load(path).observed is None
    lines = path.read_text().splitlines()
    first = lines.index("# observed:")
    assert lines[first - 2].startswith("# If the sheets list everybody who left in the 52 weeks before")
    lines[first : first + 3] = [line.removeprefix("# ") for line in lines[first : first + 3]]
    path.write_text("\n".join(lines))
    observed = load(path).observed
    assert isinstance(observed, Observed)
    assert observed.weeks == 52
    ((one,),) = [observed.ranges]
    assert (one.metric, one.low, one.high) == ("departures", low or None, high)
    # 21 all year, and three for 83, 204 and 328 of its 364 days.
    assert one.source == "3 left in the year before, of 23 people on average"


def test_without_leavers_the_model_file_has_no_proposal(tmp_path: Path) -> None:
    found = imported(csv_file(tmp_path, sheet()))
    assert found.leavers is None
    assert "observed" not in files_of(found)["model.yaml"]
