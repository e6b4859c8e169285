"""Coordination: people on coupled work must communicate, more with more people, at higher cost across teams.

    p = min(1, exchange probability x strength x hours / 8) per finished chunk           ... (1)
    request = request hours x (1 + distance cost x d x (1 - tie))                        ... (2)
    share of time  sigma(m) = min(cap, .1 (m / 4)^growth)                                ... (3)
    people asked   r(m) = recipients x [sigma / (1 - sigma)] / [.1 / .9]                 ... (4)
    informal talk  share x min(cap, hours x (n / 7)^growth) a week of each member        ... (5)
    effort         x (1 - loafing x log2(max(1, N / 5)))                                 ... (6)
    a part of a package given to somebody new to it: handover_hours of each side         ... (7)
    overlooked with probability  1 - (1 - overlooked x (1 - tie))^d                      ... (8)
    step of the history factor   penalty / (exchange probability x number asked)         ... (9)

d = levels up to the lowest common lead. While two coupled packages run, each finished chunk of one sends,
with probability (1), r(m) requests to people active on the other, strongest ties first, or one request to its
team's lead if nobody is active on it; people on one package exchange likewise (strength 1, d = 0). The stated
strengths of couplings are all multiplied by ``coupling``, which nobody can measure beforehand. A fractional
number of recipients is rounded up with the probability of its fraction. Asker and asked both spend the hours.

m = the others active on the package talked to, in full-time equivalents: those who finished work on it in
the last two weeks, each counted as the share of their own work of about that time that was on it, times the
share of full time that they work. The share (3) is that of central probability and request hours, with which
r(m) requests make the odds of (3) in hours of talk for an hour of work (1.0125 times as many). With the
exponent 0 everybody asks ``recipients`` people, however many there are. At central values (3) is 3, 10, 22,
35 and 49% with 1, 4, 11, 19 and 29 others. Published is .06% n^2 (24% with 20 people, 54% with 30:
Abdel-Hamid & Madnick 1991); the exponent 1.05 matches it if people talk .3 times as often
(``reorg verify brooks``).

A request not served within its patience is missed: it adds (9) to the history factor of both packages. So the
harm of a piece of work whose requests are all missed is penalty x strength, however often and however many
people are asked: it depends on how closely work is coupled, not on how much people talk about it, and the
rarer an exchange, the more depends on it. The penalty is set so that at central values coupled work takes
1 / (1 - .2) times as long if no request is ever served: resolution time was 32% shorter where coordination
matched the need, in one firm (Cataldo, Herbsleb & Carley 2008; ``reorg verify congruence``).

Across a boundary some requests are never made: each request of an exchange is overlooked with probability
(8). That costs no hours, and counts at once as a missed request does. Of 569 interfaces between parts of an
aircraft engine the teams that designed them did not attend to 39%: within a group of teams to 21%, across
groups to some 53% (Sosa, Eppinger & Rowles 2004, recalled), which (8) makes with .21 and .3 and one and two
levels. This is an upper bound, as interfaces not attended to are mostly weak ones; the central value is half
as much. (An interface attended to once need not be so each time, which points the other way.)

With an integrator of both areas, d is 0: they talk as one team does and overlook nothing, and the integrator
spends the hours that one of them saves, as long as less waits for the integrator than the hours a week that
are not booked (a bridge that counted the first level could do nothing between neighbors). ``noise_share`` of
chunks end in an interruption. In addition, members of a team talk (5) once a week, whether or not the team
meets; this talk lapses if a week has no time for it. n = the teammates in full-time equivalents, and who
works a share of full time talks that share of the hours: what is known of talk are shares of time. The work
of the N members of a team takes longer by (6), at most ten times; they are heads, for what one of many does
is seen less however long one works.

Work that is under way must be divided anew when somebody joins it: after the first piece of work of a person
on a package on which others are active, the person and the one of them with the strongest tie spend (7). It
is the first of the three costs of adding people, beside training and talk (Brooks 1975).

After the Virtual Design Team (communication), Allen (1977; distance) and Conway (1968; coupling);
distance cost: multi-site work items took 2.5 times as long (Herbsleb & Mockus 2003). (3) holds the published
share at five people by the constant .1, an inference: numbers drawn for probability, hours and recipients
change how much is said, not how it grows.
"""

from __future__ import annotations

import math

from reorg.compilation import compiled
from reorg.quantity import of_mechanism

PARAMETERS = of_mechanism("coordination")

CHUNK_HOURS = 8.0
SHARE_OF_FIVE = 0.1
"""Of the time of five people on one package that goes into exchanges, at central values; an inference."""

LEAST_EFFORT = 0.1


@compiled
def probability(exchange: float, strength: float, hours: float) -> float:
    """Return the probability that a finished chunk of nominal ``hours`` sends requests, equation (1)."""
    return min(1.0, exchange * strength * hours / CHUNK_HOURS)


@compiled
def request_hours(hours: float, distance_cost: float, levels: float, tie: float) -> float:
    """Return the hours of one request across ``levels``, equation (2); ``tie`` from 0 to 1 discounts it."""
    return hours * (1.0 + distance_cost * levels * (1.0 - tie))


@compiled
def bridged_hours(hours: float, distance_cost: float, levels: float, tie: float) -> float:
    """Return the hours by which distance lengthens a request, which an integrator spends instead."""
    return hours * distance_cost * levels * (1.0 - tie)


@compiled
def overlooked(chance: float, levels: float, tie: float) -> float:
    """Return the probability that nobody thinks of asking a person ``levels`` away, equation (8)."""
    remembered: float = (1.0 - chance * (1.0 - tie)) ** levels
    return 1.0 - remembered


@compiled
def odds(share: float) -> float:
    """Return the odds of a share."""
    return share / (1.0 - share)


@compiled
def talk_share(others: float, growth: float, cap: float) -> float:
    """Return the share of time in exchanges, given the number of others at work, equation (3)."""
    grown: float = (others / 4.0) ** growth
    return min(cap, SHARE_OF_FIVE * grown)


@compiled
def people_asked(recipients: float, others: float, growth: float, cap: float) -> float:
    """Return how many of the others are asked in one exchange, equation (4)."""
    return recipients * odds(talk_share(others, growth, cap)) / odds(SHARE_OF_FIVE)


@compiled
def team_talk(hours: float, others: float, growth: float, cap: float) -> float:
    """Return hours of informal talk a week of a full-time member with so many teammates, equation (5)."""
    grown: float = (others / 7.0) ** growth
    return min(cap, hours * grown)


@compiled
def effort_in_team(size: float, loafing: float) -> float:
    """Return the effort of a member of a team of this size, equation (6)."""
    if size <= 5.0 or loafing <= 0.0:
        return 1.0
    return max(LEAST_EFFORT, 1.0 - loafing * math.log(size / 5.0) / math.log(2.0))


@compiled
def missed_step(penalty: float, exchange: float, asked: float) -> float:
    """Return what one missed request of several adds to the history factor of both packages, equation (9).

    ``exchange`` is above 0: without exchanges there is nothing to miss.
    """
    return penalty / (exchange * asked)


LIMITS = (
    (bridged_hours, (1.0, 0.5, 2.0, 1.0), 0.0),
    (bridged_hours, (1.0, 0.5, 2.0, 0.0), 1.0),
    (probability, (0.3, 1.0, 8.0), 0.3),
    (probability, (0.7, 2.0, 8.0), 1.0),
    (request_hours, (0.75, 0.4, 0.0, 0.0), 0.75),
    (request_hours, (0.75, 0.4, 2.0, 1.0), 0.75),
    (request_hours, (1.0, 0.5, 2.0, 0.0), 2.0),
    (missed_step, (0.03, 0.3, 2.0), 0.05),
    (missed_step, (0.03, 1.0, 1.0), 0.03),
    (overlooked, (0.5, 2.0, 0.0), 0.75),
    (overlooked, (0.3, 0.0, 0.0), 0.0),
    (overlooked, (0.3, 2.0, 1.0), 0.0),
    (overlooked, (0.0, 2.0, 0.0), 0.0),
    (overlooked, (0.5, 1.0, 0.5), 0.25),
    (talk_share, (4.0, 0.8, 0.8), 0.1),
    (talk_share, (0.0, 0.8, 0.8), 0.0),
    (talk_share, (1e9, 0.8, 0.8), 0.8),
    (people_asked, (2.0, 4.0, 1.1, 0.9), 2.0),
    (people_asked, (2.0, 30.0, 0.0, 0.9), 2.0),
    (people_asked, (2.0, 0.0, 0.8, 0.9), 0.0),
    (team_talk, (1.0, 7.0, 0.7, 10.0), 1.0),
    (team_talk, (1.0, 0.0, 0.7, 10.0), 0.0),
    (team_talk, (1.0, 1e9, 0.7, 10.0), 10.0),
    (effort_in_team, (5.0, 0.02), 1.0),
    (effort_in_team, (2.0, 0.02), 1.0),
    (effort_in_team, (20.0, 0.02), 0.96),
)
