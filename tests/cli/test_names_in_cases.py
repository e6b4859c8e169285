"""What users read about the bundled cases and the examples names packages; ids are for the model file."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from reorg.cli.main import main
from reorg.model import Organization, case_names, case_text, load
from reorg.model.analysis.work_names import names_of_work

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
MODELS = [*case_names(), *map(str, EXAMPLES)]
IN_BRACKETS = re.compile(r"\[[^\]]*\]")
"""Where `reorg show` adds the id by which a model file refers to something."""


def ids_in(text: str, organization: Organization) -> set[str]:
    """Return the ids of packages in a text, the bare ones only if no word is like them."""
    full = {f"{release.id}/{package.id}" for release in organization.releases for package in release.packages}
    places = {name.replace("/", " > ") for name in full}
    bare = {name.split("/")[1] for name in full if re.search(r"-|\d", name.split("/")[1])}
    words = set(re.findall(r"[\w.-]+(?:/[\w.-]+)?", IN_BRACKETS.sub("", text)))
    return (words & (full | bare)) | {place for place in places if place in text}


def run(*words: object) -> str:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code in (0, 1), result.output
    return result.stdout


def read_without_simulation(model: object) -> str:
    options = ((), ("--all",), ("--inputs",))
    return "\n".join([run("check", model), *(run("show", model, *each) for each in options)])


@pytest.mark.parametrize("model", MODELS, ids=lambda model: Path(model).name)
def test_every_package_has_a_name_of_its_own(model: str) -> None:
    organization = load(model)
    names = [name for (kind, _), name in names_of_work(organization).items() if kind == "package"]
    packages = [package for release in organization.releases for package in release.packages]
    assert names == [package.name for package in packages]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: Path(model).name)
def test_remarks_facts_and_inputs_name_packages(model: str) -> None:
    organization = load(model)
    assert not ids_in(read_without_simulation(model), organization)
    drawn = "\n".join(dimension.words for dimension in organization.dimensions)
    assert not ids_in(drawn, organization)


@pytest.mark.parametrize(
    "case",
    [each if each == "agents" else pytest.param(each, marks=pytest.mark.slow) for each in case_names()],
)
def test_terminal_and_report_name_packages(case: str, tmp_path: Path) -> None:
    options = ("--worlds", 2, "--transition-worlds", 0, "--out", tmp_path / "run")
    terminal = run("compare", case, *options)
    page = (tmp_path / "run" / "report.html").read_text(encoding="utf-8")
    page = re.sub(r"<(style|script).*?</\1>", "", page, flags=re.DOTALL)
    text = html.unescape(re.sub(r"<[^>]+>", " ", page))
    assert not ids_in(f"{terminal}\n{text}", load(case))


def test_a_package_without_a_name_is_found(tmp_path: Path) -> None:
    model = tmp_path / "model.yaml"
    unnamed = case_text("qwen").replace(
        "id: rl-stack, name: Reinforcement learning system, ", "id: rl-stack, "
    )
    model.write_text(unnamed, encoding="utf-8")
    organization = load(model)
    assert ids_in(read_without_simulation(model), organization) == {"rl-stack", "flagship/rl-stack"}
    assert ids_in("then flagship/corpus (3.1)", organization) == {"flagship/corpus"}
    assert ids_in("effort: flagship > corpus", organization) == {"flagship > corpus"}
    assert not ids_in("Corpus [flagship/corpus]", organization)
