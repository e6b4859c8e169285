"""Tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable


def table(heads: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> list[str]:
    """Return a table, a line each; bars within a cell are kept as text."""
    rows = [heads, ("---",) * len(heads), *lines]
    return [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
