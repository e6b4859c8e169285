"""Whole numbers of options, which may have thousands separators: 1000, 1,000 or 1 000."""

from __future__ import annotations

import re
from typing import Any

import click

_THOUSANDS = re.compile(r"\d{1,3}(?:[, _'\u00a0\u2019]\d{3})+")


class Count(click.IntRange):
    """A whole number within a range, with or without thousands separators."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number; fails like :class:`click.IntRange`."""
        number: Any = value
        if _THOUSANDS.fullmatch(str(value)):
            number = re.sub(r"\D", "", value)
        return super().convert(number, param, ctx)
