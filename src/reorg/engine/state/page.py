"""The page ``docs/state.md``, printed from the code: ``python -m reorg.engine.state.page``."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from reorg.engine.state.columns import Column, columns_of
from reorg.engine.state.rows import ROWS
from reorg.engine.state.world import ARRAYS, World

INTRODUCTION = """\
# The state of the engine

What a running world consists of, printed from the code (`src/reorg/engine/state/`). Times are working hours
since the start of the simulation, the warm-up included; nominal hours are hours of work at speed 1.
References are indices, -1 for none. A work is a package, a version of one, or a stream, in this order. The
assumptions of a world are in `assumed`, a column each, in the order and the units of
`src/reorg/mechanisms/evidence.csv`.
"""


def state_page() -> str:
    """Return the page: the arrays, the world's row, and every kind of row with its columns."""
    parts = [INTRODUCTION, "## Arrays\n", *_table(("array", "of", "shape", "unit", "meaning"), _arrays())]
    for row in (World, *(row for row, _ in ROWS.values())):
        parts += [f"\n## {row.__name__}\n", f"{inspect.getdoc(row)}\n"]
        parts += _table(("column", "dtype", "unit", "meaning"), _columns(row))
    return "\n".join(parts) + "\n"


def _arrays() -> Iterator[tuple[str, ...]]:
    for name, array in ARRAYS.items():
        yield f"`{name}`", array.element, " by ".join(array.shape), array.unit, array.meaning


def _columns(row: type) -> Iterator[tuple[str, ...]]:
    for name, column in columns_of(row).items():
        if isinstance(column, Column):
            yield f"`{name}`", column.kind, column.unit, column.meaning


def _table(heads: tuple[str, ...], lines: Iterator[tuple[str, ...]]) -> list[str]:
    rows = [heads, ("---",) * len(heads), *lines]
    return [f"| {' | '.join(cells)} |" for cells in rows]


if __name__ == "__main__":
    print(state_page(), end="")  # noqa: T201 - it is what this is for
