"""One self-contained HTML file: page one, then the evidence behind it; nothing is fetched, nothing runs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reorg.report.evidence.assumptions import assumption_tables
from reorg.report.evidence.hours import hours_by_kind
from reorg.report.evidence.inputs import OPEN_MAX, input_rows
from reorg.report.evidence.moves import ROWS_MAX, move_rows
from reorg.report.evidence.parts import parts_of_differences
from reorg.report.evidence.questions import all_questions
from reorg.report.evidence.weekly import weekly_charts
from reorg.report.findings import left_out_line, metric_ranges
from reorg.report.guard_rails import guard_rail_rows
from reorg.report.method import NOT_SIMULATED, method
from reorg.report.not_observed import no_value_lines
from reorg.report.page_view import draw_page
from reorg.report.plain_text import name, shown
from reorg.report.scenarios import Verdict, alternatives
from reorg.report.summary.comparison import Comparison
from reorg.report.summary.page_one import page_one
from reorg.report.summary.plan_dates import SHOWN_MAX, plan_dates
from reorg.report.summary.spoken_sizes import day
from reorg.report.vocabulary import METRIC_WORDS
from reorg.study.measuring.weekly_series import IN_STEPS
from reorg.study.study import Study


@dataclass(frozen=True)
class Printing:
    """The imprint of a report: its date and version, and the command that repeats it.

    ``created`` is an ISO date; ``fixed``: assumptions were held at their central values.
    """

    created: str
    version: str
    command: str
    fixed: bool = False


def render_report(study: Study, printing: Printing) -> str:
    """Return the report of a study as one HTML page."""
    return _environment().get_template("report.html.j2").render(_context(study, printing))


def render_page_one(study: Study, scenario: str, printing: Printing) -> str:
    """Return page one on a scenario as a part of an HTML page, for the style sheet ``report.css``."""
    view = draw_page(page_one(study, scenario, fixed=printing.fixed))
    template = _environment().get_template("page_one.html.j2")
    return str(template.make_module().page_one(view, _about(study.verdict, printing), {}, False))  # type: ignore[attr-defined]


def _context(study: Study, printing: Printing) -> dict[str, Any]:
    verdict, organization = study.verdict, study.organization
    first = page_one(study, fixed=printing.fixed)
    others = [key for key in alternatives(verdict) if key != first.scenario]
    dates = plan_dates(Comparison(study, first.scenario), most=10**6)
    return {
        "view": draw_page(first),
        "others": [draw_page(page_one(study, key, printing.fixed)) for key in others],
        "anchors": {key: f"about-{place}" for place, key in enumerate(others, start=1)},
        "about": _about(verdict, printing),
        "questions": all_questions(verdict),
        "ranges": [] if first.scenario else metric_ranges(verdict, verdict["baseline"]),
        "remarks": list(filter(None, (left_out_line(verdict), *no_value_lines(verdict, METRIC_WORDS)))),
        "hours": hours_by_kind(verdict, first.scenario),
        "charts": weekly_charts(verdict, first.scenario),
        "in_steps": IN_STEPS,
        "parts": parts_of_differences(verdict, first.scenario),
        "moves": move_rows(first.changes),
        "moves_max": ROWS_MAX,
        "inputs_open": OPEN_MAX,
        "dates": dates if dates and len(dates.releases) > SHOWN_MAX else None,
        "assumptions": assumption_tables(organization, verdict),
        "inputs": input_rows(organization),
        "contested": organization.contested,
        "facts": organization.facts,
        "method": method(verdict, printing.fixed),
        "rails": guard_rail_rows(verdict),
        "not_simulated": NOT_SIMULATED,
        "weeks": verdict["horizon_weeks"],
    }


def _about(verdict: Verdict, printing: Printing) -> Mapping[str, str]:
    model = str(verdict.get("model_hash", ""))[:12]
    sizes = (_counted(verdict["worlds"], "world"), _counted(verdict["horizon_weeks"], "week"))
    return {
        "size": " · ".join((f"Rehearsed {day(printing.created)}", *sizes)),
        "created": day(printing.created),
        "version": printing.version,
        "command": printing.command,
        "model": model,
    }


def _counted(value: int, noun: str) -> str:
    return f"{value:,} {noun}" if value == 1 else f"{value:,} {noun}s"


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
    environment.globals |= {"style": Markup(style)}  # noqa: S704 - our own file, not user input
    environment.filters |= {"name": name}
    return environment


def _finalize(value: object) -> object:
    """Make every text safe to display, with a true minus before figures; escaping follows."""
    if isinstance(value, Markup | int | float):
        return value
    return re.sub(r"(?<![\w-])-(?=[^\w\s]?\d)", "\u2212", shown(value, 4000))
