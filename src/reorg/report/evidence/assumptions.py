"""The assumptions, the influential ones first: range, source and strength of the evidence."""

from __future__ import annotations

from dataclasses import dataclass

from reorg.model.organization import Organization
from reorg.quantity import STRENGTHS
from reorg.report.scenarios import Verdict
from reorg.report.summary.assumption_words import plain_words
from reorg.report.summary.trust import assumptions_in_use


@dataclass(frozen=True)
class AssumptionRow:
    """An assumption in words with its range; ``own`` True if the model states its own."""

    id: str
    label: str
    meaning: str
    low: str
    central: str
    high: str
    unit: str
    strength: str
    source: str
    own: bool


@dataclass(frozen=True)
class Assumptions:
    """``matter``: those that a difference in the leading metric depends on, and the model's own."""

    matter: tuple[AssumptionRow, ...]
    others: tuple[AssumptionRow, ...]
    strengths: tuple[tuple[str, str], ...]

    @property
    def others_fixed(self) -> int:
        """Number of the others with one value in all worlds: page one counts those that are drawn."""
        return sum(row.low == row.high for row in self.others)


def assumption_tables(organization: Organization, verdict: Verdict) -> Assumptions:
    """Return the assumptions of a study, the influential ones separately."""
    leading = verdict.get("leading")
    deciding = {entry["assumption"] for entry in verdict.get("drivers", ()) if entry["metric"] == leading}
    deciding |= {
        side["assumption"]
        for entry in verdict.get("flips", ())
        if entry["metric"] == leading
        for side in entry["box"]
    }
    own = {override.id for override in organization.assumptions}
    rows = [
        AssumptionRow(
            p.id,
            plain_words({"assumption": p.id, "meaning": p.meaning}).label,
            p.meaning,
            f"{p.low:,.3g}",
            f"{p.central:,.3g}",
            f"{p.high:,.3g}",
            "" if p.unit == "1" else p.unit,
            p.strength,
            p.source,
            p.id in own,
        )
        for p in assumptions_in_use(organization)
    ]
    matter = tuple(row for row in rows if row.id in deciding or row.own)
    return Assumptions(matter, tuple(row for row in rows if row not in matter), tuple(STRENGTHS.items()))
