"""Parts of compiled functions are compiled once, and a whole works with all of its parts, cached or not."""

import numpy as np

import reorg
from reorg.compilation import compiled, inner
from test_compilation import run

STEPS = "".join(f"    total = (total * 31 + {k} * step) ^ (total >> 3)\n" for k in range(1, 80))
CODE = f"""
from reorg.compilation import compiled, inner

@inner
def stirred(total, step):
{STEPS}
    return total

@compiled
def ones(n):
    return stirred(n, 1) + stirred(n + 1, 1) + stirred(n + 2, 1)

@compiled
def mixed(n):
    return stirred(n, n) + stirred(n + 1, 3) + stirred(n, 5)
"""


@inner
def plus(a, b):
    return a + b


@compiled
def sums(short, long, found):
    found[0] = plus(short[0], long[0])
    found[1] = plus(long[0], short[0])
    found[2] = plus(1, short[0])
    found[3] = plus(2, plus(3, 4))


def test_a_part_is_compiled_once_for_all_whole_numbers():
    found = np.zeros(4, np.int64)
    sums(np.array([5], np.int32), np.array([1 << 40], np.int64), found)
    assert list(found) == [5 + (1 << 40), 5 + (1 << 40), 6, 9]
    assert len(plus.overloads) == 1


def stirred(total: int, step: int) -> int:
    """What the part of that name does, in whole numbers of 64 bits."""
    for k in range(1, 80):
        product = (total * 31 + k * step + 2**63) % 2**64 - 2**63
        total = product ^ (total >> 3)
    return total


def test_wholes_that_share_a_part_have_each_their_own(tmp_path):
    """In one of them a constant is put into the part; the other must not be given that one."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "shared_part.py").write_text(CODE)
    (source / "reorg").symlink_to(reorg.__path__[0])
    sums = {"ones(7)": [(7, 1), (8, 1), (9, 1)], "mixed(7)": [(7, 7), (8, 3), (7, 5)]}
    expected = {
        call: (sum(stirred(*given) for given in parts) + 2**63) % 2**64 - 2**63
        for call, parts in sums.items()
    }
    for calls in (list(sums), list(sums), list(sums)[::-1]):  # compiled, from the cache, in another order
        ask = f"from shared_part import ones, mixed; print({', '.join(calls)})"
        printed = run(ask, source, tmp_path / "cache")
        assert [int(value) for value in printed.split()] == [expected[call] for call in calls]
