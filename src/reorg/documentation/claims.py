"""Print claims into the pages of their cases: ``python -m reorg.documentation.claims FILE... [--docs docs]``.

A file is what ``reorg claims CASE --json`` printed. One of another model than the bundled case is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reorg.claims.wording import average_line, detectable_line, holds_line, source_line
from reorg.documentation.case_pages import print_pages
from reorg.documentation.results import with_section
from reorg.model import load
from reorg.study.inference.flips import WORLDS_MIN
from reorg.study.sampling.sobol import BATCHES_PER_POINT

HEADING = "## Claims of the news"
WORLDS_OF_REGIONS = WORLDS_MIN + WORLDS_MIN // BATCHES_PER_POINT
"""Worlds that have as many points of assumptions as flips ask for: whole pairs of batches, then one batch."""
CONTROLS = "[controls](../decisions/0017-controls-of-claims.md)"


def print_claims(found: Mapping[str, Any], docs: Path) -> Path:
    """Print the claims of one case into its page, and return the page.

    Raises ValueError where they are of several cases, or of a case as it was before.
    """
    if len(found["models"]) != 1:
        raise ValueError("the claims are of several cases; test those of one case, as reorg claims qwen does")
    ((case, model),) = found["models"].items()
    if load(case).hash != model:
        raise ValueError(f"the claims are of another model than the case {case} is now; test them again")
    page = docs / "cases" / f"{case}.md"
    printed = with_section(page.read_text(encoding="utf-8"), HEADING, _section(case, found))
    page.write_text(printed, encoding="utf-8")
    return page


def _section(case: str, found: Mapping[str, Any]) -> Iterator[str]:
    model, sources = found["models"][case][:16], found["sources"]
    command = f"reorg claims {case} --worlds {found['worlds']} --seed {found['seed']}"
    fixed = " --fixed" if found["fixed"] else ""
    drawn = "" if fixed else " Uncertain inputs are drawn as in the results above."
    few = found["worlds"] < WORLDS_OF_REGIONS
    regions = f" Where a claim reverses is shown from {WORLDS_OF_REGIONS} worlds on." if few else ""
    yield (
        f"Printed from `{command}{fixed} --json`, a run of model `{model}` with sources `{sources}`, by"
        f" `python -m reorg.documentation.claims FILE`.{drawn}{regions} Each test could have come out"
        f" either way ({CONTROLS})."
    )
    yield ""
    for row in found["claims"]:
        yield f"- **{row['id']}** {' '.join(_sentences(row))}"


def _sentences(row: Mapping[str, Any]) -> Iterator[str]:
    entry = dict(row)
    yield f"{row['statement'].rstrip('.')} ({source_line(entry)})."
    yield f"{holds_line(entry)}, where “holds” means: {row['holds_when']}."
    if row["judged_by"] == "batch":
        yield average_line(entry)
    yield detectable_line(entry)
    if row["fails_when"]:
        yield row["fails_when"]


def _print_file(file: Path, docs: Path) -> Path:
    return print_claims(json.loads(file.read_text(encoding="utf-8")), docs)


def main(arguments: list[str] | None = None) -> int:
    """Print the claims of the files named; returns 2 and says why where a file cannot be used."""
    prog = "python -m reorg.documentation.claims"
    return print_pages(_print_file, arguments, prog=prog, of="file from reorg claims CASE --json")


if __name__ == "__main__":
    raise SystemExit(main())
