"""The drivers of a difference and where it flips, in sentences; no HTML, no color.

The words for an assumption are its meaning in the evidence table. "Higher: later" means: the higher the
assumption, the later the scenario ships compared with the baseline.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from reorg.report.bounds import Entry, entries_of, label
from reorg.report.figures import change, number, share
from reorg.report.scenarios import Verdict
from reorg.report.vocabulary import words
from reorg.report.where_it_flips import DRIVERS_LISTED, LEAST, flip_lines

WEAK = 0.05
"""Share of the variance of an assumption that a study should be large enough to name."""
_PARTS = (
    (0.5, "more than half"),
    (0.2, "less than half"),
    (0.05, "less than a fifth"),
    (0.0, "next to nothing"),
)


@dataclass(frozen=True)
class DriverRow:
    """One driver with every figure ready to be read."""

    assumption: str
    label: str
    share: str
    interval: str
    pairs: str
    effect: str
    lowest: str
    highest: str


@dataclass(frozen=True)
class Sensitivity:
    """The words for one difference: ``rest`` is the share not explained, ``flips`` a sentence each."""

    scenario: str
    metric: str
    label: str
    drivers: tuple[DriverRow, ...]
    pairs: tuple[str, ...]
    rest: str
    flips: tuple[str, ...]


def describe_sensitivity(verdict: Verdict, scenario: str, metric: str) -> Sensitivity | None:
    """Return what that difference depends on, or None if the verdict does not say."""
    entry = next(iter(entries_of(verdict, "sensitivity", scenario, metric)), None)
    if entry is None:
        return None
    drivers = list(entries_of(verdict, "drivers", scenario, metric))
    rest = _declined(verdict, entry) if entry.get("declined") else _rest(verdict, entry, drivers)
    return Sensitivity(
        scenario=scenario,
        metric=metric,
        label=words(metric).label,
        drivers=tuple(_row(driver, verdict) for driver in drivers),
        pairs=tuple(_pair(pair, drivers) for pair in entry.get("pairs", ())),
        rest=rest,
        flips=tuple(flip_lines(verdict, scenario, metric)),
    )


def describe_sensitivities(verdict: Verdict, scenario: str, metrics: Iterable[str]) -> list[Sensitivity]:
    """Return what each difference depends on, for those of ``metrics`` that the verdict examined."""
    found = (describe_sensitivity(verdict, scenario, metric) for metric in metrics)
    return [each for each in found if each is not None]


def drivers_in_short(verdict: Verdict, scenario: str, metric: str) -> str:
    """Return the strongest drivers of one of several scenarios; otherwise that there is none.

    Figures are rounded to parts, so that scenarios with the same statement can share it.
    """
    entry = next(iter(entries_of(verdict, "sensitivity", scenario, metric)), None)
    if entry is None:
        return ""
    if entry.get("declined"):
        late = share(entry["censored_share"])
        return f"not known, as {late} of worlds are not out by week {verdict['horizon_weeks']}"
    drivers = [
        driver for driver in entries_of(verdict, "drivers", scenario, metric) if _whole(driver) >= LEAST
    ]
    if not drivers:
        needed = _worlds_needed(entry)
        more = f"; {needed:,} would show what explains {share(WEAK)}" if needed else ""
        return f"no assumption stands out in {entry['worlds']:,} worlds{more}"
    explained = _explained(drivers, _roughly(entry["explained"]))
    return f"{_named(drivers, shares=False)}; {explained}, the rest luck and other assumptions"


def drivers_line(verdict: Verdict, scenario: str, metric: str) -> str:
    """Return the strongest drivers in one line: ``coupling 41% (higher: later), ...``; else nothing."""
    entry = next(iter(entries_of(verdict, "sensitivity", scenario, metric)), None)
    if entry is None:
        return ""
    if entry.get("declined"):
        return _declined(verdict, entry)
    counted = _counted(verdict, entry)
    named = list(entries_of(verdict, "drivers", scenario, metric))
    lines = [driver for driver in named if _whole(driver) >= LEAST]
    if named and not lines:
        return f"{label(named[0])} matters, but explains less than 1%: no assumption stands out{counted}"
    if not lines:
        return f"no assumption stands out in {entry['worlds']:,} worlds{_needed(entry)}{counted}"
    explained = _explained(lines, share(entry["explained"]))
    return f"{_named(lines)}; {explained}, the rest luck and other assumptions{counted}"


def _explained(drivers: list[Entry], part: str) -> str:
    """Return the share of the variance explained by the drivers; a single one is not added up."""
    return f"together {part}" if len(drivers) > 1 else f"it explains {part}"


def _roughly(explained: float) -> str:
    return next((part for least, part in _PARTS if explained >= least), "")


def _named(drivers: list[Entry], shares: bool = True) -> str:
    """Return the first drivers with their shares and effects; an effect that all have is stated once."""
    listed = drivers[:DRIVERS_LISTED]
    effects = [_parenthesized(_effect(driver)) for driver in listed]
    alike = len(set(effects)) == 1 and len(listed) > 1
    named = [
        f"{label(driver)}{f' {share(_main(driver))}' if shares else ''}{'' if alike else effect}"
        for driver, effect in zip(listed, effects, strict=True)
    ]
    return f"{', '.join(named)}{effects[0].replace('(', '(each ', 1) if alike else ''}"


def _row(driver: Entry, verdict: Verdict) -> DriverRow:
    unit = _metric_unit(verdict, driver["metric"])
    low, high = number(driver["lowest_fifth"]), number(driver["highest_fifth"])
    ends = driver["share_interval_95"]
    return DriverRow(
        assumption=driver["assumption"],
        label=label(driver),
        share=share(driver["share"]),
        interval=f"{share(ends[0])} to {share(ends[1])}" if driver["share"] else "",
        pairs=share(driver["share_in_pairs"]) if driver["share_in_pairs"] else "",
        effect=_effect(driver),
        lowest=change(low, unit, [high]),
        highest=change(high, unit, [low]),
    )


def _metric_unit(verdict: Verdict, metric: str) -> str:
    """Return the unit of a metric; drivers alone list their metrics, a verdict its differences."""
    listed = verdict.get("metrics", {}).get(metric)
    if listed:
        return str(listed["unit"])
    return next((str(d["unit"]) for d in verdict.get("differences", ()) if d["metric"] == metric), "")


def _main(driver: Entry) -> float:
    return max(float(driver["share"]), float(driver["share_in_pairs"]))


def _whole(driver: Entry) -> float:
    return float(driver["share"]) + float(driver["share_in_pairs"])


def _effect(driver: Entry) -> str:
    """State the direction of an effect: ``higher: later``."""
    wording = words(driver["metric"])
    if driver["direction"] and driver["share"] >= max(LEAST, driver["share_in_pairs"]):
        return f"higher: {wording.higher if driver['direction'] > 0 else wording.lower}"
    if driver["share_in_pairs"] > driver["share"]:
        return "together with others"
    if driver["share"] < LEAST:
        return "the spread, hardly the mean"
    if driver["bend"]:
        return f"middle: {wording.lower if driver['bend'] > 0 else wording.higher}"
    return "up and down"


def _parenthesized(text: str) -> str:
    return f" ({text})" if text else ""


def _pair(pair: Entry, drivers: list[Entry]) -> str:
    known = {driver["assumption"]: label(driver) for driver in drivers}
    first, second = (known.get(each, each) for each in pair["assumptions"])
    return f"{first} together with {second}: {share(pair['share'])}"


def _declined(verdict: Verdict, entry: Entry) -> str:
    """State why drivers are not reported: too many worlds are cut off at the horizon."""
    return (
        f"Not known: in {share(entry['censored_share'])} of worlds {words(entry['metric']).noun} is not out"
        f" by week {verdict['horizon_weeks']} on one side or both, so anything that delays both could be"
        " mistaken for what sets them apart. A longer horizon would show it."
    )


def _counted(verdict: Verdict, entry: Entry) -> str:
    """State that a few worlds are counted to the horizon; empty if there are none."""
    censored = number(entry.get("censored_share"))
    if not censored:
        return ""
    week = verdict["horizon_weeks"]
    return f"; not out by week {week} counts as week {week} ({share(censored)} of worlds)"


def _needed(entry: Entry) -> str:
    """State how strong an assumption must be to be found, and how many worlds would find a weaker one."""
    worlds = _worlds_needed(entry)
    if not worlds:
        return ""
    least, level = entry["named_from_share"], number(entry.get("level_named_from_share"))
    of_levels = f" ({share(level)} if it is a level or fact that the model leaves open)" if level else ""
    return (
        f": one must explain {share(least)} or more{of_levels} to be found; {worlds:,} worlds would find one"
        f" that explains {share(WEAK)}"
    )


def _worlds_needed(entry: Entry) -> int:
    """Return how many worlds it takes to find a weak assumption; 0 if these suffice or it is unknown."""
    least, points = number(entry.get("named_from_share")), entry.get("points")
    if not least or not points or least <= WEAK:
        return 0
    # The share named falls with the number of points: least / (1 - least) times them stays the same.
    needed = float(points) * least / (1.0 - least) * (1.0 - WEAK) / WEAK * 2.0
    return math.ceil(needed / 64.0) * 64


def _rest(verdict: Verdict, entry: Entry, drivers: list[Entry]) -> str:
    counted = _counted(verdict, entry)
    if not drivers:
        return (
            f"No assumption stands out from luck in {entry['worlds']:,} worlds{counted}{_needed(entry)}. More"
            " worlds would find weaker ones."
        )
    low, high = entry["explained_interval_95"]
    explained = share(entry["explained"])
    return (
        f"Together they explain {explained} of the variance of the difference ({share(low)} to"
        f" {share(high)}); the rest is luck, and assumptions too weak to be distinguished from it{counted}."
    )
