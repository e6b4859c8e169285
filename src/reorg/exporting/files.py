"""Which files are written of a study, and with what in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reorg.exporting.columnar import write_parquet
from reorg.exporting.delimited import write_csv
from reorg.exporting.table import Table
from reorg.exporting.tables import (
    assumption_table,
    date_table,
    difference_table,
    people_table,
    week_table,
    world_table,
)
from reorg.exporting.workbook import write_workbook
from reorg.model.analysis.roles import roles
from reorg.report.scenarios import scenario_names
from reorg.study.study import Study


def names_of_people(study: Study, as_in_model: bool) -> Mapping[str, str]:
    """Return what people are called, by id: their roles, or as in the model."""
    called = roles(study.organization)
    return {person: person for person in called} if as_in_model else called


def tables_of(study: Study, as_in_model: bool) -> tuple[Table, ...]:
    """Return the tables of a study; people by role unless ``as_in_model``."""
    called = names_of_people(study, as_in_model)
    return (
        difference_table(study),
        date_table(study),
        week_table(study),
        people_table(study, called),
        assumption_table(study),
        world_table(study),
    )


def export(study: Study, kinds: frozenset[str], folder: Path, as_in_model: bool) -> list[Path]:
    """Write files of the kinds ``xlsx``, ``csv`` and ``parquet`` to a folder and return their paths.

    Raises :class:`~reorg.study.running.settings.StudyError` where what writes them, an extra, is not
    installed, and OSError where a file cannot be written.
    """
    tables = tables_of(study, as_in_model)
    written = []
    if "xlsx" in kinds:
        written.append(write_workbook(_lines(study), tables, folder))
    if "csv" in kinds:
        written += [write_csv(table, folder) for table in tables]
    if "parquet" in kinds:
        written += [write_parquet(table, folder) for table in tables]
    return written


def _lines(study: Study) -> list[tuple[str, str]]:
    verdict = study.verdict
    return [
        (study.organization.name, "; ".join(scenario_names(verdict).values())),
        ("Worlds", f"{verdict['worlds']:,}"),
        ("Seed", str(verdict["seed"])),
        ("Model hash", verdict["model_hash"]),
    ]
