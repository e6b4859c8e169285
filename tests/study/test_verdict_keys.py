"""Every key of a verdict is declared with its meaning, and every key declared is one that there is."""

from reorg import compare
from reorg.study.verdict_keys import DIFFERENCE_FIGURES, METRIC_FIGURES, PARTS
from study.small_lab import lab

ONLY_WHERE = {"guard_rails", "observed", "precision", "transition"}


def test_the_keys_of_a_verdict_are_those_declared():
    verdict = compare(lab(), worlds=16, transition_worlds=2).verdict
    assert set(verdict) <= set(PARTS)
    assert set(PARTS) - set(verdict) <= ONLY_WHERE
    figures = [entry for s in verdict["scenarios"].values() for entry in s["metrics"].values()]
    for entries, declared in ((figures, METRIC_FIGURES), (verdict["differences"], DIFFERENCE_FIGURES)):
        found = set().union(*entries)
        assert found <= set(declared)
        assert set(declared) - found <= {"bounds", "restricted_mean", "restricted_mean_interval_95"}
