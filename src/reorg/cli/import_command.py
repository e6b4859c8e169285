"""The command `import`: an organization's own sheets become a model."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence, Sized
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from reorg import importing
from reorg.cli.printing import say
from reorg.cli.proposals_view import proposal_lines
from reorg.importing import QUESTION, Group, Imported, model_start
from reorg.model import ModelError, Problem, load
from reorg.model.analysis.findings import Finding, find_full_plans
from reorg.money import currency_of

_FILE = click.Path(path_type=Path)
GROUPS_SHOWN = 40
"""Number of kinds of findings shown."""
MISTAKES_SHOWN = 5

RATE_MAX = 1e12


@click.command("import")
@click.argument("files", metavar="FILES...", type=_FILE, nargs=-1, required=True)
@click.option(
    "-o", "--out", metavar="DIR", type=_FILE, help="Folder for the model; written completely or not at all."
)
@click.option(
    "--map", "map_file", metavar="MAP", type=_FILE, help="Map file with your answers from an earlier import."
)
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@click.option("--update", is_flag=True, help="Update the model in DIR; your edits are kept.")
@click.option(
    "--start",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d", "%d.%m.%Y"]),
    help="Start date, as 2026-12-07 or 07.12.2026; next Monday by default.",
)
@click.option("--organization", metavar="NAME", help="Name of the organization; the name of DIR by default.")
@click.option(
    "--rate",
    "rates",
    metavar="CODE=RATE",
    multiple=True,
    help="What 1 unit of a currency is worth in the model's: --rate USD=0.92. Repeat for more.",
)
@click.option(
    "--pseudonyms", is_flag=True, help="Replace people's names, e-mail addresses and numbers throughout."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def import_(ctx: click.Context, /, files: tuple[Path, ...], as_json: bool, **options: Any) -> None:
    """Build a model from FILES: people sheets, plan sheets and tickets, as CSV, XLSX, JSON or YAML.

    Exits with 1 if questions are open, 2 if a file cannot be read, 0 otherwise.
    """
    asked = Asked(**options)
    asked.check()
    imported = asked.imported(files)
    if as_json:
        click.echo(json.dumps(_document(imported, asked), indent=2, ensure_ascii=False, default=str))
    else:
        say("\n".join(_text(imported, asked)))
    ctx.exit(1 if imported.findings.questions() else 0)


@dataclass(frozen=True)
class Asked:
    """The options of the command."""

    out: Path | None
    map_file: Path | None
    dry_run: bool
    update: bool
    start: datetime | None
    organization: str | None
    pseudonyms: bool
    rates: tuple[str, ...]

    def check(self) -> None:
        """Refuse options that do not go together."""
        if self.out is None and not self.dry_run:
            raise click.UsageError("Name the folder to write with -o DIR, or add --dry-run.")
        if self.update and self.out is None:
            raise click.UsageError("--update needs the folder of the model: -o DIR.")
        if self.update and self.pseudonyms:
            raise click.UsageError("--update needs the names: with --pseudonyms it cannot identify people.")

    def imported(self, files: tuple[Path, ...]) -> Imported:
        """Import the files and write the model, unless this is a dry run."""
        kept = self.out / importing.MAP if self.update and self.out is not None else None
        map_file = self.map_file or (kept if kept is not None and kept.is_file() else None)
        answers = importing.read_map(map_file) if map_file is not None else importing.NO_MAP
        answers = answers.model_copy(update={"rates": {**answers.rates, **self._rates()}})
        imported = importing.import_files(files, self._start(), answers, self._name())
        if self.pseudonyms:
            imported = importing.pseudonymized(imported)
        texts = importing.files_of(imported)
        if self.update and self.out is not None:
            texts = importing.updated(self.out, texts, imported.findings)
            if not self.dry_run:
                importing.replace_files(self.out, texts)
        elif self.out is not None and not self.dry_run:
            importing.write_folder(self.out, texts)
        return imported

    def _rates(self) -> dict[str, float]:
        found = {}
        for text in self.rates:
            name, _, number = text.partition("=")
            currency = currency_of(name)
            try:
                rate = float(number)
            except ValueError:
                rate = 0.0
            if currency is None or not 0 < rate < RATE_MAX:
                raise click.UsageError(
                    f"--rate {text}: write a currency and a number, such as --rate USD=0.92."
                )
            found[currency] = rate
        return found

    def _start(self) -> date:
        if self.start is not None:
            return self.start.date()
        if self.update and self.out is not None:
            # The start date must not change with the day on which the sheets are read again.
            return model_start(self.out)
        today = date.today()
        return today + timedelta(days=(7 - today.weekday()) % 7)

    def _name(self) -> str | None:
        if self.organization or self.out is None:
            return self.organization
        return self.out.resolve().name.replace("-", " ").replace("_", " ").capitalize()


def _text(imported: Imported, asked: Asked) -> list[str]:
    out, dry_run = asked.out, asked.dry_run
    lines = []
    for table in imported.tables:
        words = {"people": "people sheet", "plan": "plan", "tickets": "tickets"}[table.kind]
        lines.append(f"{table.label}: {words}, header in row {table.header_row}, {table.count:,} rows")
        if dry_run:
            lines += [f"  {header} -> {name}" for header, name in table.mapping().items()]
    work = imported.work
    lines.append(
        f"{_people(imported)} in {_count(imported.teams, 'team')}, {_count(work.packages, 'package')} in"
        f" {_count(work.releases, 'release')}, {_count(work.streams, 'stream')}; start {imported.start}"
    )
    lines += [*_alternatives(imported), _currency(imported), _horizon(imported)]
    groups = importing.grouped(imported.findings)
    if groups:
        lines += ["", _count(list(imported.findings), "finding")]
        shown = groups if dry_run else groups[:GROUPS_SHOWN]
        lines += [line for group in shown for line in _group(group)]
        if len(shown) < len(groups):
            lines.append(f"  ... and {len(groups) - len(shown)} more kinds: findings.csv has all of them")
    lines += ["", *proposal_lines(imported, dry_run)]
    if dry_run:
        lines.append("nothing written (dry run)")
    elif out is not None:
        model = out / importing.MODEL
        lines.append(f"{model} written; what was proposed: reorg show {model} --guesses")
        lines += [f"  - {remark.message}" for remark in _plan_remarks(model)]
        lines += _mistake_lines(model)
        if not asked.update and not any(person.after for person in imported.people):
            lines.append(
                f"next: say in {out / 'people.csv'} who changes (team:after, lead:after, week:after)"
            )
        lines.append(f"then: reorg check {model} and reorg compare {model}")
    return lines


def _plan_remarks(model: Path) -> tuple[Finding, ...]:
    """Return the remarks of `reorg check` on releases that have no room before they are due."""
    try:
        return find_full_plans(load(model))
    except ModelError:
        return ()  # They are reported as mistakes.


def _mistakes(model: Path) -> tuple[Problem, ...]:
    """Return what keeps a model from loading: an update keeps edits, which may not fit the newer sheets."""
    try:
        load(model)
    except ModelError as error:
        return error.problems
    return ()


def _mistake_lines(model: Path) -> list[str]:
    mistakes = _mistakes(model)
    if not mistakes:
        return []
    shown = [f"  - {problem}" for problem in mistakes[:MISTAKES_SHOWN]]
    more = len(mistakes) - len(shown)
    tail = [f"  ... and {more:,} more: reorg check {model}"] if more else []
    head = "your edits do not fit the newer sheets, so the model does not load until you correct:"
    return [head, *shown, *tail]


def _alternatives(imported: Imported) -> list[str]:
    """Return a line that names the alternatives, and says how many people change."""
    changes = Counter(
        name for person in imported.people for name in {column.partition(":")[2] for column in person.after}
    )
    told = (
        f"{'the planned change' if name == 'after' else name} ({count:,} change)"
        for name, count in sorted(changes.items())
    )
    return [f"alternatives: {', '.join(told)}"] if changes else []


def _currency(imported: Imported) -> str:
    if imported.mapping.currency or any(person.currency for person in imported.people):
        return f"amounts in {imported.currency}"
    return f"amounts in {imported.currency}, as no sheet names a currency; the map file can (currency: EUR)"


def _horizon(imported: Imported) -> str:
    weeks, plan = importing.horizon_weeks(imported), imported.season.weeks
    why = "a year at least" if weeks > importing.HORIZON_FACTOR * plan else f"three times the plan's {plan}"
    return f"{weeks} weeks are simulated ({why}), so late releases still appear: horizon_weeks in the model"


def _people(imported: Imported) -> str:
    vacant = sum(person.count for person in imported.people if person.status == "vacant")
    people = sum(person.count for person in imported.people) - vacant
    vacancies = f"{vacant:,} vacanc{'y' if vacant == 1 else 'ies'}"
    return f"{people:,} people" + (f" and {vacancies}" if vacant else "")


def _count(things: Sized, name: str) -> str:
    return f"{len(things):,} {name}{'' if len(things) == 1 else 's'}"


def _group(group: Group) -> list[str]:
    finding = group.finding
    where = finding.file
    if group.rows:
        where += f" row{'s' * (len(group.rows) > 1)} {_first(group.rows, 5, ', ')}"
    where += f" [{finding.column}]" if finding.column else ""
    details = f" ({_first(group.details, 3, '; ')})" if group.details else ""
    mark = "?" if finding.kind == QUESTION else "-"
    lines = [
        f"  {mark} {where}: {finding.message}{details}" if where else f"  {mark} {finding.message}{details}"
    ]
    return [*lines, f"      {finding.hint}"] if finding.hint else lines


def _first(things: Sequence[object], shown: int, separator: str) -> str:
    more = f" and {len(things) - shown} more" if len(things) > shown else ""
    return separator.join(map(str, things[:shown])) + more


def _document(imported: Imported, asked: Asked) -> dict[str, object]:
    written = None if asked.dry_run or asked.out is None else str(asked.out / importing.MODEL)
    return {
        "written": written,
        "files": [
            {"file": table.label, "kind": table.kind, "header_row": table.header_row, "rows": table.count,
             "columns": table.mapping()} for table in imported.tables
        ],
        "people": sum(person.count for person in imported.people),
        "currency": imported.currency,
        "horizon_weeks": importing.horizon_weeks(imported),
        "teams": len(imported.teams),
        "packages": len(imported.work.packages),
        "streams": len(imported.work.streams),
        "findings": [asdict(finding) for finding in imported.findings],
        "mistakes": [str(mistake) for mistake in _mistakes(Path(written))] if written else [],
        "remarks": [asdict(remark) for remark in _plan_remarks(Path(written))] if written else [],
        "proposals": [asdict(proposal) for proposal in imported.proposals],
    }  # fmt: skip
