"""Tests import what they share by folder, as in ``from report.verdicts import verdict``.

That this file exists is what puts the folder of tests on the import path.
"""
