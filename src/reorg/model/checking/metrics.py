"""Rules for the metrics that a model names: in what is compared, and in what is observed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from reorg.model.organization import Organization
from reorg.model.problems import Fault, KeyPath, unknown_faults
from reorg.model.schema.model import ModelFields

WhyUnmoved = Callable[[Organization], Mapping[str, str]]
"""Tells which metrics are the same in every world and scenario of a model, and why."""


@dataclass(frozen=True)
class MetricRules:
    """The metrics that a model may name, and those that cannot move in it; None leaves it unchecked."""

    known: Collection[str] | None = None
    unmoved: WhyUnmoved | None = None


def unknown_metric_faults(fields: ModelFields, rules: MetricRules) -> list[Fault]:
    """Return a fault for each name that is not a metric; none where the metrics are not known."""
    if rules.known is None:
        return []
    compare, observed = fields.compare, fields.observed
    named: list[tuple[KeyPath, str | None]] = [
        (("compare", "negligible", name), name) for name in compare.negligible
    ]
    named.append((("compare", "leading"), compare.leading))
    if observed is not None:
        named += [(("observed", "metrics", name), name) for name in observed.metrics]
    return list(unknown_faults("metric", rules.known, named, "`reorg schema --metrics` lists them"))


def unmoved_metric_faults(organization: Organization, rules: MetricRules) -> list[Fault]:
    """Return a fault where a metric that leads or is observed is the same in every world of the model."""
    observed = () if organization.observed is None else organization.observed.ranges
    if rules.unmoved is None or not (organization.leading or observed):
        return []
    why = rules.unmoved(organization)
    return [*_leading(organization.leading, why), *_observed([each.metric for each in observed], why)]


def _leading(leading: str, why: Mapping[str, str]) -> Iterator[Fault]:
    if leading in why:
        message = f"{leading!r} cannot be the leading metric: {why[leading]}"
        yield Fault(("compare", "leading"), message, "name another metric, or remove it")


def _observed(metrics: list[str], why: Mapping[str, str]) -> Iterator[Fault]:
    for metric in metrics:
        if metric in why:
            message = f"{metric!r} is the same in every world, whatever was observed: {why[metric]}"
            yield Fault(("observed", "metrics", metric), message, "name another metric, or remove it")
