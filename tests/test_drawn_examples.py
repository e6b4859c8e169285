"""Tests that draw their examples wait for a slow machine."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import HealthCheck, settings

TESTS = Path(__file__).parent


def test_no_example_has_a_deadline() -> None:
    assert settings().deadline is None
    assert HealthCheck.too_slow in settings().suppress_health_check
    own = re.compile(r"@settings\([^)]*\b(deadline|suppress_health_check)=")
    assert [file for file in TESTS.rglob("*.py") if own.search(file.read_text(encoding="utf-8"))] == []
