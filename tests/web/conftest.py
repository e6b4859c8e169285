"""One browser, and studios for a module of tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner

from reorg.cli.main import main
from web.browsing import Served, page_of, served


@pytest.fixture(scope="session")
def browser(chromium: Any) -> Any:
    """The one browser of all tests, as it is called here."""
    return chromium


@pytest.fixture(scope="module")
def qwen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("studio"), "qwen") as at:
        yield at


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The starter model with a plan in which a team has moved, not rehearsed yet."""
    folder = tmp_path_factory.mktemp("lab")
    assert CliRunner().invoke(main, ["new", str(folder / "lab")]).exit_code == 0
    with served(folder, str(folder / "lab" / "model.yaml")) as at:
        workspace = at.studio.opened
        plan = workspace.new_scenario("Plan", workspace.organization.baseline)
        _, first, second = list(plan.history.board.teams)[:3]
        workspace.edit(plan.id, {"kind": "move_team", "team": second, "to": first})
        at.studio.keep_view({"scenario": plan.id})
        yield at


@pytest.fixture
def page(browser: Any, qwen: Served, request: pytest.FixtureRequest) -> Iterator[Any]:
    """The studio at 1440 x 900 on a plan of the test's own, which begins as the split."""
    name = request.node.name[:60]
    plan = qwen.studio.opened.new_scenario(name, "split")
    qwen.studio.writer = None
    qwen.studio.keep_view({"scenario": plan.id})
    qwen.said.clear()
    shown = page_of(browser, qwen)
    shown.locator("#tree .card").first.wait_for()
    yield shown
    shown.context.close()
    qwen.studio.opened.end_scenario(plan.id)
    assert qwen.said == [], "the page logged something"
