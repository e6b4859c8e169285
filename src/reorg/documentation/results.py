"""The section on results of a case's page, printed from a run of the bundled case."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reorg.report.conclusions import counts_of_worlds
from reorg.report.figures import share
from reorg.report.findings import rows
from reorg.report.ranking import TERMINAL_METRICS, rankings
from reorg.report.scenarios import alternatives
from reorg.report.summary.comparison import Comparison
from reorg.report.summary.decides import Decides
from reorg.report.summary.headline import league_line
from reorg.report.summary.page_one import PageOne, page_one
from reorg.report.transition import transition_line
from reorg.report.vocabulary import words
from reorg.study.results.conclusion import conclude
from reorg.study.study import Study

HEADING = "## Results"
CHANGE = "## The change itself and the new structure"
WIDTH = 118
BESIDE = ("first_month_hours", "capability", "departures", "cost_usd")
"""Metrics beside the leading one, those of them that the study has."""


def with_results(page: str, study: Study, command: str) -> str:
    """Return a case's page with a new section of results and everything else unchanged.

    So is that on the change itself and the new structure, where the page has one. Raises ValueError where it
    has no section on results.
    """
    printed = with_section(page, HEADING, _section(study, command))
    if f"\n{CHANGE}\n" not in printed:
        return printed
    return with_section(printed, CHANGE, _change(study.verdict))


def with_section(page: str, heading: str, lines: Iterable[str]) -> str:
    """Return a page with the section under a heading in other words, a paragraph or an item a line.

    Raises ValueError where the page has no such section.
    """
    if f"\n{heading}\n" not in page:
        raise ValueError(f"the page has no section {heading!r}")
    before, _, rest = page.partition(f"\n{heading}\n")
    later = re.search(r"^## ", rest, flags=re.MULTILINE)
    after = f"\n{rest[later.start() :]}" if later else ""
    section = "\n".join(_wrapped(line) for line in lines)
    return f"{before}\n{heading}\n\n{section}\n{after}"


def printed_hash(page: str) -> str | None:
    """Return the hash of the model whose results a page has, None where they were not printed."""
    found = re.search(r"^Printed from a run of model `([0-9a-f]+)`", page, flags=re.MULTILINE)
    return found[1] if found else None


def _wrapped(line: str) -> str:
    """Return a paragraph or an item of a list in lines of the width of the page; tables stay as they are."""
    if line.startswith("|"):
        return line
    indent = "  " if line.startswith("- ") else ""
    return textwrap.fill(
        line, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _section(study: Study, command: str) -> Iterator[str]:
    verdict = study.verdict
    yield f"Printed from a run of model `{study.organization.hash[:16]}` (`{command}`) by"
    yield "`python -m reorg.documentation.cases RUN`; another seed or version gives other figures."
    yield ""
    pages = [page_one(study, scenario) for scenario in alternatives(verdict)]
    league = league_line(verdict, verdict["leading"])
    if league:
        yield from (league, "")
    for page in pages:
        yield f"- **{page.headline.sentence}** {' '.join(_support(page))}"
    yield from ("", *_table(study), "", "What decides it:", "")
    yield from (f"- {page.alternative}: {_deciding(page.decides)}" for page in pages if page.decides)
    yield from _at_risk(pages)
    yield from _best(verdict)


def _change(verdict: Mapping[str, Any]) -> Iterator[str]:
    yield (
        "From the same run, in which each scenario is also simulated with its last structure from the"
        " start ([how](../decisions/0016-transition.md)):"
    )
    yield ""
    for scenario in alternatives(verdict):
        line = transition_line(verdict, scenario, verdict["leading"])
        if line:
            yield f"- `{scenario}`: {line}"


def _support(page: PageOne) -> Iterator[str]:
    yield page.headline.shares
    if page.headline.cut_off:
        yield page.headline.cut_off
    if page.dip:
        yield page.dip.sentence
        yield from [page.dip.parts] if page.dip.parts else []


def _table(study: Study) -> Iterator[str]:
    verdict, leading = study.verdict, study.verdict["leading"]
    wording = words(leading)
    held = {entry["metric"] for entry in verdict["differences"]}
    beside = [metric for metric in BESIDE if metric in held and metric != leading]
    yield "Median differences in the same world (of departures the mean), with the range of 90% of worlds:"
    yield ""
    heads = ["scenario", wording.label, *(words(metric).label for metric in beside)]
    heads += [f"{wording.lower} in", f"{wording.higher} in"]
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join('---' for _ in heads)} |"
    for scenario in alternatives(verdict):
        rows_by_metric = {row.metric: row for row in rows(verdict, scenario, [leading, *beside])}
        cells = [_cell(rows_by_metric.get(metric)) for metric in (leading, *beside)]
        cells = [Comparison(study, scenario).alternative, *cells, *_sides(study, scenario)]
        yield f"| {' | '.join(cells)} |"


def _cell(row: Any) -> str:
    return f"{row.difference} {row.interval}".strip() if row else ""


def _sides(study: Study, scenario: str) -> tuple[str, str]:
    compared = Comparison(study, scenario)
    entry = compared.entry(compared.metric)
    if entry is None or conclude(entry) == "unknown":
        return "", ""
    higher, lower, _same, _unknown = counts_of_worlds(entry)
    return share(lower / 100.0), share(higher / 100.0)


def _deciding(decides: Decides) -> str:
    drivers = "; ".join(
        f"“{each.label}”: {each.low:+.2g} {decides.unit} where {each.low_word}, {each.high:+.2g} where"
        f" {each.high_word}"
        for each in decides.drivers
    )
    return " ".join(filter(None, (decides.share, f"{drivers}." if drivers else "", *decides.turns)))


def _at_risk(pages: list[PageOne]) -> Iterator[str]:
    lines = [f"- {page.alternative}: {page.risk.sentence}" for page in pages if page.risk]
    if lines:
        yield from ("", "Who is at risk, who is relieved:", "", *lines)


def _best(verdict: Mapping[str, Any]) -> Iterator[str]:
    leagues = rankings(verdict, TERMINAL_METRICS)
    if leagues:
        yield from ("", "Share of worlds in which each scenario is best (tied scenarios share a world):", "")
    for league in leagues:
        yield f"- {league.label}: {', '.join(f'{row.scenario} {row.best}' for row in league.places)}"
