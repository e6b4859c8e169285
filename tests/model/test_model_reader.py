from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from small_model import TEXT, only_problem, problems_of

from reorg.model import ModelError, load
from reorg.model.reading import yaml_reader
from reorg.model.reading.scalars import parse_scalar
from reorg.model.reading.yaml_reader import VALUES_MAX, read_text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"), ("on", "on"), ("Yes", "Yes"), ("true", True), ("False", False), ("~", None),
        ("null", None),
        ("1e6", 1e6), ("12:30", "12:30"), ("010", 10), ("0o17", 15), ("0x1F", 31), ("1_000", "1_000"),
        ("-3", -3), ("+.5", 0.5), ("2026-03-02", "2026-03-02"), ("1.", 1.0), ("", None), ("=", "="),
    ],
)  # fmt: skip
def test_scalars_are_those_of_yaml_1_2(text: str, value: object) -> None:
    assert parse_scalar(text) == value
    assert type(parse_scalar(text)) is type(value)


def test_quoted_scalars_are_text() -> None:
    assert read_text("{a: '1', b: \"true\", c: 1}", "m").data == {"a": "1", "b": "true", "c": 1}


def test_places_are_kept() -> None:
    document = read_text("a:\n  - b: 1\n    c: [x, y]\n", "m")
    part = document.place.parts["a"].parts[0].parts["c"]
    assert (part.key_line, part.key_column) == (3, 5)
    assert (part.parts[1].line, part.parts[1].column) == (3, 12)


def test_merge_keys_give_way_to_what_is_stated() -> None:
    text = "base: &b {x: 1, y: 2}\nother: {<<: *b, y: 3}\nboth: {<<: [{x: 7}, *b]}\n"
    data = read_text(text, "m").data
    assert data["other"] == {"x": 1, "y": 3}
    assert data["both"] == {"x": 7, "y": 2}


def problem_in(tmp_path: Path, content: str | bytes) -> str:
    path = tmp_path / "model.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(only_problem(path)).replace(str(tmp_path), "")


HOSTILE = {
    "[" * 100_000: "nested deeper than 40 levels",
    "{a: " * 100_000: "nested deeper than 40 levels",
    "- " * 100_000: "nested deeper than 40 levels",
    "a: !!python/object/apply:os.system [echo]": "the tag tag:yaml.org,2002:python/object/apply:os.system",
    "a: !!str 1": "the tag tag:yaml.org,2002:str is not allowed",
    "a: .nan": ".nan is not a finite number",
    "a: -.inf": "-.inf is not a finite number",
    "a: 1e999": "1e999 is not a finite number",
    "a: " + "9" * 6000: "is not a finite number",
    "a: 1\na: 2": "'a' is stated twice (first in line 1)",
    "a: *b": "*b has no &b",
    "a: &a [*a]": "*a has no &a that is complete before it",
    "": "the file is empty",
    "# nothing\n": "the file is empty",
    "---\na: 1\n---\nb: 2\n": "a second document",
    "a:\n\t- 1": "a tab where YAML requires spaces",
    "a: [1, 2": "not YAML",
    "a: 'x": "not YAML",
    "? [a]\n: 1": "a mapping or list cannot be a key",
    "a: \x01": "not YAML",
    "just text": "expected a mapping",
    "[1, 2]": "expected a mapping",
    "null": "expected a mapping",
    "%YAML 9.9\n---\na: 1": "not YAML",
}


@pytest.mark.parametrize("content", HOSTILE, ids=lambda text: repr(text[:20]))
def test_hostile_text_is_one_problem_at_its_place(tmp_path: Path, content: str) -> None:
    words = problem_in(tmp_path, content)
    assert HOSTILE[content] in words
    assert words.startswith("/model.yaml:")
    assert words[len("/model.yaml:")].isdigit()


def test_aliases_cannot_multiply(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)]
    assert "aliases repeat more than 100,000 values" in problem_in(tmp_path, "\n".join(lines))


def test_bytes_that_are_not_utf_8_have_a_place(tmp_path: Path) -> None:
    assert problem_in(tmp_path, b"a: 1\nb: caf\xe9\n").startswith("/model.yaml:2:7: this is not UTF-8 text")
    assert "not UTF-8" in problem_in(tmp_path, TEXT.encode("utf-16"))


def test_a_byte_order_mark_is_not_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    assert load(path).name == "Small lab"


def test_a_hundred_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)
    tracemalloc.start()
    try:
        assert "is larger than 10 MB" in only_problem(path).message
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_too_many_values_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "VALUES_MAX", 1000)
    path = tmp_path / "model.yaml"
    path.write_text("a: [" + "1," * 1_001 + "]")
    assert "more than 1,000 values" in only_problem(path).message


def test_every_repeated_key_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "model.yaml"
    path.write_text("a: 1\na: 2\nb: {c: 1, c: 2}\n")
    assert [(problem.line, problem.column) for problem in problems_of(path)] == [(2, 1), (3, 11)]


def test_recursive_python_data_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    loop: dict[str, object] = {"organization": "x"}
    loop["areas"] = [loop]
    with pytest.raises(ModelError, match="nested deeper"):
        load(loop)
    shared: list[object] = ["x"]
    for _ in range(30):
        shared = [shared, shared]
    assert VALUES_MAX == 1_000_000
    monkeypatch.setattr("reorg.model.reading.plain_data.VALUES_MAX", 10_000)
    with pytest.raises(ModelError, match="more than 10,000 values"):
        load({"areas": shared})
