"""Print the results of cases into their pages: ``python -m reorg.documentation.cases RUN... [--docs docs]``.

A run of another model than the bundled case is refused, so that a page never has figures of an old case.
"""

from __future__ import annotations

from pathlib import Path

from reorg.documentation.case_pages import print_pages
from reorg.documentation.results import with_results
from reorg.model import load
from reorg.model.loading import case_names
from reorg.study.opening import open_study
from reorg.study.study import Study


def print_results(run: Path, docs: Path) -> Path:
    """Print the results of a run folder into the page of its case, and return the page.

    Raises ValueError where the run is of no bundled case, or of one as it was before.
    """
    study = open_study(run)
    page = docs / "cases" / f"{_case_of(study)}.md"
    verdict = study.verdict
    command = f"reorg compare {page.stem} --worlds {verdict['worlds']} --seed {verdict['seed']}"
    page.write_text(with_results(page.read_text(encoding="utf-8"), study, command), encoding="utf-8")
    return page


def _case_of(study: Study) -> str:
    cases = {name: load(name) for name in case_names()}
    named = [name for name, case in cases.items() if case.name == study.organization.name]
    if not named:
        raise ValueError(f"{study.organization.name!r} is not a bundled case")
    if cases[named[0]].hash != study.organization.hash:
        raise ValueError(f"the run is of another model than the case {named[0]} is now; run it again")
    return named[0]


def main(arguments: list[str] | None = None) -> int:
    """Print the pages of the runs named; returns 2 and says why where a run cannot be used."""
    prog = "python -m reorg.documentation.cases"
    return print_pages(print_results, arguments, prog=prog, of="run folder of a bundled case")


if __name__ == "__main__":
    raise SystemExit(main())
