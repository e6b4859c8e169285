"""Compiling the engine, measured beside a fixed piece of work for the compiler.

CPU seconds are of one machine and one day. A ratio to work done in the same run, before and after, is not: a
busy machine is slower at both.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from reorg.compiler import SWITCH

LOOPS = 20
REFERENCE = '''
import numpy as np

def loop(rows, heap, seed):
    """Push and pop events of a heap, and count what they come to."""
    z, count, clock = np.uint64(seed), 1, 0.0
    for i in range(rows.shape[0]):
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        heap[count] = clock - np.log((np.float64(z >> np.uint64(12)) + 0.5) / 4503599627370496.0)
        place = count
        while place > 1 and heap[place >> 1] > heap[place]:
            heap[place >> 1], heap[place] = heap[place], heap[place >> 1]
            place >>= 1
        count += 1
        if rows[i, 0] > NUMBER and count > 2:
            clock = heap[1]
            count -= 1
            heap[1] = heap[count]
            place = 1
            while 2 * place < count:
                child = 2 * place
                if child + 1 < count and heap[child + 1] < heap[child]:
                    child += 1
                if heap[place] <= heap[child]:
                    break
                heap[place], heap[child] = heap[child], heap[place]
                place = child
            rows[i, 1] += clock
        else:
            rows[i, 2] = max(rows[i, 2], heap[1])
    return clock
'''
PROGRAM = """
import gc, json, os, sys
import numba, numpy as np

def seconds():
    now = os.times()
    return now.user + now.system + now.children_user + now.children_system

def reference(numbers):
    before = seconds()
    for number in numbers:
        held = {}
        exec(REFERENCE.replace("NUMBER", str(number)), held)
        numba.njit(error_model="numpy")(held["loop"])(np.zeros((3, 3)), np.zeros(9), 1)
    return seconds() - before

LOOPS, REFERENCE = json.loads(sys.stdin.read())
reference([-1])  # what the compiler does once
from reorg.compilation import compiling, mark_cached
from reorg.engine.bodies import body_addresses
first = reference(range(LOOPS // 2))
before = seconds()
with compiling():
    body_addresses()
engine = seconds() - before
mark_cached()
print(json.dumps([engine, first + reference(range(LOOPS // 2, LOOPS))]))
"""


def compile_engine(source: Path, cache: Path) -> tuple[float, float]:
    """Compile the engine of some sources into an empty cache; return CPU seconds: its own, the loops'."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=json.dumps([LOOPS, REFERENCE]),
        env={**os.environ, SWITCH: "0", "REORG_CACHE_DIR": str(cache), "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    assert done.stderr == "", "functions are not joined"
    engine, loops = json.loads(done.stdout)
    return engine, loops
