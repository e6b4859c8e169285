"""The first compilation: several processes share the work of compiling the engine.

The compiler uses one core. Each task is done by the first process that reaches it; the others load the result
from the cache and compile whatever is not stored there. The further processes may start while the first one
still has other things to do (:func:`compile_ahead`).
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from reorg.compilation import cache_folder, keeps_code, parts_shared
from reorg.cores import core_count

MOST_PROCESSES = 4
"""With more processes, one still compiles the loop, the largest task, when the others have finished."""
HELP = "import sys; from reorg.engine.bodies import help_compile; help_compile(sys.argv[1])"
"""The program of a process that helps to compile, in the folder that is its first argument."""
Tasks = Mapping[str, Callable[[], object]]


@dataclass(frozen=True)
class _Team:
    """Processes that help to compile, and the folder through which they share tasks and compiled parts."""

    folder: Path
    helpers: tuple[subprocess.Popen[bytes], ...]


_ahead: list[_Team] = []
"""The processes started ahead, if there are any."""
_lock = Lock()


@contextmanager
def compile_ahead() -> Iterator[None]:
    """Start further processes that compile inside the context; a compilation there joins them.

    No process outlives the context, however it ends. If another thread has already started them, nothing is
    done.
    """
    with ExitStack() as stack:
        with _lock:
            begins = keeps_code() and not _ahead
            if begins:
                _ahead.append(stack.enter_context(_team()))
        try:
            yield
        finally:
            if begins:
                _ahead.clear()


def compile_together(tasks: Tasks) -> None:
    """Do the tasks with further processes, if there are cores for them and a folder to keep results in."""
    if not keeps_code():
        return
    with _lock:
        begun = next(iter(_ahead), None)
    with nullcontext(begun) if begun else _team() as team:
        take_turns(tasks, tasks, team.folder)
        for helper in team.helpers:
            helper.wait()


def take_turns(tasks: Tasks, order: Iterable[str], folder: Path) -> None:
    """Do each task that no process has started, in this order; parts are shared through the folder."""
    with parts_shared(folder):
        for name in order:
            if _is_first(folder / f"begun-{name}"):
                tasks[name]()


def _is_first(mark: Path) -> bool:
    try:
        mark.touch(exist_ok=False)
    except OSError:
        return False
    return True


@contextmanager
def _team() -> Iterator[_Team]:
    """Run one helping process for each further core inside the context."""
    with TemporaryDirectory(prefix="parts-", dir=cache_folder()) as folder, ExitStack() as stack:
        started = [_helper(folder) for _ in range(1, min(MOST_PROCESSES, core_count()))]
        helpers = tuple(helper for helper in started if helper is not None)
        for helper in helpers:
            stack.enter_context(helper)
            stack.callback(helper.kill)
        yield _Team(Path(folder), helpers)


def _helper(folder: str) -> subprocess.Popen[bytes] | None:
    """Start a process that helps to compile; return None if it cannot be started."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    quiet = subprocess.DEVNULL
    try:
        # This interpreter, and a program of our own.
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", HELP, folder], env=environment, stdin=quiet, stdout=quiet, stderr=quiet
        )
    except OSError:
        return None
