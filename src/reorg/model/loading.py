"""Load a model from a file, a bundled case, plain data, or as it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from reorg.model.checking.inputs import input_faults
from reorg.model.checking.metrics import (
    MetricRules,
    WhyUnmoved,
    unknown_metric_faults,
    unmoved_metric_faults,
)
from reorg.model.checking.observed import observed_weeks_faults
from reorg.model.checking.rules import find_faults
from reorg.model.draft.draft import Draft
from reorg.model.hashing import hash_of_model
from reorg.model.organization import Organization
from reorg.model.problems import Fault, ModelError, Problem, suggest_name
from reorg.model.reading.document import Document, Position
from reorg.model.reading.event_input_words import with_event_words
from reorg.model.reading.factors import fact_inputs, factor_inputs
from reorg.model.reading.plain_data import copy_plain_data
from reorg.model.reading.repair import repair_fields
from reorg.model.reading.tables import add_tables
from reorg.model.reading.uncertain import take_uncertain
from reorg.model.reading.validation_messages import (
    describe_value,
    drop_secondary_faults,
    faults_of_validation,
)
from reorg.model.reading.yaml_reader import read_file, read_text
from reorg.model.resolving.organization import resolve
from reorg.model.schema.model import ModelFields
from reorg.model.variants import faults_at_ends


def load(
    source: str | Path | Mapping[str, Any] | Organization,
    metrics: Collection[str] | None = None,
    folder: Path | None = None,
    unmoved: WhyUnmoved | None = None,
) -> Organization:
    """Return the organization of a model file, a bundled case (by name), or plain data.

    ``metrics`` are the keys that the model may name, in ``compare`` and in ``observed``; ``unmoved`` returns
    those of them that cannot move in a model, with the reasons; None skips these checks. A path takes
    precedence over a case of the same name. ``folder`` contains the tables that plain data refer to. Raises
    :class:`ModelError` with all mistakes in the form of the file, or else with all in what it says.
    """
    rules = MetricRules(metrics, unmoved)
    if isinstance(source, Organization):
        return source
    if isinstance(source, Mapping):
        return _organization(Document(copy_plain_data(source), Position("<model>")), folder, rules)
    if not isinstance(source, (str, Path)):
        message = f"expected a path, the name of a case or a mapping, found {describe_value(source)}"
        raise ModelError([Problem("<model>", 0, 0, "", message)])
    path = Path(source)
    if _is_case(source, path):
        with as_file(files("reorg.cases").joinpath(f"{source}.yaml")) as case:
            return _organization(read_file(case), case.parent, rules)
    if not _exists(path):
        raise ModelError([_no_such_file(str(source))])
    return _organization(read_file(path), path.parent, rules)


def recheck(organization: Organization) -> Organization:
    """Return an organization that was changed or made in Python, checked as its model file would be.

    Its ``hash`` says what it says now. Raises :class:`ModelError` with everything that is wrong. People of a
    group who are not alike cannot be written to a file; such an organization is taken as it is.
    """
    actual = hash_of_model(organization)
    if organization.hash == actual:
        return organization
    try:
        stated = organization.to_dict()
    except LookupError as error:
        message = f"the organization names {error.args[0]!r}, which does not exist"
        hint = "refer to something that exists, or add it; dataclasses.replace changes only one part"
        raise ModelError([Problem(organization.name, 0, 0, "", message, hint)]) from error
    except ValueError:
        return replace(organization, hash=actual)
    load(stated)
    return replace(organization, hash=actual)


def case_names() -> tuple[str, ...]:
    """Return the names of the bundled cases, in order."""
    found = [entry.name for entry in files("reorg.cases").iterdir()]
    return tuple(sorted(name.removesuffix(".yaml") for name in found if name.endswith(".yaml")))


def case_titles() -> dict[str, str]:
    """Return the organization's name of each bundled case, by the case's name, without checking the rest."""
    titles: dict[str, str] = {}
    for name in case_names():
        data = read_text(case_text(name), f"{name}.yaml").data
        titles[name] = str(data.get("organization", "")) if isinstance(data, Mapping) else ""
    return titles


def case_text(name: str) -> str:
    """Return the text of a bundled case; raises :class:`ModelError` where there is none of that name."""
    if name not in case_names():
        message = f"no case is called {name!r}"
        raise ModelError([Problem(name, 0, 0, "", message, suggest_name(name, case_names()))])
    return files("reorg.cases").joinpath(f"{name}.yaml").read_text(encoding="utf-8")


def starter_text() -> str:
    """Return the text of the commented model to start from."""
    return files("reorg.model").joinpath("starter.yaml").read_text(encoding="utf-8")


def _is_case(source: str | Path, path: Path) -> bool:
    return isinstance(source, str) and source in case_names() and not _exists(path)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        # Too long or with a null character: no file, and reading it will say so.
        return False


def _no_such_file(source: str) -> Problem:
    shortened = source[:200]
    hint = suggest_name(Path(shortened).name, case_names())
    cases = hint if hint.startswith("did") else f"`reorg cases` lists the bundled ones; {hint}".rstrip("; ")
    return Problem(shortened, 0, 0, "", "no such file or case", cases)


def _organization(document: Document, folder: Path | None, rules: MetricRules) -> Organization:
    if not isinstance(document.data, Mapping):
        fault = Fault((), f"expected a mapping (key: value), found {describe_value(document.data)}")
        raise ModelError([document.problem(fault)])
    document = add_tables(document, folder)
    data, inputs, unclear = take_uncertain(document.data)
    try:
        fields = ModelFields.model_validate(data)
    except ValidationError as error:
        raise ModelError(document.problems(unclear + _all_faults(data, error))) from None
    draft = Draft.of(fields)
    found = unclear + find_faults(draft) + unknown_metric_faults(fields, rules)
    factors, wrong = factor_inputs(data, fields.uncertain)
    inputs += factors + fact_inputs(fields.contested)
    if found := found + wrong + list(input_faults(inputs)):
        raise ModelError(document.problems(found))
    organization = resolve(draft)
    if found := [*observed_weeks_faults(organization), *unmoved_metric_faults(organization, rules)]:
        raise ModelError(document.problems(found))
    if inputs:
        if found := faults_at_ends(data, inputs):
            raise ModelError(document.problems(found))
        organization = with_event_words(replace(organization, inputs=tuple(inputs), written=data))
    return replace(organization, hash=hash_of_model(organization))


def _all_faults(data: Mapping[Any, Any], error: ValidationError) -> list[Fault]:
    """Return what the fields found and, where the rest can be understood, what breaks a rule."""
    found = faults_of_validation(error)
    fields = repair_fields(data, found, error)
    return drop_secondary_faults(found) + ([] if fields is None else find_faults(Draft.of(fields)))
