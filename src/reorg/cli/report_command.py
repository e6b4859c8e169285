"""The command that writes the report of a kept study again, and files for other tools."""

from __future__ import annotations

from pathlib import Path

import click

from reorg.cli.printing import say


@click.command()
@click.argument("run", type=click.Path(path_type=Path), metavar="RUN")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR",
              help="Folder to write to; the run folder by default.")  # fmt: skip
@click.option("--xlsx", is_flag=True, help="Write a workbook: verdict, differences, moves, dates, weeks...")
@click.option("--pptx", is_flag=True, help="Write six slides with charts that can be edited.")
@click.option("--csv", is_flag=True, help="Write each table as a CSV file.")
@click.option("--parquet", is_flag=True, help="Write each table as a Parquet file.")
@click.option("--bundle", is_flag=True,
              help="Write a zip file that reproduces the study and describes the model.")  # fmt: skip
@click.option("--names", is_flag=True, help="Show people's names from the model instead of their roles.")
def report(run: Path, out: Path | None, names: bool, **asked: bool) -> None:
    """Write the report of the study in the run folder RUN, and any files requested. No worlds are run."""
    from reorg.cli.kept_study import opened, write_files, write_html  # noqa: PLC0415 - help must not wait

    study = opened(run)
    folder = out or run
    say(str(write_html(study, folder)))
    for path in write_files(study, frozenset(kind for kind, yes in asked.items() if yes), folder, names):
        say(str(path))
