"""The first compilation: several processes share the work of compiling the engine.

The compiler uses one core. Each task is done by whoever comes to it first; what another process has compiled
is loaded from the cache, and what it does not bring is compiled where it is asked for.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from reorg.compilation import cache_folder, keeps_code, parts_shared
from reorg.cores import core_count

MOST_PROCESSES = 4
"""With more, one is still at the loop, the largest task, when the others have nothing left."""
Tasks = Mapping[str, Callable[[], object]]


def compile_together(tasks: Tasks, program: str) -> None:
    """Do the tasks with further processes, where there are cores, and a place to keep what they make.

    Each runs ``program``, Python that takes turns in the folder given as its first argument.
    """
    if not keeps_code():
        return
    with TemporaryDirectory(prefix="parts-", dir=cache_folder()) as folder, ExitStack() as stack:
        for _ in range(1, min(MOST_PROCESSES, core_count())):
            stack.enter_context(_helper(program, folder))
        take_turns(tasks, tasks, Path(folder))


def take_turns(tasks: Tasks, order: Iterable[str], folder: Path) -> None:
    """Do each task that nobody has begun, in this order; parts are shared through the folder."""
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
def _helper(program: str, folder: str) -> Iterator[None]:
    """Let a further process help inside; at the end wait for what it is at."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    quiet = subprocess.DEVNULL
    try:
        # This interpreter, and a program of our own.
        helper = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", program, folder], env=environment, stdin=quiet, stdout=quiet, stderr=quiet
        )
    except OSError:
        yield
        return
    with helper:
        try:
            yield
            helper.wait()
        except BaseException:
            helper.kill()
            raise
