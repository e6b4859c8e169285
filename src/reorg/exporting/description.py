"""A description of the model of a study after the ODD protocol, printed from the catalog of mechanisms.

ODD (Overview, Design concepts, Details) is the form in which simulation models are described so that others
can rebuild them (Grimm et al. 2020, Journal of Artificial Societies and Social Simulation 23(2) 7).
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from types import ModuleType

from reorg.engine.state.page import state_page
from reorg.mechanisms import CATALOG
from reorg.model.organization import Organization
from reorg.money import unit_in
from reorg.quantity import Parameter
from reorg.report.plain_text import shown
from reorg.report.scenarios import scenario_names
from reorg.study.measuring.metrics import METRICS
from reorg.study.sampling.assumptions import ranges_in_use
from reorg.study.study import Study

PURPOSE = """\
The model compares structures of one research and development organization: what a change of teams, leads,
ownership and rights to decide does to the dates of releases, to discovery, to people and to cost. It is
meant for differences between structures in the same worlds, not for forecasts of a date. It is judged by
closed forms and limits, by published models that it repeats, by twenty facts of organization research, and
by face values (`reorg verify`)."""

SCALES = """\
Entities are people (positions and who holds them), AI agents, teams, releases, packages, streams of items,
pools of accelerators, and the market. Time is continuous in working hours, 40 to a week; events are handled
in order of time. The state, its units and what each column means are listed at the end."""

SCHEDULING = """\
The model is a discrete-event simulation. Events are the end of a piece of work, an item of an inbox or a
job, an arrival, a meeting, a lapse of patience, the end of a week, and the dated and triggered events of
the scenario. Events at the same time are handled in the order in which they were scheduled. Who becomes
free picks an item of the inbox or pulls work; what is unforeseen goes up or sideways as a question; the end
of a week updates knowledge, ties, familiarity, attention and hazards, and lets people leave."""

CONCEPTS = """\
- *Basic principles*: information processing (Galbraith; Virtual Design Team), learning by doing, transaction
  cost of boundaries, proportional hazards of leaving.
- *Emergence*: dates, waits, overload and departures emerge from people's work; none is put in.
- *Adaptation and objectives*: people choose work by urgency, the longest remaining chain and what they know.
- *Learning*: familiarity with packages, knowledge of areas, ties, and learning by repetition of rework.
- *Prediction and sensing*: people know their own inbox and the work they may pull; they do not foresee.
- *Interaction*: requests, decisions, meetings, one-to-ones, talk, hand-overs and queues for accelerators.
- *Stochasticity*: random numbers are keyed by seed, world, purpose, entity and occurrence, so that structures
  meet the same luck, and one more person changes nobody else's.
- *Collectives*: teams and the hierarchy are given by the structure in force.
- *Observation*: the metrics below, in every world."""


def describe_model(study: Study) -> str:
    """Return the description as Markdown: the seven elements of the protocol for this study."""
    organization = study.organization
    parts = [
        f"# {shown(organization.name)}: description of the model",
        "After the ODD protocol (Grimm et al. 2020).",
        "## 1. Purpose and patterns",
        PURPOSE,
        "## 2. Entities, state variables and scales",
        SCALES,
        _size(study),
        "## 3. Process overview and scheduling",
        SCHEDULING,
        "## 4. Design concepts",
        CONCEPTS,
        "### Metrics observed",
        "\n".join(
            f"- `{metric.key}` [{unit_in(metric.unit, organization.currency)}]: {metric.definition}"
            for metric in METRICS
        ),
        "## 5. Initialization",
        _initialization(organization),
        "## 6. Input data",
        _inputs(study),
        "## 7. Submodels",
        *_submodels(organization),
        "## State variables",
        state_page().split("\n", 2)[2].strip(),
    ]
    return "\n\n".join(parts) + "\n"


def _size(study: Study) -> str:
    organization = study.organization
    packages = sum(len(release.packages) for release in organization.releases)
    return (
        f"Here: {len(organization.people)} people, {len(organization.releases)} releases with "
        f"{packages} packages, {len(organization.streams)} streams, "
        f"{len(organization.structures)} structures; "
        f"{organization.horizon_weeks} weeks from {organization.start}."
    )


def _initialization(organization: Organization) -> str:
    return (
        f"The structure of the scenario is in force {organization.warmup_weeks} weeks before the start date, "
        "so that queues, knowledge and familiarity are those of an organization at work; no metric counts "
        "these weeks. Who holds which position, tenure, skills, familiarity and finished shares of packages "
        "are those of `model.yaml`."
    )


def _inputs(study: Study) -> str:
    named = "; ".join(shown(label) for label in scenario_names(study.verdict).values())
    return (
        f"`model.yaml` holds the organization, structures and scenarios ({named}). Nothing else is read. "
        f"{study.verdict['worlds']:,} worlds with seed {study.verdict['seed']} draw assumptions and luck."
    )


def _submodels(organization: Organization) -> Iterator[str]:
    ranges = {p.id: p for mechanism in CATALOG for p in _in_use(mechanism, organization)}
    for mechanism in CATALOG:
        title, _, rest = (inspect.getdoc(mechanism) or "").partition("\n")
        yield f"### {title.rstrip('.')}"
        yield _code_blocks(rest.strip())
        yield _parameters([ranges[p.id] for p in mechanism.PARAMETERS])


def _in_use(mechanism: ModuleType, organization: Organization) -> tuple[Parameter, ...]:
    return ranges_in_use(mechanism.PARAMETERS, organization.assumptions)


def _code_blocks(text: str) -> str:
    """Return text of a docstring as Markdown: equations stay indented, roles lose their marks."""
    return text.replace("``", "`")


def _parameters(parameters: Sequence[Parameter]) -> str:
    if not parameters:
        return "No parameters."
    head = "| parameter | meaning | unit | low | central | high | evidence | source |\n" + "| --- " * 8 + "|"
    rows = (
        f"| `{p.id}` | {p.meaning} | {p.unit} | {p.low:g} | {p.central:g} | {p.high:g} | {p.strength} | "
        f"{shown(p.source).replace('|', '/')} |"
        for p in parameters
    )
    return "\n".join((head, *rows))
