"""Inputs that differ, as a table and as the list of changes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reorg.cli.steps import steps_between
from reorg.model import Organization, case_names, load
from reorg.model.comparing import Difference, compare_organizations, compare_scenarios
from reorg.model.organization import Scenario
from reorg.model.problems import suggest_name
from reorg.report.plain_text import name, shown
from reorg.study.opening import open_study
from reorg.study.running.run_folder import MANIFEST
from reorg.study.running.settings import StudyError
from reorg.study.study import Study

SCHEMA = "reorg/diff/1"


@dataclass(frozen=True)
class Side:
    """One side of a comparison: an organization, and the scenario or the study meant."""

    label: str
    organization: Organization
    scenario: Scenario | None = None
    study: Study | None = None


def print_differences(before: str, after: str, as_json: bool) -> bool:
    """Print the differences; return whether there are any. Raises click.UsageError for a faulty name."""
    sides = _side(before), _side(after)
    found, steps = _compared(*sides)
    if as_json:
        rows = [{"place": list(d.place), "before": d.before, "after": d.after} for d in found]
        document = {"schema": SCHEMA, "before": sides[0].label, "after": sides[1].label}
        click.echo(json.dumps({**document, "differences": rows, "changes": steps}, indent=1))
    else:
        _print(sides, found, steps, Console())
    return bool(found)


def _compared(before: Side, after: Side) -> tuple[list[Difference], list[str]]:
    if (before.scenario is None) != (after.scenario is None):
        raise click.UsageError("name a scenario for both models (MODEL:SCENARIO) or for neither.")
    if before.scenario is not None and after.scenario is not None:
        pair = (before.organization, before.scenario), (after.organization, after.scenario)
        return compare_scenarios(*pair), steps_between(*pair)
    return [*_settings(before, after), *compare_organizations(before.organization, after.organization)], []


def _settings(before: Side, after: Side) -> list[Difference]:
    """Return the differences between two studies apart from their models."""
    if before.study is None or after.study is None:
        return []
    sides = [
        {
            "worlds": f"{study.verdict['worlds']:,}",
            "seed": str(study.verdict["seed"]),
            "baseline": study.verdict["baseline"],
            "scenarios": ", ".join(study.verdict["scenarios"]),
        }
        for study in (before.study, after.study)
    ]
    return [
        Difference(("study", key), was, sides[1][key])
        for key, was in sides[0].items()
        if was != sides[1][key]
    ]


def _side(stated: str) -> Side:
    if (Path(stated) / MANIFEST).is_file():
        try:
            study = open_study(stated)
        except StudyError as error:
            raise click.UsageError(f"{error}.") from None
        return Side(stated, study.organization, study=study)
    model, scenario = _split(stated)
    organization = load(model)
    if scenario is None:
        return Side(name(organization.name), organization)
    known = {each.id: each for each in organization.scenarios}
    if scenario not in known:
        hint = suggest_name(scenario, list(known)) or f"known: {', '.join(known)}"
        raise click.UsageError(f"{model} has no scenario {scenario!r}; {hint}")
    return Side(f"{name(organization.name)}: {name(known[scenario].name)}", organization, known[scenario])


def _split(stated: str) -> tuple[str, str | None]:
    """Return the model and the scenario meant; a file or case with the whole name takes precedence."""
    if ":" not in stated or stated in case_names() or Path(stated).exists():
        return stated, None
    model, _, scenario = stated.rpartition(":")
    return model, scenario


def _print(
    sides: Sequence[Side], found: Sequence[Difference], steps: Sequence[str], console: Console
) -> None:
    if not found:
        console.print(Text(f"{sides[0].label} and {sides[1].label}: no input differs."))
        return
    for step in steps:
        console.print(Text(f"- {shown(step)}"))
    if steps:
        console.print()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("Input")
    table.add_column(sides[0].label)
    table.add_column(sides[1].label)
    for each in found:
        table.add_row(
            Text(shown(" > ".join(each.place))), Text(shown(each.before, 200)), Text(shown(each.after, 200))
        )
    console.print(table)
