"""Plain scalars as YAML 1.2 reads them: ``no`` is text, ``1e6`` a number, ``12:30`` text, ``010`` is ten."""

from __future__ import annotations

import math
import re

Scalar = str | int | float | bool | None
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_DIGITS_MAX = 18


class NotFiniteError(ValueError):
    """A number that is infinite, not a number, or too large to hold."""


def parse_scalar(text: str) -> Scalar:
    """Return the value of an unquoted scalar; raises :class:`NotFinite`."""
    if text in _WORDS:
        return _WORDS[text]
    if _INFINITE.fullmatch(text):
        raise NotFiniteError(text)
    if _INTEGER.fullmatch(text) and len(text) <= _DIGITS_MAX:
        return int(text)
    if _BASED.fullmatch(text) and len(text) <= _DIGITS_MAX:
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        return _finite(text)
    return text


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise NotFiniteError(text)
    return number
