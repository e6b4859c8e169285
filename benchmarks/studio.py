"""The studio as a person meets it: from a command or a click to what is seen, through a tab of its own.

Seconds of the clock, on two free cores; the seconds of the processor beside them say what it would be there.
"""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks import studio_page
from benchmarks.laboratory import laboratory
from benchmarks.row import Check, Row, Target
from benchmarks.studio_client import Moment, Tab, studio

CASE, PLAN = "qwen", "split"
WORLDS, EARLY = 1_000, 64
EDITS = 40
LOOKING_SECONDS = 3.0
"""How long somebody looks at the page, or at what an edit comes to, before rehearsing."""
LARGE = (1_000, 5_000)


def rows() -> list[Row]:
    """Return the times of a rehearsal of a case, and of large laboratories in a browser and in a film."""
    with tempfile.TemporaryDirectory() as folder:
        large = [row for people in LARGE for row in _large(Path(folder), people)]
        return [*_rehearsal(Path(folder)), *large]


def _rehearsal(folder: Path) -> list[Row]:
    with studio(folder, CASE) as (tab, address_seconds):
        tab.ask("GET", "/api/state")
        tab.heard("engine", "state", "ready")
        time.sleep(LOOKING_SECONDS)
        begun = tab.now()
        run = tab.ask("POST", "/api/studies", {"scenarios": [PLAN], "worlds": WORLDS, "seed": 1})
        first = tab.heard("dots", "done", 1).since(begun)
        early = tab.heard("dots", "done", EARLY).since(begun)
        edits = _edit_meanwhile(tab)
        last = tab.heard("dots", "done", WORLDS)
        reading = tab.heard("reading", "id", run["id"]).since(last)
        done = tab.heard("job", "state", "done").since(last)
        stopped = _stopped(tab)
        unseen = _early_worlds(tab, seed=5)
        again = [_after_an_edit(tab, seconds) for seconds in (LOOKING_SECONDS, 0.0)]
        ended = _ended(tab)
    return [
        _row("address of the studio", Moment(address_seconds, None), 2.0, CASE),
        _row("first world, from the click", first, 1.0, f"{CASE}, two scenarios"),
        _row(f"{EARLY} worlds, from the click", early, 4.0, f"{CASE}, two scenarios"),
        _row(
            f"{EARLY} worlds of another seed", unseen, None, "no world of the baseline was simulated before"
        ),
        _row("an edit while worlds run, 95% point", Moment(edits, None), 0.15, f"{EDITS} edits"),
        _row("what decides it, after the last world", reading, 5.0, f"{WORLDS} worlds"),
        _row("all figures, after the last world", done, None, f"{WORLDS} worlds"),
        _row("Stop, while worlds run", stopped, 1.0, "until the study is stopped"),
        _row("first world after an edit", again[0], 1.0, f"{LOOKING_SECONDS:g} s after the edit, {CASE}"),
        _row("first world after an edit, at once", again[1], None, CASE),
        _row("Ctrl-C, with an open page and a study", ended, 3.0, "until the process has ended"),
    ]


def _edit_meanwhile(tab: Tab) -> float:
    """Make and undo edits while worlds run; return the seconds that 95 in 100 stay below."""
    state = tab.ask("GET", f"/api/state?scenario={PLAN}")
    count, took = int(state["n"]), []
    for number in range(EDITS):
        edit = {"kind": "move_team", "team": "code", "to": ("product", "posttraining")[number % 2]}
        begun = time.perf_counter()
        answer = tab.ask("POST", "/api/edits", {"scenario": PLAN, "after": count, "edit": edit})
        took.append(time.perf_counter() - begun)
        count = int(answer["n"])
    return sorted(took)[int(0.95 * EDITS) - 1]


def _after_an_edit(tab: Tab, seconds: float) -> Moment:
    """Return the time from the click to the first world when the click is so long after an edit."""
    count = int(tab.ask("GET", f"/api/state?scenario={PLAN}")["n"])
    edit = {"kind": "rename", "team": "code", "name": f"Code {seconds}"}
    tab.ask("POST", "/api/edits", {"scenario": PLAN, "after": count, "edit": edit})
    time.sleep(seconds)
    while not tab.events.empty():
        tab.events.get()
    begun = tab.now()
    tab.ask("POST", "/api/studies", {"scenarios": [PLAN], "worlds": 64, "seed": 3})
    first = tab.heard("dots", "done", 1).since(begun)
    tab.heard("job", "state", "done")
    return first


def _early_worlds(tab: Tab, seed: int) -> Moment:
    """Return the time from the click to the first worlds of a seed that nothing was made ready for."""
    time.sleep(LOOKING_SECONDS)
    while not tab.events.empty():
        tab.events.get()
    begun = tab.now()
    tab.ask("POST", "/api/studies", {"scenarios": [PLAN], "worlds": EARLY, "seed": seed})
    found = tab.heard("dots", "done", EARLY).since(begun)
    tab.heard("job", "state", "done")
    return found


def _stopped(tab: Tab) -> Moment:
    tab.ask("POST", "/api/studies", {"scenarios": [PLAN], "worlds": 20_000, "seed": 2})
    tab.heard("dots", "done", 2)
    begun = tab.now()
    tab.ask("POST", "/api/studies/stop", {"now": True})
    return tab.heard("job", "state", "stopped").since(begun)


def _ended(tab: Tab) -> Moment:
    """Return how long Ctrl-C takes while a page is open and worlds run."""
    tab.ask("POST", "/api/studies", {"scenarios": [PLAN], "worlds": 20_000, "seed": 4})
    tab.heard("dots", "done", 2)
    begun = time.perf_counter()
    tab.interrupt()
    return Moment(time.perf_counter() - begun, None)


def _large(folder: Path, people: int) -> list[Row]:
    (folder / "large.json").write_text(json.dumps(_large_model(people)), encoding="utf-8")
    with studio(folder, "large.json") as (tab, _):
        tab.heard("engine", "state", "ready")
        shown = studio_page.rows(tab, people, "squad-0", ("unit-1-1", "unit-1-0"))
        if people != LARGE[0]:
            return shown
        tab.ask("POST", "/api/studies", {"scenarios": ["plan"], "worlds": 2, "seed": 1})
        tab.heard("job", "state", "done")
        begun = tab.now()
        film: dict[str, Any] = tab.ask("GET", "/api/film?scenario=plan&world=1")
        took = tab.now().since(begun)
    size = f"{len(json.dumps(film)) // 1000:,} kB"
    return [_row(f"replay of a world with {people:,} people", took, 3.0, size), *shown]


def _large_model(people: int) -> dict[str, Any]:
    """Return a model file of a laboratory with a plan that decides near the top."""
    made = laboratory(people)
    people = [
        {"id": each.id, "title": each.title, "seniority": each.seniority, "skills": dict(each.skills),
         "annual_cost_usd": each.annual_cost_usd}
        for each in made.people
    ]  # fmt: skip
    return {
        "organization": made.name,
        "start": made.start,
        "horizon_weeks": made.horizon_weeks,
        "areas": list(made.areas),
        "people": [{**each, "id": each["id"].replace("#", "-")} for each in people],
        "streams": [
            {"id": each.id, "area": each.area, "per_week": each.per_week, "effort_days": 1, "due_days": 10}
            for each in made.streams
        ],
        "releases": [
            {"id": "year", "packages": [
                {"id": each.id, "area": each.area, "effort_days": [700, 1000, 1400], "people_max": 8}
                for each in made.releases[0].packages
            ]}
        ],
        "structures": {
            "tree": {"teams": [
                {"id": team.id, "lead": team.lead, "owns": [name for _, name in team.owned],
                 "members": [person.replace("#", "-") for person in team.members],
                 **({"parent": team.parent} if team.parent else {})}
                for team in made.structures[0].teams
            ]},
            "top": {"extends": "tree", "decides": "high"},
        },
        "scenarios": {
            "stay": {"structure": "tree"},
            "plan": {"structure": "tree", "events": [{"week": 0, "reorganize": "top"}]},
        },
    }  # fmt: skip


def _row(name: str, took: Moment, most: float | None, what: str) -> Row:
    cpu = "" if took.cpu is None else f"; {took.cpu:.1f} CPU s"
    target = None if most is None else Target("reorg", "at most", most)
    return Row(name, "wall s", took.wall, None, "", None, target, Check("none", f"{what}{cpu}"))
