"""`reorg serve`: its address at once, its end, one line where it cannot serve; and what is packed."""

from __future__ import annotations

import hashlib
import http.client
import os
import re
import signal
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner

from reorg.cli import serve_command
from reorg.cli.main import main

LIT_HTML = "b878e7f95dec8a9b6e9b217faca6b6a11bad82ebc44c0caa77419ed83edd81f2"
"""SHA-256 of lit-html.js of lit-html 3.3.3 as the registry has it."""


def test_it_prints_its_address_and_ends_with_an_open_page(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from reorg.cli.main import main; main()", "serve", "qwen"]
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [*command, "--no-browser"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            _serves_and_ends(process)
        finally:
            process.kill()


def _serves_and_ends(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.match(r"(http://127\.0\.0\.1:\d+)/enter\?token=\S{40,}", line)
    assert found, line
    with pytest.raises(HTTPError, match="401") as refused:
        urlopen(found[1] + "/api/state", timeout=10)  # noqa: S310
    refused.value.close()
    cookie = _enter(line.strip())
    stream = urlopen(Request(found[1] + "/api/events", headers={"Cookie": cookie}), timeout=10)  # noqa: S310
    assert stream.readline().startswith(b"id: ")
    process.send_signal(signal.SIGINT)
    process.wait(90)
    assert process.stderr is not None
    assert "Traceback" not in process.stderr.read()
    stream.close()


def _enter(address: str) -> str:
    host, path = address.removeprefix("http://").split("/", 1)
    connection = http.client.HTTPConnection(host, timeout=10)
    connection.request("GET", f"/{path}")
    cookie = connection.getresponse().headers["set-cookie"].split(";")[0]
    connection.close()
    return cookie


def test_without_the_extra_it_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve_command, "NEEDED", ("no_such_module",))
    result = CliRunner().invoke(main, ["serve", "qwen"])
    assert result.exit_code == 2
    assert "pip install 'reorg[web]'" in result.output
    assert len(result.output.strip().splitlines()) == 1


def test_a_model_with_mistakes_is_reported_before_anything_is_served(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("organization: x\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["serve", str(tmp_path / "bad.yaml"), "--no-browser"])
    assert result.exit_code == 2
    assert "bad.yaml" in result.output


def test_the_library_of_others_is_as_it_was_published() -> None:
    vendor = files("reorg.web") / "static" / "vendor"
    assert hashlib.sha256((vendor / "lit-html.js").read_bytes()).hexdigest() == LIT_HTML
    assert "BSD 3-Clause License" in (vendor / "lit-html.LICENSE.txt").read_text(encoding="utf-8")


def test_every_module_that_the_page_asks_for_is_there() -> None:
    static = Path(str(files("reorg.web") / "static"))
    asked = {"index.html"}
    asked |= set(re.findall(r'"/static/([^"]+)"', (static / "index.html").read_text(encoding="utf-8")))
    for module in static.glob("*.js"):
        text = module.read_text(encoding="utf-8")
        asked |= set(re.findall(r"from '\./([^']+)'", text))
        assert "innerHTML" not in text or module.name == "reading.js", module.name
        assert "localStorage" not in text
        assert "http://" not in text.replace("http://www.w3.org", "")
        assert "https://" not in text
    for name in asked:
        assert (static / name).is_file(), name
