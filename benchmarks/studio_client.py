"""A browser tab as the studio's server sees it: a server of its own, requests, and the stream of events."""

from __future__ import annotations

import http.client
import json
import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.child import ROOT

PATIENCE_SECONDS = 600.0
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True)
class Moment:
    """When something was: seconds of the clock, and seconds of the processor that the server had used."""

    wall: float
    cpu: float | None

    def since(self, earlier: Moment) -> Moment:
        """Return how long it is after another one."""
        cpu = None if self.cpu is None or earlier.cpu is None else self.cpu - earlier.cpu
        return Moment(self.wall - earlier.wall, cpu)


@dataclass
class Tab:
    """A tab of a studio that serves at ``host``; ``events`` are those of the stream, with their moments."""

    process: subprocess.Popen[str]
    host: str
    cookie: str
    events: queue.Queue[tuple[Moment, str, dict[str, Any]]] = field(default_factory=queue.Queue)

    def now(self) -> Moment:
        """Return this moment."""
        return Moment(time.perf_counter(), _cpu_of(self.process.pid))

    def ask(self, method: str, path: str, data: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the answer to a request; raises RuntimeError for one that is refused."""
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE_SECONDS)
        headers = {"cookie": self.cookie, "x-reorg": "1", "x-window": "benchmark"}
        connection.request(method, path, json.dumps(data) if data else None, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        if answer.status != http.HTTPStatus.OK:
            raise RuntimeError(f"{path}: {answer.status} {text[:200]}")
        found: dict[str, Any] = json.loads(text)
        return found

    def heard(self, name: str, key: str, *values: object) -> Moment:
        """Return when an event was told whose ``key`` is one of ``values``, or at least the number given."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            moment, told, data = self.events.get(timeout=max(0.1, deadline - time.monotonic()))
            found = data.get(key)
            is_far = isinstance(found, int) and isinstance(values[0], int) and found >= values[0]
            if told == name and (found in values or is_far):
                return moment

    def interrupt(self) -> None:
        """Press Ctrl-C and wait until the server has ended."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(60)

    def listen(self) -> None:
        """Read the stream until it ends."""
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE_SECONDS)
        connection.request("GET", "/api/events?window=benchmark", headers={"cookie": self.cookie})
        name = ""
        for line in connection.getresponse():
            kind, _, rest = line.decode().strip().partition(": ")
            if kind == "event":
                name = rest
            elif kind == "data":
                self.events.put((self.now(), name, json.loads(rest)))


@contextmanager
def studio(folder: Path, *arguments: str) -> Iterator[tuple[Tab, float]]:
    """Serve in ``folder`` for as long as the block runs; yields the tab and the seconds to the address."""
    command = [sys.executable, "-c", "from reorg.cli.main import main; main()", "serve", *arguments]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *_path()])}
    started = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - a command of this project
        [*command, "--no-browser"], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None  # noqa: S101 - for the type
        address = next(line for line in process.stdout if "/enter?token=" in line).strip()
        seconds = time.perf_counter() - started
        host, path = re.sub(r"^.*http://", "", address).split("/", 1)
        tab = Tab(process, host, _cookie(host, path))
        threading.Thread(target=_quietly, args=(tab.listen,), daemon=True).start()
        try:
            yield tab, seconds
        finally:
            tab.interrupt()


def _quietly(listen: Any) -> None:
    try:
        listen()
    except (OSError, http.client.HTTPException):
        # The server has ended.
        return


def _cookie(host: str, path: str) -> str:
    connection = http.client.HTTPConnection(host, timeout=60)
    connection.request("GET", f"/{path}")
    cookie = str(connection.getresponse().headers["set-cookie"]).split(";")[0]
    connection.close()
    return cookie


def _path() -> list[str]:
    return [path for path in (os.environ.get("PYTHONPATH"),) if path]


def _cpu_of(process: int) -> float | None:
    """Return the seconds of the processor that a process has used; None where the system does not say."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / _TICKS
