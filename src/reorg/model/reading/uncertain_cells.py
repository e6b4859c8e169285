"""Uncertain inputs in the cells of tables.

0.2 | 0.5 | 0.8               low, central and high of a number
low .3 | medium .5 | high .2  levels with their weights
20 x 0.5 | 1 | 2.5            a number, or the three of an effort, with a factor: low, central and high
medium ?                      a guess; a ? ends any of them
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_MARK = "?"
_FACTOR = re.compile(r"(.+?)\s+x\s+(.+)")
_WEIGHTED = re.compile(r"(\S+)\s+(\S+)")


def uncertain_cell(cell: str, read: Callable[[str], Any]) -> dict[str, Any] | None:
    """Return what a model file would hold for an uncertain cell, None for a cell that holds one value.

    ``read`` reads one value. What cannot be read stays as it is, and is found with its place by the fields.
    """
    text = cell.strip()
    notes = {"guess": True} if text.endswith(_MARK) else {}
    text = text.removesuffix(_MARK).strip()
    parts = [part.strip() for part in text.split("|")]
    factor = _FACTOR.fullmatch(parts[0])
    if len(parts) == 1:
        return {"value": read(text), **notes} if notes else None
    if factor:
        return {"value": read(factor[1]), "times": _range([factor[2], *parts[1:]]), **notes}
    weighted = [_WEIGHTED.fullmatch(part) for part in parts]
    if all(weighted):
        return {found[1]: _plain(found[2]) for found in weighted if found} | notes
    return {**_range(parts), **notes}


def _range(parts: list[str]) -> dict[str, Any]:
    names = ("low", "high") if len(parts) == 2 else ("low", "central", "high")
    return dict(zip(names, map(_plain, parts), strict=False))


def _plain(text: str) -> Any:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text
