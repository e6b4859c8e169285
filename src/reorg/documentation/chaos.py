"""Measure the simulation's own chaos: ``python -m reorg.documentation.chaos [--worlds 384]``.

Two worlds with the same assumptions, inputs and luck, but for a change that must not matter: how much single
pieces of work spread is a ten-thousandth greater, which moves a piece of a few hours by seconds. Their
differences x and y between two scenarios part all the same, as soon as two events come in the other order.
What the simulation adds by itself to the variance of a difference is

    chaos = mean((x - y)^2) / 2,  share = chaos / var(x)                                            (1)

Writes the shares with their 95% intervals (jackknife over worlds) where the verdict reads them
(:mod:`reorg.study.results.chaos`), with the date and what they were measured on. Once a version.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reorg.mechanisms import ASSUMPTIONS
from reorg.model import load
from reorg.study.measuring.metrics import METRICS
from reorg.study.results import chaos
from reorg.study.running.batch import Rehearsal, StudyDesign
from reorg.study.running.draws import Draws
from reorg.study.running.execution import compile_engine
from reorg.study.running.plausible import Heed
from reorg.study.sampling.sobol import WORLDS_PER_BATCH

Floats = NDArray[np.float64]
CASE, BASELINE, CHANGED = "qwen", "stay", "split"
SEED = 1
NUDGED, NUDGE = "work.effort_spread", 1e-4
WORLDS = 384
"""Worlds; in 128 the interval of the next release's share went from 6 to 100%, as a few part far."""
_Z_975 = 1.959963985
_DIGITS = 3


class NudgedRehearsal(Rehearsal):
    """A rehearsal whose worlds differ by a change that must not matter."""

    def draws(
        self, first_world: int, count: int, executor: Executor | None = None, heed: Heed | None = None
    ) -> Draws:
        """Return the draws of the worlds, one assumption greater by :data:`NUDGE`."""
        drawn = super().draws(first_world, count, executor, heed)
        nudged = drawn.assumptions.copy()
        nudged[:, [parameter.id for parameter in ASSUMPTIONS].index(NUDGED)] *= 1.0 + NUDGE
        return replace(drawn, assumptions=nudged)


def measure_chaos(worlds: int) -> dict[str, Any]:
    """Return the shares of all metrics with a difference, and how they were measured."""
    design = StudyDesign(load(CASE), (BASELINE, CHANGED), SEED)
    plain, nudged = (_differences(kind.of(design), worlds) for kind in (Rehearsal, NudgedRehearsal))
    return {
        "version": metadata.version("reorg"),
        "date": datetime.date.today().isoformat(),
        "case": CASE,
        "baseline": BASELINE,
        "scenario": CHANGED,
        "worlds": worlds,
        "seed": SEED,
        "nudge": f"{NUDGED} greater by {NUDGE:g} of itself",
        "shares": dict(_shares(plain, nudged)),
    }


def chaos_share(x: Floats, y: Floats) -> tuple[float, float, float]:
    """Return (1) and its interval, each at most 1; raises ValueError where ``x`` does not vary."""
    squares, spread = (x - y) ** 2 / 2.0, (x - x.mean()) ** 2
    if spread.sum() <= (1e-9 * np.abs(x).max()) ** 2:
        raise ValueError("the difference does not vary")
    count, share = x.size, squares.mean() / spread.mean()
    without = (squares.sum() - squares) / (spread.sum() - spread)
    error = np.sqrt((count - 1) * np.mean((without - without.mean()) ** 2))
    low, share, high = (float(min(1.0, max(0.0, share + z * error))) for z in (-_Z_975, 0.0, _Z_975))
    return share, low, high


def _shares(plain: Floats, nudged: Floats) -> Iterator[tuple[str, list[float]]]:
    for column, metric in enumerate(METRICS):
        known = ~np.isnan(plain[:, column] + nudged[:, column])
        x, y = plain[known, column], nudged[known, column]
        if x.size > 2 and np.ptp(x) > 0.0:
            yield metric.key, [round(figure, _DIGITS) for figure in chaos_share(x, y)]


def _differences(rehearsal: Rehearsal, worlds: int) -> Floats:
    """Return the differences of all metrics, [worlds, metrics], counted to the horizon at most."""
    compile_engine(rehearsal)
    found: list[Floats] = []
    with ThreadPoolExecutor() as threads:
        for first in range(0, worlds, WORLDS_PER_BATCH):
            batch = rehearsal.submit(threads, first, min(WORLDS_PER_BATCH, worlds - first))
            metrics = batch.result(lambda *_world: None).metrics
            found.append(metrics[:, 1] - metrics[:, 0])
    return np.concatenate(found)


def main(arguments: list[str] | None = None) -> int:
    """Measure the figures on chaos that verdicts quote, and write them."""
    parser = argparse.ArgumentParser(prog="python -m reorg.documentation.chaos")
    parser.add_argument("--worlds", type=int, default=WORLDS, help="worlds, each simulated twice")
    parser.add_argument("--out", type=Path, default=chaos.FILE, help="file to write")
    asked = parser.parse_args(arguments)
    found = measure_chaos(asked.worlds)
    asked.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    leading = found["shares"]["release_weeks"]
    sys.stdout.write(f"{asked.out}: of the variance of the next release's date {leading[0]:.0%} is chaos\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
