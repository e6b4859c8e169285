"""Tests import what they share by folder, as in ``from report.verdicts import verdict``.

That this file exists is what puts the folder of tests on the import path.
"""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from reorg.cores import core_count

# What is drawn is the same in every run; `--hypothesis-profile search` draws anew, to look for more.
# No example fails because a machine is slow. Examples may share fixtures: each writes its files anew.
_EVERY: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
}
settings.register_profile("same", derandomize=True, database=None, **_EVERY)
settings.register_profile("search", print_blob=True, **_EVERY)
settings.load_profile("same")

LONGEST = (
    "test_verification_checks.py", "test_bounds.py", "test_controls.py", "test_readme.py",
    "test_contributing.py", "test_reference_at_length.py", "test_rehearse.py", "test_compiler.py",
    "test_run_folder.py", "test_accessible.py", "test_verification_people.py", "test_linking.py",
    "test_compilation.py", "test_report_in_a_browser.py", "test_organize.py", "test_stopping_rule.py",
    "test_plausible.py", "test_reference.py", "test_facts.py", "test_example_forces.py",
    "test_study_files.py", "test_study_commands.py", "test_robust.py", "test_luck_split.py",
    "test_python_page.py", "test_odd_input.py", "test_frames.py", "test_memory.py",
    "test_drivers_design.py", "test_flips.py",
    "test_pictures.py", "test_story.py", "test_terminal.py", "test_edits.py", "test_dotted_lines.py",
    "test_reference_racing.py", "test_traces_kept.py", "test_compute.py", "test_claims.py",
    "test_watching.py", "test_sweep.py", "test_own_events.py", "test_order.py", "test_import_hostile.py",
    "test_transition.py", "test_sensitivity.py", "test_observed_in_the_studio.py", "test_rework.py",
    "test_model_mutations.py", "test_model_observed.py", "test_not_observed.py", "test_words.py",
    "test_version_marks.py", "test_shape.py", "test_taking.py",
)  # fmt: skip
"""Files that take longest: begun first, so that none of them is left alone at the end."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return how many processes run tests with ``-n auto``: one more than there are cores.

    Whoever waits for a browser, for another process or for a moment to come leaves a core to the others.
    """
    return core_count() + 1


# What is imported and collected stays to the end: to look for garbage in it takes a tenth of the time.
gc.disable()


def pytest_collection_finish() -> None:
    """Spare the collector of garbage all modules and tests, and let it look less often at what tests make."""
    gc.freeze()
    gc.set_threshold(20_000)
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest."""
    items.sort(key=_place)


_PLACES = {name: place for place, name in enumerate(LONGEST)}


def _place(item: pytest.Item) -> int:
    """Return the place among the longest of the file that a test is in; behind them all for any other."""
    return _PLACES.get(item.path.name, len(LONGEST))


_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all tests that need one; they are skipped with a reason where there is none.

    It reaches nothing but this computer. Playwright runs once in a process: whoever needs a browser asks
    for this one.
    """
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.skip("no Chromium is installed")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield opened
        opened.close()
