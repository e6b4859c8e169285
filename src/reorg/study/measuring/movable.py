"""Which metrics cannot move in a model, because it has nothing that they are about."""

from __future__ import annotations

from reorg.model.events import Equip, Layoff, Leave, Replace
from reorg.model.organization import Organization

_LEAVING = (Leave, Layoff, Replace)


def why_unmoved(organization: Organization) -> dict[str, str]:
    """Return the metrics that are the same in every world and scenario, and why, in words."""
    return {metric: why for absent, why, metrics in _rules(organization) if absent for metric in metrics}


def _rules(o: Organization) -> list[tuple[bool, str, tuple[str, ...]]]:
    packages = [package for release in o.releases for package in release.packages]
    happenings = [event for scenario in o.scenarios for event in scenario.happenings]
    agents = any(p.ai_agents for p in o.people) or any(isinstance(e, Equip) for e in happenings)
    shared = any(s.races or s.overlaps for s in o.structures) or any(p.failure > 0.0 for p in packages)
    priced = o.market is not None and o.market.price_usd_per_year > 0.0
    return [
        (
            not o.releases,
            "the model has no releases",
            ("release_weeks", "lateness_weeks", "on_time", "releases", "plan_pay_usd"),
        ),
        (len(o.releases) < 2, "there are not several releases", ("mean_delay_weeks",)),
        (
            len(o.releases) < 2 or all(release.every_weeks for release in o.releases),
            "there are not several releases of which one runs once",
            ("plan_weeks",),
        ),
        (
            not o.streams,
            "the model has no streams",
            ("stream_p50_days", "stream_p90_days", "stream_late_share", "stream_backlog"),
        ),
        (
            not o.pools,
            "the model has no accelerators",
            ("compute_wait_hours", "gpu_hours_used"),
        ),
        (
            not any(package.decisions for package in packages),
            "no package has design decisions",
            ("capability", "diversity", "trials"),
        ),
        (o.market is None, "the model has no market", ("adoption",)),
        (not priced, "no price is stated", ("api_revenue_usd",)),
        (not agents, "nobody has AI agents", ("delegated_hours", "unseen_errors_hours", "hours_review")),
        (not shared, "nothing is raced for, shared or may fail", ("duplicate_hours", "attempts")),
        (
            _nobody_leaves(o) and not any(isinstance(event, _LEAVING) for event in happenings),
            "nobody can leave",
            ("departures", "regretted_departures"),
        ),
        (
            all(p.annual_cost_usd == 0.0 for p in o.people) and not o.pools,
            "nobody's pay is stated",
            ("cost_usd", "cost_per_hour_usd", "plan_pay_usd"),
        ),
    ]


def _nobody_leaves(organization: Organization) -> bool:
    return any(own.id == "turnover.base_per_year" and own.high == 0.0 for own in organization.assumptions)
