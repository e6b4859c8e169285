"""The results on a case's page are those of a run of the case as it is."""

from pathlib import Path
from typing import Any

import pytest

from reorg.documentation.claims import HEADING as CLAIMS
from reorg.documentation.claims import print_claims
from reorg.documentation.results import CHANGE, HEADING, printed_hash, with_results
from reorg.model import load
from reorg.model.loading import case_names
from report.crowded import crowded
from report.studies import later, study

PAGES = Path(__file__).parents[2] / "docs" / "cases"
PAGE = f"# Case\n\nWhat it is.\n\n{HEADING}\n\nold figures\n\n## Afterwards\n\nStays.\n"


def test_only_the_results_are_printed_again() -> None:
    printed = with_results(PAGE, study(later(2.0, share=0.8)), "reorg compare case")
    assert "old figures" not in printed
    assert printed.startswith("# Case\n\nWhat it is.\n")
    assert printed.endswith("## Afterwards\n\nStays.\n")
    assert "**Split by stage would most likely ship the next release later than Stay as we are" in printed
    assert "| Split by stage | " in printed
    assert "| 20% | 80% |" in printed
    assert with_results(printed, study(later(2.0, share=0.8)), "reorg compare case") == printed


def test_the_change_itself_is_printed_again_where_the_page_tells_of_it() -> None:
    page = f"{PAGE}\n{CHANGE}\n\nold weeks\n\n## Last\n\nStays too.\n"
    printed = with_results(page, study(later(2.0, share=0.8)), "reorg compare case")
    assert "old weeks" not in printed
    assert f"{CHANGE}\n\nFrom the same run, in which each scenario is also simulated" in printed
    assert printed.endswith("## Last\n\nStays too.\n")
    assert CHANGE not in with_results(PAGE, study(later(2.0, share=0.8)), "reorg compare case")


def test_many_alternatives_have_a_row_each_and_a_league() -> None:
    printed = with_results(PAGE, crowded(), "reorg compare case")
    assert printed.count("| the laboratory by stage ") == 3
    assert "comes first for the next release" in printed
    assert "16 are at risk" in printed


def test_a_page_without_the_section_is_refused() -> None:
    with pytest.raises(ValueError, match="no section '## Results'"):
        with_results("# Case\n", study(later(2.0)), "reorg compare case")


def claims_of(model: str) -> dict[str, Any]:
    row = {
        "id": "C3",
        "statement": "The split slows the team.",
        "source": "S2",
        "origin": "says",
        "holds_when": "the next release is later by more than 1%",
        "judged_by": "world",
        "holds_share": 0.76,
        "interval": [0.68, 0.82],
        "fails_when": "It fails where skill is low.",
        "detectable": {"between": ["stay", "split"], "figures": {}, "leaning": None},
    }
    head = {"worlds": 128, "seed": 1, "fixed": False, "models": {"qwen": model}, "sources": "abc"}
    return {**head, "claims": [row]}


def test_claims_are_printed_into_the_page_of_their_case(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    page = tmp_path / "cases" / "qwen.md"
    page.write_text(f"# Case\n\n{CLAIMS}\n\nold figures\n\n## Afterwards\n\nStays.\n", encoding="utf-8")
    assert print_claims(claims_of(load("qwen").hash), tmp_path) == page
    printed = " ".join(page.read_text(encoding="utf-8").split())
    assert "old figures" not in printed
    assert "**C3** The split slows the team (stated or feared in S2). Holds in 76% of worlds" in printed
    assert "It fails where skill is low. ## Afterwards Stays." in printed


def test_claims_of_a_case_as_it_was_before_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="another model than the case qwen is now"):
        print_claims(claims_of("0" * 64), tmp_path)


@pytest.mark.parametrize("case", case_names())
def test_a_printed_page_is_of_the_case_as_it_is(case: str) -> None:
    page = PAGES / f"{case}.md"
    found = printed_hash(page.read_text(encoding="utf-8")) if page.is_file() else None
    if found is None:
        pytest.skip("its results were not printed by the command")
    assert load(case).hash.startswith(found), "make case-pages prints it again"
