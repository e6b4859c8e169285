"""Sentences on work that goes to another team, and on work whose team has lost the skill for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reorg.report.plain_text import listed, name, short
from reorg.report.scenarios import Verdict, scenario_name

Entry = Mapping[str, Any]
NAMED_MAX = 3
"""Pieces of work that are named; more are counted, and one is named."""
_NAME = 40
"""Characters of the name of a package, stream or team."""


def moved_work_lines(verdict: Verdict, scenarios: Sequence[str]) -> list[str]:
    """Return a line for each of these scenarios in which work changes team or lacks its skill, names first.

    Scenarios with the same line share it.
    """
    found, of = verdict.get("moved_work", {}), dict[str, list[str]]()
    for scenario in filter(found.__contains__, scenarios):
        line = " ".join(moved_work_sentences(found[scenario]))
        of.setdefault(line, []).append(scenario_name(verdict, scenario))
    return [f"{', '.join(names)}: {line}" for line, names in of.items()]


def moved_work_sentences(entry: Entry) -> list[str]:
    """Return what goes to another team, and what is left without its skill, in a sentence each."""
    return [*_moved(entry["moved"]), *_unskilled(entry["unskilled"])]


def _moved(moved: Sequence[Entry]) -> Iterator[str]:
    by_team: dict[str, list[str]] = {}
    for each in moved:
        by_team.setdefault(_short(each["to"]), []).append(_short(each["work"]))
    if len(moved) <= NAMED_MAX:
        yield from (f"{team} takes over {listed(names)}." for team, names in by_team.items())
        return
    team, names = max(by_team.items(), key=lambda item: len(item[1]))
    example = f"{names[0]} and {len(names) - 1:,} more" if len(names) > 1 else names[0]
    yield f"{len(moved):,} packages and streams get another team: {team} takes over {example}."


def _unskilled(unskilled: Sequence[Entry]) -> Iterator[str]:
    names = [f"{_short(each['work'])} (with {_short(each['team'])})" for each in unskilled[:NAMED_MAX]]
    more = len(unskilled) - len(names)
    if names:
        all_of_them = listed([*names, f"{more:,} more"] if more else names)
        yield f"Left to a team without the skill: {all_of_them}, which takes longer and causes more errors."


def _short(text: str) -> str:
    return short(name(text), _NAME)
