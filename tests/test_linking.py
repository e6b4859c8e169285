"""Parts of compiled functions are compiled once, and a whole works with all of its parts, cached or not."""

from pathlib import Path

import pytest

import reorg
from test_compilation import run

SUMS = """
import numpy as np
from reorg.compilation import compiled, inner

@inner
def plus(a, b):
    return a + b

@compiled
def sums(short, long, found):
    found[0] = plus(short[0], long[0])
    found[1] = plus(long[0], short[0])
    found[2] = plus(1, short[0])
    found[3] = plus(2, plus(3, 4))

found = np.zeros(4, np.int64)
sums(np.array([5], np.int32), np.array([1 << 40], np.int64), found)
"""
STEPS = "".join(f"    total = (total * 31 + {k} * step) ^ (total >> 3)\n" for k in range(1, 80))
SHARED = f"""
from reorg.compilation import compiled, inner

@inner
def scrambled(total, step):
{STEPS}
    return total

@compiled
def ones(n):
    return scrambled(n, 1) + scrambled(n + 1, 1) + scrambled(n + 2, 1)

@compiled
def mixed(n):
    return scrambled(n, n) + scrambled(n + 1, 3) + scrambled(n, 5)
"""


EQUATIONS = """
from reorg.compilation import compiled

@compiled
def half(a):
    return a / 2

@compiled
def twice(a):
    return 2 * half(a) + half(7.0)
"""


def folder_with(tmp_path: Path, name: str, code: str) -> Path:
    """Return a folder to import from: it holds a module with that code, and the package."""
    source = tmp_path / "source"
    source.mkdir()
    (source / f"{name}.py").write_text(code)
    (source / "reorg").symlink_to(reorg.__path__[0])
    return source


def scrambled(total: int, step: int) -> int:
    """What the part of that name does, in whole numbers of 64 bits."""
    for k in range(1, 80):
        product = (total * 31 + k * step + 2**63) % 2**64 - 2**63
        total = product ^ (total >> 3)
    return total


@pytest.mark.slow
def test_a_part_is_compiled_once_for_all_whole_numbers(tmp_path):
    source = folder_with(tmp_path, "adding", SUMS)
    ask = "from adding import found, plus; print(*found, len(plus.part.overloads))"
    large = 5 + (1 << 40)
    assert run(ask, source, tmp_path / "cache") == f"{large} {large} 6 9 1"


@pytest.mark.slow
def test_a_process_that_finds_compiled_code_makes_nothing_of_parts(tmp_path):
    source, cache = folder_with(tmp_path, "adding", SUMS), tmp_path / "cache"
    ask = "from adding import found, plus; print(*found, 'part' in vars(plus))"
    first, second = (run(ask, source, cache).split() for _ in range(2))
    assert (first[-1], second[-1]) == ("True", "False")
    assert first[:-1] == second[:-1]
    (kept,) = (file.read_bytes() for file in cache.rglob("adding.sums*.nbc"))
    assert b"NumbaEnv6adding4sums" in kept
    assert b"NumbaEnv6adding4plus" not in kept


@pytest.mark.slow
def test_a_part_compiled_by_one_process_is_taken_by_another(tmp_path):
    """What was compiled here has a record of how; what was taken has none."""
    source = folder_with(tmp_path, "shared_part", SHARED)
    parts = tmp_path / "parts"
    parts.mkdir()
    ask = f"""
from pathlib import Path
from reorg.compilation import parts_shared
from shared_part import ones, scrambled
with parts_shared(Path({str(parts)!r})):
    found = ones(7)
print(found, *(made.metadata is None for made in scrambled.part.overloads.values()))
"""
    first, second = (run(ask, source, tmp_path / f"cache{k}").split() for k in range(2))
    assert first[1:] == ["False"]
    assert second[1:] == ["True"]
    assert first[0] == second[0]
    (left,) = parts.iterdir()
    left.unlink()
    assert run(ask, source, tmp_path / "cache2").split() == first


@pytest.mark.slow
def test_wholes_have_their_parts_compiled_and_from_the_cache(tmp_path):
    """Two share a part, and one of them always gives it the same constant."""
    source = folder_with(tmp_path, "shared_part", SHARED)
    sums = {"ones(7)": [(7, 1), (8, 1), (9, 1)], "mixed(7)": [(7, 7), (8, 3), (7, 5)]}
    expected = {
        call: (sum(scrambled(*given) for given in parts) + 2**63) % 2**64 - 2**63
        for call, parts in sums.items()
    }
    for calls in (list(sums), list(sums), list(sums)[::-1]):  # compiled, from the cache, in another order
        ask = f"from shared_part import ones, mixed; print({', '.join(calls)})"
        printed = run(ask, source, tmp_path / "cache")
        assert [int(value) for value in printed.split()] == [expected[call] for call in calls]


@pytest.mark.slow
def test_what_only_compiled_code_calls_becomes_no_machine_code_until_python_asks(tmp_path):
    source = folder_with(tmp_path, "equations", EQUATIONS)

    def kept() -> set[str]:
        files = (tmp_path / "cache").rglob("equations.*.nbi")
        return {file.name.split(".")[1].rpartition("-")[0] for file in files}

    assert run("from equations import twice; print(twice(2.5))", source, tmp_path / "cache") == "6.0"
    assert kept() == {"twice"}
    assert run("from equations import half; print(half(2.5))", source, tmp_path / "cache") == "1.25"
    assert kept() == {"twice", "half"}
