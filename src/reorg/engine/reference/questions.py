"""The equations of questions, written a second time from their descriptions: how they arise and are decided.

``assumed`` is the value of every assumption by its id.
"""

from __future__ import annotations

import math

from reorg.engine.reference.equations import CHUNK_HOURS, WEEK_HOURS, Assumed, coupled, of_level

BLOCK_HOURS = 2.0
"""Length of a block of booked time."""

MOST_BOOKED = 0.95
"""The largest booked share of the week that counts."""

HELD_MEMORY_HOURS = 4 * WEEK_HOURS
"""Time constant of the running count of one-to-ones and meetings held."""

REDONE = {"rework": 8.0, "quick_fix": 4.0, "ignore": 0.0}
"""Nominal hours of rework after each outcome of a decision."""


def chance_of_exception(
    assumed: Assumed, job: tuple[str, float], skill: str, errors: float, hours: float
) -> float:
    """Return the probability of an exception after ``hours``; ``job`` is its complexity and history.

    ``errors`` is the error factor of newness and lacking attention.
    """
    complexity, history = job
    a_whole_chunk = (
        assumed["exceptions.probability"]
        * of_level(assumed, "complexity", complexity)
        * (of_level(assumed, "error", skill) * errors)
        * history
    )
    return min(max(a_whole_chunk, 0.0), 0.5) * hours / CHUNK_HOURS


def _tilted(luck: float, shares: dict[str, float], tilt: float) -> str:
    """Return one of three names by shares; ``tilt`` favors the first over the last."""
    (first, a), (second, b), (third, c) = shares.items()
    a, c = a * tilt, c / tilt
    point = luck * (a + b + c)
    if point < a:
        return first
    return second if point < a + b else third


def who_decides(assumed: Assumed, luck: float, decides: str) -> str:
    """Return the level (top, lead or self) that must decide, at a degree of centralization."""
    shares = {level: assumed[f"exceptions.decided_by.{decides}.{level}"] for level in ("top", "lead", "self")}
    return _tilted(luck, shares, assumed["exceptions.routing_tilt"])


def outcome(assumed: Assumed, luck: float, level: str) -> str:
    """Return the consequence of a decision made at ``level``: rework, quick_fix or ignore."""
    shares = {what: assumed[f"exceptions.outcome.{level}.{what}"] for what in REDONE}
    return _tilted(luck, shares, assumed["exceptions.outcome_tilt"])


def hours_to_decide(assumed: Assumed, *, alone: bool) -> float:
    """Return the decider's hours; an asker who decides alone also spends the asker's half."""
    return (1.5 if alone else 1.0) * assumed["exceptions.decision_hours"]


def history_after(history: float, step: float) -> float:
    """Return a package's history factor after a step up or down; it never falls below one half."""
    return max(0.5, history + step)


def history_forgets(assumed: Assumed, history: float) -> float:
    """Return a package's history factor after one more finished chunk, closer to 1."""
    return history + (1.0 - history) / assumed["exceptions.history_memory_chunks"]


def lesson(assumed: Assumed, decision: str) -> float:
    """Return the step of the history factor caused by a decision."""
    steps = {
        "ignore": assumed["exceptions.ignore_raises"],
        "rework": -assumed["exceptions.rework_lowers"],
    }
    return steps.get(decision, 0.0)


def outside_share(assumed: Assumed, role: str) -> float:
    """Return the share of the week that the role has booked outside the model."""
    if role == "member":
        return 0.0
    return min(MOST_BOOKED, assumed[f"calendar.outside_{role}"] / WEEK_HOURS)


def block_interval(outside: float, share: float) -> float:
    """Return the interval (hours) that contains one block of a person who works ``share`` of the time."""
    return BLOCK_HOURS / share / outside


def held_hours(before: float, hours: float) -> float:
    """Return the decaying count of hours held after ``hours`` more."""
    return before * math.exp(-hours / HELD_MEMORY_HOURS)


def hours_of_memory(hours: float) -> float:
    """Return how many of the last ``hours`` a running count of hours held covers, a week at least."""
    return HELD_MEMORY_HOURS * (1.0 - math.exp(-max(WEEK_HOURS, hours) / HELD_MEMORY_HOURS))


def slot_wait(assumed: Assumed, luck: float, booked: float) -> float:
    """Return the hours until a slot of a person with this booked share of the week."""
    walk_in = assumed["calendar.walk_in"]
    if luck < walk_in:
        return 0.0
    slot_hours = assumed["calendar.slot_hours"]
    return -math.log((1.0 - luck) / (1.0 - walk_in)) * slot_hours * booked / (1.0 - booked)


def chance_of_being_joint(assumed: Assumed, strength: float) -> float:
    """Return the probability that an exception concerns a coupled package."""
    return assumed["exceptions.joint"] * coupled(assumed, strength)


def chance_to_reach_top(assumed: Assumed, decides: str) -> float:
    """Return the probability that a joint question at the lowest common lead goes on to the top."""
    odds = assumed["exceptions.routing_tilt"]
    likely = assumed[f"exceptions.reach_top.{decides}"]
    return likely * odds / (1.0 - likely + likely * odds)


def hands_stopped(assumed: Assumed, luck: float) -> int:
    """Return the number of people stopped by an exception: the assumed number on average."""
    whole, rest = divmod(assumed["exceptions.stop_people"], 1.0)
    return int(whole) + (luck < rest)


def chance_of_being_wrong(assumed: Assumed, passes: int, *, by_default: bool) -> float:
    """Return the probability that a decision is wrong, by default or after this many passes."""
    if by_default:
        return assumed["exceptions.wrong_default"]
    return min(1.0, assumed["exceptions.wrong_decided"] + assumed["exceptions.hop_error"] * passes)


def chance_of_conflict(assumed: Assumed, strength: float) -> float:
    """Return the probability that a decision by default conflicts with a coupled package."""
    return min(1.0, assumed["exceptions.conflict"] * coupled(assumed, strength))


def hours_until_found(assumed: Assumed, luck: float) -> float:
    """Return the hours until a flaw is discovered."""
    return -math.log(luck) * assumed["exceptions.found_weeks"] * WEEK_HOURS
