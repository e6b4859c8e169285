"""Sequential search: trials are drawn at random until one is good enough.

Every trial draws all N decisions of a package anew. Where each is influenced by all others, the values of the
M = 2^N configurations are independent means of N uniform numbers, of which a share q is at least g in the
mean over worlds (Irwin & Hall), and Q in this one. Of the start and of each trial a share Q is good enough.
With the start counted as trial 0 the search ends after max(1, G) trials, P(G = k) = Q (1 - Q)^k, so after
(1 - Q) / Q + Q in the mean. M Q is binomial (M, q), hence

    E trials = sum over m > 0 of P(M Q = m) ((1 - m / M) M / m + m / M)                  ... (1)

given that there is any, which fails with probability (1 - q)^M. The rule is the reservation price of search
at a cost per trial (Stigler 1961, McCall 1970).
"""

from __future__ import annotations

from dataclasses import replace
from math import comb, exp, factorial, floor, lgamma, log

from reorg.engine import Outcome
from reorg.model.organization import Organization, Policies
from reorg.verification.results import CLOSED_FORM, PLANTED, Check, Comparison
from reorg.verification.simulation import mean_over_worlds
from reorg.verification.small_organizations import (
    AREA,
    crew,
    fixed,
    organization,
    package,
    release,
    structure,
    team,
    without_disturbances,
)

DECISIONS, GOOD = 8, 0.62
WORLDS, WEEKS = 800, 60


def share_at_least(good: float, count: int = DECISIONS) -> float:
    """Return the probability that the mean of several uniform numbers is at least ``good``."""
    total = good * count
    terms = ((-1) ** k * comb(count, k) * (total - k) ** count for k in range(floor(total) + 1))
    return 1.0 - float(sum(terms)) / factorial(count)


def expected_trials(good: float) -> float:
    """Return the mean number of trials of equation (1)."""
    q, count = share_at_least(good), 2**DECISIONS
    above = below = 0.0
    for m in range(1, count + 1):
        ways = lgamma(count + 1) - lgamma(m + 1) - lgamma(count - m + 1)
        weight = exp(ways + m * log(q) + (count - m) * log(1.0 - q))
        share = m / count
        above += weight * ((1.0 - share) / share + share)
        below += weight
    return above / below


def search(good: float) -> Organization:
    """Return one person with one research package of as many trials as there is time for."""
    people = crew(1)
    seats = structure([team("all", people, owned=[("area", AREA)])])
    research = replace(
        package("search", fixed(WEEKS * 40.0)), kind="research", decisions=DECISIONS, good_enough=good
    )
    work = replace(release([research]), influences=DECISIONS - 1)
    return organization(people, [seats], weeks=WEEKS, releases=[work], policies=Policies(jumps=1.0))


def _trials(outcome: Outcome) -> float:
    return float(outcome.trials[0])


def _measure(error: float) -> Comparison:
    found, deviation = mean_over_worlds(search(GOOD * error), without_disturbances(), WORLDS, _trials)
    expected, planted = expected_trials(GOOD), expected_trials(GOOD * PLANTED)
    return Comparison(expected, found, WORLDS, deviation, planted - expected)


CHECKS = (
    Check(
        "search/good-enough", CLOSED_FORM, "(1 - q) / q + q trials, q by Irwin & Hall, over worlds",
        f"Mean number of trials until the mean of {DECISIONS} contributions is at least {GOOD}.",
        "what is good enough", _measure,
    ),
)  # fmt: skip
