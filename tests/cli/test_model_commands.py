from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from reorg.cli import main as main_module
from reorg.cli.main import COMMANDS, main
from reorg.model import load

WRONG = "organization: X\nstart: 2026-03-02\nhorizon_weeks: 10\nareas: [a]\nstructurs: {}\n"


def reorg(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def lab(tmp_path: Path) -> Path:
    assert reorg("new", tmp_path / "lab").exit_code == 0
    return tmp_path / "lab" / "model.yaml"


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "wrong.yaml"
    path.write_text(WRONG, encoding="utf-8")
    return path


def python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


def test_importing_the_package_loads_next_to_nothing() -> None:
    code = "import sys; before = set(sys.modules); import reorg; print(*sorted(set(sys.modules) - before))"
    loaded = python(code).split()
    assert "reorg" in loaded
    others = {each for each in loaded if each.split(".")[0] != "importlib"}
    assert others <= {"__future__", "reorg", "warnings"}


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys; from reorg.cli.main import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "heavy = {'numpy', 'numba', 'pydantic', 'yaml', 'rich', 'jinja2', 'scipy'} & set(sys.modules)\n"
        "print('heavy:', sorted(heavy))"
    )
    words = python(code)
    assert "heavy: []" in words
    assert all(name in words for name in COMMANDS)


def test_check_does_not_load_the_compiler(lab: Path) -> None:
    code = (
        "import sys; from reorg.cli.main import main\n"
        f"main(['check', {str(lab)!r}], standalone_mode=False)\n"
        "print('heavy:', sorted({'numpy', 'numba', 'jinja2'} & set(sys.modules)))"
    )
    assert "heavy: []" in python(code)


def test_a_misspelled_command_is_answered_with_the_nearest() -> None:
    result = reorg("chek", "x")
    assert result.exit_code == 2
    assert "No such command 'chek'. Did you mean 'check'?" in result.stderr
    # The pages call what `serve` opens the studio.
    assert "Did you mean 'serve'?" in CliRunner().invoke(main, ["studio"]).stderr


def test_a_missing_command_module_fails_only_when_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COMMANDS, "run", ("reorg.cli.no_such_module:run", "Rehearse."))
    assert reorg("--help").exit_code == 0
    result = reorg("run")
    assert result.exit_code == 2
    assert "'run' is not part of this installation" in result.stderr


def test_an_interruption_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(main_module.Commands, "get_command", lambda *_: interrupted)
    result = reorg("check")
    assert result.exit_code == 130
    assert "interrupted" in result.stderr


def test_no_color_is_honored(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def colored() -> None:
        click.secho("red", fg="red")

    monkeypatch.setattr(main_module.Commands, "get_command", lambda *_: colored)
    assert "\x1b[" in CliRunner().invoke(main, ["check"], color=True).output
    monkeypatch.setenv("NO_COLOR", "1")
    assert CliRunner().invoke(main, ["check"], color=True).output == "red\n"


def test_version() -> None:
    result = reorg("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("reorg ")


def test_check_of_a_valid_model(lab: Path) -> None:
    result = reorg("check", lab)
    assert result.exit_code == 0
    assert result.stdout.startswith("valid: 12 people")
    assert "Product engineer 1 [prod#1] leads only one person, Product engineer 2 [prod#2]" in result.stdout


def test_check_prints_mistakes_and_ends_with_2(wrong: Path) -> None:
    result = reorg("check", wrong)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"{wrong}:5:12: structurs: unknown field 'structurs'" in result.stderr
    assert "did you mean 'structures'?" in result.stderr
    assert "Traceback" not in result.stderr


def test_check_as_json(lab: Path, wrong: Path) -> None:
    valid = reorg("check", lab, "--json")
    assert valid.exit_code == 0
    document = json.loads(valid.stdout)
    assert document["valid"] is True
    assert document["errors"] == []
    assert {finding["kind"] for finding in document["findings"]} == {"span", "start"}
    invalid = reorg("check", wrong, "--json")
    assert invalid.exit_code == 2
    error = json.loads(invalid.stdout)["errors"][0]
    assert set(error) == {"file", "line", "column", "path", "message", "hint"}
    assert (error["line"], error["column"]) == (5, 12)


@pytest.mark.parametrize("command", ["check", "show"])
def test_a_missing_model_is_bad_input(command: str) -> None:
    result = reorg(command, "no-such-file.yaml")
    assert result.exit_code == 2
    assert "no-such-file.yaml: no such file or case" in result.stderr


def test_findings_name_wide_spans_unskilled_owners_and_free_people(lab: Path) -> None:
    text = lab.read_text(encoding="utf-8")
    text = text.replace("count: 5", "count: 20").replace(
        "engineering: low}", "engineering: low, product: none}"
    )
    text = text.replace("product: high, ", "").replace("annual_cost_usd: 230000", "annual_cost_usd: 0")
    lab.write_text(text.replace('"eng#2..5"', '"eng#2..20"'), encoding="utf-8")
    words = reorg("check", lab).stdout
    assert "together: Researcher 1 [res#1] has 23 direct reports (more than 15)" in words
    assert "nobody in team app has skill in product, which package launch needs" in words
    assert "2 people cost nothing" in words


def test_a_coupling_of_packages_that_never_run_together_is_remarked(lab: Path) -> None:
    text = lab.read_text(encoding="utf-8")
    lab.write_text(text.replace("between: [method, system]", "between: [launch, method]"), encoding="utf-8")
    words = reorg("check", lab).stdout
    assert "launch and method of flagship are coupled but never run at the same time" in words


def test_show_draws_the_tree(lab: Path) -> None:
    result = reorg("show", lab, "--structure", "apart", "--tree")
    assert result.exit_code == 0
    assert "  lab: 12 people (1 own), led by Head of the lab [head]\n" in result.stdout
    assert "  ├─ Research [model]: 4 people, led by Researcher 1 [res#1], owns research\n" in result.stdout
    assert "  └─ platform: 5 people, led by Engineer 1 [eng#1], owns engineering\n" in result.stdout
    assert "together" not in result.stdout


def test_show_of_one_part(lab: Path) -> None:
    spans = reorg("show", lab, "--structure", "together", "--spans").stdout
    assert "layers 3, mean span 3.7, widest 8" in spans
    assert "  Researcher 1 [res#1]: 8 (Researcher 2 to 4 [res#2..4], Engineer 1 to 5 [eng#1..5])\n" in spans
    assert "├─" not in spans
    work = reorg("show", lab, "--structure", "apart", "--work").stdout
    assert "package flagship/system: 185 days, engineering, owned by platform" in work
    assert "stream requests: 1.5 days each, product, owned by app" in work
    cost = reorg("show", lab, "--structure", "apart", "--cost").stdout
    assert "lab: $3,710,000 a year" in cost
    assert "platform: $1,250,000 a year" in cost


def test_show_names_leads_by_role_with_the_id_that_a_scenario_needs() -> None:
    """Names that a reader knows from the report; more people than six, or six groups of them, are counted."""
    spans = reorg("show", "qwen", "--structure", "vertical", "--spans").stdout
    assert "    Lead of reinforcement learning [rl-lead]: 7 (Senior post-training researcher 1 to 2 " in spans
    wide = reorg("show", "qwen", "--structure", "shared-platform", "--spans").stdout
    assert "Rollout engineer 1 to 5 [rl-infra-eng#1..5], Lead of training systems [train-lead], " in wide
    assert "Serving engineer 1 to 5 [serving-eng#1..5] and 5 more)" in wide
    tree = reorg("show", "qwen", "--structure", "vertical", "--tree").stdout
    assert "Laboratory [laboratory]: 126 people (1 own), led by Head of the laboratory [lab-head]" in tree


def test_show_of_a_long_model_fits_two_screens_and_says_how_to_see_the_rest() -> None:
    """Seen: 950 lines on qwen, and nothing that pointed to an option."""
    short = reorg("show", "qwen").stdout
    assert len(short.splitlines()) <= 80
    for part in (
        "Pre-training data [data]: 7 people",
        "Overlapping squads [overlap]",
        "scenario stay (baseline)",
    ):
        assert part in short
    assert short.count("├─ Product [product]") == 1
    last = short.splitlines()[-1]
    assert last.startswith("more: reorg show qwen with --structure S for one structure, --all for everything")
    everything = reorg("show", "qwen", "--all").stdout
    assert everything.count("Product [product]:") == 7
    assert "package Pre-training corpus [flagship/corpus]: 85 days" in everything
    one = reorg("show", "qwen", "--structure", "overlap").stdout
    assert "package Pre-training corpus [flagship/corpus]: 85 days" in one


def test_show_of_a_model_that_fits_two_screens_shows_everything(lab: Path) -> None:
    assert reorg("show", lab).stdout == reorg("show", lab, "--all").stdout


def test_show_as_json(lab: Path) -> None:
    document = json.loads(reorg("show", lab, "--json").stdout)
    assert document["people"] == 12
    together, apart = document["structures"]
    assert together["spans"] == {"head": 2, "res#1": 8, "prod#1": 1}
    assert apart["layers"] == 3
    assert apart["teams"][0]["heads_below"] == 12
    assert {work["owner"] for work in apart["work"]} == {"model", "platform", "app"}


def test_show_of_an_unknown_structure(lab: Path) -> None:
    result = reorg("show", lab, "--structure", "aprt")
    assert result.exit_code == 2
    assert "did you mean 'apart'?" in result.stderr


def test_people_of_a_team_without_lead_report_to_the_next_lead_above(lab: Path) -> None:
    text = lab.read_text(encoding="utf-8")
    lab.write_text(text.replace('lead: "prod#1", members: ["prod#2"]', "members: [prod]"), encoding="utf-8")
    document = json.loads(reorg("show", lab, "--json", "--structure", "together").stdout)
    assert document["structures"][0]["spans"] == {"head": 3, "res#1": 8}
    assert document["structures"][0]["layers"] == 3


def test_new_overwrites_nothing(lab: Path) -> None:
    lab.write_text("mine", encoding="utf-8")
    result = reorg("new", lab.parent)
    assert result.exit_code == 2
    assert "already exists" in result.stderr
    assert lab.read_text(encoding="utf-8") == "mine"


def test_new_into_a_file_is_bad_input(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    assert reorg("new", path).exit_code == 2
    assert reorg("new", path / "below").exit_code == 2


def test_new_on_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def full(path: Path, mode: str = "r", **more: Any) -> Any:
        if mode != "x":
            return real(path, mode, **more)
        path.touch()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "open", full)
    result = reorg("new", tmp_path / "lab")
    assert "model.yaml cannot be written: no space left on device" in result.stderr
    assert not (tmp_path / "lab").exists()


def test_new_from_an_unknown_case_writes_nothing(tmp_path: Path) -> None:
    result = reorg("new", tmp_path / "lab", "--from", "no-such-case")
    assert result.exit_code == 2
    assert "no case is called 'no-such-case'" in result.stderr
    assert not (tmp_path / "lab").exists()


def test_new_starts_from_each_case(tmp_path: Path) -> None:
    for case in json.loads(reorg("cases", "--json").stdout)["cases"]:
        assert case["organization"]
        assert reorg("new", tmp_path / case["name"], "--from", case["name"]).exit_code == 0
        assert reorg("check", tmp_path / case["name"] / "model.yaml").exit_code == 0


def test_cases_are_listed_a_line_each() -> None:
    listed = reorg("cases").stdout.splitlines()
    names = [case["name"] for case in json.loads(reorg("cases", "--json").stdout)["cases"]]
    assert [line.split()[0] for line in listed] == names


def test_schema_is_json_schema() -> None:
    schema = json.loads(reorg("schema").stdout)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert "TeamFields" in schema["$defs"]


def test_metrics_are_listed() -> None:
    listed = json.loads(reorg("schema", "--metrics", "--json").stdout)["metrics"]
    assert {"key", "question", "unit", "better", "definition"} <= set(listed[0])
    assert listed[0]["key"] in reorg("schema", "--metrics").stdout


def test_the_command_runs_as_a_program(wrong: Path) -> None:
    code = "from reorg.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "check", str(wrong)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 2
    assert "structurs" in done.stderr


def test_dated_events_are_shown_in_words_and_as_in_the_file(lab: Path) -> None:
    text = lab.read_text(encoding="utf-8")
    events = [
        "{week: 4, reorganize: apart}",
        "{week: 4, replace: {person: head, after_weeks: 2}}",
        "{week: 5, budget: {hiring: false}, if: rumor}",
    ]
    rumor = "contested: [{id: rumor, text: Hiring is frozen., source: a report}]"
    lab.write_text(text.replace(events[0], ", ".join(events)) + f"\n{rumor}\n", encoding="utf-8")
    words = " ".join(reorg("show", lab).output.split())
    assert "week 4: head of the lab is replaced from outside after 2 weeks" in words
    assert "week 5: hiring is frozen, in the 50% of worlds" in words
    shown = json.loads(reorg("show", lab, "--json").output)
    assert next(s["events"] for s in shown["scenarios"] if s["id"] == "split") == [
        {"week": 4.0, "reorganize": "apart"},
        {"week": 4.0, "replace": {"person": "head", "after_weeks": 2.0}},
        {"week": 5.0, "if": "rumor", "budget": {"hiring": False}},
    ]


@pytest.mark.parametrize(
    ("leading", "words", "hint"),
    [
        ("relase_weeks", "no metric is called 'relase_weeks'", "did you mean 'release_weeks'"),
        (
            "adoption",
            "'adoption' cannot be the leading metric: the model has no market",
            "name another metric",
        ),
    ],
)
@pytest.mark.parametrize("command", ["check", "compare", "run"])
def test_a_leading_metric_that_the_model_lacks_is_refused_with_its_place(
    tmp_path: Path, command: str, leading: str, words: str, hint: str
) -> None:
    model = tmp_path / "model.yaml"
    text = (Path(__file__).parents[1] / "inputs" / "stream_of_requests.yaml").read_text(encoding="utf-8")
    model.write_text(f"{text}compare:\n  leading: {leading}\n", encoding="utf-8")
    line = len(text.splitlines()) + 2
    options = {"check": (), "compare": ("--worlds", "1"), "run": ("--scenario", "stay", "--worlds", "1")}
    result = CliRunner().invoke(main, [command, str(model), *options[command]])
    assert result.exit_code == 2, result.output
    assert f"model.yaml:{line}:" in result.output
    assert words in result.output
    assert hint in result.output


def test_an_event_before_the_start_date_is_refused_with_its_place_and_fix(tmp_path: Path) -> None:
    model = tmp_path / "model.yaml"
    text = (Path(__file__).parents[1] / "inputs" / "release_cut_off.yaml").read_text(encoding="utf-8")
    model.write_text(text.replace("week: 2", "week: -3", 1), encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(model)])
    assert result.exit_code == 2, result.output
    assert "events > #1 > week: expected a number at least 0, found -3" in result.output
    assert "weeks count from the start date: date it later, or move start" in result.output


def test_vacant_positions_are_counted_apart_from_people() -> None:
    """Six people and the position of a lead that nobody holds: in check, show, its JSON and Python."""
    path = Path(__file__).parents[1] / "inputs" / "vacant_position.yaml"
    assert "valid: 6 people, 1 vacant position, 1 area, " in reorg("check", path).output
    text = reorg("show", path, "--tree").output
    assert "6 people, 1 vacant position, 1 area" in text
    assert "top: 7 positions, 1 vacant (1 own), led by boss" in text
    assert "t1: 3 people, led by m1" in text
    assert "t2: 3 positions, 1 vacant, led by m2" in text
    document = json.loads(reorg("show", path, "--json").output)
    assert (document["people"], document["vacant_positions"], document["may_join_later"]) == (6, 1, 0)
    assert "6 people, 1 vacant position, 1 area" in repr(load(str(path)))


def test_a_scenario_that_closes_positions_is_counted_without_them(tmp_path: Path) -> None:
    text = (Path(__file__).parents[1] / "inputs" / "vacant_position.yaml").read_text(encoding="utf-8")
    model = tmp_path / "model.yaml"
    model.write_text(text.replace("reorganize: b", "layoff: {people: [m2, m1]}"), encoding="utf-8")
    shown = reorg("show", model).output
    assert "week 2: layoff of m1; the open position of m2 is not filled" in shown
    assert "; 2 positions closed, 5 people, $0 payroll a year" in shown
    scenarios = json.loads(reorg("show", model, "--json").output)["scenarios"]
    assert [each["closed_positions"] for each in scenarios] == [[], ["m1", "m2"]]


def test_work_is_shown_by_name_with_the_id_for_the_model_file(lab: Path) -> None:
    text = lab.read_text(encoding="utf-8").replace("id: method, ", "id: method, name: Reward models, ")
    text = text.replace("owns: [research]}", "owns: [research, method]}")
    lab.write_text(text.replace("id: requests, ", "id: requests, name: Questions, "), encoding="utf-8")
    work = reorg("show", lab, "--work").stdout
    assert "package Reward models [flagship/method]: 160 days, research, owned by model" in work
    assert "package flagship/system: 185 days" in work
    assert "stream Questions [requests]: 1.5 days each, product, owned by app" in work
    assert "owns research, Reward models" in reorg("show", lab, "--tree").stdout
