"""Escalation: who must decide a question, which leads it passes on its way, and whom it stops.

Of the exceptions of a package a share concerns a coupled package that is under way:

    P(joint with a coupled package) = joint x strength of the coupling                   ... (1)

*Own* exceptions are decided at the level that the table ``exceptions.decided_by`` says: by the asker, by the
asker's lead, or by the top, which is the lowest lead up the line with ``scope_people`` people below, else the
lead of the root. *Joint* ones are settled laterally in the table's share of ``self``, with a person active on
the other package (by the asker alone, if active there too); all others go to the integrator of both, or to
the lowest common lead (which a dotted line may bring nearer: :mod:`reorg.mechanisms.matrix`), and beyond to
the top above the one of the solid lines with

    P(on to the top) = reach_top(centralization), its odds times ``routing_tilt``        ... (2)

Every lead up the line between asker and decider is a pass: reading costs ``hop_hours``, the question waits in
that inbox and for a slot, and what is passed on may mislead (see :mod:`reorg.mechanisms.wrong_decisions`).
Centralization alone determines how many reach the top, so a further layer adds a pass and intercepts no
questions. (If each lead passed on a fixed share, useless layers would speed things up.)

A question whose decider's position is vacant goes to the next lead above who is present. If there is none,
and nobody acts for the position, the question waits for the position (a joint one, or one for the asker's
lead, for the nearest vacant position up the line; one for the top for the highest), after the leads below
have read it. Whoever takes the position in time decides it; otherwise the asker decides by default once
``patience_hours`` are over. An empty chair at the top therefore does not entitle anybody to decide. Where the
structure itself has no position above, the last lead of the line, or the asker, decides.

A question is also decided where the one it is for meets the asker, or the lead who is to pass it on, at a
meeting or one-to-one (equation (5) of :mod:`reorg.mechanisms.management`), whether it waits in an inbox or
for a slot. The same person decides it, with the same probability of error. A lead who speaks for an absent
asker is a pass; leads further up the line between the two are passed over. Nobody settles a question for a
vacant position, and no question is misdirected among people who meet.

A share ``blocking`` of exceptions stops people: until one is decided, ``stop_people`` fewer people work on
the package than did when it arose.

    hands = max(0, hands at the exception - stopped)                                     ... (3)

After Thompson (1967) and Galbraith (1974): what two units cannot settle goes to their lowest common superior.
Interfaces across boundaries are attended less (Sosa et al. 2004); the numbers are inferences.
"""

from __future__ import annotations

from reorg.compilation import compiled
from reorg.quantity import named

PARAMETERS = named(
    "exceptions.joint",
    "exceptions.hop_hours",
    "exceptions.reach_top.low",
    "exceptions.reach_top.medium",
    "exceptions.reach_top.high",
    "exceptions.scope_people",
    "exceptions.blocking",
    "exceptions.stop_people",
)

SELF, LEAD, TOP, SIDEWAYS, COMMON_LEAD, ABOVE_COMMON = range(6)
"""The deciders of questions: own ones first, then joint ones."""


@compiled
def joint_probability(joint: float, strength: float) -> float:
    """Return the probability that an exception is joint with one coupled package, equation (1)."""
    return joint * strength


@compiled
def reaches_top(probability: float, tilt: float) -> float:
    """Return the probability that a joint question goes on to the top, equation (2)."""
    return probability * tilt / (1.0 - probability + probability * tilt)


@compiled
def stopped_hands(u: float, stop_people: float) -> int:
    """Return the number of people an exception stops: ``stop_people`` on average, from one uniform draw."""
    whole = int(stop_people)
    return whole + 1 if u < stop_people - whole else whole


@compiled
def people_not_stopped(hands: int, stopped: int) -> int:
    """Return the number of people who may work on a package while exceptions stop some, equation (3)."""
    return max(0, hands - stopped)


LIMITS = (
    (joint_probability, (0.3, 0.5), 0.15),
    (reaches_top, (0.2, 1.0), 0.2),
    (reaches_top, (0.5, 3.0), 0.75),
    (stopped_hands, (0.3, 2.5), 3),
    (stopped_hands, (0.7, 2.5), 2),
    (people_not_stopped, (5, 3), 2),
    (people_not_stopped, (2, 3), 0),
)
