"""The reference implementation: the same model in plain Python, to be read, and to check the engine by.

Read :mod:`~reorg.engine.reference.simulator` first; :mod:`~reorg.engine.reference.state.entities` says what
there is and :mod:`~reorg.engine.reference.equations` by which equations it behaves. Each file stands for the
file of the same name in :mod:`reorg.engine.kernel`. Nothing here is compiled, and nothing is shared with the
compiled engine but names and the tables of effort quantiles.
"""

from reorg.engine.reference.simulator import simulate_reference

__all__ = ["simulate_reference"]
