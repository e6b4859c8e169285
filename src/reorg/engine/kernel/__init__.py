"""Behavior of the organization, one mechanism per file.

:mod:`reorg.engine.reference` has the same files in plain Python.
"""
