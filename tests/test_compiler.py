"""With a Numba that joins functions, with one that does not, with a broken one, and with none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import reorg
from reorg.compilation import compiling
from reorg.compiler import SWITCH, CompilerError

SOURCE = Path(reorg.__file__).parents[1]
WITHOUT_NUMBA = """
import sys
class Refusing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("numba", "llvmlite"):
            raise ImportError(f"no {name} here")
sys.meta_path.insert(0, Refusing())
"""
COMMAND = "from reorg.cli.main import main\nmain()\n"
# What another version may have changed, each in its own way.
CHANGED = {
    "a module": "import sys, numba\nsys.modules['numba.core.compiler_machinery'] = None\n",
    "a name": "import numba.core.typed_passes as passes\ndel passes.NativeLowering\n",
    "a class": (
        "import numba.core.codegen as codegen\n"
        "def finalize(self): raise TypeError('finalize() takes\\nanother argument')\n"
        "codegen.JITCodeLibrary.finalize, whole = finalize, codegen.JITCodeLibrary.finalize\n"
        "class Library(codegen.JITCodeLibrary):\n    finalize = whole\n"
        "codegen.JITCPUCodegen._library_class = Library\n"
    ),
    "a result": (
        "import numba, reorg.linking as linking\nlinking._widened = lambda kind: numba.types.int8\n"
    ),
}
NEVER_COMPILES = (
    "import numba\nfrom numba.core.dispatcher import Dispatcher\n"
    "def compile(self, sig): raise RuntimeError('LLVM is not what it was\\n  at line 1')\n"
    "Dispatcher.compile = compile\n"
)
SMALL = """
import reorg.compilation as c

@c.inner
def plus(a, b):
    return a + b

@c.compiled
def total(a):
    return plus(a, 1.5) + plus(2.5, a)
"""
CALL = "import small, reorg.compilation as c\nwith c.compiling():\n    print(small.total(1))\n"
CALL += "with c.compiling():\n    print(small.total(0.5))\n"


@pytest.fixture
def source(tmp_path):
    """A folder to import from: a small module with compiled functions, and the package."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "small.py").write_text(SMALL)
    (tmp_path / "source" / "reorg").symlink_to(SOURCE / "reorg")
    return tmp_path / "source"


def python(program, *words, source=SOURCE, cache, **environment):
    held = {**os.environ, SWITCH: "", "PYTHONPATH": str(source), "REORG_CACHE_DIR": str(cache), **environment}
    command = [sys.executable, "-c", program, *words]
    return subprocess.run(command, env=held, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("broken", list(CHANGED), ids=list(CHANGED))
def test_where_functions_cannot_be_joined_they_are_compiled_plainly_and_it_is_reported_once(
    broken, source, tmp_path
):
    for _ in ("tried", "as noted"):
        done = python(CHANGED[broken] + CALL, source=source, cache=tmp_path / "cache")
        assert done.returncode == 0, done.stderr
        assert done.stdout.split() == ["6.0", "5.0"]
        (line,) = done.stderr.splitlines()
        assert "compiled plainly, with the same results" in line
    assert len(list((tmp_path / "cache" / "reorg").glob("joining-*"))) == 1


@pytest.mark.slow
@pytest.mark.parametrize("switch", ["", "0", "1"])
def test_nothing_is_said_of_what_works_or_is_asked_for(switch, source, tmp_path):
    program = CALL + "print(c.compiler().is_plain)\n"
    done = python(program, source=source, cache=tmp_path / "cache", **{SWITCH: switch})
    assert (done.stdout.split(), done.stderr) == (["6.0", "5.0", str(switch == "1")], "")


def test_a_switch_that_is_neither_is_refused_in_one_line(tmp_path):
    done = python(COMMAND, "verify", "queues", cache=tmp_path, **{SWITCH: "yes"})
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("Error: REORG_PLAIN_NUMBA is 'yes': set it to 1")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (NEVER_COMPILES, "cannot compile the engine (RuntimeError: LLVM is not what it was)"),
        (WITHOUT_NUMBA, "cannot be loaded (ImportError: no numba here)"),
        ("import numba\nnumba.config.DISABLE_JIT = 1\n", "NUMBA_DISABLE_JIT"),
    ],
    ids=["fails", "missing", "switched off"],
)
def test_a_broken_compiler_gives_one_line(broken, reason, tmp_path):
    program = broken + f"import os\nos.chdir({str(tmp_path)!r})\n" + COMMAND
    done = python(program, "compare", "agents", "--worlds", "1", "--json", cache=tmp_path / "cache")
    assert (done.returncode, done.stdout) == (2, "")
    lines = [line for line in done.stderr.splitlines() if "Compiling the engine, once" not in line]
    assert [line for line in lines if line.startswith("Error: ")] == lines[-1:]
    assert len(lines) == 1 + (broken == NEVER_COMPILES), "one more says that functions cannot be joined"
    assert reason in lines[-1]
    assert "--engine reference" in lines[-1]


def test_what_fails_while_compiling_is_reported_with_its_cause_behind_it():
    with (
        pytest.raises(CompilerError, match=r"\(KeyError: 'x'\); REORG_PLAIN_NUMBA=1 uses less") as caught,
        compiling(),
    ):
        raise KeyError("x")
    assert isinstance(caught.value.__cause__, KeyError)


def test_records_are_described_once_while_the_engine_is_compiled_and_as_ever_afterwards(monkeypatch):
    types = pytest.importorskip("numba").types
    one, other = (types.Record([(name, {"type": types.int64, "offset": 0})], 8, False) for name in "ab")
    usual, made = types.Record.__repr__, []
    monkeypatch.setattr(types.Record, "__repr__", lambda one: made.append(one) or usual(one))
    with compiling():
        assert [repr(each) for each in (one, other, one, other)] == [usual(one), usual(other)] * 2
        assert made == [one, other]
    repr(one)
    assert made == [one, other, one]


@pytest.mark.slow
def test_where_nothing_can_be_kept_it_is_compiled_all_the_same(source, tmp_path):
    (tmp_path / "file").write_text("no folder")
    done = python(CALL, source=source, cache=tmp_path / "file")
    assert (done.stdout.split(), done.stderr) == (["6.0", "5.0"], "")


@pytest.mark.slow
def test_without_numba_models_are_checked_and_shown(tmp_path):
    for command in ("check", "show"):
        plain = python(COMMAND, command, "churn", cache=tmp_path)
        without = python(WITHOUT_NUMBA + COMMAND, command, "churn", cache=tmp_path)
        assert (without.returncode, without.stdout, without.stderr) == (0, plain.stdout, "")


def test_without_numba_the_reference_engine_compares_with_the_same_results(tmp_path):
    model = Path(__file__).parents[1] / "examples" / "racing.yaml"
    program = (
        f"import json, reorg\nmodel = reorg.load({str(model)!r})\n"
        "study = reorg.compare(model, ['alone', 'two'], worlds=2, engine='reference')\n"
        "del study.verdict['timing']\nprint(json.dumps(study.verdict))\n"
    )
    done = python(WITHOUT_NUMBA + program, cache=tmp_path)
    assert done.returncode == 0, done.stderr
    compiled = reorg.compare(reorg.load(model), ["alone", "two"], worlds=2)
    del compiled.verdict["timing"]
    assert json.loads(done.stdout) == json.loads(json.dumps(compiled.verdict))


def test_without_numba_what_would_be_compiled_is_plain_python(tmp_path):
    program = "from reorg.mechanisms.work import duration_factor\nprint(duration_factor(0.0, 1.0))\n"
    assert python(WITHOUT_NUMBA + program, cache=tmp_path).stdout == "1.0\n"
