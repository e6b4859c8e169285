"""Settled forms: a scenario with its last structure from the start, so that nothing is reorganized in it.

The same people, work and luck, and the same other events, so that a scenario minus its settled form is the
effect of the change itself, and the settled form minus that of the baseline is the effect of the structures
in the long run, when nobody has moved, everybody knows who decides, and work under way belongs to those who
own it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reorg.model.events import Alternate, Move, Reorganize
from reorg.model.organization import Organization, Scenario

_SUFFIX = " settled"
"""Suffix of the id of a settled form; no id in a model file contains a space."""
DEPENDS = "whether it is reorganized depends on which releases are late"
DOUBTFUL = "it is reorganized only in worlds of one reading of a contested fact"


@dataclass(frozen=True)
class SettledForms:
    """The settled forms of the scenarios of a study.

    ``organization`` with the ``further`` scenarios to simulate (ids); ``form_of`` gives for each compared
    scenario the place of its settled form among the compared and then the further ones: its own where
    nothing is reorganized, None where there is no such form, and ``without`` {scenario: why}.
    """

    organization: Organization
    further: tuple[str, ...]
    form_of: tuple[int | None, ...]
    without: dict[str, str]

    @property
    def any_reorganized(self) -> bool:
        """Whether any scenario has a settled form other than itself, or can have none."""
        return bool(self.without) or any(form != place for place, form in enumerate(self.form_of))


def find_settled_forms(organization: Organization, scenarios: tuple[str, ...]) -> SettledForms:
    """Return the settled forms of ``scenarios``; those that are the same are simulated once."""
    known = {
        _content(organization.scenario(name)): place for place, name in reversed([*enumerate(scenarios)])
    }
    further: list[Scenario] = []
    form_of: list[int | None] = []
    without: dict[str, str] = {}
    for place, name in enumerate(scenarios):
        scenario = organization.scenario(name)
        reason = _why_none(scenario)
        if reason:
            without[name] = reason
            form_of.append(None)
            continue
        form = _settled(scenario)
        if form is scenario:
            form_of.append(place)
            continue
        if _content(form) not in known:
            known[_content(form)] = len(scenarios) + len(further)
            further.append(form)
        form_of.append(known[_content(form)])
    extended = replace(organization, scenarios=(*organization.scenarios, *further))
    return SettledForms(extended, tuple(form.id for form in further), tuple(form_of), without)


def _why_none(scenario: Scenario) -> str:
    if any(isinstance(waiting.event, Reorganize | Alternate) for waiting in scenario.waiting):
        return DEPENDS
    if any(isinstance(event, Reorganize) and event.reading for event in scenario.dated):
        return DOUBTFUL
    return ""


def _settled(scenario: Scenario) -> Scenario:
    """Return the scenario with its last structure from the start; itself if it never reorganizes.

    A reorganization gives everybody a new seat, so moves of single people before it have no effect after it.
    """
    changes = [place for place, event in enumerate(scenario.events) if isinstance(event, Reorganize)]
    if not changes:
        return scenario
    last = scenario.events[changes[-1]]
    assert isinstance(last, Reorganize)  # noqa: S101 - for the type
    events = tuple(
        event
        for place, event in enumerate(scenario.events)
        if not isinstance(event, Reorganize) and not (isinstance(event, Move) and place < changes[-1])
    )
    return Scenario(f"{scenario.id}{_SUFFIX}", scenario.name, last.to, events)


def _content(scenario: Scenario) -> tuple[object, ...]:
    """Return a scenario's content without its names."""
    return scenario.structure, repr(scenario.events)
