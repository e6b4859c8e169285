"""Defaults of a model that affect its dates, reported so that they surprise nobody."""

from __future__ import annotations

from reorg.model.analysis.work_names import names_of_work
from reorg.model.organization import Organization
from reorg.model.work import USUAL_OPTIMISTIC, USUAL_PESSIMISTIC, Effort


def starts_remark(organization: Organization) -> str:
    """Say which releases start at the start date, with nothing of them done before; empty where none do."""
    starting = (
        release
        for release in organization.releases
        if release.first_week == 0.0 and not any(package.done for package in release.packages)
    )
    names = [release.name or release.id for release in starting]
    if not names or organization.warmup_weeks == 0:
        return ""
    verb = "starts" if len(names) == 1 else "start"
    return (
        f"{shorten(names)} {verb} on the start date with nothing done:"
        " if work is already under way, state a first_week below 0, or what is done of its packages"
    )


def spread_remark(organization: Organization) -> str:
    """Say which efforts were stated as one number and are drawn around it; empty where none were."""
    called = names_of_work(organization)
    names = [called[work] for work, piece in organization.work.items() if _is_usual(piece.effort)]
    if not names:
        return ""
    return (
        f"{shorten(names)}: an effort of one number is drawn between {USUAL_OPTIMISTIC:.0%} and"
        f" {USUAL_PESSIMISTIC:.0%} of it; state [optimistic, likely, pessimistic], or distribution: fixed"
    )


def shorten(names: list[str]) -> str:
    """Return names in a list, and how many more there are."""
    shown = ", ".join(names[:3])
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"


def _is_usual(effort: Effort) -> bool:
    days = effort.likely_days
    ends = (effort.optimistic_days, effort.pessimistic_days)
    return effort.distribution == "pert" and ends == (days * USUAL_OPTIMISTIC, days * USUAL_PESSIMISTIC)
