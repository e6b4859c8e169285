"""The results on a case's page are those of a run of the case as it is."""

from pathlib import Path

import pytest

from reorg.documentation.results import HEADING, printed_hash, with_results
from reorg.model import load
from reorg.model.loading import case_names
from report.crowded import crowded
from report.studies import later, study

PAGES = Path(__file__).parents[2] / "docs" / "cases"
PAGE = f"# Case\n\nWhat it is.\n\n{HEADING}\n\nold figures\n\n## Afterwards\n\nStays.\n"


def test_only_the_results_are_printed_anew() -> None:
    printed = with_results(PAGE, study(later(2.0, share=0.8)), "reorg compare case")
    assert "old figures" not in printed
    assert printed.startswith("# Case\n\nWhat it is.\n")
    assert printed.endswith("## Afterwards\n\nStays.\n")
    assert "**Split by stage would most likely ship the next release later than Stay as we are" in printed
    assert "| Split by stage | " in printed
    assert "| 20 % | 80 % |" in printed
    assert with_results(printed, study(later(2.0, share=0.8)), "reorg compare case") == printed


def test_many_alternatives_have_a_row_each_and_a_league() -> None:
    printed = with_results(PAGE, crowded(), "reorg compare case")
    assert printed.count("| the laboratory by stage ") == 3
    assert "comes first for the next release" in printed
    assert "16 are at risk" in printed


def test_a_page_without_the_section_is_refused() -> None:
    with pytest.raises(ValueError, match="no section '## Results'"):
        with_results("# Case\n", study(later(2.0)), "reorg compare case")


@pytest.mark.parametrize("case", case_names())
def test_a_printed_page_is_of_the_case_as_it_is(case: str) -> None:
    page = PAGES / f"{case}.md"
    found = printed_hash(page.read_text(encoding="utf-8")) if page.is_file() else None
    if found is None:
        pytest.skip("its results were not printed by the command")
    assert load(case).hash.startswith(found), "make case-pages prints it again"
