"""The commands that rehearse: run, compare. Only their options; the work is in `reorg.cli.rehearsal`.

The help of a command must not wait for the engine's libraries, so these are imported when it runs.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from reorg.cli.counts import Count

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class SpreadCommand(click.Command):
    """A command whose ``--scenarios`` takes all the words up to the next option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Write ``--scenarios A B,C`` as the option repeated, which is what click knows."""
        try:
            return click.Command.parse_args(self, ctx, list(_repeated("--scenarios", args)))
        except click.UsageError as error:
            if "unexpected extra argument" not in error.message:
                raise
            hint = "Write scenarios after --scenarios: reorg compare MODEL --scenarios A B."
            raise click.UsageError(f"{error.message.rstrip('.')}. {hint}", ctx) from None


def _repeated(option: str, args: Sequence[str]) -> Iterator[str]:
    rest = deque(args)
    while rest:
        word = rest.popleft()
        name, _, first = word.partition("=")
        if name != option:
            yield word
            continue
        words = [first]
        while rest and not rest[0].startswith("-"):
            words.append(rest.popleft())
        values = [value for value in ",".join(words).split(",") if value]
        # Named without a value: click says what is missing.
        yield from (part for value in values for part in (option, value)) if values else (option,)


def _options(*decorators: Decorator) -> Decorator:
    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


_SAMPLING = _options(
    click.option("--worlds", type=Count(1), default=1000, show_default=True,
                 help="Number of worlds: joint draws of luck and assumptions."),
    click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=1, show_default=True,
                 help="The same seed gives the same worlds."),
    click.option("--fixed", is_flag=True,
                 help="Hold every assumption at its central value; only luck varies."),
    click.option("--threads", type=click.IntRange(1),
                 help="Threads; all cores by default. Does not affect results."),
    click.option("--engine", type=click.Choice(["compiled", "reference"]), default="compiled",
                 show_default=True, help="reference: plain Python, no compiler; slow, same results."),
    click.option("--out", type=click.Path(path_type=Path), metavar="DIR",
                 help="Run folder; runs/<date-time>-<model> by default."),
    click.option("--resume", is_flag=True, help="Resume the interrupted study in --out."),
    click.option("--json", "as_json", is_flag=True, help="Print one JSON document."),
)  # fmt: skip


@click.command()
@click.argument("model_name", metavar="MODEL")
@click.option("--scenario", required=True, metavar="S", help="The scenario to rehearse.")
@click.option("--trace", type=click.IntRange(0), metavar="WORLD",
              help="Also write every event of this world to the run folder, as CSV.")  # fmt: skip
@_SAMPLING
def run(model_name: str, scenario: str, trace: int | None, as_json: bool, **options: Any) -> None:
    """Rehearse one scenario of MODEL."""
    _check(options)
    from reorg.cli.rehearsal import Rehearsed  # noqa: PLC0415 - see above

    Rehearsed(model_name, as_json, options).run(scenario, trace)


def _widths(
    _context: click.Context, _parameter: click.Parameter, stated: tuple[str, ...]
) -> dict[str, float] | None:
    """Read METRIC=WIDTH; None where nothing is asked for."""
    asked = {}
    for word in stated:
        key, _, width = word.partition("=")
        try:
            asked[key.strip()] = float(width)
        except ValueError:
            raise click.BadParameter(f"{word!r} is not METRIC=WIDTH, such as release_weeks=2.") from None
    return asked or None


@click.command(cls=SpreadCommand)
@click.argument("model_name", metavar="MODEL")
@click.option("--scenarios", multiple=True, metavar="A B ...", help="Scenarios to compare; all by default.")
@click.option(
    "--baseline",
    metavar="A",
    help="The scenario the others are compared with. By default the model's own, or the first of several"
    " --scenarios without it.",
)
@click.option("--precision", multiple=True, metavar="METRIC=WIDTH", callback=_widths,
              help="Add worlds until the interval of each mean difference is at most this wide.")  # fmt: skip
@click.option("--worlds-max", type=click.IntRange(1), default=20_480, show_default=True,
              help="With --precision: the largest number of worlds.")  # fmt: skip
@click.option("--transition-worlds", type=click.IntRange(0), default=256, show_default=True,
              help="Worlds used to separate the change itself from the new structure; 0: none.")  # fmt: skip
@_SAMPLING
def compare(
    model_name: str, scenarios: tuple[str, ...], baseline: str | None, as_json: bool, **options: Any
) -> None:
    """Compare scenarios of MODEL in the same worlds.

    --scenarios takes all names up to the next option, or one list with commas, so MODEL comes first.
    Each scenario that reorganizes runs a second time in the first --transition-worlds worlds, with its
    final structure in force from the start. --precision release_weeks=2 starts with --worlds and adds
    batches of 64; it may be repeated.
    """
    _check(options)
    from reorg.cli.rehearsal import Rehearsed  # noqa: PLC0415 - see above

    Rehearsed(model_name, as_json, options).compare(scenarios, baseline)


def _check(options: dict[str, Any]) -> None:
    if options["resume"] and options["out"] is None:
        raise click.UsageError("--resume needs the run folder to resume: give --out DIR.")
