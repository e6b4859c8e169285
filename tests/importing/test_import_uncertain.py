"""What nobody told is an uncertain input of the model, marked as a guess until somebody writes over it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from reorg.cli.main import main
from reorg.importing import guesses_of
from reorg.importing.proposing.proposals import Proposal
from reorg.importing.writing.uncertain import cell_of
from reorg.model import load
from reorg.model.variants import Variants


def _proposal(
    field: str, low: float | str, value: float | str, high: float | str, row: str = "x"
) -> Proposal:
    return Proposal("people", row, field, value, low, high, "why")


@pytest.mark.parametrize(
    ("proposal", "cell", "written"),
    [
        (_proposal("annual_cost_usd", 80_000, 150_000, 270_000), 150_000, "80000 | 150000 | 270000 ?"),
        (_proposal("skills.ml", "low", "medium", "high"), "medium", "low 0.25 | medium 0.5 | high 0.25 ?"),
        (_proposal("skills.ml", "medium", "medium", "high"), "medium", "medium 0.5 | high 0.5 ?"),
        (_proposal("seniority", "mid", "senior", "staff"), "senior", "senior ?"),
        (_proposal("team", "any team", "a", "any team"), "a", "a"),
        # A package draws between its three numbers already: the factor is what the proposal adds.
        (_proposal("effort_days", 7, 20, 56, "r/p"), "10; 20; 40", "10; 20; 40 x 0.7 | 1 | 1.4 ?"),
        (_proposal("effort_days", 10, 20, 40, "r/p"), "10; 20; 40", "10; 20; 40 ?"),
        # Every item of a stream draws its own: the factor is on their mean.
        (_proposal("effort_days", 10, 20, 40, "bugs"), "10; 20; 40", "10; 20; 40 x 0.5 | 1 | 2 ?"),
    ],
)
def test_a_proposal_is_written_as_a_range(proposal: Proposal, cell: object, written: object) -> None:
    assert cell_of(proposal, cell) == written


@pytest.fixture
def model(tmp_path: Path) -> Path:
    runner = CliRunner()
    assert runner.invoke(main, ["new", str(tmp_path / "start"), "--from-sheet"]).exit_code == 0
    sheet = str(tmp_path / "start" / "organization.xlsx")
    result = runner.invoke(main, ["import", sheet, "-o", str(tmp_path / "lab")])
    assert result.exit_code in (0, 1), result.output
    return tmp_path / "lab" / "model.yaml"


def test_an_imported_model_draws_what_nobody_told(model: Path) -> None:
    lab = load(model)
    assert all(each.guess for each in lab.inputs)
    varying = {each.name for each in lab.inputs if each.varies}
    assert any(name.endswith("effort_days") for name in varying)
    assert any("skills" in name for name in varying)
    low = Variants(lab).at([0.0] * len(lab.dimensions))
    high = Variants(lab).at([0.999] * len(lab.dimensions))
    cost = [sum(person.annual_cost_usd for person in each.people) for each in (low, lab, high)]
    assert cost == sorted(cost)
    assert cost[0] < cost[1] < cost[2]
    strength = [each.releases[0].couplings[0].strength for each in (low, high)]
    assert strength[0] < strength[1]


def test_whoever_writes_over_a_guess_settles_it(model: Path) -> None:
    path = model.with_name("people.csv")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    before = guesses_of(model) or []
    first = next(row for row in rows if row["annual_cost_usd"].endswith("?"))
    first["annual_cost_usd"] = "200000"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    after = guesses_of(model) or []
    gone = [guess for guess in before if guess not in after]
    assert [(guess.row, guess.field) for guess in gone] == [(first["id"], "annual_cost_usd")]
    assert next(p for p in load(model).people if p.id == first["id"]).annual_cost_usd == 200_000
