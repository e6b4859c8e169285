"""Rules for scenarios, the comparison, contested facts and assumptions."""

from __future__ import annotations

from collections.abc import Iterator

from reorg.model.draft.draft import Draft
from reorg.model.draft.events import all_events, events_with_paths
from reorg.model.problems import Fault, KeyPath, listed, repetitions, suggest_name, unknown_faults
from reorg.model.schema.assumptions import OverrideFields
from reorg.quantity import Parameter, evidence


def scenario_structures_exist(draft: Draft) -> Iterator[Fault]:
    """Demand that scenarios start from a structure and reorganize to one."""
    structures = draft.fields.structures
    for name, scenario in draft.fields.scenarios.items():
        yield from unknown_faults(
            "structure", structures, [(("scenarios", name, "structure"), scenario.structure)]
        )
        for way, event in events_with_paths(draft, name):
            taken = [((*way, "reorganize"), structure) for structure in event.reorganize or ()]
            yield from unknown_faults("structure", structures, taken)


def events_are_within_the_horizon(draft: Draft) -> Iterator[Fault]:
    """Demand events before the horizon, and no two reorganizations in the same week."""
    horizon = draft.fields.horizon_weeks
    for name in draft.fields.scenarios:
        dated = [
            ((*way, "week"), event.week, event.reorganize)
            for way, event in events_with_paths(draft, name)
            if event.week is not None
        ]
        for way, week, _ in dated:
            if week >= horizon:
                message = f"week {week:g} is not before the horizon of {horizon} weeks"
                yield Fault(way, message, "date it earlier, or raise horizon_weeks")
        changes = [(way, week) for way, week, reorganize in dated if reorganize is not None]
        for again, _ in repetitions(week for _, week in changes):
            way, week = changes[again]
            message = f"a second reorganization in week {week:g}"
            yield Fault(way, message, "remove one of the two, or date it later")


def readings_are_of_contested_facts(draft: Draft) -> Iterator[Fault]:
    """Demand that events depend on contested facts that are stated, and that what is published does not."""
    known = [fact.id for fact in draft.fields.contested]
    for place, _ in repetitions(known):
        message = f"there is already a contested fact {known[place]!r}"
        yield Fault(("contested", place, "id"), message, "rename it")
    for way, event in all_events(draft):
        for field, fact in (("if", event.if_), ("unless", event.unless)):
            if fact is not None and fact not in known:
                message = f"there is no contested fact {fact!r}"
                yield Fault((*way, field), message, suggest_name(fact, known))
            elif fact is not None and event.publish is not None:
                message = "what is published cannot depend on a contested fact"
                yield Fault((*way, field), message, "remove it")


def compared_scenarios_exist(draft: Draft) -> Iterator[Fault]:
    """Demand that the baseline and the scenarios compared are scenarios of the model."""
    fields = draft.fields
    scenarios = fields.scenarios or fields.structures
    yield from unknown_faults("scenario", scenarios, [(("compare", "baseline"), fields.compare.baseline)])
    compared = listed(("compare", "scenarios"), fields.compare.scenarios)
    yield from unknown_faults("scenario", scenarios, compared)


def assumptions_are_known(draft: Draft) -> Iterator[Fault]:
    """Demand that overrides are of parameters of the evidence table, and within their scale."""
    if not draft.fields.assumptions:
        # Reading the table loads the mechanisms and with them the compiler.
        return
    table = evidence()
    for name, override in draft.fields.assumptions.items():
        way: KeyPath = ("assumptions", name)
        if name not in table:
            yield Fault(way, f"no assumption is called {name[:80]!r}", suggest_name(name[:80], table))
            continue
        low = override.value if override.value is not None else override.low
        if table[name].scale == "log" and low is not None and low <= 0:
            yield Fault(way, f"expected numbers above 0 (its scale is logarithmic), found {low:g}")
        else:
            yield from _impossible_values(way, table[name], override)


def _impossible_values(way: KeyPath, parameter: Parameter, override: OverrideFields) -> Iterator[Fault]:
    stated = (override.value, override.low, override.central, override.high)
    wrong = [x for x in stated if x is not None and not parameter.least <= x <= parameter.most]
    if wrong:
        found = f"found {wrong[0]:g}"
        message = f"expected values between {parameter.least:g} and {parameter.most:g}, {found}"
        evidence_allows = f"the evidence allows {parameter.low:g} to {parameter.high:g} {parameter.unit}"
        yield Fault(way, message, f"{parameter.meaning}: {evidence_allows.removesuffix(' 1')}")


def decision_is_within_the_horizon(draft: Draft) -> Iterator[Fault]:
    """Demand that the week of the decision is before the horizon."""
    week, horizon = draft.fields.compare.decision_week, draft.fields.horizon_weeks
    if week >= horizon:
        message = f"week {week:g} is not before the horizon of {horizon} weeks"
        yield Fault(
            ("compare", "decision_week"), message, "date the decision earlier, or raise horizon_weeks"
        )
