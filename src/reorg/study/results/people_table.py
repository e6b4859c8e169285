"""The table of people: a row for each position and scenario."""

from __future__ import annotations

from typing import Any

import numpy as np

from reorg.engine import KINDS
from reorg.study.results.loads import loads_of
from reorg.study.running.tally import Table, Tally


def build_people_table(tally: Tally) -> Table:
    """Return the load of each position in each scenario, over all worlds: one row each, by scenario.

    Columns are ``scenario``, ``person``, ``overloaded_share`` of the weeks, ``leaving_share`` of the worlds,
    ``busy_share`` of the hours present (:class:`reorg.study.results.loads.Loads`), and ``hours_<kind>`` per
    week in which the position is held, NaN if it never is.
    """
    scenarios, people = tally.rehearsal.job.scenarios, tally.rehearsal.plans[0].person_ids
    shares = ("overloaded_share", "leaving_share", "busy_share")
    columns: list[tuple[str, Any]] = [(name, f"U{max(map(len, of))}") for name, of in
                                      (("scenario", scenarios), ("person", people))]  # fmt: skip
    columns += [(name, "f8") for name in (*shares, *(f"hours_{kind}" for kind in KINDS))]
    table: Table = np.empty((len(scenarios), len(people)), dtype=np.dtype(columns))
    table["scenario"] = np.array(scenarios)[:, None]
    table["person"] = np.array(people)
    for index in range(len(scenarios)):
        loads = loads_of(tally, index)
        for name in shares:
            table[name][index] = getattr(loads, name)
        for place, kind in enumerate(KINDS):
            table[f"hours_{kind}"][index] = loads.hours[:, place]
    return table.reshape(-1)
