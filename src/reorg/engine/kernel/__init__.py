"""How the organization behaves, one mechanism a file.

:mod:`reorg.engine.reference` has the same files, plainly written.
"""
