"""The pages of ``docs/`` that are printed from the code: ``python -m reorg.documentation``."""
