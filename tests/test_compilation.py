"""An edit in one compiled file never leaves another file's compiled code stale."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import reorg
from reorg import code_cache

CACHED = "from reorg.compilation import is_cached, mark_cached; print(is_cached())"
ASK = "from reorg.mechanisms.work import duration_factor as f; print(f(0.0, 1.0))"
FOLDER = "from reorg.compilation import cache_folder; print(cache_folder())"


def run(code: str, source: Path, cache: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(source), "REORG_CACHE_DIR": str(cache)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.slow
def test_an_edited_mechanism_is_compiled_again(tmp_path):
    shutil.copytree(Path(reorg.__file__).parent, tmp_path / "src" / "reorg")
    file = tmp_path / "src" / "reorg" / "mechanisms" / "work.py"
    caller = tmp_path / "src" / "reorg" / "caller.py"
    caller.write_text(
        "from reorg.compilation import compiled\nfrom reorg.mechanisms.work import duration_factor\n"
        "@compiled\ndef twice(z):\n    return 2.0 * duration_factor(0.0, z)\n"
    )
    ask = "from reorg.caller import twice; print(twice(1.0))"
    before = run(FOLDER, tmp_path / "src", tmp_path / "cache")
    assert run(ask, tmp_path / "src", tmp_path / "cache") == "2.0"
    stamp = file.stat()
    file.write_text(file.read_text().replace("return math.exp(", "return 3.0 * math.exp("))
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert run(FOLDER, tmp_path / "src", tmp_path / "cache") != before
    assert run(ask, tmp_path / "src", tmp_path / "cache") == "6.0"


@pytest.mark.slow
def test_compiled_code_is_kept_in_the_users_cache_folder(tmp_path):
    source = Path(reorg.__file__).parent.parent
    folder = Path(run(FOLDER, source, tmp_path))
    run(ASK, source, tmp_path)
    assert folder.is_relative_to(tmp_path)
    assert list(folder.rglob("work.duration_factor*.nbi"))


@pytest.mark.slow
def test_the_engine_counts_as_compiled_only_for_its_numba_its_python_and_its_processor(tmp_path):
    source = Path(reorg.__file__).parent.parent
    assert run(CACHED, source, tmp_path) == "False"
    run(CACHED + "; mark_cached()", source, tmp_path)
    assert run(CACHED, source, tmp_path) == "True"
    for other in (
        "import numba; numba.__version__ = '0.99.0'",
        "import sys; sys.implementation.cache_tag = 'cpython-399'",
        "import llvmlite.binding as b; b.get_host_cpu_name = lambda: 'other'",
        "import os; os.environ['REORG_PLAIN_NUMBA'] = '1'",
    ):
        assert run(f"{other}; {CACHED}", source, tmp_path) == "False", other


@pytest.mark.parametrize(
    ("file", "compiled_from_it"),
    [
        ("engine/loop.py", True),
        ("engine/kernel/work.py", True),
        ("engine/state/rows.py", True),
        ("mechanisms/deeper/new.py", True),
        ("luck.py", True),
        ("engine/reference/work.py", False),
        ("engine/reference/state/world.py", False),
        ("report/findings.py", False),
    ],
)
def test_compiled_code_is_stale_once_a_source_it_is_made_from_changes(
    file, compiled_from_it, tmp_path, monkeypatch
):
    shutil.copytree(code_cache.PACKAGE, tmp_path / "reorg", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(code_cache, "PACKAGE", tmp_path / "reorg")
    before = code_cache.CodeCache([]).folder
    edited = tmp_path / "reorg" / file
    edited.parent.mkdir(exist_ok=True)
    with edited.open("a") as source:
        source.write("# edited\n")
    assert (code_cache.CodeCache([]).folder != before) == compiled_from_it
