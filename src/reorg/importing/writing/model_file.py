"""The text of the model file: everything outside the tables, with comments for its readers."""

from __future__ import annotations

import json

from reorg.importing.assembly import Imported
from reorg.importing.people.leavers import WEEKS
from reorg.importing.writing.rows import TODAY
from reorg.importing.writing.uncertain import proposals_of, strength_of

HORIZON_MIN_WEEKS, HORIZON_MAX_WEEKS = 52, 1040
HORIZON_FACTOR = 3
"""Weeks simulated per week of the plan: a release twice as late as planned is still observed."""


def model_text(imported: Imported) -> str:
    """Return the model file that names the tables beside it."""
    sources = ", ".join(dict.fromkeys(table.label for table in imported.tables))
    areas = sorted({area.value for area in imported.areas.values()} | _work_areas(imported))
    lines = [
        f"# Made by `reorg import` from {_one_line(sources)}.",
        "# People, teams and work are in the tables beside this file: edit them in a spreadsheet.",
        "# In people.csv, `team:after` says where someone sits after the change, `lead:after` under whom,",
        "# `week:after` when. A ? marks a guess: overwrite it with what you know.",
        "# The reason for each guess is in guesses.csv.",
        "schema: reorg/1",
        f"organization: {_text(imported.organization)}",
        f"start: {imported.start.isoformat()}",
        f"horizon_weeks: {horizon_weeks(imported)}",
        f"currency: {imported.currency}",
        f"areas: [{', '.join(map(_text, areas))}]",
        "tables: {people: people.csv, teams: teams.csv, work: work.csv}",
        *_releases(imported),
        *_observed(imported),
        "structures:",
        f"  {TODAY}: {{name: Today, decides: medium}}",
        f"compare: {{baseline: {TODAY}}}",
    ]
    return "\n".join(lines) + "\n"


def horizon_weeks(imported: Imported) -> int:
    """Return the number of weeks to simulate: three times those of the plan, a year at least."""
    return min(HORIZON_MAX_WEEKS, max(HORIZON_MIN_WEEKS, HORIZON_FACTOR * imported.season.weeks))


def _work_areas(imported: Imported) -> set[str]:
    return {one.area for one in imported.work.pieces()}


def _releases(imported: Imported) -> list[str]:
    if not imported.work.releases:
        return []
    guesses = proposals_of("couplings", imported.proposals)
    lines = ["releases:"]
    for release in imported.work.releases:
        lines += [
            f"  - id: {_text(release.id)}",
            f"    name: {_text(release.name)}",
            f"    first_week: {release.first_week:g}",
            f"    due_week: {release.due_week:g}",
            "    packages: []            # in work.csv",
        ]
        if release.couplings:
            lines.append("    couplings:              # people who must talk while both run")
        for one, other, strength in release.couplings:
            written = strength_of(guesses.get((f"{release.id}/{one} and {other}", "strength")), strength)
            lines.append(f"      - {{between: [{_text(one)}, {_text(other)}], strength: {written}}}")
    return lines


def _observed(imported: Imported) -> list[str]:
    """Return a proposal of what is observed, as a comment: the sheets may not list everybody who left."""
    leavers = imported.leavers
    if leavers is None:
        return []
    low, high = leavers.next_year
    ends = f"low: {low}, high: {high}" if low else f"high: {high}"
    source = f"{leavers.count} left in the year before, of {leavers.mean_people:.0f} people on average"
    return [
        f"# If the sheets list everybody who left in the {WEEKS} weeks before the start, remove the # of the",
        "# next three lines: worlds in which far fewer or far more people leave in a year are then left out.",
        "# observed:",
        f"#   weeks: {WEEKS}",
        f"#   metrics: {{departures: {{{ends}, source: {_text(source)}}}}}",
    ]


def _text(value: str) -> str:
    """Return a text as written in YAML: plain if that is safe, otherwise in double quotes."""
    plain = value.replace("-", "").replace("_", "").replace(" ", "")
    reserved = {"y", "n", "yes", "no", "true", "false", "on", "off", "null", "none"}
    if plain.isalpha() and value.strip("- ") == value and value.casefold() not in reserved:
        return value
    return json.dumps(value, ensure_ascii=False)


def _one_line(text: str) -> str:
    return " ".join(text.split())[:300]
