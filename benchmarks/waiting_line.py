"""M/M/1 through the full engine, beside SimPy, cimba and C."""

from __future__ import annotations

import math
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.clock import Timed, in_turn, least_cpu
from benchmarks.line_model import MEAN_WAIT, Line, reorg_line, standard_error
from benchmarks.line_peers import c_line, cimba_line, simpy_line
from benchmarks.machine import installed
from benchmarks.row import Check, Row, Target, skipped

NAME, UNIT = "M/M/1 at 90% load, full engine", "ns per event"
CUSTOMERS, CUSTOMERS_SLOW, ROUNDS = 500_000, 50_000, 20
TOLERATED = 4.0
"""Standard errors by which a mean wait may miss theory."""


@dataclass(frozen=True)
class Rival:
    """One implementation of the line, with the customers it serves in a run."""

    title: str
    customers: int
    make: Callable[[], Line]
    target: Target | None = None


def rows() -> list[Row]:
    """Run every implementation in turn and return a line for each peer."""
    with tempfile.TemporaryDirectory() as folder:
        # cimba first: it extends Numba and cannot compile once other code has been compiled.
        rivals = {
            "cimba": Rival(f"cimba {installed('cimba')} for Python", CUSTOMERS, cimba_line),
            "reorg": Rival("reorg", CUSTOMERS, lambda: reorg_line(CUSTOMERS)),
            "simpy": Rival(
                f"SimPy {installed('simpy')}, one process per customer",
                CUSTOMERS_SLOW,
                simpy_line,
                Target("ratio", "at least", 60.0),
            ),
            "C": Rival(
                "C loop, gcc -O3",
                CUSTOMERS,
                lambda: c_line(Path(folder)),
                Target("ratio", "at least", 0.2),
            ),
        }
        lines, missing = _made(rivals)
        runs = in_turn({name: _runs(rivals[name], line) for name, line in lines.items()}, ROUNDS)
    found = [
        _row(rivals[name], rivals["reorg"], runs[name], runs["reorg"]) for name in runs if name != "reorg"
    ]
    return found + [skipped(NAME, UNIT, rivals[n].title, rivals[n].target, why) for n, why in missing.items()]


def _made(rivals: dict[str, Rival]) -> tuple[dict[str, Line], dict[str, str]]:
    lines: dict[str, Line] = {}
    missing: dict[str, str] = {}
    for name, rival in rivals.items():
        try:
            lines[name] = rival.make()
            lines[name](1000, 0)  # whatever is compiled at the first call is compiled now
        except (ImportError, FileNotFoundError) as error:
            missing[name] = str(error)
    return lines, missing


def _runs(rival: Rival, line: Line) -> Callable[[int], float]:
    return lambda seed: line(rival.customers, seed)


def _row(peer: Rival, reorg: Rival, peer_runs: list[Timed[float]], reorg_runs: list[Timed[float]]) -> Row:
    theirs = least_cpu(peer_runs) / (2 * peer.customers) * 1e9
    ours = least_cpu(reorg_runs) / (2 * reorg.customers) * 1e9
    z = {"reorg": _misses(reorg, reorg_runs), "peer": _misses(peer, peer_runs)}
    right = all(abs(miss) < TOLERATED for miss in z.values())
    words = f"mean wait against {MEAN_WAIT:g}: reorg {z['reorg']:+.1f}, peer {z['peer']:+.1f} standard errors"
    check = Check("right" if right else "wrong", words)
    return Row(NAME, UNIT, ours, theirs, peer.title, theirs / ours, peer.target, check)


def _misses(rival: Rival, runs: list[Timed[float]]) -> float:
    error = standard_error(rival.customers) / math.sqrt(len(runs))
    return (statistics.mean(run.answer for run in runs) - MEAN_WAIT) / error
