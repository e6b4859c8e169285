"""One self-contained HTML file that answers first and shows its evidence after; nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reorg.model.organization import Organization
from reorg.quantity import STRENGTHS
from reorg.report.findings import (
    about,
    bottlenecks,
    findings,
    metric_ranges,
    rows,
    support,
)
from reorg.report.guard_rails import guard_rail_rows
from reorg.report.method import NOT_SIMULATED, method
from reorg.report.not_observed import censored_line, no_value_lines
from reorg.report.plain_text import name, shown
from reorg.report.ranking import rankings
from reorg.report.scenarios import Verdict, alternatives, scenario_names
from reorg.report.sections import assumption_rows, hours, latency, panels, tiles, weekly
from reorg.report.sensitivity_section import examined_differences
from reorg.report.structures import ROWS_MAX, compare
from reorg.report.vocabulary import METRIC_WORDS
from reorg.study.running.files import replace_atomically


def write_report(verdict: Verdict, extras: Mapping[str, Any], path: Path) -> None:
    """Write the report of a study to ``path``, whole or not at all.

    ``verdict`` is the JSON object ``reorg/verdict/2``, of one scenario or of several. Read from ``extras``,
    each optional, and its section is left out where it is missing:

    ``organization``
        the :class:`~reorg.model.organization.Organization`: what changes, and facts.
    ``series``
        ``{scenario: {"weeks": [...], "throughput": {"p05": [...], "p50": [...], "p95": [...]}}}``, direct
        work in person-hours a week.
    ``assumptions``
        a list of ``{"id", "meaning", "unit", "low", "central", "high", "strength", "source", "overridden"}``;
        ``overridden`` True: this organization's model states its own range.
    ``fixed``
        True: assumptions were held at their central values.
    ``command``
        the command line that gives the same result again.
    ``created``, ``version``
        the date and the version of the program, as text.

    Raises OSError where the file cannot be written.
    """
    page = _environment().get_template("report.html.j2").render(_context(verdict, extras))
    with replace_atomically(path) as temporary:
        temporary.write_text(page, encoding="utf-8", newline="\n")


def _context(verdict: Verdict, extras: Mapping[str, Any]) -> dict[str, Any]:
    organization: Organization | None = extras.get("organization")
    others = alternatives(verdict)
    return {
        "verdict": verdict,
        "called": scenario_names(verdict),
        "about": about(verdict),
        "others": others,
        "findings": [(finding, support(verdict, finding.scenario)) for finding in findings(verdict)],
        "tiles": {scenario: tiles(verdict, scenario) for scenario in others},
        "leagues": rankings(verdict),
        "panels": panels(verdict),
        "tables": {scenario: rows(verdict, scenario) for scenario in others},
        "spreads": {} if others else {key: metric_ranges(verdict, key) for key in verdict["scenarios"]},
        "no_value": no_value_lines(verdict, METRIC_WORDS),
        "late": censored_line(verdict, verdict["baseline"], "release_weeks"),
        "weekly": weekly(verdict, extras.get("series") or {}, organization),
        "hours": hours(verdict),
        "latency": latency(verdict),
        "bottlenecks": bottlenecks(verdict, each=5),
        "deciding": examined_differences(verdict),
        "changes": _changes(organization, verdict),
        "rails": guard_rail_rows(verdict),
        "assumptions": assumption_rows(extras.get("assumptions") or ()),
        "facts": organization.facts if organization else (),
        "contested": organization.contested if organization else (),
        "method": method(verdict, bool(extras.get("fixed"))),
        "fixed": bool(extras.get("fixed")),
        "about_file": {key: extras.get(key, "") for key in ("created", "version", "command")},
    }


def _changes(organization: Organization | None, verdict: Verdict) -> list[Any]:
    if organization is None:
        return []
    known = {scenario.id for scenario in organization.scenarios}
    if verdict["baseline"] not in known:
        return []
    return [compare(organization, verdict["baseline"], key) for key in alternatives(verdict) if key in known]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reorg.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    style = files("reorg.report").joinpath("templates/report.css").read_text(encoding="utf-8")
    environment.globals |= {
        "style": Markup(style),  # noqa: S704 - our own file, not user input
        "strengths": STRENGTHS,
        "not_simulated": NOT_SIMULATED,
        "rows_max": ROWS_MAX,
    }
    environment.filters |= {"name": name, "num": _figures, "minus": _minus}
    return environment


def _finalize(value: object) -> object:
    """Make every text safe to look at; escaping follows, by the template engine."""
    return value if isinstance(value, (Markup, int, float)) else shown(value)


def _figures(text: str) -> str:
    """Set figures as in print: a true minus, and no line break inside a number and its unit."""
    return _minus(text).replace(" ", "\u00a0")


def _minus(text: str) -> str:
    """Put a true minus before negative figures; the hyphen inside a name stays."""
    return re.sub(r"(?<!\w)-(?=[\d$])", "\u2212", text)
