"""Reading an existing run folder: a finished study, or the finished batches of an interrupted one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from reorg.model.uncertain import Dimension, dimensions_of, inputs_of_document
from reorg.study.measuring.metrics import CUT_OFF_KEYS, METRIC_KEYS, METRICS
from reorg.study.running.batch import BatchResult
from reorg.study.running.identity import hash_of_sources
from reorg.study.running.run_folder import MANIFEST, SCHEMA, unpack_batch
from reorg.study.running.sample import WorldSample, columns_of
from reorg.study.running.settings import StudyError
from reorg.study.running.tally import HEADER_MAX, numbers_of_inputs

Document = dict[str, Any]
_Own = tuple[Mapping[str, float], tuple[Dimension, ...]]
"""The negligible amounts that a model states, and the dimensions of its uncertain inputs."""
_HINT = "give the run folder of a study, as 'reorg compare MODEL --out DIR' writes it"


@dataclass(frozen=True)
class SavedRun:
    """A study read back: its worlds and its settings.

    ``names`` of the scenarios by id; ``planned`` worlds if it was not interrupted.
    """

    sample: WorldSample
    organization: str
    names: Mapping[str, str]
    baseline: str
    seed: int
    horizon_weeks: int
    planned: int


def read_run(path: Path, most: int) -> SavedRun:
    """Return the first worlds, at most ``most``, of a run folder.

    Raises :class:`StudyError` if it is not a run folder, is damaged, or holds no finished batch of this
    version.
    """
    if not (path / MANIFEST).is_file():
        raise StudyError(f"{path} is not a run folder (it has no {MANIFEST}); {_HINT}")
    manifest = read_document(path / MANIFEST)
    organization = read_document(path / "organization.json")
    try:
        finished = sum(int(entry["worlds"]) for entry in manifest["batches"].values())
        own = {str(key): float(value) for key, value in organization.get("negligible", {}).items()}
        dimensions = dimensions_of(inputs_of_document(organization.get("inputs", ())))
        sample = _sample(path, manifest, (own, dimensions), (finished, most))
        sample = sample.without(organization.get("idle_assumptions", ()))
        return SavedRun(
            sample,
            str(organization["name"]),
            {str(entry["id"]): str(entry["name"]) for entry in organization["scenarios"]},
            str(manifest["baseline"]),
            int(manifest["seed"]),
            int(organization["horizon_weeks"]),
            int(manifest["worlds"]),
        )
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        if isinstance(error, StudyError):
            raise
        raise StudyError(
            f"{path} is damaged ({type(error).__name__}: {error}); run the study again"
        ) from None


def read_document(file: Path) -> Document:
    """Return a JSON object of a run folder; raises :class:`StudyError` if it is missing or damaged."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = None
    if not isinstance(found, dict):
        raise StudyError(f"{file} is missing or damaged; run the study again, or {_HINT}")
    if file.name == MANIFEST and found.get("schema") != SCHEMA:
        raise StudyError(f"{file} is not of schema {SCHEMA!r}; {_HINT}")
    return found


def _sample(path: Path, manifest: Document, model: _Own, counts: tuple[int, int]) -> WorldSample:
    """Return the worlds of the table if it holds all finished ones, otherwise those of the batches."""
    finished, most = counts
    own, dimensions = model
    table = path / "worlds.npy"
    if table.is_file():
        try:
            rows = np.load(table, mmap_mode="r", allow_pickle=False, max_header_size=HEADER_MAX)
        except (OSError, ValueError):
            raise StudyError(
                f"{table} is damaged; the same command with --resume --out {path} writes it again"
            ) from None
        if len(rows) >= finished * len(manifest["scenarios"]):
            return WorldSample.of_table(rows, own, most, dimensions)
    return _of_batches(path, manifest, model, most)


def _of_batches(path: Path, manifest: Document, model: _Own, most: int) -> WorldSample:
    own, dimensions = model
    if not manifest["batches"]:
        raise StudyError(f"{path} holds no finished batch yet; the same command with --resume resumes it")
    if manifest["versions"].get("reorg sources") != hash_of_sources():
        raise StudyError(
            f"{path} was interrupted under another version of reorg, whose batches this one cannot read; "
            "finish it there, or run the study again"
        )
    parts: list[BatchResult] = []
    numbers: list[int] = []
    for name in sorted(manifest["batches"]):
        if len(numbers) >= most:
            break
        entry = manifest["batches"][name]
        parts.append(_part(path / "batches" / f"{name}.npz", entry["sha256"]))
        numbers += range(entry["first_world"], entry["first_world"] + entry["worlds"])
    metrics = np.concatenate([part.metrics for part in parts])
    censored = np.concatenate([part.censored for part in parts])
    return WorldSample(
        scenarios=tuple(manifest["scenarios"]),
        worlds=np.array(numbers),
        parameters=columns_of(dimensions),
        assumptions=np.hstack(
            [
                np.concatenate([part.assumptions for part in parts]),
                numbers_of_inputs(dimensions, np.concatenate([part.inputs for part in parts])),
            ]
        ),
        metrics={measure.key: metrics[:, :, METRIC_KEYS.index(measure.key)] for measure in METRICS},
        censored={key: censored[:, :, column] for column, key in enumerate(CUT_OFF_KEYS)},
        own_negligible=own,
    ).first(most)


def _part(file: Path, digest: str) -> BatchResult:
    try:
        content = file.read_bytes()
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != digest:
        raise StudyError(f"{file} is damaged; the same command with --resume computes it again")
    return unpack_batch(content)
