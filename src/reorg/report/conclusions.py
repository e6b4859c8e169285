"""The sentence that states the conclusion on a paired difference.

Two things are asked of a difference: in which direction most worlds go, by a sign test (``lean``), and on
which side of 0 the 95% interval of its mean lies. A sentence tells the shares of worlds, and claims no
direction, and no lack of one, that they speak against:

    most worlds tie                  that is said first
    shares and mean agree            the direction, its share of worlds, and the median
    shares lean, the mean does not   the direction of the shares, and that the mean may be 0
    the mean alone                   both shares, and the direction on average
    they go opposite ways            both, with why
    neither                          not distinguishable; too few worlds, where there are too few to say so

Where a side is censored in some world there is no interval of the mean, and the shares decide. The sentence
still says if the restricted mean, with both sides counted to the horizon at most, does not agree with them.
"""

from __future__ import annotations

from reorg.report.figures import number, share, spoken
from reorg.report.hundredths import hundredths
from reorg.report.scenarios import Verdict, scenario_name
from reorg.report.vocabulary import Words, words
from reorg.study.results.conclusion import (
    MOSTLY_FROM,
    Conclusion,
    Entry,
    better_side,
    bounds_of,
    conclude,
    interval_of_mean,
    restricted_mean_agrees,
    side_of_mean,
)

BOTH_BELOW = 2.0 / 3.0
"""Share of worlds below which the other direction is stated with the leading one."""
UNEVEN_FROM = 0.6
"""Part of the worlds that differ from which shares look uneven, even if chance could explain it."""
DIFFERING_FROM = 100
"""Number of differing worlds from which even shares are meaningful: with fewer, 60 to 40 may still be
chance."""
UNKNOWN_FROM = 0.05
"""Share of worlds with neither side out from which the sentence itself states this."""


def in_words(entry: Entry, conclusion: Conclusion) -> str:
    """Return the conclusion in a word or two, for a table."""
    plain = {"different": "differs", "same": "no difference", "mostly same": "mostly no difference"}
    plain |= {"unclear": "not distinguishable", "unknown": ""}
    if conclusion in plain:
        return plain[conclusion]
    lean, mean = entry.get("lean"), side_of_mean(entry)
    if conclusion == "mixed":
        text = f"{lean} in more worlds"
        return f"{text}, {mean} on average" if mean else text
    leading = str(lean if lean in ("helps", "harms") else mean)
    if lean != leading or not _median_shows(entry):
        return f"{leading} on average"
    return leading if restricted_mean_agrees(entry) else f"{leading} in more worlds"


def sentence(verdict: Verdict, entry: Entry) -> str:
    """Return the sentence on a paired difference, without its full stop."""
    alternative, baseline = (scenario_name(verdict, key) for key in (entry["scenario"], verdict["baseline"]))
    spoken_of = words(entry["metric"])
    conclusion = conclude(entry)
    if conclusion == "unknown":
        return _unknown(verdict, entry, alternative, baseline)
    if conclusion == "unclear" and (number(entry.get("unknown_share")) or 0.0) > MOSTLY_FROM:
        return _rarely_out(verdict, entry, alternative, baseline)
    if conclusion == "unclear" and are_too_few(verdict, entry):
        return _too_few(verdict, entry, alternative, baseline)
    say = {"same": _same, "mostly same": _mostly_same, "unclear": _unclear, "different": _different}
    describe = say.get(conclusion, _directed)
    text = describe(entry, spoken_of, alternative, baseline)
    if describe is _directed and not restricted_mean_agrees(entry):
        text += f"; {_in_restricted_mean(verdict, entry, spoken_of)}"
    return f"{text}{_neither_out(verdict, entry)}"


def counts_of_worlds(entry: Entry, of: int = 100) -> tuple[int, int, int, int]:
    """Return how many of this many worlds are higher, lower, about the same, and not known."""
    higher, lower = _share(entry, True) or 0.0, _share(entry, False) or 0.0
    same = number(entry.get("ties_share")) or 0.0
    unknown = max(0.0, 1.0 - higher - lower - same)
    counts = hundredths((higher, lower, same, unknown if unknown > 1e-9 else 0.0), of)
    return counts[0], counts[1], counts[2], counts[3]


def are_too_few(verdict: Verdict, entry: Entry) -> bool:
    """Return whether an unclear difference may still exist: too few worlds, or uneven shares.

    Among :data:`DIFFERING_FROM` worlds that differ, the sign test finds a lead of 60 to 40 (two-sided, 5%).
    With fewer, equal numbers on both sides do not show that the two are alike.
    """
    shares = [_share(entry, rises) for rises in (False, True)]
    if None in shares:
        return False
    differing = sum(share or 0.0 for share in shares)
    leading = max(share or 0.0 for share in shares)
    return leading > UNEVEN_FROM * differing or round(differing * verdict["worlds"]) < DIFFERING_FROM


def _median_shows(entry: Entry) -> bool:
    """Return whether the median is on the side of the mean, as far as both are known."""
    median, mean = number(entry.get("median")), number(entry.get("mean"))
    return median is None or mean is None or median * mean > 0.0


def _unknown(verdict: Verdict, entry: Entry, alternative: str, baseline: str) -> str:
    noun = words(entry["metric"]).noun
    if number(entry.get("unknown_share")) == 1.0:
        week = verdict["horizon_weeks"]
        both = f"under {alternative} or under {baseline}"
        return f"{noun[0].upper()}{noun[1:]} is out by week {week} in no world, {both}"
    return f"{alternative} cannot be compared with {baseline} in {noun}: in no world do both have a value"


def _same(entry: Entry, wording: Words, alternative: str, baseline: str) -> str:
    decided = _shares_in_words(entry, wording) if _share(entry, True) or _share(entry, False) else ""
    return (
        f"{alternative} makes no difference to {wording.noun}: as under {baseline}"
        f" in {_in(entry['ties_share'])} of worlds{decided}"
    )


def _mostly_same(entry: Entry, wording: Words, alternative: str, baseline: str) -> str:
    mean = f"; on average {_on_average(entry, wording)}" if side_of_mean(entry) else ""
    return (
        f"{alternative} mostly makes no difference to {wording.noun}: as under {baseline} in"
        f" {_in(entry['ties_share'])} of worlds{_shares_in_words(entry, wording)}{mean}"
    )


def _unclear(entry: Entry, wording: Words, alternative: str, baseline: str) -> str:
    fewer, more = _share(entry, False), _share(entry, True)
    both = wording.phrase.format(f"{wording.lower} or {wording.higher}")
    if fewer is None or more is None:
        return f"{alternative} is not distinguishable from {baseline} in whether it {both}"
    text = f"{alternative} is not distinguishable from {baseline} in whether it {both}"
    return f"{text}: {wording.lower} in {_in(fewer)} of worlds, {wording.higher} in {_in(more)}"


def _too_few(verdict: Verdict, entry: Entry, alternative: str, baseline: str) -> str:
    """State the worlds in which each side is ahead; with so few, chance alone could explain it."""
    wording, worlds = words(entry["metric"]), int(verdict["worlds"])
    ties = number(entry.get("ties_share")) or 0.0
    few = f"{worlds:,} {'world is' if worlds == 1 else 'worlds are'} too few"
    few = "Too few worlds differ" if ties > MOSTLY_FROM else few
    fewer, more = (round((_share(entry, rises) or 0.0) * worlds) for rises in (False, True))
    both = wording.phrase.format(f"{wording.lower} or {wording.higher}")
    counts = f"{wording.lower} in {fewer or 'none'} of {worlds:,}, {wording.higher} in {more or 'none'}"
    return f"{few} to tell whether {alternative} {both} than {baseline}: {counts}"


def _rarely_out(verdict: Verdict, entry: Entry, alternative: str, baseline: str) -> str:
    """State that most worlds say nothing, as further worlds would not either."""
    unseen = f"out by week {verdict['horizon_weeks']} neither under {alternative} nor under {baseline}"
    advice = "a longer horizon would show more than further worlds"
    return (
        f"In {share(entry['unknown_share'])} of worlds, {words(entry['metric']).noun} is {unseen}: {advice}"
    )


def _different(entry: Entry, wording: Words, alternative: str, baseline: str) -> str:
    rises = (interval_of_mean(entry)[0] or 0.0) > 0.0
    does = wording.phrase.format(wording.higher if rises else wording.lower)
    return f"{alternative} {does} than {baseline} on average"


def _directed(entry: Entry, wording: Words, alternative: str, baseline: str) -> str:
    """State which direction leads: in worlds, on average, or both."""
    lean, mean = entry.get("lean"), side_of_mean(entry)
    fewer, more = _share(entry, False) or 0.0, _share(entry, True) or 0.0
    rises = more > fewer if lean == "neither" else _rises(entry, str(lean))
    leading, other = (more, fewer) if rises else (fewer, more)
    ahead, behind = (wording.higher, wording.lower) if rises else (wording.lower, wording.higher)
    text = f"{alternative} {wording.phrase.format(ahead)} than {baseline} in {_in(leading)} of worlds"
    if lean == "neither":
        return f"{text} and {behind} in {_in(other)}; on average {_on_average(entry, wording)}"
    if mean is not None and mean != lean:
        sentence = f"{text} and {behind} in {_in(other)}, but on average {_on_average(entry, wording)}"
        return f"{sentence}: a few large differences outweigh the many"
    is_open = mean is None and interval_of_mean(entry) != (None, None)
    if leading < BOTH_BELOW or is_open or not restricted_mean_agrees(entry):
        text += f", {behind} in {_in(other)}"
    text += _by_the_median(entry, rises)
    return f"{text}; the mean difference is not distinguishable from 0" if is_open else text


def _in_restricted_mean(verdict: Verdict, entry: Entry, wording: Words) -> str:
    week, (low, high) = verdict["horizon_weeks"], entry["restricted_mean_interval_95"]
    counted = f"(not out by week {week} counts as week {week})"
    if low <= 0.0 <= high:
        return f"the mean difference {counted} is not distinguishable from 0"
    mean = number(entry.get("restricted_mean")) or 0.0
    ahead = wording.higher if mean > 0.0 else wording.lower
    return f"on average {counted} {ahead}, by {spoken(mean, entry['unit'])}"


def _by_the_median(entry: Entry, rises: bool) -> str:
    """State the median difference, at least if it is cut off; empty if it is on the other side."""
    near, far = bounds_of(entry, "median") if rises else bounds_of(entry, "median")[::-1]
    if near is None or near == 0.0 or (near > 0.0) != rises:
        return ""
    # The width between bounds depends on worlds cut off: two bounds would read as an interval.
    size = spoken(near, entry["unit"])
    settled = far is not None and spoken(far, entry["unit"]) == size
    return f", by {size} (median)" if settled else f", by at least {size} (median)"


def _on_average(entry: Entry, wording: Words) -> str:
    mean = number(entry.get("mean")) or 0.0
    return f"{wording.higher if mean > 0.0 else wording.lower}, by {spoken(mean, entry['unit'])}"


def _neither_out(verdict: Verdict, entry: Entry) -> str:
    unknown = number(entry.get("unknown_share")) or 0.0
    if unknown < UNKNOWN_FROM:
        return ""
    # Out of a hundred as on page one, where they sum to a hundred with the worlds that are sooner and later.
    return f"; in {counts_of_worlds(entry)[3]}% neither is out by week {verdict['horizon_weeks']}"


def _shares_in_words(entry: Entry, wording: Words) -> str:
    fewer, more = _share(entry, False) or 0.0, _share(entry, True) or 0.0
    sides = sorted(((fewer, wording.lower), (more, wording.higher)), reverse=True)
    return "".join(f", {word} in {_in(value)}" for value, word in sides)


def _share(entry: Entry, rises: bool) -> float | None:
    better = better_side(entry)
    if better not in ("lower", "higher"):
        return None
    return number(entry.get("helps_share" if (better == "higher") == rises else "harms_share"))


def _rises(entry: Entry, lean: str) -> bool:
    return (lean == "helps") == (better_side(entry) == "higher")


def _in(value: float | None) -> str:
    return "none" if value == 0.0 else share(value)
