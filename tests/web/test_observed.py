"""The studio says what is observed of the organization today, as the terminal does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import expect

from reorg.report.observed import agreement_line
from reorg.study.opening import open_study
from study.small_lab import MODEL
from web.browsing import page_of, served
from web.test_watching import rehearse


def test_a_study_says_how_many_draws_agree(browser: Any, tmp_path: Path) -> None:
    observed = {"weeks": 18, "metrics": {"release_weeks": {"low": 5, "high": 12}}}
    file = tmp_path / "model.yaml"
    file.write_text(yaml.safe_dump(MODEL | {"observed": observed}), encoding="utf-8")
    with served(tmp_path, str(file)) as at:
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
