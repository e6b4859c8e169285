"""Killed at any moment, and large organizations."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from editing.workspaces import workspace
from forking import forking
from web.browsing import page_of, served
from web.large_models import large_model, measured, measures

MOMENTS = 20
READY = """
from pathlib import Path
from editing.workspaces import workspace
workspace(Path(FOLDER))
"""
EDITOR = """
lab = workspace(Path(FOLDER))
number = len(lab.plan("split").history.entries)
teams = ("product", "pretraining")
while True:
    plan = lab.edit("split", {"kind": "move_team", "team": "code", "to": teams[number % 2]})
    number += 1
    print(number, flush=True)
"""


@pytest.mark.slow
def test_killed_at_any_moment_the_last_acknowledged_edit_is_there(tmp_path: Path) -> None:
    moments = random.Random(5)  # noqa: S311 - moments to kill, no secret
    ready, editor = (program.replace("FOLDER", repr(str(tmp_path))) for program in (READY, EDITOR))
    with forking(ready, editor) as fork:
        for _ in range(MOMENTS):
            process = fork()
            acknowledged = process.said.readline()
            end = time.monotonic() + moments.random() * 0.2
            while time.monotonic() < end:
                acknowledged = process.said.readline()
            acknowledged = ([acknowledged, *process.kill()])[-1]
            held = len(workspace(tmp_path).plan("split").history.entries)
            assert held >= int(acknowledged)
            assert held <= int(acknowledged) + 1


@pytest.mark.slow
def test_a_large_organization_is_shown_and_moved_in_proportion_to_its_people(
    browser: Any, tmp_path: Path
) -> None:
    """Five times the people: far from twenty-five times the work, in the page and in the server."""
    few, many = (_work(browser, tmp_path, people) for people in (1000, 5000))
    assert few.keys() == many.keys()
    for name, seconds in few.items():
        assert many[name] < 12.5 * seconds, f"{name}: {seconds:.3f} s and {many[name]:.3f} s of the processor"


def _work(browser: Any, folder: Path, people: int) -> dict[str, float]:
    """Return the least seconds of the processor to show people, to say facts, and to move a team."""
    shown, said, moved = [], [], []
    with served(folder, str(large_model(folder, people))) as at:
        page = page_of(browser, at)
        expect(page.locator("#tree .card").last).to_be_attached(timeout=60_000)
        at.studio.writer = None
        session = measured(page)
        for _ in range(3):
            page.reload()
            expect(page.locator("#tree .card").last).to_be_attached(timeout=60_000)
            shown.append(measures(session)["TaskDuration"])
        for number in range(6):
            begun = time.process_time()
            at.studio.scenario("plan")
            said.append(time.process_time() - begun)
            page.locator('.card[data-id="t0"]').evaluate("element => element.focus()")
            page.keyboard.press("m")
            page.keyboard.type(f"Branch {1 + number % 2}")
            before = measures(session)["TaskDuration"]
            page.keyboard.press("Enter")
            expect(page.locator("#spoken")).to_contain_text(
                f"moved under Branch {1 + number % 2}.", timeout=60_000
            )
            moved.append(measures(session)["TaskDuration"] - before)
        page.context.close()
    return {"show": min(shown), "facts": min(said), "move": min(moved)}
