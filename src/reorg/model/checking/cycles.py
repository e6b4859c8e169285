"""Cycles in directed graphs, found and put into words."""

from __future__ import annotations

from collections.abc import Mapping


def find_cycle(edges: Mapping[str, list[str]]) -> list[str]:
    """Return a way along the edges that ends where it begins, or nothing; unknown ends are ignored."""
    waiting = {node: sum(1 for end in ends if end in edges) for node, ends in edges.items()}
    before: dict[str, list[str]] = {}
    for node, ends in edges.items():
        for end in ends:
            before.setdefault(end, []).append(node)
    free = [node for node, count in waiting.items() if count == 0]
    while free:
        for node in before.get(free.pop(), []):
            waiting[node] -= 1
            if waiting[node] == 0:
                free.append(node)
    # What still waits stands on a circle or leads into one; following it long enough ends on the circle.
    stuck = {node for node, count in waiting.items() if count > 0}
    return _follow_cycle(edges, stuck) if stuck else []


def describe_cycle(names: list[str], word: str) -> str:
    """Return a circle in words, shortened where it is long."""
    shown = names if len(names) <= 10 else [*names[:8], "...", names[-1]]
    return f" {word} ".join(shown)


def _follow_cycle(edges: Mapping[str, list[str]], stuck: set[str]) -> list[str]:
    way = [next(node for node in edges if node in stuck)]
    visited: dict[str, int] = {}
    while way[-1] not in visited:
        visited[way[-1]] = len(way) - 1
        way.append(next(end for end in edges[way[-1]] if end in stuck))
    return way[visited[way[-1]] :]
