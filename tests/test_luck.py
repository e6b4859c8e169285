"""Luck is a pure function of its address."""

import math

import numpy as np
import pytest

from reorg import luck


def splitmix(state: int) -> int:
    """The finalizer in plain whole numbers, written from Steele, Lea & Flood 2014 (variant 13)."""
    wide = (1 << 64) - 1
    state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & wide
    state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & wide
    return state ^ (state >> 31)


def test_mix_gives_the_published_sequence_of_splitmix64():
    state, found = 1234567, []
    for _ in range(3):
        state = (state + 0x9E3779B97F4A7C15) % 2**64
        found.append(int(luck.mix(np.uint64(state))))
    assert found == [6457827717110365317, 3203168211198807973, 9817491932198370423]


@pytest.mark.parametrize("z", [0, 1, 2**63, 2**64 - 1, 0xDEADBEEF])
def test_mix_equals_its_plain_form(z):
    assert int(luck.mix(np.uint64(z))) == splitmix(z)


def test_units_lie_strictly_between_0_and_1():
    assert 0.0 < luck.unit(np.uint64(0)) < 1e-15
    assert 1.0 - 1e-15 < luck.unit(np.uint64(2**64 - 1)) < 1.0


@pytest.mark.parametrize("changed", ["seed", "world", "purpose", "entity", "occurrence"])
def test_every_part_of_the_address_counts(changed):
    address = {"seed": 1, "world": 2, "purpose": 3, "entity": luck.key("a"), "occurrence": 4}

    def draw(a):
        world = np.uint64(luck.world_key(a["seed"], a["world"]))
        return luck.uniform(world, a["purpose"], np.uint64(a["entity"]), a["occurrence"])

    assert draw(address) == draw(dict(address))
    assert draw(address) != draw({**address, changed: address[changed] + 1})


def test_normal_draws_have_mean_0_and_variance_1():
    world = np.uint64(luck.world_key(1, 1))
    bits = [np.uint64(luck.bits(world, luck.SPREAD, np.uint64(7), k)) for k in range(20000)]
    draws = np.array([luck.normal(z) for z in bits])
    assert abs(draws.mean()) < 4 / math.sqrt(20000)
    assert abs(draws.var() - 1) < 4 * math.sqrt(2 / 20000)


def test_keys_tell_entities_apart():
    assert luck.key("person", "ab", 1) != luck.key("person", "a", "b1")
    assert luck.key("person", "a") == luck.key("person", "a")
