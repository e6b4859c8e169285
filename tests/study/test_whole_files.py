"""Files that are whole or not there."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reorg.study.running.files import json_text, replace_atomically


def test_each_entry_of_a_document_is_on_a_line_of_its_own() -> None:
    document = {"worlds": 2, "of": {"a": [1.5, None]}, 'a "name"': "two\nlines", "none": {}}
    text = json_text(document)
    assert json.loads(text) == document
    assert [line[:5] for line in text.splitlines()] == ["{", '"worl', '"of":', '"a \\"', '"none', "}"]


@pytest.mark.parametrize("document", [{}, {"a": {}}])
def test_a_document_of_nothing_is_json(document: dict[str, object]) -> None:
    assert json.loads(json_text(document)) == document


def test_what_is_no_number_in_json_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_text({"deep": [{"down": float("nan")}]})


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
