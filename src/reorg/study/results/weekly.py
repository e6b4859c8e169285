"""Weekly differences of each alternative from the baseline, within worlds."""

from __future__ import annotations

from typing import Any

from reorg.study.measuring.weekly_series import SERIES, SERIES_UNITS, SeriesScale, quantiles_of_differences
from reorg.study.running.tally import Tally

Document = dict[str, Any]


def describe_weekly_differences(tally: Tally) -> dict[str, Document]:
    """Return for each scenario but the baseline its weekly series less the baseline's in the same world.

    By series: ``unit``, and ``mean``, ``p05``, ``p25``, ``p50``, ``p75``, ``p95`` over worlds, one value per
    week from the first on. A series that is the same in every world and week of all scenarios is left out.
    """
    job, scale = tally.rehearsal.job, SeriesScale.of(tally.rehearsal.plans[0])
    units = scale.units()
    middle = tally.weekly_differences.shape[-1] // 2
    moves = tally.weekly_differences.sum(axis=(0, 2))
    moves[:, middle] = 0
    kept = [row for row in range(len(SERIES)) if moves[row].any()]
    found: dict[str, Document] = {}
    for index, scenario in enumerate(job.scenarios[1:], start=1):
        mean = (tally.weekly_sums[index] - tally.weekly_sums[0]) * units[:, None] / tally.worlds
        levels = {"mean": mean, **quantiles_of_differences(tally.weekly_differences[index], scale)}
        found[scenario] = {
            SERIES[row]: {
                "unit": SERIES_UNITS[SERIES[row]],
                **{
                    level: [_shortened(value) for value in weeks[row].tolist()]
                    for level, weeks in levels.items()
                },
            }
            for row in kept
        }
    return found


def _shortened(value: float) -> float:
    """Return a value with seven digits, without a minus before zero."""
    return float(f"{value:.7g}") + 0.0
