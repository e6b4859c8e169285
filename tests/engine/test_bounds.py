"""The build that checks bounds: the small organizations touch nothing out of bounds, and a slip is caught."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from engine import labs
from reorg.engine import plan_scenario

HERE = Path(__file__).parent
SLIPS = {
    "pass": None,
    "plan.arrays['placement'][0, 1] = 999": "index 999 among {teams} of Team",
    "plan.arrays['jobs']['area'][0] = plan.arrays['skill'].shape[1]": "of columns of skill",
    "plan.arrays['jobs']['next_last'][0] += 10**6": "of numbers of 4 bytes",
}
PROGRAM = """
import json, os, sys
import numpy as np
import pytest
from engine import labs
from reorg.engine import Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS

def run(slip):
    plan = plan_scenario(labs.everything(), "it")
    exec(slip)
    central = labs.central()
    Simulator(plan).run(np.array([central[p.id] for p in ASSUMPTIONS]), 7, 0)

folder, slips, words = sys.argv[1], json.loads(sys.argv[2]), sys.argv[3:]
run("pass")
ended = []
for number, slip in enumerate(slips):
    child = os.fork()  # a slip ends the process
    if not child:
        said = os.open(f"{folder}/{number}", os.O_CREAT | os.O_WRONLY)
        os.dup2(said, 1)
        run(slip)
        os._exit(0)
    ended.append(os.waitpid(child, 0)[1])
print(json.dumps(ended), flush=True)
sys.exit(pytest.main(words))
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be forked"),
]


@dataclass(frozen=True)
class Checked:
    """How each slip ended and what it said, and how the comparisons ended and what they said."""

    ended: list[int]
    said: list[str]
    comparisons: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """Run it all in one process with bounds checked: its code, made without optimizing, is kept nowhere."""
    folder = tmp_path_factory.mktemp("slips")
    (folder / "no folder").touch()
    environment = os.environ | {
        "REORG_CHECK_BOUNDS": "1",
        "REORG_CACHE_DIR": str(folder / "no folder"),
        "NUMBA_OPT": "0",
        "PYTHONPATH": os.pathsep.join([str(HERE.parent), *filter(None, sys.path)]),
    }
    tests = sorted(str(file) for file in HERE.glob("test_reference*.py"))
    words = ["-q", "-x", "-p", "no:cacheprovider", "-p", "engine.engine_alone", *tests]
    command = [sys.executable, "-c", PROGRAM, str(folder), json.dumps(list(SLIPS)), *words]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    first, _, rest = run.stdout.partition("\n")
    assert first.startswith("["), run.stdout[-2000:] + run.stderr[-2000:]
    run.stdout = rest
    said = [(folder / str(number)).read_text(encoding="utf-8") for number in range(len(SLIPS))]
    return Checked(json.loads(first), said, run)


@pytest.mark.parametrize("slip", SLIPS)
def test_an_index_out_of_bounds_is_caught(slip: str, checked: Checked) -> None:
    place = list(SLIPS).index(slip)
    ended, said, expected = checked.ended[place], checked.said[place], SLIPS[slip]
    if expected is None:
        assert (ended, said) == (0, "")
    else:
        teams = len(plan_scenario(labs.everything(), "it").arrays["teams"])
        assert ended != 0
        assert "out of bounds: " in said
        assert expected.format(teams=teams) in said


def test_small_organizations_touch_nothing_out_of_bounds(checked: Checked) -> None:
    run = checked.comparisons
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]
