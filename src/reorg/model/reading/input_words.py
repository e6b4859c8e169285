"""Names of uncertain inputs without a name of their own: ``arrivals a week of Requests to Infra``.

An input is known by its place in the file (``streams > requests-infra > per_week``); sentences for readers
need what stands there, by the name that people use.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reorg.model.problems import KeyPath

_FIELDS = {
    "annual_cost_usd": "annual cost",
    "effort_days": "effort",
    "gpus": "number of accelerators",
    "per_week": "arrivals a week",
    "skills": "skill in {}",
    "familiarity": "familiarity with {}",
    "strength": "strength of the coupling",
}
"""Fields whose key is not what people say; ``{}`` is the part below it."""


def input_in_words(data: Any, way: KeyPath) -> str:
    """Return what stands at a place of the model: the field, and the record it belongs to by its name."""
    depth, record = _innermost(data, way)
    field, *below = (str(step) for step in way[depth:])
    words = _FIELDS.get(field, field.replace("_", " "))
    words = words.format(*below) if "{}" in words else " ".join([words, *below])
    owner, ends = _name(record), _ends(record)
    return f"{words} of {owner}" if owner else f"{words} {ends}".strip()


def _innermost(data: Any, way: KeyPath) -> tuple[int, Mapping[str, Any]]:
    """Return how many steps lead to the last record of a list on the way, and the record; else the model."""
    depth, record = 0, data
    for count, step in enumerate(way, start=1):
        data = data[step]
        if isinstance(data, Mapping) and isinstance(step, int) and count < len(way):
            depth, record = count, data
    return depth, record


def _name(record: Mapping[str, Any]) -> str:
    """Return what people call a record; the model itself has no name here."""
    return str(record.get("name") or record.get("title") or record.get("id") or "")


def _ends(link: Mapping[str, Any]) -> str:
    """Return what a link joins: between planning and serving."""
    ends = link.get("between") or [link[key] for key in ("from", "to") if key in link]
    return f"between {' and '.join(map(str, ends))}" if ends else ""
