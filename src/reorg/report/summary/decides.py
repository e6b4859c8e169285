"""The drivers of the difference in plain words, and where it reverses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reorg.report.figures import number
from reorg.report.hundredths import hundredths
from reorg.report.summary.assumption_words import plain_bounds, plain_words
from reorg.report.summary.comparison import Comparison
from reorg.report.vocabulary import Words, words
from reorg.report.where_it_flips import (
    ending_in_short,
    how_it_ends,
    region_in_words,
    reported_regions,
    shares_inside,
    sides_in_words,
    weakest_lines,
)

MOSTLY_LUCK_BELOW = 0.2
"""Share of the variance explained by all assumptions below which luck counts as the main driver."""
MOSTLY_KNOWN_FROM = 0.6
DRAWN = 4
TURNS_MAX = 1
_LEAST = 0.005

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Driver:
    """A driver, with the mean difference at its low and at its high end."""

    label: str
    low_word: str
    high_word: str
    low: float
    high: float


@dataclass(frozen=True)
class Decides:
    """``share`` says luck or assumptions, ``turns`` where the verdict reverses, a sentence each."""

    share: str
    turns: tuple[str, ...]
    drivers: tuple[Driver, ...]
    unit: str
    lower: str
    higher: str


def what_decides(compared: Comparison) -> Decides | None:
    """Return the drivers of the leading difference; None for one scenario alone."""
    metric, entry = compared.metric, compared.entry(compared.metric)
    if metric is None or entry is None:
        return None
    wording = words(metric)
    examined = next(iter(_of(compared, "sensitivity")), None)
    drivers = [driver for driver in _of(compared, "drivers") if _whole(driver) >= _LEAST]
    known = examined is not None and not examined.get("declined")
    return Decides(
        share=_share(compared, examined, drivers),
        turns=tuple(_turns(compared, examined, wording)) if known and examined is not None else (),
        drivers=tuple(_driver(driver) for driver in drivers[:DRAWN] if driver["share"] > 0.0),
        unit=entry["unit"],
        lower=wording.lower,
        higher=wording.higher,
    )


def turns_in_short(compared: Comparison) -> str:
    """State in one sentence whether any assumption reverses the verdict; empty if not examined."""
    examined = next(iter(_of(compared, "sensitivity")), None)
    if examined is None or examined.get("lean") not in ("helps", "harms"):
        return ""
    flips = [flip for flip in _of(compared, "flips") if flip["toward"] != "neither"]
    if not flips:
        ending = ending_in_short(*_asked(compared), plain_bounds)
        return f"No assumption we varied was found to reverse it{f', but {ending}' if ending else ''}."
    part = round(100.0 * sum(flip["share_of_worlds"] for flip in flips))
    return f"Under some assumptions, met in {part} of 100 worlds, it reverses."


def _asked(compared: Comparison) -> tuple[Document, str, str]:
    return compared.verdict, str(compared.scenario), str(compared.metric)


def _of(compared: Comparison, kind: str) -> Iterable[Document]:
    entries = compared.verdict.get(kind, ())
    named = (compared.scenario, compared.metric)
    return (entry for entry in entries if (entry["scenario"], entry["metric"]) == named)


def _whole(driver: Document) -> float:
    return float(driver["share"]) + float(driver["share_in_pairs"])


def _driver(driver: Document) -> Driver:
    words = plain_words(driver)
    low, high = number(driver["lowest_fifth"]) or 0.0, number(driver["highest_fifth"]) or 0.0
    return Driver(words.label, words.low, words.high, low, high)


def _share(compared: Comparison, examined: Document | None, drivers: list[Document]) -> str:
    if examined is None:
        notes = [note for note in compared.verdict.get("notes", ()) if "decides a difference" in note]
        return notes[0] if notes else "Nothing varies, so nothing decides."
    if examined.get("declined"):
        late = round(100.0 * (number(examined["censored_share"]) or 0.0))
        return (
            f"Not known: in {late} of 100 worlds one or both are not out by week"
            f" {compared.verdict['horizon_weeks']}. A longer horizon would show it."
        )
    explained, together = number(examined["explained"]) or 0.0, _together(compared)
    if not drivers:
        return _none_named(examined["worlds"], together)
    named = plain_words(drivers[0]).label
    first = f"“{named}” matters most" if len(drivers) > 1 else f"only “{named}” stands out"
    # Where few drivers are named, the spread that they leave is luck and all other assumptions.
    if together is None or together.share < explained:
        which = "the assumptions that stand out explain" if len(drivers) > 1 else "it explains"
        first = first[:1].upper() + first[1:]
        return f"{first}: {which} {_percent(explained)} of the spread between worlds."
    those = "those that stand out" if len(drivers) > 1 else "it"
    return f"{together.in_words}; {first}, and {those} {_verb(drivers)} {_percent(explained)}."


@dataclass(frozen=True)
class _Together:
    """The share of the variance that all assumptions explain together, and the sentence on it."""

    share: float
    in_words: str


def _together(compared: Comparison) -> _Together | None:
    """Return what all assumptions explain together; None in too few worlds to tell them from luck."""
    entry = next(iter(_of(compared, "luck")), None)
    if entry is None:
        return None
    part = float(entry["assumptions_share"])
    low, high = (_percent(float(end)) for end in entry["assumptions_interval_95"])
    if part < MOSTLY_LUCK_BELOW:
        kind = "Mostly luck"
    else:
        kind = "Luck and assumptions" if part < MOSTLY_KNOWN_FROM else "Mostly assumptions"
    explain = f"all assumptions together explain {_percent(part)} of the spread between worlds"
    return _Together(part, f"{kind}: {explain} ({low} to {high})")


def _none_named(worlds: int, together: _Together | None) -> str:
    if together is None:
        return f"Not known: in {worlds:,} worlds, no single assumption stands out from luck."
    return f"{together.in_words}, but none stands out alone in {worlds:,} worlds."


def _verb(drivers: list[Document]) -> str:
    return "explain" if len(drivers) > 1 else "explains"


def _percent(part: float) -> str:
    return f"{round(100.0 * part)}%"


def _turns(compared: Comparison, examined: Document, wording: Words) -> Iterable[str]:
    lean, flips = examined.get("lean"), reported_regions(*_asked(compared))
    if lean in (None, "ties"):
        return
    for flip in flips[:TURNS_MAX]:
        if flip["toward"] == "neither":
            yield _ending(flip, str(lean), wording)
        else:
            yield _turn(compared, flip, wording, divided=lean == "neither")
    if not flips and lean == "neither":
        yield "No assumption we varied tips it to either side."
    elif not flips:
        yield (
            "No reversal was found: no assumption that we varied makes the other side win clearly more often."
        )
    yield from weakest_lines(*_asked(compared), plain_bounds)


def _ending(flip: Document, lean: str, wording: Words) -> str:
    inside, against = shares_inside(flip, lean)
    count, other, _ties = hundredths((inside, against, max(0.0, 1.0 - inside - against)))
    toward, away = sides_in_words(lean, wording)
    part = round(100.0 * flip["share_of_worlds"])
    return (
        f"No reversal was found, but where {region_in_words(flip, plain_bounds)} ({part} of 100 worlds), it"
        f" {how_it_ends(flip, lean)}: {toward} in {count}, {away} in {other} of 100."
    )


def _turn(compared: Comparison, flip: Document, wording: Words, divided: bool) -> str:
    helps, harms = flip["helps_share_inside"], flip["harms_share_inside"]
    rises = (flip["toward"] == "harms") == (wording.better == "lower")
    inside = hundredths((helps, harms, max(0.0, 1.0 - helps - harms)))
    count, against = inside[:2] if flip["toward"] == "helps" else inside[1::-1]
    toward, away = (wording.higher, wording.lower) if rises else (wording.lower, wording.higher)
    verb = "leans" if divided else "reverses"
    part = round(100.0 * flip["share_of_worlds"])
    where = region_in_words(flip, plain_bounds)
    return (
        f"It {verb} where {where} ({part} of 100 worlds): there {compared.alternative} is {toward}"
        f" in {count}, {away} in {against} of 100."
    )
