"""The command that shows which inputs differ between two models, scenarios or studies."""

from __future__ import annotations

import click


@click.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def diff(before: str, after: str, as_json: bool) -> None:
    """Show which inputs differ between A and B, and what it takes to get from A to B.

    Each is a MODEL, a scenario of one (MODEL:SCENARIO, such as qwen:split), or the run folder of a study.
    Exits with 1 if anything differs.
    """
    from reorg.cli.differences import print_differences  # noqa: PLC0415 - the help must not wait for it

    if print_differences(before, after, as_json):
        raise click.exceptions.Exit(1)
