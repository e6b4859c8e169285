"""The command `reorg`: its subcommands are loaded when they are called, so that help is immediate."""

from __future__ import annotations

import difflib
import gc
import importlib
import os
from importlib import metadata
from typing import Any

import click

from reorg.cli.errors import Refused, Uncompiled, compiler_error, model_error
from reorg.cli.printing import say, use_plain_characters

INTERRUPTED = 130
NEW_OBJECTS = 50_000
"""Number of objects made between two garbage collections."""

# Worlds run on threads of our own. Those of the linear algebra beneath NumPy would only wait for each
# other, and it reads this once, when NumPy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

COMMANDS = {
    "run": ("reorg.cli.study_commands:run", "Rehearse one scenario of a model."),
    "compare": ("reorg.cli.study_commands:compare", "Compare scenarios in the same worlds."),
    "drivers": (
        "reorg.cli.drivers_command:drivers",
        "Show what drives the differences, and where they reverse.",
    ),
    "report": ("reorg.cli.report_command:report", "Write the report of a saved study, or export the study."),
    "diff": ("reorg.cli.diff_command:diff", "Show which inputs differ between two models or studies."),
    "serve": ("reorg.cli.serve_command:serve", "Move, rehearse and watch a model in the browser."),
    "check": ("reorg.cli.model_commands:check", "Find the mistakes in a model."),
    "show": ("reorg.cli.model_commands:show", "Show a model's teams, spans, work and cost."),
    "import": ("reorg.cli.import_command:import_", "Build a model from your own spreadsheets."),
    "new": ("reorg.cli.model_commands:new", "Write a commented model to start from."),
    "cases": ("reorg.cli.model_commands:cases", "List the bundled cases."),
    "schema": ("reorg.cli.model_commands:schema", "Print the JSON Schema of the model file."),
    "claims": ("reorg.cli.claims_command:claims", "Test claims from the news."),
    "verify": ("reorg.cli.verify_command:verify", "Check the simulator against known results."),
}
"""Command to its module and object, and its line in the help."""


class Commands(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; return None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        try:
            command: click.Command = getattr(importlib.import_module(module), name)
        except ModuleNotFoundError as error:
            if error.name != module:
                raise
            raise click.UsageError(f"{cmd_name!r} is not part of this installation.", ctx) from None
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the help's list without importing any command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a misspelled one gets the nearest name as a suggestion."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            close = ["serve"] if args[0] == "studio" else difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean {close[0]!r}?" if close else ""
            raise click.UsageError(f"No such command {args[0]!r}.{hint}", ctx)
        return click.Group.resolve_command(self, ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a model or compiler that cannot be used exits with 2, an interruption with 130."""
        try:
            return click.Group.invoke(self, ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            say("interrupted", err=True)
            raise click.exceptions.Exit(INTERRUPTED) from None
        except model_error() as error:
            raise Refused(error) from None
        except compiler_error() as error:
            raise Uncompiled(str(error)) from None


def _print_version(ctx: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if not asked or ctx.resilient_parsing:
        return
    try:
        version = metadata.version("reorg")
    except metadata.PackageNotFoundError:
        version = "(not installed)"
    click.echo(f"reorg {version}")
    ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version,
              help="Show the version and exit.")  # fmt: skip
@click.pass_context
def main(ctx: click.Context) -> None:
    """Rehearse a reorganization before you announce it.

    A MODEL is a file or the name of a bundled case. Results go to stdout, progress to stderr. Exit codes:
    0 success, 1 findings, 2 bad input or usage, 130 interrupted.
    """
    use_plain_characters()
    # Most of what a command imports and makes stays to its end: to look through it as often as usual takes a
    # twentieth of a start.
    gc.set_threshold(NEW_OBJECTS)
    if os.environ.get("NO_COLOR"):
        ctx.color = False
