"""Management: reports need their lead's attention, and every meeting takes hours each week.

    need = one-to-one + share x steering + newcomer x exp(-t / ramp)    hours a week and report ... (1)
    U <- U + (given / need - U) / 4 each week;  lacking d = 1 - U                              ... (2)
    errors x (1 + e d);  speed x (1 - o d);  ramp x (1 + r d);  log hazard of leaving + l d    ... (3)

A lead owes each report a weekly one-to-one and steering of the work in progress, more to newcomers (t weeks
since their first day). A part-time report needs only that share of the steering, but a full one-to-one and
the full extra time of a newcomer. Attention that a lead has no time for lapses after a week. A one-to-one is
one event: the report spends the hours only if the lead has held it. While the lead's position is vacant,
nobody gives attention, not even an acting lead, and U fades by (2). A person begins in a position with U =
1, or with 0 while the lead's position is vacant. A person who reports to nobody needs no attention. In a
team that does not meet, one-to-ones are needed as in any other, but not held: its members have only steering
and the extra time of newcomers. So wide spans, busy leads, vacancies and one-to-ones given up have a
price, and below some number of reports leads have time to spare.

    length of the weekly team meeting = hours x min(cap, (attending / 8)^growth)               ... (4)
    chance that it settles what is pending = (1 - settled_loss)^max(0, attending - 7)          ... (5)

Each team's weekly meeting costs every member and the lead its hours and settles what is pending among them,
as a standing meeting of stated length does: requests between two attendees, as it begins; and questions (see
:mod:`reorg.mechanisms.escalation`) of attendees, once their decider has attended: a decider who finds no time
for the meeting decides nothing at it. An absent asker can be represented by an attending lead who has the
question to pass on. A one-to-one that is held settles all that is pending between the two, by (5) for two.
The hours of the meeting cover what it settles: nobody spends further hours on it, except that an absent asker
is informed. A question that was misdirected (see :mod:`reorg.mechanisms.reorganization`) is not settled: it
is discovered without further hours, and asked again. Activities in progress continue.

Attention certainly affects leaving (randomized: a fifth to a quarter less, Friebel, Heinz & Zubanov 2022;
worst to best tenth of managers 60% less, Hoffman & Tadelis 2021) and output by little (over 10% from the
worst to the best tenth of bosses, Lazear, Shaw & Stanton 2015; unchanged in the two others): the effect on
leaving is the largest, that on speed the smallest. Groups of more than seven settle a tenth less with each
further person of what they have to decide (Blenko, Mankins & Rogers 2010, consultants' data).

Closed form: a lead with nothing else to do gives a share capacity / (reports x need) of what is due.
"""

from __future__ import annotations

from reorg.compilation import compiled
from reorg.quantity import of_mechanism

PARAMETERS = of_mechanism("management")


SMOOTHING = 0.25
USUAL_ATTENDANCE = 8.0
DECISIVE_ATTENDANCE = 7


@compiled
def need(one_to_one: float, steering: float, newcomer: float, fading: float) -> float:
    """Return a report's need of attention, hours/week, equation (1); ``fading``: exp(-t / ramp), else 0."""
    return one_to_one + steering + newcomer * fading


@compiled
def attention(before: float, given: float, due: float) -> float:
    """Return the running share of attention after one more week, equation (2)."""
    return before + SMOOTHING * (min(1.0, given / due) - before)


@compiled
def rise(lacking: float, effect: float) -> float:
    """Return the factor on errors or on a newcomer's ramp for lack of attention, equation (3)."""
    return 1.0 + effect * lacking


@compiled
def slowed(lacking: float, effect: float) -> float:
    """Return the speed factor of lacking attention, equation (3)."""
    return 1.0 - effect * lacking


@compiled
def meeting_hours(hours: float, attending: int, growth: float, cap: float) -> float:
    """Return the length of a weekly team meeting, equation (4)."""
    longer: float = (attending / USUAL_ATTENDANCE) ** growth
    return hours * min(cap, longer)


@compiled
def settled(attending: int, loss: float) -> float:
    """Return the probability that a meeting settles something pending among those present, equation (5)."""
    return float((1.0 - loss) ** max(0, attending - DECISIVE_ATTENDANCE))


def served_share(reports: float, need_hours: float, capacity_hours: float) -> float:
    """Return the share of due attention that a lead with nothing else to do gives."""
    return min(1.0, capacity_hours / (reports * need_hours))


LIMITS = (
    (need, (1.0, 1.0, 1.5, 1.0), 3.5),
    (need, (1.0, 0.5, 1.5, 0.0), 1.5),
    (attention, (1.0, 2.0, 2.0), 1.0),
    (attention, (1.0, 0.0, 2.0), 0.75),
    (attention, (0.5, 9.0, 2.0), 0.625),
    (rise, (0.0, 0.3), 1.0),
    (rise, (1.0, 0.3), 1.3),
    (slowed, (0.0, 0.07), 1.0),
    (slowed, (1.0, 0.07), 0.93),
    (meeting_hours, (1.5, 8, 0.5, 2.0), 1.5),
    (meeting_hours, (1.5, 126, 0.5, 2.0), 3.0),
    (meeting_hours, (1.5, 126, 0.0, 2.0), 1.5),
    (settled, (7, 0.1), 1.0),
    (settled, (9, 0.1), 0.81),
    (settled, (30, 0.0), 1.0),
)
