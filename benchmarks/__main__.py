"""Command line of the benchmarks; see :mod:`benchmarks`."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module

from benchmarks import report
from benchmarks.machine import described
from benchmarks.row import Row

PARTS = {
    "waiting-line": "waiting_line",
    "project": "project",
    "events": "events",
    "scale": "scale",
    "layoff": "layoff",
    "commands": "commands",
    "studio": "studio",
}
"""Name on the command line -> module; the waiting line is first (see there)."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the parts asked for, all by default; return 1 where an answer was wrong.

    Results and table are written only when all parts have been run.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all by default")
    asked = parser.parse_args(arguments).parts
    if unknown := [part for part in asked if part not in PARTS]:
        parser.error(f"there is no part {unknown[0]!r}; there are {', '.join(PARTS)}")
    rows: list[Row] = []
    for part in [part for part in PARTS if not asked or part in asked]:
        started = time.perf_counter()
        rows += _rows(part)
        print(f"{part}: {time.perf_counter() - started:.0f} s", file=sys.stderr)  # noqa: T201
    print(report.table(rows))  # noqa: T201
    if not asked:
        report.write(described(), rows)
    return int(any(row.check.outcome == "wrong" for row in rows))


def _rows(part: str) -> list[Row]:
    measure: Callable[[], list[Row]] = import_module(f"benchmarks.{PARTS[part]}").rows
    return measure()


if __name__ == "__main__":
    sys.exit(main())
