"""The rankings in the terminal: one short list for each question."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from reorg.report.ranking import TERMINAL_METRICS, Ranking, rankings
from reorg.report.scenarios import Verdict


def print_rankings(verdict: Verdict, console: Console) -> None:
    """Print the scenarios of a verdict ranked by the leading metrics of each question."""
    for league in rankings(verdict, TERMINAL_METRICS):
        console.print()
        console.print(_table(league))
        if league.alike:
            console.print(Text(f"  {league.alike}", style="dim"))


def _table(league: Ranking) -> Table:
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    grid.add_column("", justify="right")
    grid.add_column(
        Text(f"{league.label} ({league.question})", style="bold"), min_width=28, overflow="ellipsis"
    )
    grid.add_column("mean", justify="right", no_wrap=True)
    grid.add_column("best in", justify="right", no_wrap=True)
    for place in league.places:
        best = f"{place.best} of worlds"
        grid.add_row(*map(Text, (place.place, place.scenario, place.mean, best)))
    return grid
