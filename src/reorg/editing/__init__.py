"""Editing a structure step by step: edits, what they come to, and the model file that says the same.

A plan is a structure of a model and a list of edits (:mod:`reorg.editing.edits`) laid on it
(:mod:`reorg.editing.board`). Undo moves a cursor in the list (:mod:`reorg.editing.history`); the list is kept
line by line (:mod:`reorg.editing.journal`) and saved as a structure that extends another
(:mod:`reorg.editing.saving`).
"""
