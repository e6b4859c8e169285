"""A process that finds the compiled engine kept loads it, and nothing that only compiling it takes."""

import subprocess
import sys

import pytest

from reorg.compilation import compiler

FOR_COMPILING = ["numba.np.arraymath", "scipy.linalg"]
PROGRAM = (
    "import sys; from reorg.cli.main import main\n"
    "main(['verify', 'critical-path'], standalone_mode=False)\n"
    f"print('loaded:', sorted({{*{FOR_COMPILING!r}}} & set(sys.modules)))"
)


def printed() -> str:
    done = subprocess.run([sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True)
    return done.stdout


def test_the_kept_engine_is_loaded_without_what_only_compiling_needs():
    if compiler().is_plain:
        pytest.skip("plain Numba loads kept code in its own way")
    if not compiler().kept.is_complete():
        printed()
    said = printed()
    assert "All 1 checks passed" in said
    assert "loaded: []" in said
