"""Parts that a model must have for a metric to move or an assumption to act, and the reason without them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reorg.model.events import Equip, Layoff, Leave, Replace
from reorg.model.organization import Organization
from reorg.model.work import Package


@dataclass(frozen=True)
class Need:
    """``met_by`` returns whether a model has it; ``why`` explains why a metric cannot move without it."""

    met_by: Callable[[Organization], bool]
    why: str


def _packages(organization: Organization) -> Iterator[Package]:
    return (package for release in organization.releases for package in release.packages)


def _happens(organization: Organization, *kinds: type) -> bool:
    events = (event for scenario in organization.scenarios for event in scenario.happenings)
    return any(isinstance(event, kinds) for event in events)


def _has_agents(organization: Organization) -> bool:
    return any(person.ai_agents for person in organization.people) or _happens(organization, Equip)


def _is_contested(organization: Organization) -> bool:
    return RACES.met_by(organization) or any(package.failure > 0.0 for package in _packages(organization))


def _can_leave(organization: Organization) -> bool:
    own = organization.assumptions
    stays = any(given.id == "turnover.base_per_year" and given.high == 0.0 for given in own)
    return not stays or _happens(organization, Leave, Layoff, Replace)


def _has_pay(organization: Organization) -> bool:
    return bool(organization.pools) or any(person.annual_cost_usd for person in organization.people)


def _has_plan(organization: Organization) -> bool:
    releases = organization.releases
    return len(releases) > 1 and any(release.every_weeks is None for release in releases)


RELEASES = Need(lambda o: bool(o.releases), "the model has no releases")
SEVERAL_RELEASES = Need(
    lambda o: len(o.releases) > 1, "there are fewer than two releases: one that repeats counts once"
)
PLAN = Need(_has_plan, "there are fewer than two releases, or all of them repeat")
STREAMS = Need(lambda o: bool(o.streams), "the model has no streams")
ACCELERATORS = Need(lambda o: bool(o.pools), "the model has no accelerators")
DESIGN_DECISIONS = Need(
    lambda o: any(package.decisions for package in _packages(o)), "no package has design decisions"
)
MARKET = Need(lambda o: o.market is not None, "the model has no market")
PRICE = Need(lambda o: o.market is not None and o.market.price_usd_per_year > 0.0, "no price is stated")
AGENTS = Need(_has_agents, "nobody has AI agents")
RACES = Need(
    lambda o: any(structure.races or structure.overlaps for structure in o.structures),
    "no team races for or shares work",
)
REWORK = Need(lambda o: any(release.rework for release in o.releases), "no package sends work back")
COUPLINGS = Need(lambda o: any(release.couplings for release in o.releases), "no packages are coupled")
INTEGRATORS = Need(lambda o: any(structure.integrators for structure in o.structures), "nobody integrates")
SECOND_LINES = Need(
    lambda o: any(structure.second_leads or structure.second_seats for structure in o.structures),
    "nobody has a second lead or a second seat",
)
WORK = Need(lambda o: bool(o.streams) or any(True for _ in _packages(o)), "the model has no work")
CONTESTS = Need(_is_contested, "nothing is raced for, nothing is shared and nothing may fail")
DEPARTURES = Need(_can_leave, "nobody can leave")
PAY = Need(_has_pay, "nobody's pay is stated")
