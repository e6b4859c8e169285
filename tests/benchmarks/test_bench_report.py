import json

import pytest
from benchmarks.clock import in_turn
from benchmarks.row import Check, Row, Target, skipped

from benchmarks import __main__ as command
from benchmarks import report

MACHINE = {
    "python": "CPython 3.11.7",
    "system": "Linux x86_64",
    "cores": 2,
    "cpu": "some processor",
    "numpy": "2.4",
    "numba": "0.68",
    "simpy": None,
    "cimba": None,
    "pDESy": None,
}
FAST = Row(
    "line",
    "ns",
    50.0,
    4000.0,
    "SimPy",
    80.0,
    Target("ratio", "at least", 60.0),
    Check("right", "near theory"),
)
BIG = Row(
    "memory", "MiB", 3000.0, None, "", None, Target("reorg", "at most", 2048.0), Check("right", "balanced")
)
ABSENT = skipped("line", "ns", "cimba", Target("ratio", "at least", 1.0), "not installed")


def test_a_target_is_met_missed_or_not_known():
    assert (FAST.met, BIG.met, ABSENT.met) == (True, False, None)


def test_results_and_table_are_written(tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text(f"# Head\n{report.BEGIN}\nold\n{report.END}\nfoot\n", encoding="utf-8")
    report.write(MACHINE, [FAST, BIG, ABSENT], tmp_path)
    text = readme.read_text(encoding="utf-8")
    assert text.startswith("# Head")
    assert text.endswith("foot\n")
    assert "old" not in text
    assert "CPython 3.11.7, Linux x86_64, 2 cores of some processor" in text
    assert "| 80x | at least 60x | yes | right: near theory |" in text
    results = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert results["machine"] == MACHINE
    assert [row["check"] for row in results["results"]][2] == "skipped: not installed"
    wanted = {"name", "unit", "reorg", "peer", "peer_name", "ratio", "target", "met", "check"}
    assert all(set(row) == wanted for row in results["results"])


def test_a_readme_without_marks_is_left_alone(tmp_path):
    (tmp_path / "README.md").write_text("nothing", encoding="utf-8")
    with pytest.raises(ValueError, match="must hold the lines"):
        report.write(MACHINE, [FAST], tmp_path)
    assert not (tmp_path / "results.json").exists()


def test_rivals_take_turns():
    order = []
    in_turn({name: lambda _, name=name: order.append(name) for name in ("one", "two")}, 2)
    assert order == ["one", "two", "one", "two"]


@pytest.mark.parametrize(("outcome", "status"), [("right", 0), ("skipped", 0), ("wrong", 1)])
def test_a_wrong_answer_fails_the_command(monkeypatch, capsys, outcome, status):
    row = Row("line", "ns", 1.0, None, "", None, None, Check(outcome, "because"))
    monkeypatch.setattr(command, "_rows", lambda _: [row])
    assert command.main(["project"]) == status
    assert "because" in capsys.readouterr().out


def test_an_unknown_part_is_named(capsys):
    with pytest.raises(SystemExit) as stopped:
        command.main(["projekt"])
    assert stopped.value.code == 2
    assert "waiting-line, project" in capsys.readouterr().err
