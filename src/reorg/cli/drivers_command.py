"""`reorg drivers`: the drivers of each difference of a finished study, and where it flips."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reorg.model.problems import suggest_name
from reorg.report.plain_text import name, shown
from reorg.report.scenarios import heading
from reorg.report.sensitivity import Sensitivity, describe_sensitivities
from reorg.report.vocabulary import HEADLINES
from reorg.study.measuring.metrics import METRICS
from reorg.study.results.sensitivity import WORLDS_ANALYZED_MAX, analyze_sensitivity, why_no_drivers
from reorg.study.running.saved_run import SavedRun, read_run
from reorg.study.running.settings import StudyError

SCHEMA = "reorg/drivers/2"


@click.command()
@click.argument("run", metavar="RUN", type=click.Path(path_type=Path))
@click.option("--metric", "metrics", multiple=True, metavar="M", help="This metric; may be repeated.")
@click.option("--scenario", "scenarios", multiple=True, metavar="S", help="This scenario; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def drivers(run: Path, metrics: tuple[str, ...], scenarios: tuple[str, ...], as_json: bool) -> None:
    """Show which assumptions decide each difference of the study in RUN, and where it reverses.

    RUN is the run folder of a finished or interrupted study. No worlds are run: their assumptions and
    differences are read from the folder.
    """
    try:
        saved = read_run(run, WORLDS_ANALYZED_MAX)
        _check(saved, metrics, scenarios)
    except StudyError as error:
        text = str(error)
        raise click.UsageError(text if text.endswith("?") else f"{text}.") from None
    document = _document(saved, metrics, scenarios)
    if as_json:
        click.echo(json.dumps(document, indent=1, allow_nan=False))
        return
    _print(document, saved, metrics, Console())


def _check(saved: SavedRun, metrics: Sequence[str], scenarios: Sequence[str]) -> None:
    for word, known, kind in (
        *((metric, list(saved.sample.metrics), "metric") for metric in metrics),
        *((scenario, list(saved.sample.scenarios[1:]), "scenario to compare") for scenario in scenarios),
    ):
        if word not in known:
            hint = suggest_name(word, known) or f"known: {', '.join(known) or 'none'}"
            raise StudyError(f"there is no {kind} {word!r} in this run; {hint}")
    if len(saved.sample.scenarios) < 2:
        raise StudyError("this run has only one scenario; drivers explain the difference between two")
    reasons = why_no_drivers(saved.sample)
    if reasons:
        count = len(saved.sample.worlds)
        more = "run more with --resume --worlds" if saved.sample.varies else "compare again without --fixed"
        raise StudyError(f"{reasons[0].rstrip('.')}; this run has {count} ({more})")


def _document(saved: SavedRun, metrics: Sequence[str], scenarios: Sequence[str]) -> dict[str, Any]:
    # A number of worlds beyond those read is unknown here; then all of them are present.
    read = len(saved.sample.worlds)
    units = {m.key: (m.unit, m.better) for m in METRICS}
    asked = metrics or [m.key for m in METRICS if m.better != "-"]
    return {
        "schema": SCHEMA,
        "organization": saved.organization,
        "baseline": saved.baseline,
        "worlds": read,
        "complete": read >= min(saved.planned, WORLDS_ANALYZED_MAX),
        "seed": saved.seed,
        "horizon_weeks": saved.horizon_weeks,
        "scenarios": {key: {"name": saved.names[key]} for key in saved.sample.scenarios},
        "metrics": {key: {"unit": units[key][0], "better": units[key][1]} for key in asked if key in units},
        **analyze_sensitivity(saved.sample, metrics or None, scenarios or None),
    }


def _print(document: dict[str, Any], saved: SavedRun, metrics: Sequence[str], console: Console) -> None:
    read = f"{document['worlds']:,} worlds"
    if not document["complete"]:
        read += f" of {saved.planned:,} (interrupted)"
    console.print(Text.assemble((name(saved.organization), "bold"), f"   {read}, seed {saved.seed}"))
    for scenario in saved.sample.scenarios[1:]:
        sensitivities = describe_sensitivities(document, scenario, metrics or HEADLINES)
        if sensitivities:
            console.print()
            console.print(Text(heading(document, scenario), style="bold"))
        for each in sensitivities:
            _print_explained(each, console)


def _print_explained(sensitivity: Sensitivity, console: Console) -> None:
    console.print()
    console.print(Text(sensitivity.label, style="underline"))
    if sensitivity.drivers:
        grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        grid.add_column("What decides it")
        for heading in ("alone", "in pairs"):
            grid.add_column(heading, justify="right", no_wrap=True)
        grid.add_column("effect")
        grid.add_column("lowest fifth", justify="right", no_wrap=True)
        grid.add_column("highest", justify="right", no_wrap=True)
        for row in sensitivity.drivers:
            cells = (row.label, row.share, row.pairs, row.effect, row.lowest, row.highest)
            grid.add_row(*map(Text, map(shown, cells)))
        console.print(grid)
    for line in (sensitivity.rest, *sensitivity.flips):
        console.print(Text(shown(line)))
