r"""Text from a model file, made safe to display: hostile names become visible text, nothing else.

Control characters could control a terminal, and marks that reverse the direction of writing could make a line
seem to say something else. They are written out (``\\u202e``), and very long text is cut with a note of its
length. The template does the escaping for HTML.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

NAME = 80
"""Characters shown of a name."""
TEXT = 600
"""Characters shown of a sentence, a source or a note."""

_JOINERS = "\u200c\u200d"  # Persian and emoji need these two; they do not change the direction.
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def shown(value: object, limit: int = TEXT) -> str:
    """Return ``value`` as one line of at most about ``limit`` characters, hidden characters written out."""
    text = str(value)
    cut = text[:limit]
    line = written_out(cut.replace("\n", " ").replace("\t", " "))
    return line if len(text) == len(cut) else f"{line}… ({len(text):,} characters)"


def written_out(line: str) -> str:
    """Return a line with its hidden characters written out."""
    return "".join(map(_visible, line))


def name(value: object) -> str:
    """Return a name as :func:`shown`, cut after :data:`NAME` characters; an empty one is marked as such."""
    return shown(value, NAME) or "(no name)"


def short(value: object, limit: int) -> str:
    """Return a name as :func:`shown`, cut to ``limit`` characters with an ellipsis if space is scarce.

    It is cut between words, unless that uses less than half of the space.
    """
    text = "".join(map(_visible, str(value)[: 2 * limit].replace("\n", " ").replace("\t", " ")))
    if len(text) <= limit:
        return text or "(no name)"
    words = text[:limit].rpartition(" ")[0]
    kept = words if 2 * len(words) >= limit else text[: limit - 1]
    return f"{kept.rstrip(' ,;:(')}…"


def listed(names: Sequence[str]) -> str:
    """Return names as in a sentence: ``A, B and C``."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _visible(character: str) -> str:
    if character in _JOINERS or unicodedata.category(character) not in _HIDDEN:
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
