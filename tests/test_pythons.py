"""In every Python from the oldest that is promised on, tests pass and studies have the same bits."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
VERSIONS = ("3.11", "3.12", "3.13")
TESTED = (
    "tests/model",
    "tests/mechanisms",
    "tests/test_luck.py",
    "tests/engine/test_reference_racing.py",
    "tests/study/test_engines.py",
    "tests/study/test_drivers.py",
    "tests/cli/test_study_commands.py",
)
OFFLINE = ("Retrying (", "NewConnectionError", "name resolution")
STUDY = """
import json, reorg
study = reorg.compare(reorg.load("six-labs"), worlds=4)
del study.verdict["timing"]
print(json.dumps([study.verdict, study.series, study.people]))
"""


def interpreter(version):
    """Return the Python of that version, "" where there is none."""
    found = shutil.which(f"python{version}")
    if not found:
        return ""
    # Where pyenv stands for it, it must be told that this version is meant.
    asked = subprocess.run(
        [found, "-c", "import sys; print(sys.executable)"],
        env={**os.environ, "PYENV_VERSION": version},
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.strip()


@pytest.fixture(scope="module", params=VERSIONS)
def other_python(request, tmp_path_factory):
    """A Python of another version than this one, with the project installed."""
    if request.param == f"{sys.version_info.major}.{sys.version_info.minor}":
        pytest.skip(f"all other tests run on Python {request.param}")
    found = interpreter(request.param)
    if not found:
        pytest.skip(f"Python {request.param} is not installed")
    folder = tmp_path_factory.mktemp(f"python{request.param}")
    subprocess.run([found, "-m", "venv", folder], check=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    wanted = [str(ROOT), "pytest", "hypothesis", "jsonschema", "scipy"]
    constraints = ["--constraint", str(ROOT / "constraints.txt")]
    installed = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", *constraints, *wanted],
        capture_output=True,
        text=True,
        check=False,
    )
    if installed.returncode and any(word in installed.stderr for word in OFFLINE):
        pytest.skip("the packages cannot be fetched: there is no index to be reached")
    assert installed.returncode == 0, installed.stderr
    return python


def run(python, *words, cache):
    held = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [python, *words],
        cwd=ROOT,
        env={**held, "REORG_CACHE_DIR": str(cache)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.pythons
def test_the_tests_pass_and_a_study_has_the_same_bits(other_python):
    cache = other_python.parents[1] / "cache"
    study = json.loads(run(other_python, "-c", STUDY, cache=cache))
    here = subprocess.run([sys.executable, "-c", STUDY], capture_output=True, text=True, check=True)
    assert study == json.loads(here.stdout)
    run(other_python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *TESTED, cache=cache)


def test_no_later_python_and_no_later_numba_is_shut_out():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == f">={VERSIONS[0]}"
    (numba,) = [wanted for wanted in project["dependencies"] if wanted.startswith("numba")]
    assert "<" not in numba
    named = {c.rpartition(" ")[2] for c in project["classifiers"] if "Python :: 3." in c}
    assert named == set(VERSIONS)
