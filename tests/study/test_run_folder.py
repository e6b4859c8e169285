"""The run folder: what is finished is kept, what is damaged is not used, and one process at a time."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from small_lab import lab, without_timing

from forking import forking
from reorg.study.compare import compare
from reorg.study.running.run_folder import open_run_folder
from reorg.study.running.settings import StudyError

SCENARIOS = ["stay", "split"]
TESTS = Path(__file__).parent
SOURCES = TESTS.parents[1] / "src"

PROGRAM = """
import sys
from small_lab import lab
from reorg.study.compare import compare
compare(lab(), ["stay", "split"], worlds=1280, threads=1, out=sys.argv[1], resume=True)
"""
READY = """
from small_lab import lab
from reorg.study.compare import compare
compare(lab(), ["stay", "split"], worlds=1, threads=1)
"""


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A finished study of three batches and its folder, never changed."""
    folder = tmp_path_factory.mktemp("finished") / "run"
    return compare(lab(), SCENARIOS, worlds=130, threads=2, out=folder)


def resumed(folder, notes=None, **options):
    reported = [] if notes is None else notes
    progress = lambda p: reported.append(p.note) if p.note else None  # noqa: E731
    return compare(
        lab(), SCENARIOS, **({"worlds": 130, "out": folder, "resume": True, "progress": progress} | options)
    )


def results(folder):
    return (folder / "worlds.npy").read_bytes(), (folder / "details.json").read_bytes()


def test_a_finished_folder_holds_the_verdict_and_the_table(finished):
    verdict = json.loads((finished.folder / "verdict.json").read_text())
    assert verdict == finished.verdict
    table = np.load(finished.folder / "worlds.npy", mmap_mode="r")
    assert len(table) == 260
    assert not list(finished.folder.rglob("*.partial"))
    text = (finished.folder / "README.txt").read_text()
    assert all(f"  {column}" in text for column in table.dtype.names)


def test_the_manifest_vouches_for_each_batch(finished):
    manifest = json.loads((finished.folder / "manifest.json").read_text())
    assert [b["worlds"] for b in manifest["batches"].values()] == [64, 64, 2]
    for name, entry in manifest["batches"].items():
        content = (finished.folder / "batches" / f"{name}.npz").read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    organization = json.loads((finished.folder / "organization.json").read_text())
    assert organization["name"] == "Small laboratory"
    assert organization["hash"] == manifest["model_hash"]
    assert manifest["seed"] == 1


def test_resuming_a_finished_study_gives_the_same_bits(copy, finished):
    again = resumed(copy)
    assert without_timing(again.verdict) == without_timing(finished.verdict)
    assert results(copy) == results(finished.folder)


@pytest.mark.parametrize(
    "damage",
    [
        lambda part, _first: part.write_bytes(part.read_bytes()[:-10]),
        lambda part, _first: part.write_bytes(b"x" + part.read_bytes()[1:]),
        lambda part, _first: part.write_bytes(b""),
        lambda part, first: part.write_bytes(first.read_bytes()),
        lambda part, _first: part.unlink(),
    ],
    ids=["cut", "changed", "emptied", "foreign", "deleted"],
)
def test_a_damaged_part_is_named_and_computed_again(copy, finished, damage):
    damage(copy / "batches" / "000001.npz", copy / "batches" / "000000.npz")
    notes = []
    again = resumed(copy, notes)
    assert len(notes) == 1
    assert "000001.npz" in notes[0]
    assert without_timing(again.verdict) == without_timing(finished.verdict)
    assert results(copy) == results(finished.folder)


def test_a_part_that_the_manifest_does_not_know_is_not_used(copy, finished):
    manifest = json.loads((copy / "manifest.json").read_text())
    del manifest["batches"]["000000"]
    (copy / "manifest.json").write_text(json.dumps(manifest))
    (copy / "batches" / "000000.npz").write_bytes(b"foreign")
    assert without_timing(resumed(copy).verdict) == without_timing(finished.verdict)


def test_worlds_can_be_added(copy):
    longer = resumed(copy, worlds=200)
    assert without_timing(longer.verdict) == without_timing(compare(lab(), SCENARIOS, worlds=200).verdict)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"seed": 2}, "seed is 1 there and 2 here"),
        ({"fixed": True}, "fixed is false there and true here"),
        ({"baseline": "split"}, 'baseline is "stay" there and "split" here'),
    ],
)
def test_another_study_is_not_resumed_and_the_difference_named(copy, options, words):
    with pytest.raises(StudyError, match=words):
        resumed(copy, **options)


def test_another_model_or_other_scenarios_are_not_resumed(copy):
    with pytest.raises(StudyError, match="its model is another one, or was changed since; give"):
        compare(lab(organization="Other"), SCENARIOS, worlds=130, out=copy, resume=True)
    with pytest.raises(StudyError, match="scenarios is"):
        compare(lab(), ["stay", "same"], worlds=130, out=copy, resume=True)


def test_a_model_without_a_hash_is_told_apart_by_its_content(tmp_path):
    one = replace(lab(), hash="")
    compare(one, ["stay"], worlds=1, out=tmp_path / "run")
    with pytest.raises(StudyError, match="its model is another one"):
        compare(replace(one, name="Other"), ["stay"], worlds=1, out=tmp_path / "run", resume=True)


def test_a_folder_with_a_study_is_not_overwritten(copy, finished):
    with pytest.raises(StudyError, match="already holds a study"):
        resumed(copy, resume=False)
    assert results(copy) == results(finished.folder)


def test_a_folder_of_other_things_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(StudyError, match=r"not a run folder \(it contains 'thesis.txt'\)"):
        compare(lab(), SCENARIOS, worlds=1, out=tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_not_a_folder(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StudyError, match="cannot create the run folder"):
        compare(lab(), SCENARIOS, worlds=1, out=tmp_path / "file")


def test_a_damaged_manifest_is_refused(copy):
    (copy / "manifest.json").write_text('{"schema": "reorg/run/1"')
    with pytest.raises(StudyError, match=r"manifest\.json is damaged"):
        resumed(copy)


def test_a_second_process_is_refused(copy):
    manifest = json.loads((copy / "manifest.json").read_text())
    identity = {key: value for key, value in manifest.items() if key not in ("schema", "batches")}
    with (
        open_run_folder(copy, identity, resume=True),
        pytest.raises(StudyError, match="another process is using"),
    ):
        resumed(copy)


@pytest.mark.slow
def test_killed_in_the_middle_and_resumed_gives_the_same_bits(tmp_path):
    folder = tmp_path / "run"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(SOURCES), str(TESTS)])}
    command = [sys.executable, "-c", PROGRAM, str(folder)]
    with subprocess.Popen(command, env=environment) as process:
        _wait_for(folder / "batches" / "000001.npz", process)
        with pytest.raises(StudyError, match="another process is using"):
            compare(lab(), SCENARIOS, worlds=256, out=folder, resume=True)
        process.send_signal(signal.SIGKILL)
    kept = {part.name: part.stat().st_mtime_ns for part in (folder / "batches").glob("*.npz")}
    assert not (folder / "verdict.json").exists()
    again = compare(lab(), SCENARIOS, worlds=256, out=folder, resume=True)
    first = folder / "batches" / "000000.npz"
    assert first.stat().st_mtime_ns == kept[first.name]
    assert without_timing(again.verdict) == without_timing(compare(lab(), SCENARIOS, worlds=256).verdict)


@pytest.mark.slow
def test_killed_again_and_again_it_still_ends_with_the_same_bits(tmp_path):
    """Kills fall on any step of a batch: each try is killed a little later after its first change."""
    folder, kills = tmp_path / "run", 0
    program = f"compare(lab(), {SCENARIOS}, worlds=640, threads=1, out={str(folder)!r}, resume=True)"
    with forking(READY, program) as fork:
        while kills < 8:
            before = kept(folder)
            process = fork()
            while process.is_alive() and kept(folder) == before:
                time.sleep(0.001)
            time.sleep(0.003 * kills)
            process.kill()
            kills += 1
            if (folder / "verdict.json").exists():
                break
    again = compare(lab(), SCENARIOS, worlds=640, out=folder, resume=True)
    assert without_timing(again.verdict) == without_timing(compare(lab(), SCENARIOS, worlds=640).verdict)


@pytest.mark.parametrize("lost", ["manifest.json", "000001.npz"])
def test_a_crash_while_a_file_is_replaced_costs_one_batch_at_most(tmp_path, monkeypatch, lost, finished):
    replace_file, calls = os.replace, []

    def crashing(source, target):
        calls.append(Path(target).name)
        if calls.count(lost) == (2 if lost == "manifest.json" else 1):
            raise KeyboardInterrupt
        replace_file(source, target)

    monkeypatch.setattr("reorg.study.running.files.os.replace", crashing)
    with pytest.raises(KeyboardInterrupt):
        compare(lab(), SCENARIOS, worlds=130, out=tmp_path / "run")
    monkeypatch.undo()
    assert list((tmp_path / "run").rglob("*.partial"))
    again = resumed(tmp_path / "run")
    assert without_timing(again.verdict) == without_timing(finished.verdict)
    assert not list((tmp_path / "run").rglob("*.partial"))


def test_an_interrupt_keeps_finished_batches(tmp_path):
    def interrupt(progress):
        if progress.done == 70:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compare(lab(), SCENARIOS, worlds=130, threads=2, out=tmp_path / "run", progress=interrupt)
    manifest = json.loads((tmp_path / "run" / "manifest.json").read_text())
    assert list(manifest["batches"]) == ["000000"]
    assert without_timing(resumed(tmp_path / "run").verdict)["worlds"] == 130


def kept(folder):
    """Return the names of the batches in a run folder."""
    batches = folder / "batches"
    return [name for name in os.listdir(batches) if name.endswith(".npz")] if batches.exists() else []


def _wait_for(file, process):
    deadline = time.monotonic() + 120
    while not file.exists():
        assert process.poll() is None, "the study ended before it was killed"
        assert time.monotonic() < deadline
        time.sleep(0.01)
