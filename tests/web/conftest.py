"""One browser, and studios for a module of tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import pytest
from click.testing import CliRunner

from reorg.cli.main import main
from web.browsing import Served, page_of, served, show


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
        at.studio.save_view({"scenario": plan.id})
        yield at


@pytest.fixture(scope="module")
def window(browser: Any, qwen: Served) -> Iterator[Any]:
    """A window for the tests of a module: a new one takes three times as long as loading the page anew."""
    opened = page_of(browser, qwen)
    yield opened
    opened.context.close()


@pytest.fixture
def page(window: Any, qwen: Served, request: pytest.FixtureRequest) -> Iterator[Any]:
    """The studio at 1440 x 900, loaded anew on a plan of the test's own, which begins as the split."""
    name = request.node.name[:60]
    # Away from the page of the test before, so that it tells no more how it was left; to a file of the
    # studio, as the browser would begin a process of its own for an empty page, and another for the way back.
    window.goto(urljoin(qwen.access.address, "/static/tokens.css"))
    with qwen.studio.lock:
        plan = qwen.studio.opened.new_scenario(name, "split")
        qwen.studio.writer = None
        qwen.studio.save_view({"scenario": plan.id})
    window.mouse.move(0, 0)
    show(window, qwen)
    qwen.said.clear()
    window.locator("#tree .card").first.wait_for()
    yield window
    said = [*qwen.said]
    with qwen.studio.lock:
        qwen.studio.opened.end_scenario(plan.id)
    assert said == [], "the page logged something"
