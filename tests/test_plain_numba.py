"""With plain Numba a study is the same, to the last bit: only compiling takes longer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import reorg
from reorg.compiler import SWITCH

COMMAND = "from reorg.cli.main import main; main()"


def compared(folder, **environment):
    """Return the verdict on the case `qwen` and the seconds of compiling."""
    package = str(Path(reorg.__file__).parents[1])
    words = ["compare", "qwen", "--worlds", "8", "--json", "--out", str(folder)]
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *words],
        env={**os.environ, "PYTHONPATH": package, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    verdict = json.loads(done.stdout)
    return verdict, verdict.pop("timing")["compile_seconds"]


@pytest.mark.slow
def test_a_comparison_with_plain_numba_is_equal_to_the_usual(tmp_path):
    usual, _ = compared(tmp_path / "usual", **{SWITCH: "0"})
    # Only how long it takes is made less: LLVM need not optimize, which changes no bit. Where nothing can be
    # kept, no second process compiles beside this one what both need.
    (tmp_path / "no folder").touch()
    anew = {SWITCH: "1", "NUMBA_OPT": "0", "REORG_CACHE_DIR": str(tmp_path / "no folder")}
    plain, seconds = compared(tmp_path / "plain", **anew)
    assert seconds > 1.0, "it was compiled anew"
    assert plain == usual
