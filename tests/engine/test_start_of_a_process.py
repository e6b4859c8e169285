"""A process that finds the compiled engine kept loads it, and not what compiling takes or the reference."""

import subprocess
import sys

import pytest

from reorg.compilation import compiler

NOT_NEEDED = ["numba.np.arraymath", "scipy.linalg", "reorg.engine.reference"]
PROGRAM = (
    "import sys; from reorg.cli.main import main\n"
    "main(['verify', 'critical-path'], standalone_mode=False)\n"
    f"print('loaded:', sorted({{*{NOT_NEEDED!r}}} & set(sys.modules)))"
)


def printed() -> str:
    done = subprocess.run([sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True)
    return done.stdout


@pytest.mark.slow
def test_the_kept_engine_is_loaded_alone():
    if compiler().is_plain:
        pytest.skip("plain Numba loads kept code in its own way")
    if not compiler().kept.is_complete():
        printed()
    message = printed()
    assert "All 1 checks passed" in message
    assert "loaded: []" in message
