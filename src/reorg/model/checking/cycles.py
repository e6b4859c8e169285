"""Cycles in directed graphs, found and put into words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from graphlib import CycleError, TopologicalSorter


def find_cycle(edges: Mapping[str, Collection[str | None]]) -> list[str]:
    """Return a way along the edges that ends where it begins, or nothing.

    It begins at its first node in the order of ``edges``; ends that are no nodes lead nowhere.
    """
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        # Against the edges, and the last is the first again.
        way = error.args[1][:0:-1]
        start = way.index(next(node for node in edges if node in set(way)))
        return [*way[start:], *way[: start + 1]]
    return []


def describe_cycle(names: list[str], word: str) -> str:
    """Return a circle in words, shortened where it is long."""
    shown = names if len(names) <= 10 else [*names[:8], "...", names[-1]]
    return f" {word} ".join(shown)
