"""The build that checks bounds: the small organizations touch nothing out of bounds, and a slip is caught."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine import labs
from reorg.engine import plan_scenario

HERE = Path(__file__).parent
SLIP = """
import sys
import numpy as np
from engine import labs
from reorg.engine import Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS

plan = plan_scenario(labs.everything(), "it")
{slip}
central = labs.central()
Simulator(plan).run(np.array([central[p.id] for p in ASSUMPTIONS]), 7, 0)
"""
SLIPS = {
    "pass": None,
    "plan.arrays['placement'][0, 1] = 999": "index 999 among {teams} of Team",
    "plan.arrays['jobs']['area'][0] = plan.arrays['skill'].shape[1]": "of columns of skill",
    "plan.arrays['jobs']['next_last'][0] += 10**6": "of numbers of 4 bytes",
}

# One process of several compiles the build for all.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("the build that checks bounds")]


def checked(*command: str) -> subprocess.CompletedProcess[str]:
    """Run Python with bounds checked."""
    environment = os.environ | {
        "REORG_CHECK_BOUNDS": "1",
        "PYTHONPATH": os.pathsep.join([str(HERE.parent), *filter(None, sys.path)]),
    }
    return subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("slip", SLIPS)
def test_an_index_out_of_bounds_is_caught(slip):
    run = checked("-c", SLIP.format(slip=slip))
    if SLIPS[slip] is None:
        assert (run.returncode, run.stdout) == (0, "")
    else:
        teams = len(plan_scenario(labs.everything(), "it").arrays["teams"])
        assert run.returncode != 0
        assert "out of bounds: " in run.stdout
        assert SLIPS[slip].format(teams=teams) in run.stdout


def test_small_organizations_touch_nothing_out_of_bounds():
    tests = sorted(str(file) for file in HERE.glob("test_reference*.py"))
    plugins = ("-p", "no:cacheprovider", "-p", "engine.engine_alone")
    run = checked("-m", "pytest", "-q", "-x", *plugins, *tests)
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]
