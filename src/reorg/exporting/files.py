"""Files written from a study, and their contents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reorg.exporting.bundle import write_bundle
from reorg.exporting.columnar import write_parquet
from reorg.exporting.delimited import write_csv
from reorg.exporting.extras import needed
from reorg.exporting.table import Table
from reorg.exporting.tables import (
    assumption_table,
    date_table,
    difference_table,
    move_table,
    people_table,
    week_table,
    world_table,
)
from reorg.exporting.workbook import write_workbook
from reorg.model.analysis.roles import names_of_people as roles_or_names
from reorg.model.analysis.roles import roles
from reorg.report.summary.page_one import PageOne, page_one
from reorg.study.study import Study

Line = tuple[str, str]


@dataclass(frozen=True)
class ExportContext:
    """Context that a study does not contain: the command, whether assumptions were fixed, and how to name."""

    command: str
    fixed: bool
    as_in_model: bool


def names_of_people(study: Study, as_in_model: bool) -> Mapping[str, str]:
    """Return what people are called, by id: their roles, or as in the model."""
    if as_in_model:
        named = roles_or_names(study.organization)
        return {each.id: named[each.id] if each.name else each.id for each in study.organization.everybody}
    return roles(study.organization)


def tables_of(study: Study, as_in_model: bool) -> tuple[Table, ...]:
    """Return the tables of a study; people by role unless ``as_in_model``."""
    person_names = names_of_people(study, as_in_model)
    return (
        difference_table(study),
        move_table(study, person_names),
        date_table(study),
        week_table(study),
        people_table(study, person_names),
        assumption_table(study),
        world_table(study, person_names),
    )


def export(study: Study, kinds: frozenset[str], folder: Path, context: ExportContext) -> list[Path]:
    """Write files of the kinds ``xlsx``, ``pptx``, ``csv``, ``parquet`` and ``bundle``; return their paths.

    Raises :class:`~reorg.study.running.settings.StudyError` where what writes them, an extra, is not
    installed, and OSError where a file cannot be written.
    """
    tables = tables_of(study, context.as_in_model) if kinds & {"xlsx", "csv", "parquet"} else ()
    page = page_one(study, fixed=context.fixed)
    written = []
    if "xlsx" in kinds:
        written.append(write_workbook(_lines(page, _reproducing(study, context)), tables, folder))
    if "pptx" in kinds:
        needed("pptx", "--pptx")
        from reorg.exporting.slides import write_slides  # noqa: PLC0415 - stands on an extra

        person_names = names_of_people(study, context.as_in_model)
        written.append(
            write_slides(page, [f"{w}: {s}" for w, s in _reproducing(study, context)], person_names, folder)
        )
    if "csv" in kinds:
        written += [write_csv(table, folder) for table in tables]
    if "parquet" in kinds:
        written += [write_parquet(table, folder) for table in tables]
    if "bundle" in kinds:
        written.append(write_bundle(study, context.command, folder))
    return written


def _lines(page: PageOne, again: Sequence[Line]) -> list[Line]:
    """Return the verdict as lines of a sheet: a heading, and the text under it."""
    decides, dates, risk = page.decides, page.dates, page.risk
    every: list[tuple[str, Sequence[str]]] = [
        ("", page.support),
        ("In numbers", [f"{f.figure}: {f.text}. {f.range}" for f in page.figures.figures]),
        ("Beside them", (page.figures.alike, page.figures.also)),
        ("What changes", (*page.changes.sentences, page.changes.people) if page.changes else ()),
        ("Dip and recovery", (page.dip.sentence,) if page.dip else ()),
        ("What decides it", (decides.share, *decides.turns) if decides else ()),
        ("Who is at risk", (risk.sentence, *risk.cases, risk.waiting) if risk else ()),
        (
            "Dates",
            [f"{r.label}: {r.before}, then {r.after}; due {r.due}" for r in dates.releases] if dates else (),
        ),
        ("How far to trust it", (page.trust.stated, page.trust.guessed, *page.trust.limits)),
    ]
    lines = [(page.organization, page.headline.sentence)]
    for what, sentences in every:
        parts = [sentence for sentence in sentences if sentence]
        lines += [(what if place == 0 else "", sentence) for place, sentence in enumerate(parts)]
    return [*lines, *again]


def _reproducing(study: Study, context: ExportContext) -> list[Line]:
    return [
        ("Command", context.command),
        ("Worlds", f"{study.verdict['worlds']:,}, seed {study.verdict['seed']}"),
        ("Hash of the model", study.verdict["model_hash"]),
    ]
