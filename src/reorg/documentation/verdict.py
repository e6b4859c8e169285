"""The page ``docs/verdict.md``: the keys of the verdict as JSON."""

from __future__ import annotations

from collections.abc import Mapping

from reorg.documentation.tables import table
from reorg.study.verdict_keys import DIFFERENCE_FIGURES, METRIC_FIGURES, PARTS

INTRODUCTION = """\
# Keys of the verdict

The parts of `verdict.json` (also of `reorg compare --json` and `study.verdict`) and the figures of metrics
and differences, generated from `src/reorg/study/verdict_keys.py`. Numbers are finite or `null`.
[The verdict as JSON](json.md) explains the other parts; [versions](versions.md) explains when they change.
"""


def verdict_page() -> str:
    """Return the page: a table of parts, and one each for metrics and differences."""
    parts = [INTRODUCTION, "## Parts\n", *_keys(PARTS)]
    parts += ["\n## `scenarios.ID.metrics.KEY`\n", *_keys(METRIC_FIGURES)]
    return "\n".join([*parts, "\n## `differences`\n", *_keys(DIFFERENCE_FIGURES)]) + "\n"


def _keys(meanings: Mapping[str, str]) -> list[str]:
    return table(("key", "meaning"), ((f"`{key}`", meaning) for key, meaning in meanings.items()))
