"""The mechanisms, one file each: words, equation, parameters, compiled function, closed form.

:data:`CATALOG` lists those that run, in reading order; adding a mechanism adds its line here and the
line where the engine calls it. :data:`ASSUMPTIONS` are their parameters, in the order of the assumption
vector that a world draws.
"""

from reorg.mechanisms import (
    agents,
    attention,
    calendar,
    competence,
    compute,
    contested,
    coordination,
    discovery,
    escalation,
    exceptions,
    familiarity,
    knowledge,
    management,
    market,
    onboarding,
    racing,
    reorganization,
    rework,
    succession,
    ties,
    turnover,
    work,
    wrong_decisions,
)

CATALOG = (
    work,
    competence,
    exceptions,
    attention,
    coordination,
    management,
    ties,
    reorganization,
    onboarding,
    knowledge,
    turnover,
    succession,
    compute,
    agents,
    rework,
    discovery,
    market,
    racing,
    contested,
    familiarity,
    calendar,
    escalation,
    wrong_decisions,
)
ASSUMPTIONS = tuple(parameter for mechanism in CATALOG for parameter in mechanism.PARAMETERS)
