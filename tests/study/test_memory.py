"""What a study holds in memory: a row for each world and scenario; nothing else grows with worlds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

MODEL = Path(__file__).parents[1] / "inputs" / "release_cut_off.yaml"
FEW, MANY = 128, 2048
ROOM_BYTES = 12e6
"""What the peak of a process varies by from one run to the next."""

PROGRAM = """
import json, resource, sys
import reorg
study = reorg.compare(reorg.load(sys.argv[1]), worlds=int(sys.argv[2]), transition_worlds=0)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"peak": peak * (1 if sys.platform == "darwin" else 1024), "rows": study.worlds.nbytes}))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the peak of a process is read from resource")
def test_memory_grows_by_the_rows_of_the_worlds_only() -> None:
    few, many = _measured(FEW), _measured(MANY)
    # The table of worlds is held once, and once more while it is read or written.
    assert many["peak"] - few["peak"] < 2.0 * (many["rows"] - few["rows"]) + ROOM_BYTES


def _measured(worlds: int) -> dict[str, int]:
    command = (sys.executable, "-c", PROGRAM, str(MODEL), str(worlds))
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    measured: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return measured
