"""Proposals for people: level, skill, cost, tenure, and when a vacancy is filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from reorg.importing.people.levels import SourcedValue
from reorg.importing.people.person import Person
from reorg.importing.proposing.proposals import Proposals
from reorg.model.choices import SENIORITIES

COST_USD: dict[str, tuple[float, float, float]] = {
    "junior": (60_000, 100_000, 170_000),
    "mid": (80_000, 150_000, 270_000),
    "senior": (110_000, 200_000, 400_000),
    "staff": (140_000, 270_000, 600_000),
    "principal": (170_000, 350_000, 900_000),
    "executive": (180_000, 400_000, 1_500_000),
}
"""Pay and overheads for a year by level: low, central, high. Inference, wide on purpose."""

OVERHEADS = (1.15, 1.3, 1.45)
"""Cost of a person for each unit of pay. Benefits are some 30% of total compensation in the United States
(Bureau of Labor Statistics, Employer Costs for Employee Compensation), a factor of 1.4 at most; inference
elsewhere."""

TENURE_YEARS = (0.5, 3.0, 8.0)
"""Years in the organization if not stated. Inference."""

HIRING_WEEKS = (6, 9, 18)
"""Weeks from an opening to the start: the assumption ``onboarding.hiring_weeks``."""

_SKILL = {
    "junior": ("low", "low", "medium"),
    "mid": ("low", "medium", "high"),
    "senior": ("medium", "medium", "high"),
}
_EXPERT = ("medium", "high", "high")


@dataclass(frozen=True)
class Rates:
    """Exchange rates into the model's currency, as far as they are stated: none is assumed."""

    currency: str
    """The currency of the model."""
    stated: Mapping[str, float]

    def of(self, currency: str) -> float | None:
        """Return the value of a unit of a currency, None if it is not stated; empty is the model's own."""
        return 1.0 if currency in {"", self.currency} else self.stated.get(currency)

    def converts_pay_of(self, person: Person) -> bool:
        """Return whether a person's pay can be converted into the model's currency."""
        return person.pay is not None and self.of(person.currency) is not None


def cost(proposals: Proposals, person: Person, level: str, rates: Rates) -> float:
    """Return the cost per year in the model's currency: from the pay, otherwise typical of the level."""
    rate = rates.of(person.currency)
    if person.pay is not None and rate is not None:
        low, high = person.pay * rate, (person.pay_high or person.pay) * rate
        if person.loaded:
            return round((low + high) / 2)
        factor_low, factor, factor_high = OVERHEADS
        pay = f"{person.pay:,.0f} {person.currency}".rstrip()
        why = f"pay of {pay}, plus overhead of 15 to 45%"
        bounds = (round(low * factor_low), round(high * factor_high))
        central = round((low + high) / 2 * factor)
        return float(proposals.take("people", person.id, "annual_cost_usd", central, bounds, why))
    usd = rates.of("USD")
    share = (person.share or 1.0) * (usd or 1.0)
    low, central, high = (round(amount * share) for amount in COST_USD[level])
    why = f"typical cost of the level {level}, wide"
    if rates.currency != "USD":
        why += f"; {usd:g} {rates.currency} for 1 USD" if usd else "; in USD, not converted"
    return float(proposals.take("people", person.id, "annual_cost_usd", central, (low, high), why))


def currency_of_cost(person: Person, rates: Rates) -> str:
    """Return the currency of a proposed cost: dollars where it is a typical one that no rate converts."""
    known = rates.converts_pay_of(person) or rates.of("USD") is not None
    return rates.currency if known else "USD"


def seniority(proposals: Proposals, person: Person, stated: SourcedValue) -> str:
    """Return the level; one that no cell states outright is a guess."""
    if stated.sure:
        return stated.value
    at = SENIORITIES.index(stated.value)
    bounds = (SENIORITIES[max(0, at - 1)], SENIORITIES[min(len(SENIORITIES) - 1, at + 1)])
    return str(proposals.take("people", person.id, "seniority", stated.value, bounds, stated.why))


def skill(proposals: Proposals, person: Person, level: str, area: SourcedValue) -> str:
    """Return the level of skill in a person's field."""
    low, central, high = _SKILL.get(level, _EXPERT)
    why = f"{area.why}; {level}"
    return str(proposals.take("people", person.id, f"skills.{area.value}", central, (low, high), why))


def tenure(proposals: Proposals, person: Person) -> float:
    """Return the years in the organization at the start date."""
    if person.tenure_years is not None:
        return person.tenure_years
    low, central, high = TENURE_YEARS
    return float(proposals.take("people", person.id, "tenure_years", central, (low, high), "no hire date"))


def expected_start(proposals: Proposals, person: Person, start: date) -> date:
    """Return the expected date on which a vacancy is filled."""
    if person.hire_date is not None and person.hire_date >= start:
        return person.hire_date
    low, central, high = (start + timedelta(weeks=weeks) for weeks in HIRING_WEEKS)
    why = "a vacancy without an expected start: the usual hiring time of 6 to 18 weeks"
    bounds = (low.isoformat(), high.isoformat())
    return date.fromisoformat(
        str(proposals.take("people", person.id, "hire_date", central.isoformat(), bounds, why))
    )
