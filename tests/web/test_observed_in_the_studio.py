"""The studio says what is observed of the organization today, as the terminal does."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import expect

from reorg.report.observed import agreement_line
from reorg.study.opening import open_study
from study.small_lab import MODEL
from web.browsing import page_of, served
from web.test_watching import rehearse


def observed_model(folder: Path, **release_weeks: float) -> str:
    """Write a model whose next release is observed in this range, and return its path."""
    observed = {"weeks": 18, "metrics": {"release_weeks": release_weeks}}
    file = folder / "model.yaml"
    file.write_text(yaml.safe_dump(MODEL | {"observed": observed}), encoding="utf-8")
    return str(file)


@pytest.mark.slow
def test_a_contradiction_and_trials_that_are_stopped_are_told(browser: Any, tmp_path: Path) -> None:
    with served(tmp_path, observed_model(tmp_path, high=0.1)) as at:
        at.studio.save_view({"scenario": "split"})
        page = page_of(browser, at)
        rehearse(page, "200")
        note = page.locator("#panel-body .note.worse")
        expect(note).to_contain_text(
            "or state wider ranges under observed: metrics: release_weeks. ", timeout=60_000
        )
        expect(note).not_to_contain_text("Finished worlds")
        expect(note.get_by_role("button", name="Rehearse again")).to_be_visible()
        jobs, tried = at.studio.jobs, []

        def tell(_event: str, data: dict[str, Any]) -> None:
            tried.append(data.get("trying", ""))
            if tried[-1]:
                jobs.stop()

        jobs.tell = tell
        note.get_by_role("button", name="Rehearse again").click()
        expect_state(jobs, "stopped")
        assert any("draws agree with what is observed today." in each for each in tried)
        page.context.close()


def expect_state(jobs: Any, state: str, seconds: float = 60.0) -> None:
    """Wait until the study is in a state."""
    end = time.monotonic() + seconds
    while jobs.current.state != state:
        assert time.monotonic() < end, jobs.current.state
        time.sleep(0.02)


@pytest.mark.slow
def test_a_study_says_how_many_draws_agree(browser: Any, tmp_path: Path) -> None:
    with served(tmp_path, observed_model(tmp_path, low=5, high=12)) as at:
        at.studio.save_view({"scenario": "split"})
        page = page_of(browser, at)
        rehearse(page, "200")
        part = page.locator("#panel-body").get_by_role("heading", name="Observed today")
        expect(part).to_be_visible(timeout=60_000)
        line = agreement_line(open_study(at.studio.jobs.current.folder).verdict)
        assert line.startswith("next release 5 to 12 weeks: ")
        expect(page.locator("#panel-body")).to_contain_text(line)
        page.context.close()
        assert at.said == []
