"""A study run from the command line: progress to stderr, results to stdout, everything to a run folder."""

from __future__ import annotations

import csv
import re
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from reorg.cli.printing import say
from reorg.cli.progress import progress_bar
from reorg.cli.verdict_table import print_run, print_verdict
from reorg.engine import Engine, plan_scenario
from reorg.model import load
from reorg.model.writing.cells import unrunnable
from reorg.report.event_log import event_lines, weekly_hours
from reorg.report.study_report import report_of
from reorg.study.compare import compare, run, trace
from reorg.study.measuring.metrics import METRIC_KEYS
from reorg.study.measuring.movable import why_unmoved
from reorg.study.running.files import json_text, replace_atomically
from reorg.study.running.kept_traces import traces_kept
from reorg.study.running.plausible import ImplausibleError
from reorg.study.running.settings import Progress, StudyError
from reorg.study.study import Study

RUNS = Path("runs")
COMMAND = "command.txt"
Show = Callable[[dict[str, Any], str | None, Console], None]


class Unwritable(click.ClickException):
    """The run folder cannot be written; the command exits with 2."""

    exit_code = 2


class Contradiction(click.ClickException):
    """The model contradicts what is observed of the organization; the command exits with 2."""

    exit_code = 2


@dataclass(frozen=True)
class Rehearsed:
    """A command to rehearse a model; ``options`` as in :class:`reorg.study.running.settings.Settings`."""

    model_name: str
    as_json: bool
    options: dict[str, Any]

    def compare(self, scenarios: tuple[str, ...], baseline: str | None) -> None:
        """Compare scenarios and print the verdict; raises click.ClickException for what cannot be run."""
        organization = load(self.model_name, metrics=METRIC_KEYS, unmoved=why_unmoved)
        with refusals(), traces_kept(organization), self._settings() as settings:
            study = compare(organization, scenarios or None, baseline, **settings)
        self._publish(study, print_verdict if study.verdict["differences"] else print_run)

    def run(self, scenario: str, world: int | None) -> None:
        """Rehearse one scenario, write the events of ``world`` if asked, and print; raises as above."""
        organization = load(self.model_name, metrics=METRIC_KEYS, unmoved=why_unmoved)
        with refusals(), traces_kept(organization), self._settings() as settings:
            study = run(organization, scenario, **settings)
            if world is not None:
                _write_trace(study, scenario, world, self.options)
        self._publish(study, print_run)

    def _publish(self, study: Study, show: Show) -> None:
        assert study.folder is not None, "the command line always keeps a study"  # noqa: S101 - for the type
        path = study.folder / "report.html"
        with refusals():
            command = shlex.join(["reorg", *sys.argv[1:]])
            with replace_atomically(study.folder / COMMAND) as temporary:
                temporary.write_text(command + "\n", encoding="utf-8")
            report_of(study, path, fixed=self.options["fixed"], command=command)
        if self.as_json:
            click.echo(json_text(study.verdict), nl=False)
            return
        show(study.verdict, str(path), Console())

    @contextmanager
    def _settings(self) -> Iterator[dict[str, Any]]:
        out = self.options["out"] or _new_folder(self.model_name)
        with _progress(self.options["engine"]) as show_progress:
            try:
                yield {**self.options, "out": out, "progress": show_progress}
            except KeyboardInterrupt:
                resume = f"to continue, repeat the command with --resume --out {shlex.quote(str(out))}"
                say(f"Finished batches are kept; {resume}.", err=True)
                raise


@contextmanager
def refusals(folder: Path | None = None) -> Iterator[None]:
    """Turn refusals by a study, and write errors, into errors of the command line.

    ``folder`` is where files are written, for errors of the system that name no file.
    """
    try:
        yield
    except StudyError as error:
        text = str(error) if str(error).endswith("?") else f"{error}."
        if isinstance(error.__cause__, ImplausibleError):
            # The command is right; the model and the record of its organization disagree.
            raise Contradiction(text) from None
        raise click.UsageError(text) from None
    except OSError as error:
        # A full or read-only disk: the study cannot be saved, and existing files are complete.
        where = error.filename or folder or "the run folder"
        reason = (error.strerror or str(error)).lower()
        raise Unwritable(f"{where} cannot be written: {reason}; name another folder or make room") from None


@contextmanager
def _progress(engine: Engine) -> Iterator[Callable[[Progress], None]]:
    with progress_bar("worlds", None, engine) as bar:
        task, usual = bar.task_ids[0], "worlds"

        def show_progress(progress: Progress) -> None:
            nonlocal usual
            if progress.note:
                # Through the console of the bar: a line written past it would break the bar.
                bar.console.print(progress.note, markup=False, highlight=False, soft_wrap=True)
            usual = progress.sure or usual
            description = progress.trying or usual
            bar.update(task, completed=progress.done, total=progress.worlds, description=description)

        yield show_progress


def _new_folder(model_name: str) -> Path:
    case = re.sub(r"[^\w.-]+", "-", Path(model_name).stem)[:60].strip(".-") or "study"
    first = RUNS / f"{datetime.now():%Y-%m-%d-%H%M%S}-{case}"
    candidates = (first if number == 1 else first.with_name(f"{first.name}-{number}") for number in count(1))
    return next(path for path in candidates if not path.exists())


def _write_trace(study: Study, scenario: str, world: int, options: dict[str, Any]) -> None:
    assert study.folder is not None, "the command line always keeps a study"  # noqa: S101 - for the type
    same = {name: options[name] for name in ("seed", "fixed", "engine")}
    log = trace(study.organization, scenario, world, **same)
    plan = plan_scenario(study.organization, scenario)
    lines = event_lines(plan, log)
    _write_csv(
        study.folder / f"trace-{world}.csv",
        ("week", "date", "event", "person", "what happens", "value", "unit"),
        (
            (round(e.week, 4), e.date, e.event, e.person, e.text, float(f"{e.value:.6g}"), e.unit)
            for e in lines
        ),
    )
    hours = weekly_hours(plan, log)
    _write_csv(
        study.folder / f"trace-{world}-hours.csv",
        ("person", "week", "hours of own work", "hours of requests, decisions and meetings"),
        (
            (person, week + 1, *(f"{value:.2f}" for value in hours[i, week]))
            for i, person in enumerate(plan.person_ids)
            for week in range(plan.weeks)
        ),
    )


def _write_csv(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table, in one step: a reader sees the old file or the new one."""
    with (
        replace_atomically(path) as temporary,
        temporary.open("w", newline="", encoding="utf-8") as file,
    ):
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows([unrunnable(cell) for cell in row] for row in rows)
