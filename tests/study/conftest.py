import pytest


@pytest.fixture
def copy(finished, tmp_path):
    """A copy of the folder of the study `finished` of a test file, to be damaged."""
    folder = tmp_path / "run"
    (folder / "batches").mkdir(parents=True)
    for file in finished.folder.rglob("*"):
        if file.is_file():
            (folder / file.relative_to(finished.folder)).write_bytes(file.read_bytes())
    return folder
