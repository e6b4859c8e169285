"""The waiting line in SimPy, in cimba and in C."""

import ctypes
import random
import shutil
import subprocess
from collections.abc import Generator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.line_model import LOAD, Line

SOURCE = Path(__file__).with_name("mm1.c")


def simpy_line() -> Line:
    """Return the textbook's way: a process for each customer. Raises ImportError without SimPy."""
    import simpy  # noqa: PLC0415 - a peer may be missing

    def customer(env: Any, desk: Any, draw: random.Random, waits: list[float]) -> Generator[Any, Any, None]:
        came = env.now
        with desk.request() as turn:
            yield turn
            waits.append(env.now - came)
            yield env.timeout(draw.expovariate(1.0))

    def crowd(env: Any, customers: int, desk: Any, draw: random.Random, waits: list[float]) -> Any:
        for _ in range(customers):
            yield env.timeout(draw.expovariate(LOAD))
            env.process(customer(env, desk, draw, waits))

    def run(customers: int, seed: int) -> float:
        env, waits = simpy.Environment(), []  # type: ignore[var-annotated]
        env.process(crowd(env, customers, simpy.Resource(env), random.Random(seed), waits))  # noqa: S311
        env.run()
        return sum(waits) / len(waits)

    return run


def cimba_line() -> Line:
    """Return the line compiled by cimba for Python. Raises ImportError without it."""
    import cimba as cb  # noqa: PLC0415 - a peer may be missing

    from benchmarks.line_cimba import WaitingLine  # noqa: PLC0415

    def run(customers: int, seed: int) -> float:
        model = WaitingLine()
        model.customers = customers
        study = cb.Experiment(model, replications=1, window=cb.Window.until_idle(), seed=seed)
        return float(study.run(workers=1)[model].mean_wait.values.ravel()[0])

    return run


def c_line(folder: Path) -> Line:
    """Return the hand-written loop, compiled into ``folder``. Raises FileNotFoundError without a compiler."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        raise FileNotFoundError("no C compiler on this machine")
    library = folder / "mm1.so"
    options = ["-O3", "-march=native", "-std=c11", "-shared", "-fPIC"]
    subprocess.run([compiler, *options, "-o", str(library), str(SOURCE), "-lm"], check=True)  # noqa: S603
    mean_wait = ctypes.CDLL(str(library)).mean_wait
    mean_wait.argtypes = [ctypes.c_int64, ctypes.c_double, ctypes.c_double, ctypes.c_uint64]
    mean_wait.restype = ctypes.c_double
    return partial(_called, mean_wait)


def _called(mean_wait: Any, customers: int, seed: int) -> float:
    return float(mean_wait(customers, 1.0 / LOAD, 1.0, seed))
