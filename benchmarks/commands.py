"""Whole commands as a user gives them: wall seconds, with everything they start and write."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable

from benchmarks.child import Finished, python
from benchmarks.row import Check, Row, Target

CASE, ROUNDS = "qwen", 3
REORG = ["-c", "from reorg.cli.main import main; main()"]


def rows() -> list[Row]:
    """Return the time of the help, of the first run ever, of a short run and of two studies."""
    with tempfile.TemporaryDirectory() as folder:
        cold = {"REORG_CACHE_DIR": f"{folder}/cache"}
        text = _best(lambda: python([*REORG, "--help"]))
        first = _study(folder, 1, cold)
        later = _best(lambda: _study(folder, 1, cold))
        studies = {worlds: _study(folder, worlds, cold) for worlds in (200, 1000)}
    targets = {200: 18.0, 1000: 90.0}
    return [
        _row("reorg --help", text, 0.3, Check("none", "-")),
        _row(f"reorg compare {CASE} --worlds 1, first run ever", first, 30.0, _worlds(first, 1)),
        _row(f"reorg compare {CASE} --worlds 1, later", later, 2.0, _worlds(later, 1)),
        *(
            _row(f"reorg compare {CASE} --worlds {worlds}", done, targets[worlds], _worlds(done, worlds))
            for worlds, done in studies.items()
        ),
    ]


def _best(run: Callable[[], Finished]) -> Finished:
    return min((run() for _ in range(ROUNDS)), key=lambda done: done.wall_seconds)


def _study(folder: str, worlds: int, environment: dict[str, str]) -> Finished:
    out = tempfile.mkdtemp(dir=folder) + "/run"
    return python([*REORG, "compare", CASE, "--worlds", str(worlds), "--out", out, "--json"], environment)


def _row(name: str, done: Finished, most: float, check: Check) -> Row:
    told = Check(check.outcome, f"{check.text}; {done.cpu_seconds:.1f} CPU s")
    return Row(name, "wall s", done.wall_seconds, None, "", None, Target("reorg", "at most", most), told)


def _worlds(done: Finished, worlds: int) -> Check:
    verdict = json.loads(done.output)
    found = verdict["worlds"]
    scenarios = len(verdict["scenarios"])
    return Check("right" if found == worlds else "wrong", f"{found} worlds of {scenarios} scenarios")
