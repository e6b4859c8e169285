"""Progress on stderr during a simulation: compilation of the engine, and the number of worlds done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import Progress

if TYPE_CHECKING:
    from reorg.engine import Engine


def progress_bar(unit: str, total: int | None, engine: Engine = "compiled") -> Progress:
    """Return a bar with one task, shown if stderr is a terminal; reports first if the engine must compile."""
    # The help of a command must not wait for the engine's libraries.
    from reorg.engine import is_ready  # noqa: PLC0415

    if not is_ready(engine):
        click.echo("Compiling the engine, once (half a minute to two minutes) ...", err=True)
    console = Console(stderr=True)
    bar = Progress(console=console, transient=True, disable=not console.is_terminal)
    bar.add_task(unit, total=total)
    return bar
