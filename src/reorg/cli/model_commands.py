"""The commands about a model file: check, show, new, cases, schema."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from reorg import model
from reorg.cli import model_view
from reorg.cli.inputs_view import inputs_document, inputs_text
from reorg.cli.printing import say
from reorg.model.analysis.findings import GUARD_RAIL_KIND, Finding, find_remarkable

_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


@click.command()
@click.argument("model_name", metavar="MODEL")
@_JSON
@click.pass_context
def check(ctx: click.Context, model_name: str, as_json: bool) -> None:
    """Find the mistakes in MODEL, with file, line and column, and point out what looks unusual.

    All mistakes in the form of the file are reported at once; once there are none, all in what it says.
    Exits with 2 if MODEL has mistakes, 1 if it breaks its own guard_rails, 0 otherwise.
    """
    errors: tuple[model.Problem, ...] = ()
    remarks: tuple[Finding, ...] = ()
    try:
        organization = _with_known_metrics(model_name)
        remarks = (*find_remarkable(organization), *_guessed(model_name, organization))
        if not as_json:
            say("\n".join(model_view.checked(organization, remarks)))
    except model.ModelError as error:
        if not as_json:
            raise
        errors = error.problems
    if as_json:
        lines = [asdict(finding) for finding in remarks]
        _print_json({"valid": not errors, "errors": [asdict(e) for e in errors], "findings": lines})
    broken = any(finding.kind == GUARD_RAIL_KIND for finding in remarks)
    ctx.exit(2 if errors else int(broken))


def _guessed(model_name: str, organization: model.Organization) -> list[Finding]:
    """Return the remark that values of a model are guesses, and that places and dates of people are."""
    unmarked = 0
    if Path(model_name).with_name("guesses.csv").is_file():
        from reorg.importing import guesses_of  # noqa: PLC0415 - only beside such a list

        unmarked = sum(guess.is_unmarked for guess in guesses_of(Path(model_name)) or [])
    message = model_view.guesses_in_words(organization, unmarked)
    return [Finding("guess", "", "", f"{message}: reorg show {model_name} --guesses")] if message else []


def _with_known_metrics(model_name: str) -> model.Organization:
    """Load a model; raises ModelError also where it names an unknown metric."""
    organization = model.load(model_name)
    if not (organization.negligible or organization.leading or organization.observed):
        return organization
    # Metrics are defined beside what computes them, which loads the numerical libraries.
    from reorg.study.measuring.metrics import METRIC_KEYS  # noqa: PLC0415
    from reorg.study.measuring.movable import why_unmoved  # noqa: PLC0415

    return model.load(model_name, metrics=METRIC_KEYS, unmoved=why_unmoved)


@click.command()
@click.argument("model_name", metavar="MODEL")
@click.option("--structure", metavar="S", help="Only this structure.")
@click.option("--tree", "parts", flag_value="tree", help="Teams, their leads and headcounts.")
@click.option("--spans", "parts", flag_value="spans", help="Direct reports of every lead, and layers.")
@click.option("--work", "parts", flag_value="work", help="Packages and streams, and who owns them.")
@click.option("--cost", "parts", flag_value="cost", help="Payroll by team.")
@click.option("--all", "parts", flag_value="all", help="All of these for every structure, however long.")
@click.option("--inputs", "parts", flag_value="inputs", help="Uncertain inputs: ranges, weights, sources.")
@click.option("--guesses", "parts", flag_value="guesses", help="Inputs that are guesses.")
@_JSON
def show(model_name: str, structure: str | None, parts: str | None, as_json: bool) -> None:
    """Show what MODEL contains, without simulation.

    Without options, a model that does not fit two screens is shown in short: the teams of today, a line for
    each structure, and the scenarios.
    """
    organization = model.load(model_name)
    structures = model_view.chosen(organization, structure)
    if parts == "guesses":
        _show_guesses(model_name, organization, as_json)
        return
    if parts == "inputs":
        _show_inputs(organization, as_json)
        return
    if as_json:
        _print_json(model_view.document(organization, structures))
        return
    if parts is None and structure is None:
        say("\n".join(model_view.overview(organization, model_name)))
        return
    say("\n".join(model_view.text(organization, structures, None if parts == "all" else parts)))


def _show_guesses(model_name: str, organization: model.Organization, as_json: bool) -> None:
    from reorg.cli.proposals_view import guess_lines  # noqa: PLC0415 - what imports is needed only here
    from reorg.importing import guesses_of  # noqa: PLC0415

    guesses = guesses_of(Path(model_name)) or []
    marked = () if guesses else organization.guesses
    if as_json:
        _print_json({"guesses": [*map(asdict, guesses), *inputs_document(marked)]})
        return
    say("\n".join(inputs_text(organization, marked) if marked else guess_lines(organization, guesses)))


def _show_inputs(organization: model.Organization, as_json: bool) -> None:
    if as_json:
        _print_json({"inputs": inputs_document(organization.inputs)})
        return
    say("\n".join(inputs_text(organization, organization.inputs)))


@click.command()
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--from", "case", metavar="CASE", help="Start from a bundled case.")
@click.option("--from-sheet", is_flag=True, help="Write a workbook to fill in instead, for reorg import.")
@_JSON
def new(directory: Path, case: str | None, from_sheet: bool, as_json: bool) -> None:
    """Write DIR/model.yaml, a commented model to start from; nothing is overwritten."""
    if from_sheet:
        _new_workbook(directory, case, as_json)
        return
    text = model.case_text(case) if case else model.starter_text()
    path = directory / "model.yaml"
    was_there = directory.exists()
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        raise click.UsageError(f"{path if path.exists() else directory} already exists.") from None
    except (OSError, ValueError) as error:
        _take_away(path, None if was_there else directory)
        reason = getattr(error, "strerror", None) or str(error)
        raise click.UsageError(f"{path} cannot be written: {reason.lower()}.") from None
    if as_json:
        _print_json({"written": str(path)})
        return
    say(f"{path} written; next: reorg check {path}, then reorg compare {path}")


def _take_away(path: Path, made: Path | None) -> None:
    """Remove a file that could not be written whole, and the folder that was made for it."""
    with suppress(OSError, ValueError):
        path.unlink(missing_ok=True)
        if made is not None:
            made.rmdir()


def _new_workbook(directory: Path, case: str | None, as_json: bool) -> None:
    from reorg.importing import write_example  # noqa: PLC0415 - only here

    if case:
        raise click.UsageError("--from-sheet starts from its own example, not from a case.")
    path = write_example(directory)
    if as_json:
        _print_json({"written": str(path)})
        return
    say(f"{path} written; next: fill it in, then reorg import {path} -o {directory / 'model'}")


@click.command()
@_JSON
def cases(as_json: bool) -> None:
    """List the bundled cases."""
    titles = model.case_titles()
    if as_json:
        _print_json({"cases": [{"name": name, "organization": title} for name, title in titles.items()]})
        return
    width = max(map(len, titles), default=0)
    for name, title in titles.items():
        say(f"{name:<{width}}  {title}")


@click.command()
@click.option("--metrics", is_flag=True, help="Print the table of metrics instead.")
@_JSON
def schema(metrics: bool, as_json: bool) -> None:
    """Print the JSON Schema of the model file, or the table of metrics."""
    if not metrics:
        _print_json(model.json_schema())
        return
    # Metrics are defined beside what computes them, which loads the numerical libraries.
    from reorg.study.measuring.metrics import METRICS  # noqa: PLC0415

    if as_json:
        _print_json({"metrics": [model_view.metric(declared) for declared in METRICS]})
        return
    say("\n".join(model_view.metrics(METRICS)))


def _print_json(document: dict[str, Any]) -> None:
    click.echo(json.dumps(document, indent=2, ensure_ascii=False))
