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

    ``verdict`` is the JSON object ``reorg/verdict/4``; ``worlds`` a structured array, a row for each world
    and scenario (metrics, then assumptions); ``dates`` when each package
    was begun and finished; ``series`` {scenario: {series: {level: one value a week}}};
    ``people`` {scenario: {person id: share of weeks overloaded}}; ``people_table`` a structured array, a row
    for each scenario and person (:func:`reorg.study.results.people_table.build_people_table`); ``folder``
    None where nothing was kept.
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

        As ``people`` in the verdict (``docs/json.md``). Raises :class:`StudyError` for a scenario that the
        study does not compare with the baseline.
        """
        return self._of_scenario("people", scenario)

    def weekly_differences(self, scenario: str) -> Document:
        """Return the weekly series of a scenario less the baseline's in the same worlds, by series.

        As ``weekly`` in the verdict: ``unit``, ``mean``, ``p05`` to ``p95``, one value a week. Raises
        :class:`StudyError` as :meth:`affected`.
        """
        return self._of_scenario("weekly", scenario)

    def _of_scenario(self, part: str, scenario: str) -> Document:
        found: dict[str, Document] = self.verdict[part]
        if scenario not in found:
            hint = suggest_name(scenario, list(found)) or f"compared are {', '.join(found) or 'none'}"
            raise StudyError(f"scenario {scenario!r} is not compared with the baseline; {hint}")
        return found[scenario]

    def rows(self) -> list[Document]:
        """Return the table of worlds as one mapping per world and scenario, column to value."""
        names = self.worlds.dtype.names or ()
        return [dict(zip(names, row, strict=True)) for row in self.worlds.tolist()]

    def table(self) -> TidyTable:
        """Return the table of worlds, which converts to pandas, Polars, xarray and Parquet."""
        return TidyTable(self.worlds, ("scenario", "world"))

    def to_pandas(self) -> Any:
        """Return the table of worlds as a ``pandas.DataFrame``.

        Raises ImportError where pandas is not installed: it is an extra, ``reorg[science]``.
        """
        return self.table().to_pandas()

    def to_polars(self) -> Any:
        """Return the table of worlds as a ``polars.DataFrame``; raises ImportError without Polars."""
        return self.table().to_polars()

    def to_xarray(self) -> Any:
        """Return it as an ``xarray.Dataset`` over scenario and world; raises ImportError as others do."""
        return self.table().to_xarray()

    def __repr__(self) -> str:
        names = ", ".join(entry["name"] for entry in self.verdict["scenarios"].values())
        return f"Study({self.verdict['organization']}: {names}; {self.verdict['worlds']:,} worlds)"

    def _repr_html_(self) -> str:
        return study_html(self.verdict)

    def drivers(self, metric: str) -> list[Document]:
        """Return what decides the differences in a metric, as in the verdict.

        Raises :class:`StudyError` for an unknown metric and for a study that cannot tell, saying why.
        """
        return self._sensitivity_of(metric)["drivers"]

    def flips(self, metric: str) -> list[Document]:
        """Return where the verdict on a metric reverses, or ends; raises as :meth:`drivers`."""
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
