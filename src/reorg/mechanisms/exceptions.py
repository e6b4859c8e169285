"""Exceptions and decisions: work meets the unforeseen, somebody must decide, and the wait costs time.

    p = clip(p0 x complexity x error x history, 0, 1/2) x hours / 8                      ... (1)

per finished chunk of ``hours`` nominal hours. At which level it must be decided is drawn from the structure's
centralization; the odds of each higher level over the next lower one are multiplied by ``routing_tilt``.
:mod:`reorg.mechanisms.escalation` describes who that is; :mod:`reorg.mechanisms.wrong_decisions` describes
the consequences if no answer comes in time (the asker decides alone), or a wrong one. What the decision
requires (rework = 8 hours again, quick fix = 4, ignore = none) depends on who decides; its odds are tilted by
``outcome_tilt``.

    share(level) ~ table(level) x tilt^(+1, 0, -1)                                       ... (2)

The history factor of a package starts at 1, rises when exceptions are ignored, falls when they are
reworked, and forgets:

    history <- max(1/2, history + step);  per chunk: history <- history + (1 - history) / memory   ... (3)

After the Virtual Design Team (Levitt et al. 1999) and Galbraith (1974). The routing and outcome tables
are inferences in the spirit of the former, whose own could not be read.

Closed forms: every hour of work causes R = p (rework + quick fix / 2) hours more, so executed over planned
work is 1 / (1 - R); one decider can serve at most S* = C / (lambda p q v) people.
"""

from __future__ import annotations

from reorg.compilation import compiled
from reorg.quantity import of_mechanism

_OTHERS = (
    "joint",
    "hop_",
    "reach_top",
    "scope_people",
    "blocking",
    "stop_people",
    "wrong_",
    "conflict",
    "found_weeks",
)
"""Beginnings of the names that belong to escalation and to wrong decisions."""
PARAMETERS = tuple(p for p in of_mechanism("exceptions") if not p.id.partition(".")[2].startswith(_OTHERS))

CHUNK_HOURS = 8.0
FLOOR = 0.5
TOP, LEAD, SELF = 2, 1, 0
REWORK, QUICK_FIX, IGNORE = 0, 1, 2


@compiled
def probability(p0: float, complexity: float, error: float, history: float, hours: float) -> float:
    """Return the probability of an exception at the end of a chunk of nominal ``hours``, equation (1)."""
    p = p0 * complexity * error * history
    return min(max(p, 0.0), 0.5) * hours / CHUNK_HOURS


@compiled
def pick(u: float, first: float, second: float, third: float, tilt: float) -> int:
    """Return 0, 1 or 2 by the shares of equation (2), from one uniform draw; ``tilt`` favors the first."""
    a, c = first * tilt, third / tilt
    u *= a + second + c
    if u < a:
        return 0
    return 1 if u < a + second else 2


@compiled
def history_step(history: float, step: float) -> float:
    """Return the history factor after one decision or missed request, equation (3), left part."""
    return max(FLOOR, history + step)


@compiled
def history_faded(history: float, memory_chunks: float) -> float:
    """Return the history factor after one more finished chunk, equation (3), right part."""
    return history + (1.0 - history) / memory_chunks


@compiled
def rework_hours(outcome: int) -> float:
    """Return the nominal hours of rework: a whole chunk, half of one, or nothing."""
    if outcome == REWORK:
        return CHUNK_HOURS
    return 0.5 * CHUNK_HOURS if outcome == QUICK_FIX else 0.0


@compiled
def hours_to_decide(decision_hours: float, alone: bool) -> float:
    """Return the hours of a decision: an asker who decides alone also spends what listening would take."""
    return 1.5 * decision_hours if alone else decision_hours


@compiled
def hours_to_listen(decision_hours: float) -> float:
    """Return the asker's hours once somebody else has decided."""
    return 0.5 * decision_hours


def executed_over_planned(p: float, rework: float, quick_fix: float) -> float:
    """Return the closed form 1 / (1 - R) of total over planned work, R = p (rework + quick_fix / 2)."""
    return 1.0 / (1.0 - p * (rework + 0.5 * quick_fix))


def span_limit(capacity: float, chunks_per_hour: float, p: float, share: float, hours: float) -> float:
    """Return the number of people one decider can serve: S* = C / (lambda p q v).

    ``capacity`` in hours per hour, ``chunks_per_hour`` per person, ``share`` of exceptions that reach the
    decider, ``hours`` per decision.
    """
    return capacity / (chunks_per_hour * p * share * hours)


LIMITS = (
    (probability, (0.1, 1.0, 1.0, 1.0, 8.0), 0.1),
    (probability, (0.4, 1.5, 2.0, 1.0, 8.0), 0.5),
    (probability, (0.1, 1.0, 1.0, 1.0, 0.0), 0.0),
    (pick, (0.05, 0.1, 0.2, 0.7, 1.0), 0),
    (pick, (0.25, 0.1, 0.2, 0.7, 1.0), 1),
    (pick, (0.35, 0.1, 0.2, 0.7, 1.0), 2),
    (history_step, (0.55, -0.1), 0.5),
    (history_faded, (1.0, 40.0), 1.0),
    (rework_hours, (REWORK,), 8.0),
    (rework_hours, (QUICK_FIX,), 4.0),
    (rework_hours, (IGNORE,), 0.0),
    (hours_to_decide, (2.0, False), 2.0),
    (hours_to_decide, (2.0, True), 3.0),
    (hours_to_listen, (2.0,), 1.0),
)
