"""What is in the format but is not simulated yet: a model that uses it is refused, and told so."""

from __future__ import annotations

from collections.abc import Iterator

from reorg.model.draft.draft import Draft
from reorg.model.problems import Fault

_REFUSAL = "is in the format but does not run yet in this version"


def refuse_successors_from_inside(draft: Draft) -> Iterator[Fault]:
    """Refuse successors from inside."""
    for name, scenario in draft.fields.scenarios.items():
        for index, event in enumerate(scenario.events):
            if event.replace is not None and event.replace.internal is not None:
                way = ("scenarios", name, "events", index, "replace", "internal")
                message = f"a successor from inside (internal) {_REFUSAL}"
                yield Fault(way, message, "remove it, or move the person")


UNSUPPORTED = (refuse_successors_from_inside,)
