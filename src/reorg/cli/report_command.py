"""The command that writes the report of a kept study again, and files for other tools."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("run", type=click.Path(path_type=Path), metavar="RUN")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR",
              help="Folder for what is written; the run folder by default.")  # fmt: skip
def report(run: Path, out: Path | None) -> None:
    """Write the report of the study in RUN, a run folder. No worlds are run."""
    from reorg.cli.kept_study import opened, write_html  # noqa: PLC0415 - the help must not wait for it

    study = opened(run)
    click.echo(write_html(study, out or run))
