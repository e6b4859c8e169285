"""Arrays side by side in one block of memory, so that many are reset by copying once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from reorg.engine.state.constants import CACHE_LINE


def views_of_one_block(rooms: Mapping[str, tuple[Any, Any]]) -> tuple[Any, dict[str, Any]]:
    """Return a block of zeros (bytes), and views of it by name for these shapes and types.

    Every view begins on a cache line of its own.
    """
    lengths = {name: int(np.prod(shape)) * np.dtype(kind).itemsize for name, (shape, kind) in rooms.items()}
    room = sum(length + CACHE_LINE for length in lengths.values())
    raw = np.zeros(room + CACHE_LINE, np.uint8)
    block = raw[-raw.ctypes.data % CACHE_LINE :][:room]
    views, place = {}, 0
    for name, (shape, kind) in rooms.items():
        views[name] = block[place : place + lengths[name]].view(kind).reshape(shape)
        place += -(-lengths[name] // CACHE_LINE) * CACHE_LINE
    return block, views
