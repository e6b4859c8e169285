"""The reference implementation: the same model in plain Python, for reading and for checking the engine.

Read :mod:`~reorg.engine.reference.simulator` first; :mod:`~reorg.engine.reference.state` describes the state,
:mod:`~reorg.engine.reference.equations` and :mod:`~reorg.engine.reference.questions` the equations of
behavior. Each other file corresponds to the file of the same name in :mod:`reorg.engine.kernel`. Nothing here
is compiled, and it shares only names and the tables of effort quantiles with the compiled engine.
"""

from reorg.engine.reference.simulator import simulate_reference

__all__ = ["simulate_reference"]
