"""The reference implementation: the same model in plain Python, to be read, and to check the engine by.

Read :mod:`~reorg.engine.reference.simulator` first; :mod:`~reorg.engine.reference.state` says what there is,
:mod:`~reorg.engine.reference.equations` and :mod:`~reorg.engine.reference.questions` by which equations it
behaves. Each other file stands for the file of the same name in :mod:`reorg.engine.kernel`. Nothing here is
compiled, and nothing is shared with the compiled engine but names and the tables of effort quantiles.
"""

from reorg.engine.reference.simulator import simulate_reference

__all__ = ["simulate_reference"]
