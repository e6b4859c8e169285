"""Slides, workbook and pictures from the page: those of `reorg report`, roles unless asked, names as text."""

from __future__ import annotations

import io
import re
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from web.browsing import Served
from web.studios import Client, client_of


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Client:
    client = client_of(tmp_path_factory.mktemp("studio"), "churn")
    client.post("studies", scenarios=["once"], worlds=8, seed=1)
    job = client.studio.jobs.current
    assert job is not None
    end = time.monotonic() + 300
    while job.state not in ("done", "failed") and time.monotonic() < end:
        time.sleep(0.05)
    assert job.state == "done", job.message
    return client


def _text(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "".join(
            parts.read(name).decode("utf-8", "replace") for name in parts.namelist() if name.endswith(".xml")
        )


@pytest.mark.parametrize("kind", ["xlsx", "pptx"])
def test_slides_and_workbook_name_people_only_if_asked(client: Client, kind: str) -> None:
    by_role = client.http.get(f"/api/study-file/{kind}")
    named = client.http.get(f"/api/study-file/{kind}?names=model")
    assert by_role.status_code == named.status_code == 200
    assert f".{kind}" in by_role.headers["content-disposition"]
    assert "Split once" in _text(by_role.content)
    assert "reorg compare churn --scenarios stay once --worlds 8 --seed 1" in _text(by_role.content)
    if kind == "xlsx":
        assert "rl-infra#1" not in _text(by_role.content)
        assert "rl-infra#1" in _text(named.content)


def test_what_is_not_a_file_or_not_rehearsed_is_refused(client: Client, tmp_path: Path) -> None:
    assert client.http.get("/api/study-file/exe").status_code == 422
    other = client_of(tmp_path, "agents")
    answer = other.http.get("/api/study-file/pptx")
    assert (answer.status_code, answer.json()["error"]) == (
        422, "There is nothing to write yet: rehearse first."
    )  # fmt: skip


def _kept(page: Page, button: str) -> bytes:
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as found:
        page.get_by_role("dialog").get_by_role("button", name=button).click()
    return Path(str(found.value.path())).read_bytes()


def test_the_chart_is_a_drawing_with_names_as_text(page: Page, qwen: Served) -> None:
    plan = next(plan for plan in qwen.studio.opened.plans.values() if plan.is_new)
    qwen.studio.opened.edit(plan.id, {"kind": "rename", "team": "code", "name": "<b>&'\""})
    page.reload()
    page.locator("#tree .card").first.wait_for()
    drawing = _kept(page, "Drawing (SVG)").decode("utf-8")
    assert drawing.startswith("<svg")
    assert "&lt;b&gt;&amp;" in drawing
    assert len(re.findall(r"<rect", drawing)) == 1 + len(plan.history.board.teams)
    assert "→ moved" in drawing


def test_the_chart_is_a_picture(page: Page) -> None:
    assert _kept(page, "Picture (PNG)").startswith(b"\x89PNG")


def test_a_large_chart_prints_a_branch_a_page(page: Page, qwen: Served) -> None:
    pypdf = pytest.importorskip("pypdf")
    plan = next(plan for plan in qwen.studio.opened.plans.values() if plan.is_new)
    for number in range(20):
        qwen.studio.opened.edit(plan.id, {"kind": "new_team", "name": f"More {number}", "parent": "product"})
    page.reload()
    page.locator("#tree .card").first.wait_for()
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Export").click()
    page.get_by_role("dialog").get_by_role("button", name="Print the chart").click()
    expect(page.locator("#printed svg")).not_to_have_count(0)
    pages = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    texts: list[Any] = [each.extract_text() for each in pages]
    assert len(texts) == 1 + 5
    assert "The top" in texts[0]
    assert [text.split(" ")[0] for text in texts if "More 7" in text] == ["Product"]
