"""The sentence at the top of page one, for each possible result of a study."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reorg.report.conclusions import are_too_few, counts_of_worlds, sentence
from reorg.report.figures import number
from reorg.report.plain_text import listed, short
from reorg.report.scenarios import Verdict
from reorg.report.summary.comparison import NAME, Comparison, Entry, short_name
from reorg.report.summary.spoken_sizes import about, counted, day
from reorg.report.vocabulary import words
from reorg.study.results.conclusion import (
    MOSTLY_FROM,
    Conclusion,
    better_side,
    bounds_of,
    conclude,
    interval_of_mean,
    restricted_mean_agrees,
    side_of_mean,
)

Case = Literal[
    "clear",
    "divided",
    "alike",
    "too few",
    "ties",
    "rarely out",
    "never out",
    "no value",
    "one scenario",
    "no work",
]

ALMOST_SURELY_FROM = 0.95
MOST_LIKELY_FROM = 0.65
LIKELY_FROM = 0.5
CUT_OFF_FROM = 0.05
"""Share of the worlds not out by the horizon from which the page states this."""
LEAGUE_FROM = 5
"""Number of scenarios from which the sentence names the first of the ranking."""

_IRREGULAR = {"is": "be", "has": "have", "does": "do", "searches": "search"}


@dataclass(frozen=True)
class Headline:
    """The verdict in a sentence, and the worlds of a hundred, or of all if fewer, on each side.

    ``counts`` are worlds in which the metric is higher, lower, about the same, and not known (neither out);
    None for one scenario alone.
    """

    case: Case
    sentence: str
    shares: str
    cut_off: str
    counts: tuple[int, int, int, int] | None


def headline(compared: Comparison) -> Headline:
    """Return the sentence on the alternative of page one, or on a single scenario."""
    metric = compared.metric
    entry = compared.entry(metric)
    if compared.scenario is None:
        return Headline("one scenario", _alone(compared), "", "", None)
    if metric == "throughput" and _has_no_work(compared):
        return Headline("no work", _no_work(compared), "", "", None)
    if metric is not None and entry is not None and better_side(entry) not in ("lower", "higher"):
        return Headline("clear", f"{sentence(compared.verdict, entry)}.", "", "", None)
    if metric is None or entry is None:
        both = f"{compared.alternative} and {compared.baseline}"
        text = f"{both} have no measure in common, so nothing compares them."
        return Headline("no value", text, "", "", None)
    case = _case(compared.verdict, entry)
    counts = counts_of_worlds(entry, compared.shown_of)
    shares = "" if case in ("never out", "no value") else shares_in_words(compared, entry, counts)
    return Headline(case, _SENTENCES[case](compared, entry), shares, _cut_off(compared, metric), counts)


def league_line(verdict: Verdict, metric: str | None) -> str:
    """Name the first of many scenarios; empty if there are few."""
    ranked = next((league for league in verdict.get("league", ()) if league["metric"] == metric), None)
    if ranked is None or len(verdict["scenarios"]) < LEAGUE_FROM:
        return ""
    first, *others = ranked["ranking"]
    winner, noun = short_name(verdict, first["scenario"]), words(ranked["metric"]).noun
    text = f"Of {counted(len(verdict['scenarios']), 'scenario', 'scenarios')}, {winner}"
    alike = [short_name(verdict, row["scenario"]) for row in others if row["like_first"]]
    if alike:
        return f"{text} comes first for {noun}, but cannot be told apart from {listed(alike)}."
    often = max(ranked["ranking"], key=lambda row: row["best_share"])
    of = min(100, int(verdict["worlds"]))
    best = f"{round(of * often['best_share'])} of {of} worlds"
    if often is first:
        return f"{text} comes first for {noun}: best in {best}."
    other = short_name(verdict, often["scenario"])
    return f"{text} comes first for {noun} on average; {other} is best most often, in {best}."


def shares_in_words(compared: Comparison, entry: Entry, counts: tuple[int, int, int, int]) -> str:
    """State the worlds with each result, the most frequent first."""
    wording = words(entry["metric"])
    same = "about the same"
    named = [(counts[0], wording.higher), (counts[1], wording.lower), (counts[2], same)]
    named = sorted((pair for pair in named if pair[0]), key=lambda pair: -pair[0])
    week, of = compared.verdict["horizon_weeks"], compared.shown_of
    if not named:
        return f"In {counts[3]} of {of} worlds, it is out under neither by week {week}." if counts[3] else ""
    (first, word), *others = named
    rest = "".join(f", {word} in {count}" for count, word in others)
    text = f"{word} than" if word in (wording.higher, wording.lower) else f"{word} as"
    rest += f"; in {counts[3]}, it is out under neither" if counts[3] else ""
    return f"{_capital(text)} under {compared.baseline} in {first} of {of} worlds{rest}."


def bare(phrase: str) -> str:
    """Return a phrase as it follows ``would``: ``ships it later`` becomes ``ship it later``."""
    verb, _, rest = phrase.partition(" ")
    return f"{_IRREGULAR.get(verb, verb.removesuffix('s'))} {rest}".rstrip()


def _case(verdict: Verdict, entry: Entry) -> Case:
    conclusion = conclude(entry)
    if conclusion == "unknown":
        return "never out" if number(entry.get("unknown_share")) == 1.0 else "no value"
    cases: dict[Conclusion, Case] = {"same": "ties", "mostly same": "ties", "mixed": "divided"}
    if conclusion in cases:
        return cases[conclusion]
    if conclusion == "unclear" and (number(entry.get("unknown_share")) or 0.0) > MOSTLY_FROM:
        return "rarely out"
    if conclusion == "unclear":
        return "too few" if are_too_few(verdict, entry) else "alike"
    return "clear" if _leading_share(entry) >= LIKELY_FROM or entry.get("lean") != "neither" else "divided"


def _clear(compared: Comparison, entry: Entry) -> str:
    wording, rises = words(entry["metric"]), _rises(entry)
    does = bare(wording.phrase.format(wording.higher if rises else wording.lower))
    share = _leading_share(entry)
    size = f"{_size(compared, entry, rises)}{_unless_on_average(compared, entry)}"
    if share >= LIKELY_FROM:
        adverb = "almost surely" if share >= ALMOST_SURELY_FROM else "more likely than not"
        adverb = "most likely" if MOST_LIKELY_FROM <= share < ALMOST_SURELY_FROM else adverb
        return f"{compared.alternative} would {adverb} {does} than {compared.baseline}{size}."
    other = wording.lower if rises else wording.higher
    return f"{compared.alternative} would {does} than {compared.baseline} more often than {other}{size}."


def _unless_on_average(compared: Comparison, entry: Entry) -> str:
    """State that a mean counted to the horizon does not agree with the shares of worlds; empty if it does."""
    if restricted_mean_agrees(entry):
        return ""
    week, wording = compared.verdict["horizon_weeks"], words(entry["metric"])
    low, high = entry["restricted_mean_interval_95"]
    if low <= 0.0 <= high:
        return f", but on average, counted to week {week}, the two cannot be told apart"
    return f", but {wording.higher if low > 0.0 else wording.lower} on average, counted to week {week}"


def _divided(compared: Comparison, entry: Entry) -> str:
    wording, mean = words(entry["metric"]), side_of_mean(entry)
    if entry.get("lean") == "neither":
        value = number(entry.get("mean")) or 0.0
        does = bare(wording.phrase.format(wording.higher if value > 0.0 else wording.lower))
        size = about(value, entry["unit"], _typical(compared, entry["metric"]))
        text = f"On average {compared.alternative} would {does} than {compared.baseline}"
        return f"{text}, by {size}; worlds are divided."
    rises = _rises(entry)
    ahead, behind = (wording.higher, wording.lower) if rises else (wording.lower, wording.higher)
    does = bare(wording.phrase.format(ahead))
    text = f"{compared.alternative} would {does} than {compared.baseline} more often than {behind}"
    if mean is None:
        return f"{text}, but on average the two cannot be told apart."
    return f"{text}, but {behind} on average: a few large differences outweigh the many."


def _alike(compared: Comparison, entry: Entry) -> str:
    noun = words(entry["metric"]).noun
    return f"For {noun}, {compared.alternative} and {compared.baseline} cannot be told apart."


def _too_few(compared: Comparison, entry: Entry) -> str:
    worlds, noun = compared.verdict["worlds"], words(entry["metric"]).noun
    verb = "world is" if worlds == 1 else "worlds are"
    return f"{worlds:,} {verb} too few to tell {compared.alternative} from {compared.baseline} for {noun}."


def _ties(compared: Comparison, entry: Entry) -> str:
    noun = words(entry["metric"]).noun
    share = number(entry.get("ties_share")) or 0.0
    adverb = "almost surely " if share >= ALMOST_SURELY_FROM else "most likely "
    return f"{compared.alternative} would {'' if share == 1.0 else adverb}make no difference to {noun}."


def _never_out(compared: Comparison, entry: Entry) -> str:
    return f"{_capital(_out_under_neither(compared, entry))}."


def _rarely_out(compared: Comparison, entry: Entry) -> str:
    return f"In most worlds, {_out_under_neither(compared, entry)}."


def _out_under_neither(compared: Comparison, entry: Entry) -> str:
    noun, week = words(entry["metric"]).noun, compared.verdict["horizon_weeks"]
    return f"{noun} is out by week {week} neither under {compared.alternative} nor under {compared.baseline}"


def _no_value(compared: Comparison, entry: Entry) -> str:
    noun = words(entry["metric"]).noun
    both = f"{compared.alternative} and {compared.baseline}"
    return f"{both} cannot be compared in {noun}: in no world do both have a value."


_SENTENCES = {
    "clear": _clear,
    "divided": _divided,
    "alike": _alike,
    "too few": _too_few,
    "ties": _ties,
    "rarely out": _rarely_out,
    "never out": _never_out,
    "no value": _no_value,
}


def _has_no_work(compared: Comparison) -> bool:
    return not compared.organization.releases and not compared.organization.streams


def _no_work(compared: Comparison) -> str:
    return (
        "There is no work in this model, neither a release nor a stream, so"
        f" {compared.alternative} and {compared.baseline} cannot be compared by what gets done."
    )


def _alone(compared: Comparison) -> str:
    baseline = compared.verdict["baseline"]
    released = next((r for r in compared.verdict.get("releases", {}).get(baseline, ()) if r["out"]), None)
    if released is None:
        return f"{compared.alternative}, rehearsed alone: nothing is compared."
    out, release = released["out"], short(released["name"] or released["release"], NAME)
    of, week = compared.shown_of, compared.verdict["horizon_weeks"]
    count = round(of * out["share"])
    if out["p50_date"] is None:
        worlds = f"{count or 'none'} of {of} worlds"
        return f"Under {compared.alternative}, {release} is out by week {week} in {worlds}."
    return f"Under {compared.alternative}, {release} is out by {day(out['p50_date'])} in half of the worlds."


def _cut_off(compared: Comparison, metric: str) -> str:
    """State the worlds with the result beyond the horizon, on either side; empty if there are few."""
    of, keys = compared.shown_of, (compared.scenario, compared.verdict["baseline"])
    shares = [number(compared.summary(metric, key).get("censored")) or 0.0 for key in keys]
    if max(shares) < CUT_OFF_FROM:
        return ""
    # A share above 0 is not shown as never.
    first, second = ((round(of * share) or 1) if share else "none" for share in shares)
    text = f"in {first} of {of} worlds under {compared.alternative} and in {second} under {compared.baseline}"
    week = compared.verdict["horizon_weeks"]
    return f"{_capital(words(metric).noun)} is not out by week {week} {text}."


def _size(compared: Comparison, entry: Entry, rises: bool) -> str:
    """State the median difference, or its bound; empty if the median is on the other side."""
    near, far = bounds_of(entry, "median") if rises else bounds_of(entry, "median")[::-1]
    if near is None or near == 0.0 or (near > 0.0) != rises:
        return ""
    usual = _typical(compared, entry["metric"])
    text = about(near, entry["unit"], usual)
    settled = far is not None and about(far, entry["unit"], usual) == text
    return f", by {text}" if settled else f", by {text} or more"


def _typical(compared: Comparison, metric: str) -> float | None:
    return number(compared.summary(metric).get("p50"))


def _rises(entry: Entry) -> bool:
    lean = entry.get("lean")
    if lean in ("helps", "harms"):
        return bool((lean == "helps") == (better_side(entry) == "higher"))
    if interval_of_mean(entry) != (None, None):
        return (number(entry.get("mean")) or 0.0) > 0.0
    return _share(entry, True) > _share(entry, False)


def _leading_share(entry: Entry) -> float:
    return _share(entry, _rises(entry))


def _share(entry: Entry, rises: bool) -> float:
    helps = (better_side(entry) == "higher") == rises
    return number(entry.get("helps_share" if helps else "harms_share")) or 0.0


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
