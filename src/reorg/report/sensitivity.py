"""What decides a difference and where it flips, in sentences; no HTML, no color.

The words for an assumption are its meaning in the evidence table. "Higher: later" reads: the higher the
assumption, the later the scenario ships compared with the baseline.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reorg.report.figures import SHORT, change, number, share
from reorg.report.plain_text import shown
from reorg.report.scenarios import Verdict, scenario_name
from reorg.report.vocabulary import Words, words

Entry = Mapping[str, Any]
_NAMED = 3
WEAK = 0.05
"""Share of the variance of an assumption that a study should be large enough to name."""

_LEAST = 0.005
"""Share of the variance below which a driver is not worth a name in a line."""


_EVEN = 0.1
"""Difference of two shares of worlds up to which they are called even."""
_ENDS = 2
"""Drivers of which it is said that the verdict ends somewhere along them."""


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
    """What is said of one difference: ``rest`` what its drivers leave open, ``flips`` a sentence each."""

    scenario: str
    metric: str
    label: str
    drivers: tuple[DriverRow, ...]
    pairs: tuple[str, ...]
    rest: str
    flips: tuple[str, ...]


def describe_sensitivity(verdict: Verdict, scenario: str, metric: str) -> Sensitivity | None:
    """Return what that difference depends on, or None where the verdict does not say."""
    entry = next(iter(_of(verdict, "hinges", scenario, metric)), None)
    if entry is None:
        return None
    drivers = list(_of(verdict, "drivers", scenario, metric))
    rest = _declined(verdict, entry) if entry.get("declined") else _rest(verdict, entry, drivers)
    return Sensitivity(
        scenario=scenario,
        metric=metric,
        label=words(metric).label,
        drivers=tuple(_row(driver, verdict) for driver in drivers),
        pairs=tuple(_pair(pair, drivers) for pair in entry.get("pairs", ())),
        rest=rest,
        flips=tuple(_flip_lines(verdict, entry)),
    )


def describe_sensitivities(verdict: Verdict, scenario: str, metrics: Iterable[str]) -> list[Sensitivity]:
    """Return what depends on what, for those of ``metrics`` that the verdict examined."""
    found = (describe_sensitivity(verdict, scenario, metric) for metric in metrics)
    return [each for each in found if each is not None]


def drivers_in_short(verdict: Verdict, scenario: str, metric: str) -> str:
    """Return the strongest driver of one of several scenarios; else that there is none."""
    entry = next(iter(_of(verdict, "hinges", scenario, metric)), None)
    if entry is None:
        return ""
    if entry.get("declined"):
        late = share(entry["censored_share"])
        return f"not known, as {late} of worlds are not out by week {verdict['horizon_weeks']}"
    drivers = [driver for driver in _of(verdict, "drivers", scenario, metric) if _whole(driver) >= _LEAST]
    if not drivers:
        needed = _worlds_needed(entry)
        more = f"; {needed:,} would name what explains {share(WEAK)}" if needed else ""
        return f"no assumption stands out in {entry['worlds']:,} worlds{more}"
    strongest = drivers[0]
    return f"{label(strongest)} {share(_main(strongest))}{_parenthesized(_effect(strongest))}"


def drivers_line(verdict: Verdict, scenario: str, metric: str) -> str:
    """Return the strongest drivers in one line: ``coupling 41 % (higher: later), ...``; else nothing."""
    entry = next(iter(_of(verdict, "hinges", scenario, metric)), None)
    if entry is None:
        return ""
    if entry.get("declined"):
        return _declined(verdict, entry)
    counted = _counted(verdict, entry)
    named = list(_of(verdict, "drivers", scenario, metric))
    told = [
        f"{label(driver)} {share(_main(driver))}{_parenthesized(_effect(driver))}"
        for driver in named
        if _whole(driver) >= _LEAST
    ][:_NAMED]
    if named and not told:
        return f"almost all is chance: {label(named[0])} matters, but explains less than 1 %{counted}"
    if not told:
        return f"no assumption stands out in {entry['worlds']:,} worlds{_needed(entry)}{counted}"
    return f"{', '.join(told)}; together {share(entry['explained'])}, the rest mostly luck{counted}"


def flip_line(verdict: Verdict, scenario: str, metric: str) -> str:
    """Return where the verdict reverses, in one line; empty where it was not asked."""
    entry = next(iter(_of(verdict, "hinges", scenario, metric)), None)
    return " ".join(_flip_lines(verdict, entry)) if entry else ""


def label(entry: Entry) -> str:
    """Return the words for an assumption: its meaning, without remarks in brackets; ``log(x)`` stays."""
    said = re.sub(r"\s+\([^()]*\)", "", str(entry.get("meaning") or "")).strip()
    return shown(said or entry["assumption"])


def bounds_in_words(side: Entry) -> str:
    """Return one side of a box: ``hours per request is above 0.9 hours``."""
    low, high = number(side["low"]), number(side["high"])
    if side.get("levels"):
        return f"{label(side)} is {_levels(side['levels'], low, high)}"
    unit = _unit(side)
    if low is not None and high is not None:
        return f"{label(side)} is between {_figure(low)} and {_figure(high)}{unit}"
    bound, kind = (high, "below") if low is None else (low, "above")
    return f"{label(side)} is {kind} {_figure(bound or 0.0)}{unit}"


def _levels(levels: list[str], low: float | None, high: float | None) -> str:
    """Return the levels between two bounds: ``low or medium``."""
    ends = (-1.0 if low is None else low, float(len(levels)) if high is None else high)
    return " or ".join(level for place, level in enumerate(levels) if ends[0] <= place <= ends[1])


def _of(verdict: Verdict, kind: str, scenario: str, metric: str) -> Iterable[Entry]:
    return (e for e in verdict.get(kind, ()) if e["scenario"] == scenario and e["metric"] == metric)


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
    """Say which way it works: ``higher: later``."""
    said = words(driver["metric"])
    if driver["direction"] and driver["share"] >= max(_LEAST, driver["share_in_pairs"]):
        return f"higher: {said.higher if driver['direction'] > 0 else said.lower}"
    if driver["share_in_pairs"] > driver["share"]:
        return "together with others"
    if driver["share"] < _LEAST:
        return "the spread, hardly the mean"
    if driver["bend"]:
        return f"middle: {said.lower if driver['bend'] > 0 else said.higher}"
    return "up and down"


def _parenthesized(text: str) -> str:
    return f" ({text})" if text else ""


def _pair(pair: Entry, drivers: list[Entry]) -> str:
    known = {driver["assumption"]: label(driver) for driver in drivers}
    first, second = (known.get(each, each) for each in pair["assumptions"])
    return f"{first} together with {second}: {share(pair['share'])}"


def _declined(verdict: Verdict, entry: Entry) -> str:
    """Say why drivers are not told: too many worlds are cut off at the horizon."""
    return (
        f"Not known: in {share(entry['censored_share'])} of worlds {words(entry['metric']).noun} is not out"
        f" by week {verdict['horizon_weeks']} on one side or both, so anything that delays both could be"
        " mistaken for what sets them apart. A longer horizon would show it."
    )


def _counted(verdict: Verdict, entry: Entry) -> str:
    """Say that a few worlds are counted to the horizon; empty where none is."""
    censored = number(entry.get("censored_share"))
    if not censored:
        return ""
    return f"; counted to week {verdict['horizon_weeks']} where not out ({share(censored)} of worlds)"


def _needed(entry: Entry) -> str:
    """Say how strong an assumption must be to be named, and how many worlds name a weaker one."""
    worlds = _worlds_needed(entry)
    if not worlds:
        return ""
    least, level = entry["named_from_share"], number(entry.get("level_named_from_share"))
    of_levels = f" ({share(level)} of a level or fact that the model leaves open)" if level else ""
    return (
        f": named is what explains {share(least)} or more{of_levels}; {worlds:,} worlds would name what"
        f" explains {share(WEAK)}"
    )


def _worlds_needed(entry: Entry) -> int:
    """Return how many worlds name an assumption that explains little; 0 where these do, or none is told."""
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


def _flip_lines(verdict: Verdict, entry: Entry) -> list[str]:
    return [*_reversal_lines(verdict, entry), *weakest_lines(verdict, entry["scenario"], entry["metric"])]


def weakest_lines(verdict: Verdict, scenario: str, metric: str) -> list[str]:
    """Return where along its drivers a verdict ends, a sentence each; else how it is where it is weakest.

    Nothing of a driver that bounds a flip, nor where worlds lean neither way.
    """
    lean = next((entry.get("lean") for entry in _of(verdict, "hinges", scenario, metric)), None)
    known = list(_weakest_parts(verdict, scenario, metric)) if lean in ("helps", "harms") else []
    ending = [part for part in known if _ends(part, str(lean))]
    return [_weakest_line(part, str(lean), words(metric)) for part in ending[:_ENDS] or known[:1]]


def ending_in_short(verdict: Verdict, scenario: str, metric: str) -> str:
    """Return where a verdict ends first along its drivers: ``where the skill is low it comes out even``."""
    lean = next((entry.get("lean") for entry in _of(verdict, "hinges", scenario, metric)), None)
    parts = _weakest_parts(verdict, scenario, metric)
    return next((_ending(part, str(lean)) for part in parts if _ends(part, str(lean))), "")


def _weakest_parts(verdict: Verdict, scenario: str, metric: str) -> Iterable[Entry]:
    """Yield where along each driver the verdict is weakest, the strongest driver first."""
    bounding = {s["assumption"] for flip in _of(verdict, "flips", scenario, metric) for s in flip["box"]}
    for driver in _of(verdict, "drivers", scenario, metric):
        if driver.get("weakest") and driver["assumption"] not in bounding and _whole(driver) >= _LEAST:
            yield driver["weakest"]


def _weakest_line(part: Entry, lean: str, said: Words) -> str:
    toward, away = _sides(lean, said)
    inside, against = _shares_of(part, lean, "inside")
    there = f"{toward} in {share(inside)} of worlds, {away} in {share(against)}"
    if not _ends(part, lean):
        return f"Even where {bounds_in_words(part)}: {there}."
    ending = _ending(part, lean)
    elsewhere = " and ".join(map(share, _shares_of(part, lean, "elsewhere")))
    return f"{ending[0].upper()}{ending[1:]}: {there} (elsewhere {elsewhere})."


def _ends(part: Entry, lean: str) -> bool:
    """Whether the verdict ends in a part: that fewer worlds are less sure does not end it."""
    inside, against = _shares_of(part, lean, "inside")
    return bool(part["lean"] != lean) and inside - against <= _EVEN


def _ending(part: Entry, lean: str) -> str:
    inside, against = _shares_of(part, lean, "inside")
    if part["lean"] in ("helps", "harms"):
        ends = "reverses"
    else:
        ends = "comes out even" if abs(inside - against) <= _EVEN else "is no longer clear"
    return f"where {bounds_in_words(part)} it {ends}"


def _shares_of(part: Entry, lean: str, place: str) -> tuple[float, float]:
    """Return the shares of worlds on the verdict's side and on the other, inside the part or elsewhere."""
    helps, harms = float(part[f"helps_share_{place}"]), float(part[f"harms_share_{place}"])
    return (helps, harms) if lean == "helps" else (harms, helps)


def _reversal_lines(verdict: Verdict, entry: Entry) -> list[str]:
    lean, scenario, metric = entry.get("lean"), entry["scenario"], entry["metric"]
    found = list(_of(verdict, "flips", scenario, metric))
    if lean is None:
        return []
    if lean == "ties":
        return ["Nothing to flip: the scenarios tie in nearly all worlds."]
    if found:
        overall = ["Over all worlds the shares are divided."] if lean == "neither" else []
        return overall + [_flip(verdict, flip, lean) for flip in found]
    if lean == "neither":
        return ["Worlds are divided, and no region of the assumptions was found in which it does."]
    other = _other(lean, words(metric))
    return [f"Nothing found flips it: no region in which it {other} in clearly more worlds than the reverse."]


def _flip(verdict: Verdict, flip: Entry, lean: str) -> str:
    said = words(flip["metric"])
    where = " and ".join(map(bounds_in_words, flip["box"]))
    with_it, against = flip["helps_share_inside"], flip["harms_share_inside"]
    if flip["toward"] == "harms":
        with_it, against = against, with_it
    verb = "leans" if lean == "neither" else "flips"
    toward, away = _sides(flip["toward"], said)
    does = said.phrase.format(toward)
    called = scenario_name(verdict, flip["scenario"])
    return (
        f"It {verb} where {where}: there {called} {does} in {share(with_it)} of worlds,"
        f" {away} in {share(against)}. These are {share(flip['share_of_worlds'])} of all worlds and"
        f" {share(flip['coverage'])} of those in which it {does}."
    )


def _other(lean: str, said: Words) -> str:
    return said.phrase.format(_sides("harms" if lean == "helps" else "helps", said)[0])


def _sides(toward: str, said: Words) -> tuple[str, str]:
    falls = (toward == "helps") == (said.better == "lower")
    return (said.lower, said.higher) if falls else (said.higher, said.lower)


def _unit(side: Entry) -> str:
    unit = str(side.get("unit") or "")
    if unit in ("", "1"):
        return ""
    return f" {SHORT.get(unit, unit) if unit == 'person-hours' else unit}"


def _figure(value: float) -> str:
    return f"{value:.2g}" if abs(value) < 100 else f"{value:,.0f}"
