"""People who gain and who lose, in a line or two for each scenario."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reorg.report.plain_text import name, shown
from reorg.report.scenarios import Verdict, alternatives, scenario_name

NAMES_MAX = 2
"""Number of people named of each kind; the others are counted."""
_LOSSES = ("leaves", "at risk", "both")

Entry = Mapping[str, Any]


def affected_lines(verdict: Verdict, scenarios: Sequence[str] | None = None) -> list[str]:
    """Return a sentence for each scenario: new leads, who is at risk, who is relieved.

    ``scenarios`` in this order; None: all but the baseline, in the order of the verdict. For several
    scenarios each names one person, for a single one :data:`NAMES_MAX`. Scenarios with the same sentence
    share it.
    """
    found = verdict.get("people", {})
    scenarios_by_line: dict[str, list[str]] = {}
    others = alternatives(verdict) if scenarios is None else scenarios
    names = NAMES_MAX if len(others) < 2 else 1
    for scenario in others:
        if found.get(scenario, {}).get("persons"):
            scenarios_by_line.setdefault(_summarize(found[scenario], names), []).append(
                scenario_name(verdict, scenario)
            )
    return [f"{', '.join(scenario_names)}: {line}." for line, scenario_names in scenarios_by_line.items()]


def _summarize(found: Entry, names: int) -> str:
    # The list of persons is cut off in a large organization; the roles count everybody. A verdict from before
    # people who join were counted has no number of them.
    keys = ("new_lead", "leaves", "at_risk", "relieved", "both")
    leads, leave, risky, relieved, both = (sum(role[key] for role in found["roles"]) for key in keys)
    persons, joining = found["persons"], sum(role.get("joins", 0) for role in found["roles"])
    parts = []
    if leads or not leave:
        people = found.get("were_there", found["people"])
        parts = [f"{leads or 'none'} of {people:,} people get a new lead"]
    elif leave > names:
        parts = [f"{leave:,} of {found['people']:,} people leave"]
    parts += [f"{joining:,} {'joins' if joining == 1 else 'join'}"] if joining else []
    parts += _named("at risk", [entry for entry in persons if entry["reading"] in _LOSSES], risky, names)
    gaining = [entry for entry in persons if entry["reading"] == "relieved"]
    parts += _named("relieved", gaining, relieved - both, names)
    return "; ".join(parts)


def _named(word: str, entries: Iterable[Entry], count: int, names: int) -> list[str]:
    listed = sorted(entries, key=_is_measured)[:names]
    if not count:
        return []
    lines = [f"{name(entry['name'])} ({shown(entry['why'][0])})" for entry in listed]
    more = [f"{count - len(listed):,} more"] if lines and count > len(listed) else []
    return [f"{word}: {', '.join([*lines, *more] or [f'{count:,}'])}"]


def _is_measured(entry: Entry) -> bool:
    """Return whether an entry's first reason is a measured share; changes of the position come first."""
    measured = ("overloaded in", "leaves in", "busy for")
    return entry["reading"] != "leaves" and str(entry["why"][0]).startswith(measured)
