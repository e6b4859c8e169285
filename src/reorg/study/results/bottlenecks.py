"""The people most often overloaded in each scenario."""

from __future__ import annotations

from typing import Any

import numpy as np

from reorg.study.measuring.people import OVERLOAD_WEEKS
from reorg.study.running.tally import Tally

BOTTLENECKS_MAX = 5
Document = dict[str, Any]


def find_bottlenecks(tally: Tally) -> list[Document]:
    """Return for each scenario beside the baseline the people most often overloaded, worst first.

    A share is of all weeks of all worlds. A study of one scenario has its people without a comparison.
    """
    plan, scenarios = tally.rehearsal.plans[0], tally.rehearsal.job.scenarios
    share = tally.people[:, :, OVERLOAD_WEEKS] / (tally.worlds * plan.weeks)
    titles = {person.id: person.title for person in tally.rehearsal.job.organization.everybody}
    entries = []
    for index in range(min(1, len(scenarios) - 1), len(scenarios)):
        for person in np.argsort(-share[index], kind="stable")[:BOTTLENECKS_MAX]:
            if share[index, person] == 0:
                break
            name = plan.person_ids[person]
            entry = {"scenario": scenarios[index], "person": name, "title": titles[name]}
            entry["overloaded_weeks_share"] = float(share[index, person])
            entries.append(entry | ({"baseline": float(share[0, person])} if index else {}))
    return entries
