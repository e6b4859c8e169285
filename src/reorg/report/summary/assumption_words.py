"""Plain words for the assumptions: each assumption, and its low and its high end.

An assumption that is not here, such as an uncertain input of a model, is named by its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reorg.report.bounds import bounds_in_words, label

_LESS = ("little", "much")
_SHORT = ("short", "long")
_WEAK = ("weak", "strong")
_SMALL = ("small", "large")
_LOW = ("low", "high")


@dataclass(frozen=True)
class PlainWords:
    """``label`` names the assumption, ``low`` and ``high`` its lowest and highest values."""

    label: str
    low: str
    high: str


_WORDS: dict[str, tuple[str, tuple[str, str]]] = {
    "work.effort_spread": ("How unevenly work proceeds", _LESS),
    "competence.speed_none": ("Speed without the skill", ("slow", "fast")),
    "competence.speed_low": ("Speed with low skill", ("slow", "fast")),
    "competence.speed_high": ("Speed with high skill", ("slow", "fast")),
    "competence.error_none": ("Errors without the skill", ("few", "many")),
    "competence.error_low": ("Errors with low skill", ("few", "many")),
    "competence.error_high": ("Errors with high skill", ("few", "many")),
    "competence.complexity_low": ("Surprises in simple work", ("few", "many")),
    "competence.complexity_high": ("Surprises in complex work", ("few", "many")),
    "exceptions.probability": ("How often work meets a surprise", ("rarely", "often")),
    "exceptions.decision_hours": ("Work per decision", _LESS),
    "exceptions.patience_hours": ("Patience for a decision", _SHORT),
    "exceptions.history_memory_chunks": ("How long errors cause more errors", _SHORT),
    "exceptions.ignore_raises": ("Harm of ignoring a problem", _LESS),
    "exceptions.rework_lowers": ("Benefit of reworking a problem", _LESS),
    "exceptions.routing_tilt": ("How high up decisions are made", ("low", "high")),
    "exceptions.outcome_tilt": ("Decisions that ask for rework", ("rarely", "often")),
    "exceptions.joint": ("Surprises that concern two teams", ("few", "many")),
    "exceptions.hop_hours": ("Work to pass a question up", _LESS),
    "exceptions.reach_top.low": ("To the top if decentralized", ("few", "many")),
    "exceptions.reach_top.medium": ("Questions that reach the top", ("few", "many")),
    "exceptions.reach_top.high": ("To the top if centralized", ("few", "many")),
    "exceptions.scope_people": ("People below a top lead", ("few", "many")),
    "exceptions.blocking": ("Surprises that stop the work", ("few", "many")),
    "exceptions.stop_people": ("People whom a surprise stops", ("few", "many")),
    "exceptions.wrong_decided": ("Wrong decisions of those asked", ("few", "many")),
    "exceptions.wrong_default": ("Wrong decisions by default", ("few", "many")),
    "exceptions.hop_error": ("Distortion on the way up", _LESS),
    "exceptions.wrong_hours": ("Rework after a wrong decision", _LESS),
    "exceptions.found_weeks": ("Time to find a wrong decision", _SHORT),
    "exceptions.conflict": ("Default decisions that collide", ("few", "many")),
    "exceptions.conflict_hours": ("Rework after a collision", _LESS),
    "attention.by_priority": ("How strictly priorities hold", ("loosely", "strictly")),
    "coordination.exchange_probability": ("How often people must talk", ("rarely", "often")),
    "coordination.request_hours": ("Time to answer a colleague", _SHORT),
    "coordination.patience_hours": ("Patience for an answer", _SHORT),
    "coordination.distance_cost": ("Cost of talking across teams", _LOW),
    "coordination.missed_penalty": ("Harm of what is not coordinated", _LESS),
    "coordination.recipients": ("How many are asked each time", ("few", "many")),
    "coordination.noise_hours": ("Length of an interruption", _SHORT),
    "coordination.noise_share": ("How often people are interrupted", ("rarely", "often")),
    "coordination.coupling": ("How coupled the work is", ("loosely", "tightly")),
    "coordination.recipients_growth": ("How talk grows with numbers", _LESS),
    "coordination.talk_cap": ("Largest share of time in talk", _SMALL),
    "coordination.team_talk_hours": ("Informal talk", _LESS),
    "coordination.team_talk_growth": ("Growth of talk with team size", _LESS),
    "coordination.team_talk_cap": ("Most informal talk in a week", _LESS),
    "coordination.loafing": ("Effort lost in large teams", _LESS),
    "coordination.overlooked": ("Requests to strangers that nobody thinks of", ("few", "many")),
    "coordination.handover_hours": ("Time to give a part of the work to another", _SHORT),
    "handover.share": ("Time to hand over a stage of work", _SHORT),
    "handover.error": ("Errors after a handover", ("few", "many")),
    "handover.follow": ("People who follow their own items", ("few", "many")),
    "management.one_to_one_hours": ("Length of a one-to-one", _SHORT),
    "management.team_meeting_hours": ("Length of the team meeting", _SHORT),
    "management.steering_hours": ("A lead's time for a report's work", _LESS),
    "management.newcomer_hours": ("A lead's time for a newcomer", _LESS),
    "management.unserved_errors": ("Errors without a lead's time", ("few", "many")),
    "management.unserved_output": ("Output lost without a lead's time", _LESS),
    "management.unserved_onboarding": ("Slow start without a lead's time", _LESS),
    "management.unserved_leaving": ("Leaving without a lead's time", _LESS),
    "management.meeting_growth": ("How meetings grow with numbers", _LESS),
    "management.meeting_cap": ("Longest meeting", _SHORT),
    "management.settled_loss": ("Left open in large meetings", _LESS),
    "ties.tau_weeks": ("Time to form a working tie", _SHORT),
    "ties.decay_weeks": ("How long old ties last", _SHORT),
    "ties.error_strangers": ("Errors among strangers", ("few", "many")),
    "ties.slower_strangers": ("Time lost among strangers", _LESS),
    "reorganization.ambiguity_weeks": ("Time until it is clear who decides", _SHORT),
    "reorganization.fatigue": ("Fatigue of repeated change", _LESS),
    "reorganization.unsettled_hours": ("Hours of the week lost to a change", _LESS),
    "onboarding.start_productivity": ("What newcomers can do on day one", _LESS),
    "onboarding.tau_weeks": ("Time to full productivity", _SHORT),
    "onboarding.trainer_share": ("Colleagues' time for a newcomer", _LESS),
    "onboarding.hiring_weeks": ("Time to hire", _SHORT),
    "onboarding.hiring_cost_salaries": ("Cost of a replacement", _LOW),
    "knowledge.start": ("What people know of their area", _LESS),
    "knowledge.tau_hours": ("Practice needed to know an area", _LESS),
    "knowledge.floor_speed": ("Speed without knowing the area", ("slow", "fast")),
    "knowledge.decay_per_year": ("How fast knowledge fades", ("slowly", "fast")),
    "knowledge.lost_in_handover": ("Work lost with its only expert", _LESS),
    "knowledge.buffer": ("Share of lost knowledge kept", _LESS),
    "turnover.base_per_year": ("How often people leave anyway", ("rarely", "often")),
    "turnover.overload_ceiling": ("Leaving under overload", _LESS),
    "turnover.overload_half": ("Backlog that feels like overload", _LESS),
    "turnover.rate_ceiling": ("Highest rate of leaving", _LOW),
    "turnover.scope_loss": ("Leaving after a loss of scope", _LESS),
    "turnover.scope_memory_weeks": ("How long a loss of scope hurts", _SHORT),
    "turnover.contagion": ("Leaving because others leave", _LESS),
    "turnover.moved": ("Leaving after a move", _LESS),
    "turnover.tenure": ("How much tenure keeps people", ("strongly", "weakly")),
    "turnover.senior_moves": ("How much others court senior people", _LESS),
    "turnover.lead_left": ("Leaving after one's lead", _LESS),
    "turnover.lead_left_weeks": ("How long a lead is missed", _SHORT),
    "succession.inside": ("Leads appointed from inside", ("rarely", "often")),
    "succession.inside_weeks": ("Time to an inside successor", _SHORT),
    "succession.outside_weeks": ("Time to an outside successor", _SHORT),
    "succession.inside_start": ("Inside successors on day one", ("less able", "able")),
    "succession.outside_start": ("Outside successors on day one", ("less able", "able")),
    "succession.outside_tau_weeks": ("Learning time, outside successors", _SHORT),
    "succession.inside_tau_weeks": ("Learning time, inside successors", _SHORT),
    "succession.outside_pay": ("Pay of outside successors", _LOW),
    "succession.outside_leaving": ("Outside successors who leave", ("few", "many")),
    "succession.unrest_inside": ("Unrest after an internal promotion", _LESS),
    "succession.acting_passes": ("Decisions acting leads pass up", _LESS),
    "compute.failures_per_1000_gpu_days": ("How often jobs fail", ("rarely", "often")),
    "compute.checkpoint_hours": ("Work that a failed job loses", _LESS),
    "agents.delegable": ("Work that AI agents can take", _LESS),
    "agents.speedup": ("Speed of AI agents", ("slow", "fast")),
    "agents.failure": ("Wrong results of AI agents", ("few", "many")),
    "agents.review_hours": ("Time to review AI agents' work", _SHORT),
    "agents.catch": ("Wrong results found in review", ("few", "many")),
    "agents.assist_gain": ("Gain on work not delegated", _SMALL),
    "agents.usd_per_hour": ("Price of AI agents", _LOW),
    "rework.learning": ("Work needed on a repeat", _LESS),
    "rework.odds": ("How often work is sent back", ("rarely", "often")),
    "discovery.integrator_cadence_weeks": ("Time between full evaluations", _SHORT),
    "discovery.copying": ("How often teams copy a design", ("rarely", "often")),
    "market.innovation": ("Adoption without word of mouth", ("slow", "fast")),
    "market.imitation": ("Adoption by word of mouth", ("slow", "fast")),
    "market.open_reach": ("Reach of an open release", _SMALL),
    "market.open_conversion": ("Open users who pay", ("few", "many")),
    "market.cannibalization": ("Sales lost to the open model", ("few", "many")),
    "market.small_share": ("Effect of small open models", _WEAK),
    "market.release_lift": ("Lift of a release", _SMALL),
    "market.lift_weeks": ("How long a lift lasts", _SHORT),
    "racing.common_cause": ("Failures that racing teams share", ("few", "many")),
    "racing.rivalry_effort": ("Effort under rivalry", ("less", "more")),
    "matrix.dotted_attention": ("Attention of second leads", _LESS),
    "matrix.conflict": ("Questions that two leads must settle", ("few", "many")),
    "matrix.unclear": ("Errors of people with two leads", ("few", "many")),
    "matrix.distance": ("Distance to a second lead's people", _SHORT),
    "matrix.leaving": ("People with two leads who leave", ("few", "many")),
    "familiarity.start": ("Familiarity at the start", _LESS),
    "familiarity.tau_hours": ("Practice needed to know a package", _LESS),
    "familiarity.floor_speed": ("Speed on unfamiliar work", ("slow", "fast")),
    "familiarity.error_new": ("Errors on unfamiliar work", ("few", "many")),
    "familiarity.memory_weeks": ("How long familiarity lasts", _SHORT),
    "familiarity.carry_over": ("Familiarity carried over", _LESS),
    "familiarity.switch_hours": ("Time to switch to other work", _SHORT),
    "familiarity.stray": ("How often people switch work", ("rarely", "often")),
    "calendar.outside_lead": ("A lead's hours booked elsewhere", ("few", "many")),
    "calendar.outside_head": ("A head's hours booked elsewhere", ("few", "many")),
    "calendar.outside_top": ("The top's hours booked elsewhere", ("few", "many")),
    "calendar.slot_hours": ("Wait for a free slot", _SHORT),
    "calendar.walk_in": ("Questions taken between meetings", ("few", "many")),
}


def plain_words(entry: Mapping[str, Any]) -> PlainWords:
    """Return the words for an assumption of a driver or a flip: ``assumption`` and ``meaning``."""
    known = _WORDS.get(entry["assumption"])
    if known is None:
        levels = entry.get("levels") or _LOW
        return PlainWords(label(entry), str(levels[0]), str(levels[-1]))
    text, (low, high) = known
    return PlainWords(text, low, high)


def has_words(assumption: str) -> bool:
    """Return whether there are words for an assumption."""
    return assumption in _WORDS


def plain_bounds(side: Mapping[str, Any]) -> str:
    """Return one side of a box: ``“Time to answer a colleague” is above 0.9 hours``."""
    return bounds_in_words(side, f"“{plain_words(side).label}”")
