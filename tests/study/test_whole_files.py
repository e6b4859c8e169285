"""Files that are whole or not there."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reorg.study.running.files import replace_atomically


def test_threads_that_write_one_file_do_so_one_after_the_other(tmp_path: Path) -> None:
    """The page of a studio tells how it was left while another window is doing the same."""
    file, texts, together = tmp_path / "view.json", [f"{i}" * 5000 for i in range(8)], threading.Barrier(8)

    def write(text: str) -> None:
        together.wait()
        for _ in range(20):
            with replace_atomically(file) as temporary, temporary.open("w", encoding="utf-8") as written:
                for start in range(0, len(text), 1000):
                    written.write(text[start : start + 1000])
                    written.flush()

    with ThreadPoolExecutor(len(texts)) as threads:
        list(threads.map(write, texts))
    assert file.read_text(encoding="utf-8") in texts
    assert list(tmp_path.iterdir()) == [file]


def test_what_fails_halfway_leaves_the_file_as_it_was_and_can_be_tried_again(tmp_path: Path) -> None:
    file = tmp_path / "verdict.json"
    file.write_text("before", encoding="utf-8")
    with pytest.raises(OSError, match="no space"), replace_atomically(file) as temporary:
        _fill_the_disk(temporary)
    assert file.read_text(encoding="utf-8") == "before"
    with replace_atomically(file) as temporary:
        temporary.write_text("after", encoding="utf-8")
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["after"]


def _fill_the_disk(file: Path) -> None:
    file.write_text("half", encoding="utf-8")
    raise OSError("no space left")
