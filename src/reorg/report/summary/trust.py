"""The basis of page one: inputs stated, inputs guessed, and how far to trust the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reorg.mechanisms import ASSUMPTIONS
from reorg.model.analysis.defaults import spread_remark
from reorg.model.analysis.hierarchy import headcount
from reorg.model.organization import Organization
from reorg.model.uncertain import Place
from reorg.quantity import Parameter
from reorg.report.observed import observed_in_short
from reorg.report.summary.comparison import Comparison
from reorg.report.summary.spoken_sizes import counted
from reorg.study.sampling.assumptions import ranges_in_use


@dataclass(frozen=True)
class Trust:
    """Sentences: what the model states, what was guessed, and what the page is and is not suitable for."""

    stated: str
    guessed: str
    limits: tuple[str, ...]


def how_far_to_trust(compared: Comparison, fixed: bool) -> Trust:
    """Return page one's statements on its basis; ``fixed``: assumptions were at their central values."""
    organization = compared.organization
    return Trust(_stated(organization), _guessed(organization, fixed), tuple(_limits(compared, fixed)))


def assumptions_in_use(organization: Organization) -> Sequence[Parameter]:
    """Return the assumptions of a model with its own ranges."""
    return ranges_in_use(ASSUMPTIONS, organization.assumptions)


def _stated(organization: Organization) -> str:
    packages = sum(len(release.packages) for release in organization.releases)
    heads = headcount(organization)
    parts = [counted(heads.people, "person", "people")]
    parts += [counted(heads.vacant, "vacant position", "vacant positions")] if heads.vacant else []
    parts += [f"{counted(heads.later, 'person', 'people')} who may join later"] if heads.later else []
    parts += [counted(len(organization.structures), "structure", "structures")]
    parts += [counted(packages, "package of work", "packages of work")] if packages else []
    streams = len(organization.streams) - _guessed_streams(organization)
    parts += [counted(streams, "stream of requests", "streams of requests")] if streams else []
    cited = sum(bool(note.source) for note in organization.facts)
    parts += [counted(cited, "fact with its source", "facts with their sources")] if cited else []
    return f"{', '.join(parts)}."


def _guessed_streams(organization: Organization) -> int:
    """Return the number of streams whose arrivals are a guess, such as those that an import derives."""
    arrivals = {
        place.path[1] for each in organization.guesses for place in each.places if _is_arrivals(place)
    }
    return len(arrivals)


def _is_arrivals(place: Place) -> bool:
    return place.path[:1] == ("streams",) and place.path[2:] == ("per_week",)


def _guessed(organization: Organization, fixed: bool) -> str:
    used = [p for p in assumptions_in_use(organization) if p.low < p.high]
    own = {override.id for override in organization.assumptions}
    weak = sum(p.strength == "D" for p in used if p.id not in own)
    how = "held at its central value" if fixed else "drawn from its range in each world"
    text = f"How people behave: {len(used)} assumptions, each {how}; {weak} are our own inferences."
    unsure = len(organization.dimensions)
    if unsure:
        drawn = counted(unsure, "input of the model is", "inputs of the model are")
        text += f" {_capital(drawn)} drawn as well."
    if organization.guesses:
        text += f" {_capital(counted(len(organization.guesses), 'value is a guess', 'values are guesses'))}."
    derived = _guessed_streams(organization)
    if derived:
        streams = counted(derived, "stream of requests rests", "streams of requests rest")
        text += f" {_capital(streams)} on guessed arrivals."
    contested = len(organization.contested)
    if contested:
        both = counted(contested, "contested fact is", "contested facts are")
        text += f" {_capital(both)} taken each way in part of the worlds."
    if spread_remark(organization):
        text += " Efforts stated as one number have the usual spread."
    return text


def _limits(compared: Comparison, fixed: bool) -> list[str]:
    drawn = "luck differs between worlds" if fixed else "worlds span the known range of each assumption"
    observed = observed_in_short(compared.verdict)
    drawn += f"; draws that contradict what is observed today ({observed}) are left out" if observed else ""
    same = f"Same people, work and luck under each structure; {drawn}."
    alone = "Same people and work in every world."
    return [
        same if compared.scenario else alone,
        "Not simulated: politics, trust, rivals.",
        "It compares structures; it does not forecast a date or judge a person.",
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
