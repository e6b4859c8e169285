"""The page ``docs/assumptions.md``: every mechanism with its parameters."""

from __future__ import annotations

import inspect
from types import ModuleType

from reorg.documentation.tables import table
from reorg.mechanisms import CATALOG
from reorg.quantity import STRENGTHS, Parameter

INTRODUCTION = """\
# Assumptions

The behavioral parameters of all mechanisms, generated from `src/reorg/mechanisms/`. Each world draws every
parameter between its lowest and its highest value, with half of the probability on either side of the
central value, on a linear or a logarithmic scale. A model can state its own values under `assumptions`
([the format of a model](model-file.md)), within the possible range. The evidence has four strengths:
"""


def assumptions_page() -> str:
    """Return the page: the strengths of evidence, and a section for each mechanism."""
    parts = [INTRODUCTION]
    parts += [f"- {strength}: {meaning}" for strength, meaning in STRENGTHS.items()]
    for mechanism in CATALOG:
        parts += ["", *_section(mechanism)]
    return "\n".join(parts) + "\n"


def _section(mechanism: ModuleType) -> list[str]:
    name = mechanism.__name__.rsplit(".", 1)[-1]
    title = (inspect.getdoc(mechanism) or "").splitlines()[0]
    heads = ("parameter", "meaning", "unit", "range", "scale", "possible", "strength", "source")
    return [
        f"## {name.replace('_', ' ').capitalize()}\n",
        f"{title} Equations: [`{name}.py`](../src/reorg/mechanisms/{name}.py).\n",
        *table(heads, map(_row, mechanism.PARAMETERS)),
    ]


def _row(p: Parameter) -> tuple[str, ...]:
    possible = f"{p.least:g} to {p.most:g}" if p.most < 1e12 else f"from {p.least:g}"
    unit = "" if p.unit == "1" else p.unit
    drawn = f"{p.low:g}, {p.central:g}, {p.high:g}"
    return f"`{p.id}`", p.meaning, unit, drawn, p.scale, possible, p.strength, p.source
