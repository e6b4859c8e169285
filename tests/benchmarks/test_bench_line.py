import shutil

import pytest
from benchmarks.line_model import MEAN_WAIT, reorg_line, standard_error
from benchmarks.line_peers import c_line


def test_theory_of_the_waiting_line():
    assert pytest.approx(9.0) == MEAN_WAIT
    assert standard_error(1_000_000) == pytest.approx(0.18948, abs=1e-5)
    assert standard_error(4_000_000) == pytest.approx(standard_error(1_000_000) / 2)


def test_a_person_as_server_keeps_customers_waiting_as_theory_says():
    assert abs(reorg_line(300_000)(300_000, 3) - MEAN_WAIT) < 4 * standard_error(300_000)


@pytest.mark.skipif(not shutil.which("gcc") and not shutil.which("cc"), reason="needs a C compiler")
def test_the_loop_in_c_keeps_customers_waiting_as_theory_says(tmp_path):
    line = c_line(tmp_path)
    assert abs(line(1_000_000, 3) - MEAN_WAIT) < 4 * standard_error(1_000_000)
    assert line(1000, 1) != line(1000, 2)


def test_without_a_compiler_the_reason_is_given(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FileNotFoundError, match="no C compiler"):
        c_line(tmp_path)
