"""Regions in which a verdict reverses, or ends without reversing, in sentences; no HTML, no color."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reorg.report.bounds import Entry, bounds_in_words, entries_of
from reorg.report.figures import share
from reorg.report.scenarios import Verdict, scenario_name
from reorg.report.vocabulary import Words, words
from reorg.study.inference.majority import EVEN

Bounds = Callable[[Entry], str]
"""Describes one side of a region."""

DRIVERS_LISTED = 3
"""Number of drivers for which the page states where the verdict is weakest."""
LEAST = 0.005
"""Share of the variance below which a driver is not named in a line."""


def flip_line(verdict: Verdict, scenario: str, metric: str) -> str:
    """Return where the verdict reverses or ends, in one line; empty if not examined."""
    return " ".join(flip_lines(verdict, scenario, metric))


def flips_in_short(verdict: Verdict, scenario: str, metric: str) -> str:
    """Return the same for one of several scenarios: where it reverses, else in which region it ends.

    A region in which it ends is described without figures, so that scenarios with the same region can share
    the sentence.
    """
    regions = reported_regions(verdict, scenario, metric)
    if any(flip["toward"] == "neither" for flip in regions):
        return f"No reversal was found, but {ending_in_short(verdict, scenario, metric)}."
    if regions:
        return " ".join(_region_lines(verdict, scenario, metric, bounds_in_words))
    return flip_line(verdict, scenario, metric)


def flips_of_several(verdict: Verdict, metrics: Mapping[str, str]) -> list[str]:
    """Return where the verdicts of several scenarios reverse, each by its metric, a line each.

    Those of which the same is true share a sentence.
    """
    shared: dict[tuple[str, str], list[str]] = {}
    for scenario, metric in metrics.items():
        nowhere = ""
        line = flips_in_short(verdict, scenario, metric)
        if _is_nowhere(verdict, scenario, metric):
            nowhere = _reversed(verdict, scenario, metric)
            line = " ".join(weakest_lines(verdict, scenario, metric))
        shared.setdefault((nowhere, line), []).append(scenario_name(verdict, scenario))
    return [
        _nowhere(names, nowhere, line) if nowhere else f"{', '.join(names)}: {line}"
        for (nowhere, line), names in shared.items()
        if nowhere or line
    ]


def _nowhere(names: list[str], does: str, weakest: str) -> str:
    *others, last = names
    any_of = f"{', '.join(others)} or {last}" if others else last
    line = f"No region was found in which {any_of} {does} in clearly more worlds than the reverse."
    return f"{line} {weakest}".rstrip()


def flip_lines(verdict: Verdict, scenario: str, metric: str, bounds: Bounds = bounds_in_words) -> list[str]:
    """Return where the verdict reverses, where it ends, and where it is weakest, a sentence each."""
    regions = _region_lines(verdict, scenario, metric, bounds)
    return [*regions, *weakest_lines(verdict, scenario, metric, bounds)]


def weakest_lines(
    verdict: Verdict, scenario: str, metric: str, bounds: Bounds = bounds_in_words
) -> list[str]:
    """Return where along its drivers a verdict ends, a sentence each; then where it is weakest but holds.

    The part in which the other side comes nearest is first. Nothing of a driver that bounds a flip, or that
    alone bounds where the verdict ends, nor where worlds are divided.
    """
    lean, wording = _lean(verdict, scenario, metric), words(metric)
    known = _weakest_parts(verdict, scenario, metric) if lean in ("helps", "harms") else []
    ending = [_ending_line(part, lean, wording, bounds) for part in known if _ends(part, lean)]
    holding = [part for part in known if not _ends(part, lean)]
    return [*ending, *([_holding_line(holding, lean, wording, bounds)] if holding else [])]


def ending_in_short(verdict: Verdict, scenario: str, metric: str, bounds: Bounds = bounds_in_words) -> str:
    """Return where a verdict ends: ``where the skill is low, it comes out even``; empty if it does not.

    In a region that was found, otherwise along the driver with the largest decline.
    """
    lean = _lean(verdict, scenario, metric)
    if lean not in ("helps", "harms"):
        return ""
    for flip in reported_regions(verdict, scenario, metric):
        if flip["toward"] == "neither":
            return f"where {region_in_words(flip, bounds)}, it {how_it_ends(flip, lean)}"
    ending = (part for part in _weakest_parts(verdict, scenario, metric) if _ends(part, lean))
    return next((f"where {bounds(part)}, it {how_it_ends(part, lean)}" for part in ending), "")


def reported_regions(verdict: Verdict, scenario: str, metric: str) -> list[Entry]:
    """Return the regions worth a sentence: where it ends along one driver, all worlds say more than half."""
    lean, drivers = _lean(verdict, scenario, metric), entries_of(verdict, "drivers", scenario, metric)
    known = {d["assumption"] for d in drivers if d.get("weakest") and _ends(d["weakest"], lean)}
    flips = entries_of(verdict, "flips", scenario, metric)
    return [f for f in flips if not (_is_of_one_driver(f) and f["box"][0]["assumption"] in known)]


def region_in_words(flip: Entry, bounds: Bounds = bounds_in_words) -> str:
    """Return the sides of a region: ``the skill is low and hours per request are above 0.9 hours``."""
    *others, last = map(bounds, flip["box"])
    return f"{', '.join(others)} and {last}" if others else last


def how_it_ends(part: Entry, lean: str) -> str:
    """Return the state of a verdict in a part or region: ``comes out even``."""
    if part.get("lean") in ("helps", "harms"):
        return "reverses"
    inside, against = shares_inside(part, lean)
    return "comes out even" if abs(inside - against) <= EVEN else "is no longer clear"


def shares_inside(part: Entry, lean: str) -> tuple[float, float]:
    """Return the shares of worlds on the verdict's side and on the other, in a part or region."""
    return _shares(part, lean, "inside")


def _is_of_one_driver(flip: Entry) -> bool:
    return bool(flip["toward"] == "neither" and len(flip["box"]) == 1)


def _lean(verdict: Verdict, scenario: str, metric: str) -> str:
    examined = next(iter(entries_of(verdict, "sensitivity", scenario, metric)), {})
    return str(examined.get("lean") or "")


def _weakest_parts(verdict: Verdict, scenario: str, metric: str) -> list[Entry]:
    """Return where along its strongest drivers the verdict is weakest, the weakest first."""
    regions = reported_regions(verdict, scenario, metric)
    closed = [flip for flip in regions if flip["toward"] != "neither" or _is_of_one_driver(flip)]
    bounding = {side["assumption"] for flip in closed for side in flip["box"]}
    drivers = [
        driver
        for driver in entries_of(verdict, "drivers", scenario, metric)
        if float(driver["share"]) + float(driver["share_in_pairs"]) >= LEAST
    ][:DRIVERS_LISTED]
    lean = _lean(verdict, scenario, metric)
    parts = [d["weakest"] for d in drivers if d.get("weakest") and d["assumption"] not in bounding]
    return sorted(parts, key=lambda part: _ahead(part, lean))


def _ending_line(part: Entry, lean: str, wording: Words, bounds: Bounds) -> str:
    elsewhere = " and ".join(map(share, _shares(part, lean, "elsewhere")))
    there = _there(part, lean, wording)
    return f"Where {bounds(part)}, it {how_it_ends(part, lean)}: {there} (elsewhere {elsewhere})."


def _holding_line(parts: list[Entry], lean: str, wording: Words, bounds: Bounds) -> str:
    first, *others = parts
    lines = [f"It still holds where {bounds(first)}: {_there(first, lean, wording)}"]
    lines += [
        f"where {bounds(part)}: {' and '.join(map(share, shares_inside(part, lean)))}" for part in others
    ]
    return f"{'; '.join(lines)}."


def _there(part: Entry, lean: str, wording: Words) -> str:
    """Return the shares of a part or region: ``later in 46% of worlds, sooner in 44%``."""
    toward, away = sides_in_words(lean, wording)
    inside, against = shares_inside(part, lean)
    return f"{toward} in {share(inside)} of worlds, {away} in {share(against)}"


def _ends(part: Entry, lean: str) -> bool:
    """Return whether the verdict ends in a part: lower certainty in fewer worlds does not end it."""
    return bool(part["lean"] != lean) and _ahead(part, lean) <= EVEN


def _ahead(part: Entry, lean: str) -> float:
    inside, against = shares_inside(part, lean)
    return inside - against


def _shares(part: Entry, lean: str, place: str) -> tuple[float, float]:
    helps, harms = float(part[f"helps_share_{place}"]), float(part[f"harms_share_{place}"])
    return (helps, harms) if lean == "helps" else (harms, helps)


def _region_lines(verdict: Verdict, scenario: str, metric: str, bounds: Bounds) -> list[str]:
    lean = _lean(verdict, scenario, metric)
    found = reported_regions(verdict, scenario, metric)
    if not lean:
        return []
    if lean == "ties":
        return ["There is nothing to reverse, as the scenarios tie in nearly all worlds."]
    if found:
        overall = ["Over all worlds the shares are divided."] if lean == "neither" else []
        return overall + [_region_line(verdict, flip, lean, bounds) for flip in found]
    if lean == "neither":
        return ["Worlds are divided, and no region of the assumptions was found that tips them to one side."]
    found_none = "No reversal was found: there is no region in which it"
    return [f"{found_none} {_reversed(verdict, scenario, metric)} in clearly more worlds than the reverse."]


def _is_nowhere(verdict: Verdict, scenario: str, metric: str) -> bool:
    """Return whether a verdict leans to a side, and no region was found in which it reverses or ends."""
    return _lean(verdict, scenario, metric) in ("helps", "harms") and not reported_regions(
        verdict, scenario, metric
    )


def _reversed(verdict: Verdict, scenario: str, metric: str) -> str:
    """Return what a scenario would do if its verdict reversed: ``ships the next release sooner``."""
    wording = words(metric)
    return wording.phrase.format(sides_in_words(_other(_lean(verdict, scenario, metric)), wording)[0])


def _region_line(verdict: Verdict, flip: Entry, lean: str, bounds: Bounds) -> str:
    wording, where = words(flip["metric"]), region_in_words(flip, bounds)
    if flip["toward"] == "neither":
        return (
            f"No reversal was found, but where {where}, it {how_it_ends(flip, lean)}:"
            f" {_there(flip, lean, wording)} ({share(flip['share_of_worlds'])} of all worlds are there)."
        )
    with_it, against = _shares(flip, flip["toward"], "inside")
    verb = "leans" if lean == "neither" else "reverses"
    toward, away = sides_in_words(flip["toward"], wording)
    does = wording.phrase.format(toward)
    label = scenario_name(verdict, flip["scenario"])
    return (
        f"It {verb} where {where}: there {label} {does} in {share(with_it)} of worlds,"
        f" {away} in {share(against)}. These are {share(flip['share_of_worlds'])} of all worlds and"
        f" {share(flip['coverage'])} of those in which it {does}."
    )


def _other(lean: str) -> str:
    return "harms" if lean == "helps" else "helps"


def sides_in_words(toward: str, wording: Words) -> tuple[str, str]:
    """Return the words for the side that helps, or harms, and for the other: ``later``, ``sooner``."""
    falls = (toward == "helps") == (wording.better == "lower")
    return (wording.lower, wording.higher) if falls else (wording.higher, wording.lower)
