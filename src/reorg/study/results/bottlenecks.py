"""The people most often overloaded in each scenario."""

from __future__ import annotations

from typing import Any

import numpy as np

from reorg.model.analysis.roles import names_of_people
from reorg.study.measuring.people import OVERLOAD_WEEKS
from reorg.study.running.tally import Tally

BOTTLENECKS_MAX = 5
Document = dict[str, Any]


def find_bottlenecks(tally: Tally) -> list[Document]:
    """Return for each scenario the people most often overloaded, compared with the baseline, worst first.

    A share is of all weeks of all worlds. A study of one scenario has its people without a comparison.
    """
    plan, scenarios = tally.rehearsal.plans[0], tally.rehearsal.job.scenarios
    share = tally.people[:, :, OVERLOAD_WEEKS] / (tally.worlds * plan.weeks)
    organization = tally.rehearsal.job.organization
    titles = {person.id: person.title for person in organization.everybody}
    names = names_of_people(organization)
    entries = []
    for index in range(min(1, len(scenarios) - 1), len(scenarios)):
        for person in np.argsort(-share[index], kind="stable")[:BOTTLENECKS_MAX]:
            if share[index, person] == 0:
                break
            who = plan.person_ids[person]
            entry = {"scenario": scenarios[index], "person": who, "name": names[who], "title": titles[who]}
            entry["overloaded_weeks_share"] = float(share[index, person])
            entries.append(entry | ({"baseline": float(share[0, person])} if index else {}))
    return entries
