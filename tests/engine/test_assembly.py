"""Processes that begin to compile ahead are joined by whoever compiles, and none of them is left behind."""

from __future__ import annotations

import subprocess
from contextlib import suppress

import pytest

from reorg.engine import assembly

WAITS = "import time; time.sleep(600)"
DOES_B = "import pathlib, sys; pathlib.Path(sys.argv[1], 'begun-b').touch()"


@pytest.fixture
def started(tmp_path, monkeypatch):
    """The processes that were started, where there are two cores and code is kept in an empty folder."""
    processes: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def noted(*given, **named):
        processes.append(start(*given, **named))
        return processes[-1]

    monkeypatch.setattr(assembly.subprocess, "Popen", noted)
    monkeypatch.setattr(assembly, "keeps_code", lambda: True)
    monkeypatch.setattr(assembly, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr(assembly, "core_count", lambda: 2)
    monkeypatch.setattr(assembly, "HELP", WAITS)
    return processes


@pytest.mark.parametrize("error", [None, ValueError, KeyboardInterrupt])
def test_no_process_and_no_file_is_left_however_it_ends(error, started, tmp_path):
    with suppress(ValueError, KeyboardInterrupt), assembly.compile_ahead():
        (helper,) = started
        assert helper.poll() is None
        if error is not None:
            raise error
    assert helper.poll() is not None
    assert list(tmp_path.iterdir()) == []


def test_who_compiles_joins_the_process_that_has_begun(started, monkeypatch):
    monkeypatch.setattr(assembly, "HELP", DOES_B)
    done = []
    with assembly.compile_ahead(), assembly.compile_ahead():
        started[0].wait()
        assembly.compile_together({name: lambda name=name: done.append(name) for name in "abc"})
    assert done == ["a", "c"], "the other process has done b"
    assert len(started) == 1


def test_what_fails_while_compiling_leaves_no_process(started):
    def fail():
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - of our own
        assembly.compile_together({"a": fail})
    assert started[0].poll() is not None


@pytest.mark.usefixtures("started")
def test_where_no_process_can_be_started_one_compiles_alone(monkeypatch):
    def refuse(*_given, **_named):
        raise OSError

    monkeypatch.setattr(assembly.subprocess, "Popen", refuse)
    done = []
    assembly.compile_together({"a": lambda: done.append("a")})
    assert done == ["a"]
