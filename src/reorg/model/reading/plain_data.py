"""Models given as Python objects, brought into the shape that a file has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reorg.model.problems import ModelError, Problem
from reorg.model.reading.yaml_reader import DEPTH_MAX, VALUES_MAX


def copy_plain_data(source: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of dicts and lists; raises ModelError where they are too deep, too many or recursive."""
    counter = _Counter()
    return {key: counter.copy(value, 1) for key, value in source.items()}


class _Counter:
    """Copies values and counts them: what refers to itself or multiplies by reference must end."""

    def __init__(self) -> None:
        self._values = 0

    def copy(self, value: Any, depth: int) -> Any:
        """Return the value with mappings as dicts and sequences as lists."""
        self._values += 1
        if depth > DEPTH_MAX:
            raise _refused(f"nested deeper than {DEPTH_MAX} levels")
        if self._values > VALUES_MAX:
            raise _refused(f"more than {VALUES_MAX:,} values")
        if isinstance(value, Mapping):
            return {key: self.copy(part, depth + 1) for key, part in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.copy(part, depth + 1) for part in value]
        return value


def _refused(message: str) -> ModelError:
    return ModelError([Problem("<model>", 0, 0, "", message, "a model needs fewer than ten levels")])
