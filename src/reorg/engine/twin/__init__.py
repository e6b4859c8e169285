"""The engine's slow twin: the same model in plain Python, to be read, and to check the engine by.

Read :mod:`~reorg.engine.twin.simulate` first; :mod:`~reorg.engine.twin.things` says what there is and
:mod:`~reorg.engine.twin.mechanisms` by which equations it behaves. Nothing here is compiled, and nothing
is shared with the compiled engine but names and the tables of effort quantiles.
"""

from reorg.engine.twin.outcome import TwinOutcome
from reorg.engine.twin.simulate import simulate_plainly

__all__ = ["TwinOutcome", "simulate_plainly"]
