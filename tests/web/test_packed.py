"""What is built holds the page: a studio that answers 404 at its first page is of no use."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_a_built_wheel_holds_every_file_of_the_page(tmp_path: Path) -> None:
    wheel = pytest.importorskip(
        "hatchling.builders.wheel", reason="hatchling, which builds, is not installed"
    )
    (built,) = wheel.WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    static = ROOT / "src/reorg/web/static"
    wanted = {
        f"reorg/web/static/{path.relative_to(static).as_posix()}"
        for path in static.rglob("*")
        if path.is_file()
    }
    assert "reorg/web/static/vendor/lit-html.js" in wanted
    assert wanted <= set(zipfile.ZipFile(built).namelist())


def test_the_page_asks_for_all_its_modules_at_once() -> None:
    static = ROOT / "src/reorg/web/static"
    page = (static / "index.html").read_text(encoding="utf-8")
    for module in [*static.glob("*.js"), *static.glob("vendor/*.js")]:
        assert f'"/static/{module.relative_to(static).as_posix()}"' in page, module.name
