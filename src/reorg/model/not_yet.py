"""What is in the format but does not run yet: a model that uses it is refused, and told so.

A mechanism that begins to run takes its function (or its line) out of here.
"""

from __future__ import annotations

from collections.abc import Iterator

from reorg.model.draft import Draft
from reorg.model.problems import Fault, Loc
from reorg.quantity import evidence


def events_that_do_not_run(draft: Draft) -> Iterator[Fault]:
    """Refuse successors from inside."""
    for name, scenario in draft.fields.scenarios.items():
        for index, event in enumerate(scenario.events):
            way = ("scenarios", name, "events", index)
            if event.replace is not None and event.replace.internal is not None:
                what = "a successor from inside (internal)"
                yield _refused((*way, "replace", "internal"), what, "move the person")


def assumptions_that_do_not_run(draft: Draft) -> Iterator[Fault]:
    """Refuse overrides of parameters that no running mechanism uses."""
    overridden = [name for name in draft.fields.assumptions if name in evidence()]
    if not overridden:
        return
    running = running_assumptions()
    for name in overridden:
        if name not in running:
            yield _refused(("assumptions", name), f"the mechanism of {name}")


NOT_YET = (
    events_that_do_not_run,
    assumptions_that_do_not_run,
)

_NOT_YET = "is in the format but does not run yet in this version"


def running_assumptions() -> frozenset[str]:
    """Return the ids of the parameters that the running mechanisms use."""
    # Loading the mechanisms loads the compiler, which only a model with overrides has to wait for.
    from reorg.mechanisms import ASSUMPTIONS  # noqa: PLC0415

    return frozenset(parameter.id for parameter in ASSUMPTIONS)


def _refused(way: Loc, what: str, instead: str = "") -> Fault:
    return Fault(way, f"{what} {_NOT_YET}", f"remove it, or {instead}" if instead else "remove it")
