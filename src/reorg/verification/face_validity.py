"""Face validity: an undisturbed laboratory must look like one that people know.

The ranges are judgments, not measurements, and the central values of exception probability, one-to-one
hours and team meeting hours were chosen with them in view: landing inside proves little. Landing outside
points to a wrong unit, structure or central value. Nothing is planted, for a range has no closed form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from reorg.engine import KINDS, LOG_CODES, Outcome, Plan
from reorg.model import case_names, load
from reorg.model.analysis.hierarchy import direct_reports
from reorg.study.measuring.latency import latency_quantiles
from reorg.study.measuring.recovery import Recovery, measure_recovery
from reorg.study.running.batch import Rehearsal, StudyDesign
from reorg.verification.results import JUDGED, Record

CASE, CHANGED = "qwen", "split"
SEED, WORLDS = 1, 32
LOGGED_WORLDS = 8
"""Worlds whose event log is read, for what no outcome tells."""
WEEKS_PER_YEAR, HOURS_PER_WEEK = 52.0, 40.0
LEAD, TOP = 1, 2
"""Levels of decisions, as the outcome counts them."""
SOURCE = "judgment of what a laboratory looks like, not a measurement"
CHOSEN = (
    "The central values of exceptions.probability, management.one_to_one_hours and"
    " management.team_meeting_hours were chosen with these ranges in view."
)
DRAWN = f"Case {CASE}, assumptions and uncertain inputs drawn."


@dataclass(frozen=True)
class Sample:
    """The baseline and the changed scenario of the case in the same worlds."""

    plan: Plan
    baseline: tuple[Outcome, ...]
    changed: tuple[Outcome, ...]
    logged: tuple[Outcome, ...]
    """The first worlds of the baseline, with their event logs."""

    def share(self, *kinds: str) -> float:
        """Return the share of hours present that goes to these kinds of work, over all worlds."""
        columns = [KINDS.index(kind) for kind in kinds]
        hours = sum(outcome.hours[:, columns].sum() for outcome in self.baseline)
        return float(hours / sum(outcome.present_hours for outcome in self.baseline))

    def leaving(self) -> float:
        """Return the departures a year of one present; nobody leaves on a date in the baseline."""
        years = sum(outcome.headcount.sum() for outcome in self.baseline) / WEEKS_PER_YEAR
        return float(sum(outcome.departures for outcome in self.baseline) / years)

    def vacant(self) -> float:
        """Return the share of positions that are vacant, mean over weeks and worlds."""
        present = np.mean([outcome.headcount.mean() for outcome in self.baseline])
        return float(1.0 - present / len(self.plan.organization.people))

    def knowledge_left(self) -> float:
        """Return the knowledge of the three who know most of an area, the end over the start, mean."""
        return float(np.mean([outcome.knowledge_left for outcome in self.baseline]))

    def latency(self) -> float:
        """Return the median hours from an exception to its decision, over all decisions of all worlds."""
        counts: Any = sum(outcome.latency_counts.sum(axis=0) for outcome in self.baseline)
        return latency_quantiles(counts, (0.5,))[0]

    def wait(self, level: int) -> float:
        """Return the median hours that a decision of others at a level waits in inboxes and for slots."""
        counts: Any = sum(outcome.wait_counts[level] for outcome in self.baseline)
        return latency_quantiles(counts, (0.5,))[0]

    @cached_property
    def heads(self) -> list[int]:
        """The numbers of those who lead leads, and report to somebody."""
        organization = self.plan.organization
        structure = organization.scenario(self.plan.scenario_id).structure
        reports = direct_reports(organization.structure(structure))
        led = {one for several in reports.values() for one in several}
        heads = [one for one in led & reports.keys() if any(other in reports for other in reports[one])]
        return [self.plan.person_ids.index(one) for one in sorted(heads)]

    def busy_heads(self) -> float:
        """Return the share of the week in which heads work or are booked, of those who stay."""
        hours_there = (self.plan.weeks + self.plan.warmup_weeks) * HOURS_PER_WEEK
        spent = [
            sum(_lines(outcome, code, head)["value"].sum() for code in ("begin work", "begin item", "booked"))
            for outcome in self.logged
            for head in self.heads
            if np.isnan(outcome.exit_weeks[head])
        ]
        return float(np.mean(spent)) / hours_there

    def packages_at_a_time(self) -> float:
        """Return the packages that people with work on any work on in a week, mean."""
        counts = []
        for outcome in self.logged:
            begun = _lines(outcome, "begin work")
            begun = begun[begun["on"] < len(self.plan.packages)]
            week = (begun["time"] // HOURS_PER_WEEK).astype(int)
            seen = np.unique(np.column_stack([begun["person"], week, begun["on"]]), axis=0)
            counts.append(len(seen) / len(np.unique(seen[:, :2], axis=0)))
        return float(np.mean(counts))

    def inbox_growth(self) -> float:
        """Return the hours that a year adds to the mean inbox, by a straight line through all weeks."""
        inbox = np.mean([outcome.inbox_hours for outcome in self.baseline], axis=0)
        slope = np.polyfit(np.arange(len(inbox)), inbox, 1)[0]
        return float(slope * WEEKS_PER_YEAR / len(self.plan.person_ids))

    def recovery(self) -> Recovery:
        """Return the fall after the reorganization and the way back, of the mean over worlds."""
        output, reference = (
            np.mean([o.throughput for o in some], axis=0) for some in (self.changed, self.baseline)
        )
        return measure_recovery(output, reference, 0.0)

    def falls(self) -> tuple[float, float]:
        """Return the deepest fall of throughput averaged over worlds, and the share of early deepest falls.

        Early is within a quarter after the event. In a single world the deepest fall may as well be a
        release that ends a month later; the mean evens that out.
        """
        output, reference = (
            np.array([np.convolve(o.throughput, np.full(4, 0.25), mode="valid") for o in some])
            for some in (self.changed, self.baseline)
        )
        early = (output / reference).argmin(axis=1) < 13
        return 1.0 - float((output.mean(axis=0) / reference.mean(axis=0)).min()), float(early.mean())


def _lines(outcome: Outcome, code: str, person: int | None = None) -> Any:
    """Return the lines of a log with this code, of one person or of all."""
    log = outcome.log
    chosen = log["code"] == LOG_CODES.index(code)
    return log[chosen if person is None else chosen & (log["person"] == person)]


def _why_idle(_sample: Sample) -> str:
    return (
        "Squads know one area, and their packages wait for those of others and for accelerators; efforts are"
        " short, as familiarity, talk, attention and calendars lengthen them."
    )


def _why_falls(sample: Sample) -> str:
    depth, early = sample.falls()
    return (
        f"Averaged over worlds throughput falls by {depth:.1%} at most. The deepest fall of a single world"
        f" lies within a quarter after the event in {early:.0%} of them;"
        " later, releases out of step are likelier."
    )


@dataclass(frozen=True)
class Row:
    """One range: what is looked at, between what bounds, how it is read, and what explains it."""

    name: str
    meaning: str
    low: float
    high: float
    read: Callable[[Sample], float]
    why: Callable[[Sample], str] = lambda _: ""


ROWS = (
    Row("direct", "Share of hours on direct work.", 0.45, 0.70, lambda s: s.share("direct"), _why_idle),
    Row(
        "coordination", "Share of hours on coordination, meetings and informal talk.", 0.12, 0.30,
        lambda s: s.share("coordination", "meetings", "talk"),
    ),
    Row(
        "decisions", "Share of hours on decisions and management, both sides counted.", 0.02, 0.12,
        lambda s: s.share("decisions", "management"),
    ),
    Row(
        "rework", "Share of hours on rework.", 0.05, 0.20, lambda s: s.share("rework"),
        lambda _: "What exceptions send back within a package, and packages to each other.",
    ),
    Row(
        "idle", "Share of hours waiting or idle.", 0.0, 0.20, lambda s: s.share("waiting", "idle"),
        _why_idle,
    ),
    Row("leaving", "Departures a year of one present; all are voluntary.", 0.08, 0.22, Sample.leaving),
    Row("vacant", "Share of positions that wait for a successor.", 0.0, 0.08, Sample.vacant),
    Row(
        "knowledge", "Knowledge of the three who know most of an area, the end over the start.", 0.85, 1.15,
        Sample.knowledge_left,
    ),
    Row("latency", "Median hours from an exception to its decision: an hour to two days.", 1.0, 16.0,
        Sample.latency),
    Row("lead-wait", "Median wait for one's lead to decide: an hour to a working day.", 1.0, 8.0,
        lambda s: s.wait(LEAD),
        lambda _: "What climbs from there is counted here as well."),
    Row("top-wait", "Median wait for the top to decide: one to five working days.", 8.0, 40.0,
        lambda s: s.wait(TOP)),
    Row("busy-heads", "Share of the week in which heads work or are booked.", 0.60, 0.95, Sample.busy_heads,
        lambda _: f"Hours of all that they begin, over the hours of the run, in {LOGGED_WORLDS} worlds."),
    Row("packages", "Packages that people work on in a week.", 1.0, 3.0, Sample.packages_at_a_time,
        lambda _: f"Of those who work on any, in {LOGGED_WORLDS} worlds."),
    Row("inboxes", "Hours that a year adds to the mean inbox: none grows without end.", -1.0, 1.0,
        Sample.inbox_growth),
    Row("dip", "Deepest fall of four-week throughput, of the mean over worlds.", 0.03, 0.25,
        lambda s: 1.0 - s.recovery().deepest_share, _why_falls),
    Row("dip-weeks", "Weeks until the mean over worlds is at 95% again: 2 to 18 months.", 9.0, 78.0,
        lambda s: float(s.recovery().weeks_until_level or 0), _why_falls),
)  # fmt: skip


def face_records() -> Iterator[Record]:
    """Yield one record for each range; none where the case is not part of this installation."""
    if CASE not in case_names():
        return
    sample = _sample()
    for row in ROWS:
        found = row.read(sample)
        yield Record(
            name=f"face/{row.name}",
            evidence=JUDGED,
            source=SOURCE,
            expected=(row.low, row.high),
            found=found,
            tolerance=None,
            passed=row.low <= found <= row.high,
            planted_error_caught=None,
            power=None,
            worlds=WORLDS,
            note=" ".join(filter(None, (row.meaning, row.why(sample), DRAWN, CHOSEN))),
        )


def _sample() -> Sample:
    organization = load(CASE)
    scenarios = (organization.baseline, CHANGED)
    rehearsal = Rehearsal.of(StudyDesign(organization, scenarios, SEED))
    rows = [rehearsal.row(world) for world in range(WORLDS)]
    baseline, changed = (
        tuple(rehearsal.outcome(place, row, world) for world, row in enumerate(rows))
        for place in range(len(scenarios))
    )
    logged = tuple(
        rehearsal.outcome(0, row, world, log=True) for world, row in enumerate(rows[:LOGGED_WORLDS])
    )
    return Sample(rehearsal.plans[0], baseline, changed, logged)
