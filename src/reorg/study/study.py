"""A finished study."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reorg.mechanisms import ASSUMPTIONS
from reorg.model.organization import Organization
from reorg.model.problems import suggest_name
from reorg.study.notebook import study_html
from reorg.study.results.sensitivity import WORLDS_ANALYZED_MAX, analyze_sensitivity, why_no_drivers
from reorg.study.running.sample import WorldSample
from reorg.study.running.settings import StudyError
from reorg.study.running.tally import Table
from reorg.study.sampling.idle import idle_assumptions
from reorg.study.tables import TidyTable

Document = dict[str, Any]


@dataclass(frozen=True, repr=False)
class Study:
    """A finished study.

    ``verdict`` is the JSON object ``reorg/verdict/4``; ``worlds`` is a structured array with one row per
    world and scenario (metrics, then assumptions); ``dates`` states when each package was begun and finished;
    ``series`` is {scenario: {series: {level: one value per week}}}; ``people`` is
    {scenario: {person id: share of weeks overloaded}}; ``people_table`` is a structured array with one row
    per scenario and person (:func:`reorg.study.results.people_table.build_people_table`); ``folder`` is None
    if the study was not saved.
    """

    organization: Organization
    verdict: Document
    worlds: Table
    dates: Table
    series: dict[str, dict[str, dict[str, list[float]]]]
    people: dict[str, dict[str, float]]
    people_table: Table
    folder: Path | None

    @property
    def differences(self) -> list[Document]:
        """The paired differences of the verdict."""
        found: list[Document] = self.verdict["differences"]
        return found

    def affected(self, scenario: str) -> Document:
        """Return whom a scenario affects, compared with the baseline: ``persons``, ``teams`` and ``roles``.

        The format is that of ``people`` in the verdict (``docs/json.md``). Raises :class:`StudyError` for a
        scenario that the study does not compare with the baseline.
        """
        return self._of_scenario("people", scenario)

    def weekly_differences(self, scenario: str) -> Document:
        """Return the weekly differences of a scenario from the baseline in the same worlds, by series.

        The format is that of ``weekly`` in the verdict: ``unit``, ``mean``, ``p05`` to ``p95``, one value per
        week. Raises :class:`StudyError` like :meth:`affected`.
        """
        return self._of_scenario("weekly", scenario)

    def _of_scenario(self, part: str, scenario: str) -> Document:
        found: dict[str, Document] = self.verdict[part]
        if scenario not in found:
            hint = suggest_name(scenario, list(found)) or f"compared are {', '.join(found) or 'none'}"
            raise StudyError(f"scenario {scenario!r} is not compared with the baseline; {hint}")
        return found[scenario]

    def rows(self) -> list[Document]:
        """Return the table of worlds as one mapping from column to value per world and scenario."""
        names = self.worlds.dtype.names or ()
        return [dict(zip(names, row, strict=True)) for row in self.worlds.tolist()]

    def table(self) -> TidyTable:
        """Return the table of worlds, which converts to pandas, Polars, xarray and Parquet."""
        return TidyTable(self.worlds, ("scenario", "world"))

    def to_pandas(self) -> Any:
        """Return the table of worlds as a ``pandas.DataFrame``.

        Raises ImportError if pandas is not installed; it comes with the extra ``reorg[science]``.
        """
        return self.table().to_pandas()

    def to_polars(self) -> Any:
        """Return the table of worlds as a ``polars.DataFrame``; raises ImportError without Polars."""
        return self.table().to_polars()

    def to_xarray(self) -> Any:
        """Return an ``xarray.Dataset`` over scenario and world; raises ImportError without xarray."""
        return self.table().to_xarray()

    def __repr__(self) -> str:
        names = ", ".join(entry["name"] for entry in self.verdict["scenarios"].values())
        return f"Study({self.verdict['organization']}: {names}; {self.verdict['worlds']:,} worlds)"

    def _repr_html_(self) -> str:
        return study_html(self.verdict)

    def drivers(self, metric: str) -> list[Document]:
        """Return what decides the differences in a metric, in the format of the verdict.

        Raises :class:`StudyError` for an unknown metric, and if the study cannot tell, with the reason.
        """
        return self._sensitivity_of(metric)["drivers"]

    def flips(self, metric: str) -> list[Document]:
        """Return where the verdict on a metric reverses, or ends; raises like :meth:`drivers`."""
        return self._sensitivity_of(metric)["flips"]

    def _sensitivity_of(self, metric: str) -> dict[str, list[Document]]:
        sample = WorldSample.of_table(
            self.worlds, self.organization.negligible, WORLDS_ANALYZED_MAX, self.organization.dimensions
        ).without(idle_assumptions(self.organization, tuple(p.id for p in ASSUMPTIONS)))
        if metric not in sample.metrics:
            hint = suggest_name(metric, list(sample.metrics))
            raise StudyError(f"there is no metric {metric!r} in this study{f'; {hint}' if hint else ''}")
        for reason in why_no_drivers(sample):
            raise StudyError(reason)
        return analyze_sensitivity(sample, (metric,))
