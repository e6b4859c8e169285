"""Rules for research packages and their design decisions."""

from __future__ import annotations

from collections.abc import Iterator

from reorg.model.draft.draft import Draft
from reorg.model.draft.work import packages_with_paths
from reorg.model.problems import Fault

DECISIONS_MAX = 64
"""Design decisions of one release."""


def decisions_are_of_research(draft: Draft) -> Iterator[Fault]:
    """Demand that only research packages have design decisions, and that only decisions have trials."""
    for way, package in packages_with_paths(draft.fields.releases):
        if package.decisions and package.kind != "research":
            message = f"{package.id!r} has decisions, but its kind is {package.kind}"
            yield Fault((*way, "decisions"), message, "write kind: research, or remove the decisions")
        if package.good_enough is not None and not package.decisions:
            message = f"{package.id!r} has good_enough, but no decisions to evaluate"
            yield Fault(
                (*way, "good_enough"), message, "say how many decisions it has, or remove good_enough"
            )
        if package.trial_days > 1 and not package.decisions:
            message = f"{package.id!r} has trial_days, but no decisions to try"
            yield Fault((*way, "trial_days"), message, "say how many decisions it has, or remove trial_days")


def decisions_are_not_too_many(draft: Draft) -> Iterator[Fault]:
    """Demand that a release has at most as many decisions as a configuration has room for."""
    for index, release in enumerate(draft.fields.releases):
        total = sum(package.decisions for package in release.packages)
        if total > DECISIONS_MAX:
            message = f"the release {release.id!r} has {total} decisions, more than {DECISIONS_MAX}"
            yield Fault(("releases", index, "packages"), message, "keep the decisions that matter most")


def influences_are_fewer_than_decisions(draft: Draft) -> Iterator[Fault]:
    """Demand that a decision is influenced by fewer others than there are."""
    for index, release in enumerate(draft.fields.releases):
        total = sum(package.decisions for package in release.packages)
        if release.influences is not None and release.influences >= total:
            message = f"{release.influences} influences, but the release {release.id!r} has {total} decisions"
            hint = f"write at most {total - 1}" if total else "remove it, or give research packages decisions"
            yield Fault(("releases", index, "influences"), message, hint)


def boxed_releases_have_research(draft: Draft) -> Iterator[Fault]:
    """Demand that a release whose research ends at the due week has research."""
    for index, release in enumerate(draft.fields.releases):
        if release.time_boxed and all(package.kind != "research" for package in release.packages):
            message = f"time_boxed ends research, but the release {release.id!r} has none"
            yield Fault(
                ("releases", index, "time_boxed"), message, "write kind: research for its research packages"
            )
