"""Where results go: a JSON file, and a table between two marks of the README."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.row import Row

FOLDER = Path(__file__).parent
BEGIN, END = "<!-- results: written by python -m benchmarks -->", "<!-- end of results -->"
HEADINGS = ("what", "unit", "reorg", "peer", "", "ratio", "target", "met", "answer")


def write(machine: dict[str, Any], rows: Sequence[Row], folder: Path = FOLDER) -> None:
    """Write ``results.json`` and the table of ``README.md`` in ``folder``.

    Raises ValueError where the README lacks the marks.
    """
    readme = folder / "README.md"
    text = with_table(readme.read_text(encoding="utf-8"), machine, rows)
    document = {"machine": machine, "results": [row.as_json() for row in rows]}
    (folder / "results.json").write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    readme.write_text(text, encoding="utf-8")


def with_table(readme: str, machine: dict[str, Any], rows: Sequence[Row]) -> str:
    """Return the text of a README with machine and table between its marks."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"README.md must hold the lines {BEGIN} and {END}")
    return f"{before}{BEGIN}\n{_sentence(machine)}\n\n{table(rows)}\n{END}{after}"


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = [HEADINGS, tuple("---" for _ in HEADINGS), *(_cells(row) for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _cells(row: Row) -> tuple[str, ...]:
    ratio = "" if row.ratio is None else f"{_number(row.ratio)}x"
    met = {True: "yes", False: "**no**", None: ""}[row.met]
    target = str(row.target) if row.target else ""
    figures = (_number(row.reorg), _number(row.peer))
    return row.name, row.unit, figures[0], figures[1], row.peer_name, ratio, target, met, str(row.check)


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _sentence(machine: dict[str, Any]) -> str:
    packages = ", ".join(
        f"{name} {machine[name]}" for name in ("numpy", "numba", "simpy", "cimba", "pDESy") if machine[name]
    )
    return (
        f"{machine['python']}, {machine['system']}, {machine['cores']} cores of {machine['cpu']}; {packages}."
    )
