"""The other build: compiled by plain Numba, and with bounds checked. It does what the usual one does.

Either differs from the usual build in its own place (how functions are joined; how the state is reached), so
that one build shows both: a case comes out the same to the last bit, the small organizations touch nothing
out of bounds, and a slip is caught.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import reorg
from engine import labs
from reorg.compiler import SWITCH
from reorg.engine import plan_scenario

HERE = Path(__file__).parent
SLIPS = {
    "pass": None,
    "plan.arrays['placement'][0, 1] = 999": "index 999 among {teams} of Team",
    "plan.arrays['jobs']['area'][0] = plan.arrays['skill'].shape[1]": "of columns of skill",
    "plan.arrays['jobs']['next_last'][0] += 10**6": "of numbers of 4 bytes",
}
CASE, WORLDS = "qwen", 2
"""All scenarios of a case in so many worlds, with all that a study tells of them; the usual build is compared
with the reference in thousands of small worlds elsewhere."""
PROGRAM = """
import json, os, sys
import numpy as np
import pytest
import reorg
from engine import labs
from reorg.engine import Simulator, plan_scenario
from reorg.compiler import compiler
from reorg.mechanisms import ASSUMPTIONS

def run(slip):
    plan = plan_scenario(labs.everything(), "it")
    exec(slip)
    central = labs.central()
    Simulator(plan).run(np.array([central[p.id] for p in ASSUMPTIONS]), 7, 0)

folder, slips, words = sys.argv[1], json.loads(sys.argv[2]), sys.argv[5:]
assert compiler().is_plain and not compiler().kept.is_kept, "it is compiled anew, plainly"
run("pass")
study = reorg.compare(reorg.load(sys.argv[3]), worlds=int(sys.argv[4]))
np.save(f"{folder}/worlds.npy", study.worlds)
with open(f"{folder}/verdict.json", "w") as file:
    json.dump(study.verdict, file)
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
    """How each slip ended and what it said, how the comparisons ended, and the verdict on the case."""

    ended: list[int]
    said: list[str]
    comparisons: subprocess.CompletedProcess[str]
    verdict: dict[str, Any]
    worlds: Any


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """Run it all in one process: its code, made without optimizing, which changes no bit, is kept nowhere.

    Where nothing can be kept, no second process compiles beside this one what both need.
    """
    folder = tmp_path_factory.mktemp("slips")
    (folder / "no folder").touch()
    environment = os.environ | {
        "REORG_CHECK_BOUNDS": "1",
        SWITCH: "1",
        "REORG_CACHE_DIR": str(folder / "no folder"),
        "NUMBA_OPT": "0",
        "PYTHONPATH": os.pathsep.join([str(HERE.parent), *filter(None, sys.path)]),
    }
    tests = sorted(str(file) for file in HERE.glob("test_reference*.py"))
    words = ["-q", "-x", "-p", "no:cacheprovider", "-p", "engine.engine_alone", *tests]
    asked = [str(folder), json.dumps(list(SLIPS)), CASE, str(WORLDS)]
    command = [sys.executable, "-c", PROGRAM, *asked, *words]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    first, _, rest = run.stdout.partition("\n")
    assert first.startswith("["), run.stdout[-2000:] + run.stderr[-2000:]
    run.stdout = rest
    said = [(folder / str(number)).read_text(encoding="utf-8") for number in range(len(SLIPS))]
    verdict = json.loads((folder / "verdict.json").read_text(encoding="utf-8"))
    worlds = np.load(folder / "worlds.npy", max_header_size=1_000_000)
    return Checked(json.loads(first), said, run, verdict, worlds)


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


def test_a_comparison_is_equal_to_the_usual(checked: Checked) -> None:
    usual = reorg.compare(reorg.load(CASE), worlds=WORLDS)
    assert checked.worlds.tobytes() == usual.worlds.tobytes()
    del checked.verdict["timing"]
    told = {key: value for key, value in usual.verdict.items() if key != "timing"}
    assert checked.verdict == json.loads(json.dumps(told))


def test_small_organizations_touch_nothing_out_of_bounds(checked: Checked) -> None:
    run = checked.comparisons
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]
