"""Coordination: people of coupled work must talk, and talk costs more across the organization.

    p = min(1, exchange probability x strength x hours / 8) per finished chunk           ... (1)
    request = request hours x (1 + distance cost x d x (1 - tie))                        ... (2)

d = levels up to the lowest common lead. While two coupled packages run, each finished chunk of one sends
``recipients`` requests, with probability (1), to the people last active on the other, strongest ties
first, else to its team's lead; people on one package exchange likewise (strength 1, d = 0). The stated
strengths of couplings are all multiplied by ``coupling``, which nobody can measure beforehand. A fractional
number of recipients is rounded up with the probability of its fraction. Asker and asked both spend the
hours. A request not served within its patience is missed: it adds penalty / recipients to the history
factor of both packages. An integrator of both areas brings d to 1 and pays for what is saved with the own
hours, as long as less than a week's work waits for the integrator. ``noise_share`` of chunks end in an
interruption.

After the Virtual Design Team (communication), Allen (1977; distance) and Conway (1968; coupling);
distance cost: multi-site work items took 2.5 times as long (Herbsleb & Mockus 2003).
"""

from __future__ import annotations

from reorg.compilation import compiled
from reorg.quantity import of_mechanism

PARAMETERS = of_mechanism("coordination")

CHUNK_HOURS = 8.0


@compiled
def probability(exchange: float, strength: float, hours: float) -> float:
    """Return the probability that a finished chunk of nominal ``hours`` sends requests, equation (1)."""
    return min(1.0, exchange * strength * hours / CHUNK_HOURS)


@compiled
def request_hours(hours: float, distance_cost: float, levels: float, tie: float) -> float:
    """Return the hours of one request across ``levels``, equation (2); ``tie`` from 0 to 1 discounts it."""
    return hours * (1.0 + distance_cost * levels * (1.0 - tie))


@compiled
def missed_step(penalty: float, recipients: float) -> float:
    """Return what one missed request adds to the history factor of both packages."""
    return penalty / recipients


LIMITS = (
    (probability, (0.3, 1.0, 8.0), 0.3),
    (probability, (0.7, 2.0, 8.0), 1.0),
    (request_hours, (0.75, 0.4, 0.0, 0.0), 0.75),
    (request_hours, (0.75, 0.4, 2.0, 1.0), 0.75),
    (request_hours, (1.0, 0.5, 2.0, 0.0), 2.0),
    (missed_step, (0.02, 2.0), 0.01),
)
