"""Processes to be killed, again and again: forks of one that has imported all they need.

A kill comes as suddenly to a fork as to any process, and a fork begins where its work begins.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO

SERVER = """
import os, sys
ready = {}
exec(sys.argv[1], ready)
for _asked in sys.stdin:
    child = os.fork()
    if not child:
        print(os.getpid(), flush=True)
        exec(sys.argv[2], ready)
        os._exit(0)
    os.waitpid(child, 0)
    print("ended", flush=True)
"""


@dataclass(frozen=True)
class Fork:
    """One process that runs the program; ``said`` yields its lines, and a last one when it has ended."""

    pid: int
    said: IO[str]

    def is_alive(self) -> bool:
        """Tell whether it has not ended yet."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def kill(self) -> list[str]:
        """Kill it, if it has not ended; return the lines that it said and nobody has read."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        return list(iter(self.said.readline, "ended\n"))


@contextmanager
def forking(prepare: str, program: str) -> Iterator[Callable[[], Fork]]:
    """Run ``prepare`` once; each call inside runs ``program`` behind it, in a new process."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", SERVER, prepare, program]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        asked, said = server.stdin, server.stdout

        def fork() -> Fork:
            asked.write("\n")
            asked.flush()
            return Fork(int(said.readline()), said)

        yield fork
        asked.close()
