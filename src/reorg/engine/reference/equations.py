"""The equations of the mechanisms, written a second time from their descriptions, for plain numbers.

``assumed`` is the value of every assumption by its id. Nothing here depends on the clock or on queues. The
equations of questions are in :mod:`reorg.engine.reference.questions`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

Assumed = Mapping[str, float]
CHUNK_HOURS = 8.0
DAY_HOURS = 8.0
WEEK_HOURS = 40.0
YEAR_HOURS = 2080.0

MOVED_HOURS = 26 * WEEK_HOURS
"""Duration of the effect of a move or a layoff (hours)."""

EXIT_WEEKS = 13
"""Weeks over which an exit affects those tied."""

CRITICAL_CHAIN = 0.75
"""Work with less than this share of the longest remaining chain is not critical."""

KNOWER = 0.5
"""A person with more knowledge of an area than this counts as knowing it."""

LEAST_REPEATED = 0.1
"""However often work has been redone, this share of it is left to do on one more repeat."""

NOTICED_HOURS = 0.05
"""Rework below this is not sent back until more has accumulated."""


def of_level(assumed: Assumed, factor: str, level: str) -> float:
    """Return a factor at a level; medium is the neutral point and has no entry among the assumptions."""
    return 1.0 if level == "medium" else assumed[f"competence.{factor}_{level}"]


def working_hours(assumed: Assumed, nominal: float, luck: float, skill: str, pace: float = 1.0) -> float:
    """Return the hours a chunk takes: nominal x lognormal spread of mean 1 / (speed at this skill x pace).

    ``luck`` is a standard normal number, ``pace`` the smaller of ramp and knowledge.
    """
    sigma = assumed["work.effort_spread"]
    spread = math.exp(sigma * luck - 0.5 * sigma * sigma)
    return nominal * spread / (of_level(assumed, "speed", skill) * pace)


def agent_hours(assumed: Assumed, nominal: float, luck: float) -> float:
    """Return the hours an AI agent needs for ``nominal`` hours; it depends on nobody's skill or newness."""
    sigma = assumed["work.effort_spread"]
    return nominal * math.exp(sigma * luck - 0.5 * sigma * sigma) / assumed["agents.speedup"]


def review_hours(assumed: Assumed, nominal: float) -> float:
    """Return the hours of review of an agent's work on ``nominal`` hours."""
    return assumed["agents.review_hours"] * nominal / CHUNK_HOURS


def assisted_hours(assumed: Assumed, hours: float) -> float:
    """Return the hours of own work of a person who has agents."""
    return hours / (1.0 + assumed["agents.assist_gain"])


def pick(assumed: Assumed, luck: float) -> tuple[str, float]:
    """Return the rule by which the next item is picked, and for ``random`` its place in the inbox, 0 to 1."""
    by_priority = assumed["attention.by_priority"]
    rest = 1.0 - by_priority
    if luck < by_priority:
        return "by priority", 0.0
    if luck < by_priority + 0.4 * rest:
        return "oldest", 0.0
    if luck < by_priority + 0.8 * rest:
        return "newest", 0.0
    return "random", 1.0 - (1.0 - luck) / (0.2 * rest)


def chance_of_exchange(assumed: Assumed, strength: float, hours: float) -> float:
    """Return the probability that a chunk of nominal ``hours`` causes an exchange between coupled work."""
    return min(1.0, assumed["coordination.exchange_probability"] * strength * hours / CHUNK_HOURS)


def fact_holds(share: float) -> bool:
    """Return 1 or 0: whether a contested fact that holds in this share of worlds holds in one of them."""
    return share > 0.5


def block_start(week: int, luck: float, share: float) -> float:
    """Return the hour of a week at which a person goes to the second team."""
    return WEEK_HOURS * (week + luck * (1.0 - share))


def coupled(assumed: Assumed, strength: float) -> float:
    """Return the strength in this world of a coupling of a stated strength."""
    return assumed["coordination.coupling"] * strength


def request_hours(assumed: Assumed, levels: float, tie: float) -> float:
    """Return the hours of one request across ``levels`` of the tree; a tie discounts the distance."""
    dearer = assumed["coordination.distance_cost"] * levels * (1.0 - tie)
    return assumed["coordination.request_hours"] * (1.0 + dearer)


def stage_hours(assumed: Assumed, effort: float, levels: float, tie: float) -> float:
    """Return the hours of each side to hand over a stage of this effort; a tie discounts the distance."""
    hours = min(assumed["coordination.handover_hours"], assumed["handover.share"] * effort)
    return hours * (1.0 + assumed["coordination.distance_cost"] * levels * (1.0 - tie))


def history_taken_over(assumed: Assumed, history: float, tie: float) -> float:
    """Return the history factor of work taken over by a person with this tie to those who did it before."""
    return history * (1.0 + assumed["handover.error"] * (1.0 - tie))


def bridged_hours(assumed: Assumed, levels: float, tie: float) -> float:
    """Return the hours that an integrator saves the two others, and spends instead."""
    a_level = assumed["coordination.request_hours"] * assumed["coordination.distance_cost"]
    return a_level * levels * (1.0 - tie)


def missed_step(assumed: Assumed, asked: int) -> float:
    """Return what one missed request of ``asked`` adds to the history factor of both packages."""
    return assumed["coordination.missed_penalty"] / (assumed["coordination.exchange_probability"] * asked)


def chance_of_overlooking(assumed: Assumed, levels: float, tie: float) -> float:
    """Return the probability that nobody thinks of asking somebody so many levels away."""
    return 1.0 - (1.0 - assumed["coordination.overlooked"] * (1.0 - tie)) ** levels


def people_asked(assumed: Assumed, others: float) -> float:
    """Return the number of people to ask in an exchange when this many others are at work."""
    grown = 0.1 * (others / 4.0) ** assumed["coordination.recipients_growth"]
    share = min(assumed["coordination.talk_cap"], grown)
    return assumed["coordination.recipients"] * (share / (1.0 - share)) / (0.1 / (1.0 - 0.1))


def team_talk_hours(assumed: Assumed, others: float) -> float:
    """Return the weekly hours of talk of a full-time member with this many teammates."""
    grown = (others / 7.0) ** assumed["coordination.team_talk_growth"]
    return min(assumed["coordination.team_talk_cap"], assumed["coordination.team_talk_hours"] * grown)


def effort_in_team(assumed: Assumed, size: int) -> float:
    """Return the effort of a member of a team of this size: it falls beyond five, to a tenth at least."""
    doublings = math.log(max(1.0, size / 5.0)) / math.log(2.0)
    return max(0.1, 1.0 - assumed["coordination.loafing"] * doublings)


def chance_of_interruption(assumed: Assumed, hours: float) -> float:
    """Return the probability that a chunk of nominal ``hours`` ends in an interruption."""
    return assumed["coordination.noise_share"] * hours / CHUNK_HOURS


def effectiveness(assumed: Assumed, came_from: str, hours: float) -> float:
    """Return the effectiveness of a lead so long after taking over, from ``inside`` or ``outside``."""
    start, tau = (assumed[f"succession.{came_from}_{what}"] for what in ("start", "tau_weeks"))
    return 1.0 - (1.0 - start) * math.exp(-(hours / WEEK_HOURS) / tau)


def loss_left(assumed: Assumed, loss: float, hours: float) -> float:
    """Return the remaining effect of the loss of a lead after so many hours."""
    return loss * math.exp(-(hours / WEEK_HOURS) / assumed["turnover.lead_left_weeks"])


def earlier_changes(weary: float, hours: float) -> float:
    """Return the remaining effect of earlier changes after so many hours."""
    return weary * math.exp(-(hours / WEEK_HOURS) / 52.0)


def fatigue_factor(assumed: Assumed, weary: float) -> float:
    """Return the factor of changes before the last one; ``weary`` includes the last one."""
    return 1.0 + assumed["reorganization.fatigue"] * max(0.0, weary - 1.0)


def chance_of_misdirection(assumed: Assumed, hours_since_change: float, weary: float = 0.0) -> float:
    """Return the probability of a misdirected request, so long after a change of lines."""
    left = math.exp(-(hours_since_change / WEEK_HOURS) / assumed["reorganization.ambiguity_weeks"])
    return min(1.0, fatigue_factor(assumed, weary) * left)


def unsettled_hours(assumed: Assumed, ambiguity: float) -> float:
    """Return the hours of a week lost to a change by a person with this role ambiguity."""
    return assumed["reorganization.unsettled_hours"] * ambiguity


def own_failure(failure: float, share: float) -> float:
    """Return the probability of an attempt's own failure, given that the common cause does not strike.

    ``share`` of all failures are common; one attempt fails with probability ``failure``.
    """
    common = share * failure
    return (failure - common) / (1.0 - common)


def pace_of_rivals(assumed: Assumed, rivals: int) -> float:
    """Return the speed factor of people in a race; at least a tenth."""
    return max(0.1, 1.0 + assumed["racing.rivalry_effort"] * rivals)


def tie_together(assumed: Assumed, tie: float, hours: float) -> float:
    """Return a tie to one's own team after more ``hours`` in it: it grows toward 1."""
    return 1.0 - (1.0 - tie) * math.exp(-(hours / WEEK_HOURS) / assumed["ties.tau_weeks"])


def tie_apart(assumed: Assumed, tie: float, hours: float) -> float:
    """Return a tie to a former team ``hours`` after leaving it: it fades."""
    return tie * math.exp(-(hours / WEEK_HOURS) / assumed["ties.decay_weeks"])


def _newness(assumed: Assumed, hours: float, lacking: float = 0.0) -> float:
    """Return a newcomer's remaining newness; it decays more slowly for one who lacks the lead's attention."""
    longer = 1.0 + assumed["management.unserved_onboarding"] * lacking
    return math.exp(-(hours / WEEK_HOURS) / (assumed["onboarding.tau_weeks"] * longer))


def ramp(assumed: Assumed, hours: float, lacking: float) -> float:
    """Return the speed factor of a newcomer so many hours after the first day: it grows toward 1."""
    start = assumed["onboarding.start_productivity"]
    return 1.0 - (1.0 - start) * _newness(assumed, hours, lacking)


def is_attention_needed(assumed: Assumed) -> bool:
    """Return whether anybody needs a lead's attention."""
    return sum(assumed[f"management.{what}_hours"] for what in ("one_to_one", "steering", "newcomer")) > 0.0


def attention_needed(assumed: Assumed, share: float, hours: float | None) -> float:
    """Return the hours of attention a week needed by a report who works a ``share`` of full time.

    ``hours`` after the first day (None: long past).
    """
    fading = 0.0 if hours is None else _newness(assumed, hours)
    settled = assumed["management.one_to_one_hours"] + share * assumed["management.steering_hours"]
    return settled + assumed["management.newcomer_hours"] * fading


def attention_of_two(needed: float, dotted: float) -> float:
    """Return the hours of attention due from two leads; the second owes a share of what the first owes."""
    return needed * (1.0 + dotted)


def dotted_passes(below: int, above: int) -> int:
    """Return the number of leads that pass a question on over a dotted line that ``below`` of them precede.

    ``above`` are between the second lead and the decider; -1 if the second lead decides.
    """
    return below + 1 + above


def attention_after(before: float, given: float, due: float) -> float:
    """Return the running share of attention after one more week."""
    return before + 0.25 * (min(1.0, given / due) - before)


def errors_unserved(assumed: Assumed, lacking: float) -> float:
    """Return the error factor of lacking attention."""
    return 1.0 + assumed["management.unserved_errors"] * lacking


def pace_unserved(assumed: Assumed, lacking: float) -> float:
    """Return the speed factor of lacking attention."""
    return 1.0 - assumed["management.unserved_output"] * lacking


def meeting_hours(assumed: Assumed, attending: int) -> float:
    """Return the length of a weekly team meeting (hours)."""
    longer = (attending / 8.0) ** assumed["management.meeting_growth"]
    return assumed["management.team_meeting_hours"] * min(assumed["management.meeting_cap"], longer)


def settled_share(assumed: Assumed, attending: int) -> float:
    """Return the share of pending requests settled by a meeting: it falls with each person beyond seven."""
    return (1.0 - assumed["management.settled_loss"]) ** max(0, attending - 7)


def help_hours(assumed: Assumed, worked: float, hours: float, lacking: float) -> float:
    """Return others' hours of help for ``worked`` busy hours of a newcomer, ``hours`` after the first day."""
    fading = _newness(assumed, hours, lacking)
    return worked * assumed["onboarding.trainer_share"] * fading


def delay_of_newcomer(assumed: Assumed, hours: float, lacking: float) -> float:
    """Return the factor by which learning takes longer without attention, so long after joining."""
    return 1.0 + assumed["management.unserved_onboarding"] * lacking * _newness(assumed, hours, lacking)


def knowledge_practiced(assumed: Assumed, knowledge: float, hours: float, delay: float) -> float:
    """Return knowledge of an area after ``hours`` of work in it: it grows toward 1."""
    return 1.0 - (1.0 - knowledge) * math.exp(-hours / (assumed["knowledge.tau_hours"] * delay))


def knowledge_unused(assumed: Assumed, knowledge: float, hours: float) -> float:
    """Return knowledge of an area after ``hours`` without work in it: it fades."""
    return knowledge * math.exp(-assumed["knowledge.decay_per_year"] * (hours / YEAR_HOURS))


def pace_of_knowledge(assumed: Assumed, knowledge: float) -> float:
    """Return the speed factor of knowledge: 1 for full knowledge, the floor for none."""
    floor = assumed["knowledge.floor_speed"]
    return floor + (1.0 - floor) * knowledge


def familiarity_practiced(assumed: Assumed, familiarity: float, hours: float) -> float:
    """Return familiarity with a package or stream after ``hours`` of work on it: it grows toward 1."""
    return 1.0 - (1.0 - familiarity) * math.exp(-hours / assumed["familiarity.tau_hours"])


def familiarity_unused(assumed: Assumed, familiarity: float, hours: float) -> float:
    """Return familiarity ``hours`` after the last work on it: it fades."""
    return familiarity * math.exp(-(hours / WEEK_HOURS) / assumed["familiarity.memory_weeks"])


def pace_of_familiarity(assumed: Assumed, familiarity: float) -> float:
    """Return the speed factor of familiarity with a package or stream: 1 for full familiarity."""
    floor = assumed["familiarity.floor_speed"]
    return floor + (1.0 - floor) * familiarity


def errors_of_newness(assumed: Assumed, familiarity: float, tie: float | None) -> float:
    """Return the error factor of being new to the work, and to the others active on it (None: alone)."""
    new = 1.0 + (assumed["familiarity.error_new"] - 1.0) * (1.0 - familiarity)
    return new if tie is None else new * (1.0 + assumed["ties.error_strangers"] * (1.0 - tie))


def slower_among_strangers(assumed: Assumed, tie: float | None) -> float:
    """Return the factor on the duration of work among people of this mean tie."""
    return 1.0 if tie is None else 1.0 + assumed["ties.slower_strangers"] * (1.0 - tie)


def tenths(familiarity: float) -> int:
    """Return familiarity in tenths, halves rounded up."""
    return int(10.0 * familiarity + 0.5)


def own_hazard(assumed: Assumed, log_factors: float, weeks_felt: int) -> float:
    """Return the hazard of leaving in one week, without the exits of others, which add to it.

    ``weeks_felt``: for how many weeks exits are known; those before the simulation are made up for.
    """
    weekly = assumed["turnover.base_per_year"] / 52.0
    felt = assumed["turnover.contagion"] * min(weeks_felt, EXIT_WEEKS) / EXIT_WEEKS
    return weekly * math.exp(log_factors) * (1.0 - felt)


def of_overload(assumed: Assumed, weeks: float) -> float:
    """Return the term of ``weeks`` of backlog in the logarithm of the hazard: it saturates."""
    ceiling = math.log(assumed["turnover.overload_ceiling"])
    return ceiling * weeks / (weeks + assumed["turnover.overload_half"])


def of_tenure(assumed: Assumed, years: float) -> float:
    """Return the term of tenure in the logarithm of the hazard: 0 at three years."""
    return assumed["turnover.tenure"] * math.log((1.0 + years) / 4.0)


def scope_remembered(assumed: Assumed, lost: float, hours: float) -> float:
    """Return the remaining effect of a loss of scope after so many hours."""
    return lost * math.exp(-(hours / WEEK_HOURS) / assumed["turnover.scope_memory_weeks"])


def left_on_repeat(assumed: Assumed, learning: float | None, times: int) -> float:
    """Return the share of the work left after it was sent back so many times before; 1 the first time."""
    share = assumed["rework.learning"] if learning is None else learning
    return max(LEAST_REPEATED, share**times)


def chance_of_rework(assumed: Assumed, probability: float) -> float:
    """Return the probability of a rework link whose odds are this multiple of those stated."""
    odds = assumed["rework.odds"]
    return probability * odds / (1.0 - probability + probability * odds)
