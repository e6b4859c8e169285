"""Files that are broken or meant to harm: one error that says where, or a valid model; nothing runs."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets import csv_file, findings_with, imported, loaded, workbook

from reorg.importing import files_of, write_folder
from reorg.importing.reading import files, separated
from reorg.importing.reading import sheets as limits
from reorg.importing.reading import workbook as reader
from reorg.model import ModelError, load

PEOPLE = [["Name", "Manager", "Title"], ["Ada Park", "", "CEO"], ["Ben Osei", "Ada Park", "Engineer"]]


def refusal(*paths: Path) -> str:
    with pytest.raises(ModelError) as error:
        imported(*paths)
    assert len(error.value.problems) == 1
    return str(error.value)


def changed(path: Path, part: str, change: object) -> Path:
    """Rewrite one part of a workbook."""
    source = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content) if name == part else content)  # type: ignore[operator]
    return path


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "UNPACKED_MAX", 2**20)
    path = workbook(tmp_path, {"People": PEOPLE})
    changed(path, "xl/theme/theme1.xml", lambda _: b" " * 2**24)
    assert "unpacks to more than" in refusal(path)


def test_a_cell_far_away_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"People": PEOPLE})
    cell = b'<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row></sheetData>'
    changed(path, "xl/worksheets/sheet1.xml", lambda text: text.replace(b"</sheetData>", cell))
    assert "more than 400,000 rows" in refusal(path)


def test_a_million_rows_are_refused_with_a_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(separated, "ROWS_MAX", 50)
    path = csv_file(tmp_path, [PEOPLE[0], *([f"P{n}", "", "x"] for n in range(60))])
    assert "people.csv:51" in refusal(path)


def test_a_file_too_large_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "BYTES_MAX", 10)
    assert "larger than" in refusal(csv_file(tmp_path, PEOPLE))
    assert limits.BYTES_MAX > 10


def test_macros_are_not_read_and_said(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"People": PEOPLE})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    assert findings_with(imported(path), "macros")


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "no people"),
        (b"\n\n\n", "no people"),
        (b"PK\x03\x04 and nothing", "not a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old or locked"),
        (b"%PDF-1.7", "PDF"),
        (b"hello world\nno table here\n", "no people"),
        (b"Name,Manager\n", "no people"),
    ],
)
def test_what_is_not_a_table_of_people_is_refused_in_one_line(
    content: bytes, part: str, tmp_path: Path
) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    assert part in refusal(path)


def test_a_missing_file_and_a_folder_are_reported(tmp_path: Path) -> None:
    assert "cannot be read: no such file" in refusal(tmp_path / "none.csv")
    assert "a folder" in refusal(tmp_path)


def test_without_the_extra_workbooks_are_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path, {"People": PEOPLE})
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    assert "pip install 'reorg[office]'" in refusal(path)


def test_null_bytes_are_left_out_and_said(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(b"Name,Manager\nAda\x00 Park,\nBen Osei,Ada Park\n")
    found = imported(path)
    assert [person.name for person in found.people] == ["Ada Park", "Ben Osei"]
    assert findings_with(found, "1 NUL characters")


def test_formulas_are_shown_never_computed_and_written_as_text(tmp_path: Path) -> None:
    rows = [
        ["ID", "Name", "Manager", "Note"],
        ['="00017"', "Ada Park", "", '=HYPERLINK("http://x.org","her page")'],
        ["2", "Ben Osei", "00017", "=cmd|'/c calc'!A1"],
        ["3", "Cleo", "00017", "@SUM(1)"],
    ]
    found = imported(csv_file(tmp_path, rows))
    assert found.people[0].number == "00017"
    assert found.people[0].notes == ["her page"]
    assert findings_with(found, "a formula") == [(3, "", "=cmd|'/c calc'!A1")]
    written = files_of(found)["people.csv"]
    assert ",'=cmd" in written.replace('"', "")
    assert ",'@SUM(1)" in written
    assert len(loaded(found, tmp_path).people) == 3


def test_yaml_with_aliases_or_objects_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.yaml"
    bomb.write_text("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n")
    assert "aliases" in refusal(bomb)
    bomb.write_text("- !!python/object/apply:os.system ['true']\n")
    assert "cannot be read" in refusal(bomb)


def test_nothing_is_written_over_and_nothing_stays_half_written(tmp_path: Path) -> None:
    found = imported(csv_file(tmp_path, PEOPLE))
    files = files_of(found)
    full = tmp_path / "full"
    full.mkdir()
    (full / "keep.txt").write_text("mine")
    with pytest.raises(ModelError, match="not empty"):
        write_folder(full, files)
    assert [path.name for path in full.iterdir()] == ["keep.txt"]
    with pytest.raises(TypeError):
        write_folder(tmp_path / "new", {**files, "people.csv": None})  # type: ignore[dict-item]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["full", "people.csv"]


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_are_an_error_or_a_model(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    path = folder / "people.csv"
    path.write_bytes(b"Name,Manager,Title,FTE,Start date\nAda Park,,CEO,1,2020-01-01\n" + content)
    try:
        found = imported(path)
    except ModelError:
        return
    loaded(found, folder)


def test_vacancies_of_one_title_in_several_rows_are_all_filled(tmp_path: Path) -> None:
    rows = [["Vacant", "Zoe Top", "Coder", "3"], ["Vacant", "Zoe Top", "Coder", "1"]]
    head = [["Name", "Manager", "Title", "FTE"], ["Zoe Top", "", "CEO", "1"]]
    organization = loaded(imported(csv_file(tmp_path, [*head, *rows])), tmp_path)
    assert len(organization.joins) == 4


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "",
            "Ada Park",
            "1",
            "0.5",
            "03/04/2020",
            "31.12.2026",
            "Vacant",
            "Total",
            "=1+1",
            "120.000 €",
            "-",
            "N/D",
        ]
    ),
)


@settings(max_examples=80)
@given(st.lists(st.lists(CELLS, min_size=8, max_size=8), max_size=12))
def test_any_cells_are_a_model_that_checks(
    tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]]
) -> None:
    head = ["Name", "Manager", "Title", "FTE", "Start date", "End date", "Annual salary", "Department"]
    folder = tmp_path_factory.mktemp("cells")
    first = ["Zoe Top", "", "CEO", "1", "2020-01-01", "", "100000", "Lab"]
    found = imported(csv_file(folder, [head, first, *cells]))
    loaded(found, folder)
    lost = len(cells) - len([person for person in found.people if person.row > 2])
    assert lost <= sum(finding.row > 2 for finding in found.findings) + sum(
        not any(c.strip() for c in row) for row in cells
    )


def test_a_model_with_hostile_names_loads(tmp_path: Path) -> None:
    rows = [
        PEOPLE[0],
        ["Robert'); DROP TABLE--", "", "<script>"],
        ["a: [b]", "Robert'); DROP TABLE--", "{x}"],
        ["../../etc/passwd", "a: [b]", "\x1b[31mred"],
    ]
    found = imported(csv_file(tmp_path, rows))
    write_folder(tmp_path / "m", files_of(found))
    assert len(load(tmp_path / "m" / "model.yaml").people) == 3
