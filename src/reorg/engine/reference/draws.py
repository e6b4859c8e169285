"""Keyed random numbers, in plain integers: the same key always gives the same number.

Nothing is drawn in sequence, so there is no state: the key (world, purpose, entity, occurrence) gives 64
bits. Two rounds of the SplitMix64 finalizer (Steele, Lea & Flood 2014) mix the key.
"""

from __future__ import annotations

import hashlib
import math

_BITS_64 = 2**64 - 1
_STEP_OF_PURPOSE = 0x9E3779B97F4A7C15
_STEP_OF_OCCURRENCE = 0xD1342543DE82EF95
PURPOSES = {
    "effort": 1,
    "spread": 2,
    "exception": 3,
    "route": 4,
    "outcome": 5,
    "exchange": 6,
    "recipients": 7,
    "noise": 8,
    "attention": 9,
    "arrival": 10,
    "misdirected": 11,
    "offset": 12,
    "threshold": 13,
    "layoff": 14,
    "rework link": 15,
    "compute failure": 23,
    "delegate": 25,
    "agent failure": 26,
    "review catch": 27,
    "landscape": 16,
    "influence": 17,
    "start": 18,
    "trial": 19,
    "copy": 20,
    "attempt": 21,
    "common": 22,
    "stray": 41,
    "settled": 40,
    "block": 80,
    "slot": 81,
    "joint": 82,
    "reach": 83,
    "blocking": 84,
    "stop": 85,
    "wrong": 86,
    "found": 87,
    "conflict": 88,
    "succession": 140,
    "acting": 141,
    "matrix": 150,
    "visit": 151,
    "follow": 160,
    "overlooked": 161,
}


def key(*names: str | int) -> int:
    """Return the key of the random numbers of an entity with these names."""
    text = "\x1f".join(map(str, names)).encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little")


def mix(number: int) -> int:
    """Return 64 bits that depend on every bit of ``number`` (taken modulo 2^64)."""
    number &= _BITS_64
    number = (number ^ number >> 30) * 0xBF58476D1CE4E5B9 & _BITS_64
    number = (number ^ number >> 27) * 0x94D049BB133111EB & _BITS_64
    return number ^ number >> 31


def world_key(seed: int, world: int) -> int:
    """Return the key from which all random numbers of one world derive."""
    return mix(mix(seed + _STEP_OF_PURPOSE) + world * _STEP_OF_OCCURRENCE)


def bits(world: int, purpose: str, entity: int, occurrence: int) -> int:
    """Return the 64 bits of a key; raises KeyError for an unknown purpose."""
    place = mix(world + PURPOSES[purpose] * _STEP_OF_PURPOSE + entity)
    return mix(place + occurrence * _STEP_OF_OCCURRENCE)


def unit(bits: int) -> float:
    """Return the upper 52 of 64 bits as a number strictly between 0 and 1."""
    return ((bits >> 12) + 0.5) / 2**52


def normal(bits: int) -> float:
    """Return a standard normal number (Box & Muller 1958); its second uniform is mixed from the first."""
    radius = math.sqrt(-2.0 * math.log(unit(bits)))
    return radius * math.cos(2.0 * math.pi * unit(mix(bits + _STEP_OF_PURPOSE)))
