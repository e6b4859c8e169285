"""Arrays side by side in one block of memory, so that many are reset by copying once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from reorg.compiler import CHECKS_BOUNDS
from reorg.engine.state.bounds import ROOM_BEFORE, note_length
from reorg.engine.state.constants import CACHE_LINE


def views_of_one_block(rooms: Mapping[str, tuple[Any, Any]]) -> tuple[Any, dict[str, Any]]:
    """Return a block of zeros (bytes), and views of it by name for these shapes and types.

    Every view starts on a cache line of its own; in a build that checks bounds, its length is stored before
    it.
    """
    lengths = {name: int(np.prod(shape)) * np.dtype(kind).itemsize for name, (shape, kind) in rooms.items()}
    room = sum(length + CACHE_LINE + ROOM_BEFORE for length in lengths.values())
    raw = np.zeros(room + CACHE_LINE, np.uint8)
    block = raw[-raw.ctypes.data % CACHE_LINE :][:room]
    views, place = {}, 0
    for name, (shape, kind) in rooms.items():
        place += ROOM_BEFORE
        views[name] = block[place : place + lengths[name]].view(kind).reshape(shape)
        note_length(views[name])
        place += -(-lengths[name] // CACHE_LINE) * CACHE_LINE
    return block, views


def with_lengths(arrays: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return arrays as they are; in a build that checks bounds, copies with their lengths before them."""
    if not CHECKS_BOUNDS:
        return arrays
    views = views_of_one_block({name: (array.shape, array.dtype) for name, array in arrays.items()})[1]
    for name, array in arrays.items():
        views[name][...] = array
    return views
