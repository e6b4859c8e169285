"""Keyed random numbers: every draw is a pure function of (seed, world, purpose, entity, occurrence).

Nothing is consumed, so one more person, one more scenario or another order of events changes nobody
else's luck. Two SplitMix64 finalizers (Steele, Lea & Flood 2014; constants of Stafford's variant 13)
turn the address into 64 bits.

    bits(world, purpose, entity, k) = mix(mix(world + purpose A + entity) + k B)        ... (1)
    u = (floor(bits / 2^12) + 1/2) / 2^52, strictly between 0 and 1                     ... (2)
"""

from __future__ import annotations

import hashlib
import math
from functools import lru_cache

import numpy as np

from reorg.compilation import compiled

_A = np.uint64(0x9E3779B97F4A7C15)
_B = np.uint64(0xD1342543DE82EF95)
_M1 = np.uint64(0xBF58476D1CE4E5B9)
_M2 = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S12 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(12)

# Purposes of draws. A number is never reused for another purpose: stored studies rest on it.
EFFORT = 1
SPREAD = 2
EXCEPTION = 3
ROUTE = 4
OUTCOME = 5
EXCHANGE = 6
RECIPIENTS = 7
NOISE = 8
ATTENTION = 9
ARRIVAL = 10
MISDIRECTED = 11
OFFSET = 12
THRESHOLD = 13
LAYOFF = 14
REWORK_LINK = 15
COMPUTE_FAILURE = 23
DELEGATE = 25
AGENT_FAILURE = 26
REVIEW_CATCH = 27
LANDSCAPE = 16
INFLUENCE = 17
START = 18
TRIAL = 19
COPY = 20
ATTEMPT = 21
COMMON = 22
STRAY = 41
SETTLED = 40
BLOCK = 80
SLOT = 81
JOINT = 82
REACH = 83
BLOCKING = 84
STOP = 85
WRONG = 86
FOUND = 87
CONFLICT = 88
SUCCESSION = 140
ACTING = 141
MATRIX = 150
VISIT = 151
FOLLOW = 160
OVERLOOKED = 161


@lru_cache(maxsize=1 << 16)
def key(*parts: str | int) -> int:
    """Return the 64-bit identity of an entity named by ``parts`` (texts and whole numbers)."""
    text = "\x1f".join(str(part) for part in parts)
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


@compiled
def mix(z: np.uint64) -> np.uint64:
    """Return the SplitMix64 finalizer of 64 bits."""
    z = (z ^ (z >> _S30)) * _M1
    z = (z ^ (z >> _S27)) * _M2
    return z ^ (z >> _S31)


@compiled
def world_key(seed: int, world: int) -> np.uint64:
    """Return the key under which all luck of one world is addressed."""
    return mix(mix(np.uint64(seed) + _A) + np.uint64(world) * _B)


@compiled
def bits(world: np.uint64, purpose: int, entity: np.uint64, occurrence: int | np.uint64) -> np.uint64:
    """Return 64 uniform bits at an address, equation (1)."""
    return mix(mix(world + np.uint64(purpose) * _A + entity) + np.uint64(occurrence) * _B)


@compiled
def unit(z: np.uint64) -> float:
    """Return 64 bits as a number strictly between 0 and 1, equation (2)."""
    return (np.float64(z >> _S12) + 0.5) * (1.0 / 4503599627370496.0)


@compiled
def uniform(world: np.uint64, purpose: int, entity: np.uint64, occurrence: int | np.uint64) -> float:
    """Return a draw strictly between 0 and 1."""
    return unit(bits(world, purpose, entity, occurrence))


@compiled
def normal(z: np.uint64) -> float:
    """Return a standard normal draw from 64 bits (Box & Muller 1958; the second uniform is mixed on)."""
    return math.sqrt(-2.0 * math.log(unit(z))) * math.cos(2.0 * math.pi * unit(mix(z + _A)))
