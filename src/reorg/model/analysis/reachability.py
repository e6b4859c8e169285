"""Nodes of a directed graph that can be reached from a node."""

from __future__ import annotations

from collections.abc import Collection, Mapping


def reachable(edges: Mapping[str, Collection[str]], start: str) -> set[str]:
    """Return the nodes to which a way leads from ``start``, itself only where a way leads back."""
    found: set[str] = set()
    pending = [start]
    while pending:
        fresh = set(edges.get(pending.pop(), ())) - found
        found |= fresh
        pending += fresh
    return found
