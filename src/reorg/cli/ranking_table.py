"""The rankings in the terminal: one short list for each question."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from reorg.report.ranking import TERMINAL_METRICS, Ranking, rankings
from reorg.report.scenarios import Verdict


def ranking_tables(verdict: Verdict) -> list[Table]:
    """Return the scenarios of a verdict ranked by the leading metrics of each question."""
    return [_table(league) for league in rankings(verdict, TERMINAL_METRICS)]


def _table(league: Ranking) -> Table:
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    grid.add_column("", justify="right")
    grid.add_column(Text(league.label, style="bold"), min_width=20, overflow="fold")
    grid.add_column("mean", justify="right", no_wrap=True)
    grid.add_column("best in, of worlds", justify="right", no_wrap=True)
    for place in league.places:
        grid.add_row(*map(Text, (place.place, place.scenario, place.mean, place.best)))
    return grid
