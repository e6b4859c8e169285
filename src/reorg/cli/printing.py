"""Text for a terminal or a pipe: nothing in it controls a terminal, and any encoding can hold it."""

from __future__ import annotations

import codecs
import sys
import unicodedata

import click

from reorg.report.plain_text import written_out

_PLAIN = {
    "\N{HORIZONTAL ELLIPSIS}": "...", "\N{EN DASH}": "-", "\N{EM DASH}": "-",
    "\N{LEFT SINGLE QUOTATION MARK}": "'", "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": '"', "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{MULTIPLICATION SIGN}": "x", "\N{LESS-THAN OR EQUAL TO}": "<=", "\N{GREATER-THAN OR EQUAL TO}": ">=",
    "\N{RIGHTWARDS ARROW}": "->", "\N{BOX DRAWINGS LIGHT HORIZONTAL}": "-",
    "\N{BOX DRAWINGS LIGHT VERTICAL AND RIGHT}": "|", "\N{BOX DRAWINGS LIGHT UP AND RIGHT}": "`",
    "\N{BOX DRAWINGS LIGHT VERTICAL}": "|", "\N{LATIN SMALL LETTER SHARP S}": "ss",
    "\N{LATIN SMALL LETTER AE}": "ae", "\N{LATIN CAPITAL LETTER AE}": "AE",
    "\N{LATIN SMALL LETTER O WITH STROKE}": "o", "\N{LATIN CAPITAL LETTER O WITH STROKE}": "O",
}  # fmt: skip
_HANDLER = "reorg.plain"


def say(text: str, *, err: bool = False) -> None:
    """Print lines, with characters that would control the terminal written out."""
    # The stream is named, as click would write UTF-8 to one that holds ASCII only.
    stream = sys.stderr if err else sys.stdout
    click.echo("\n".join(written_out(line) for line in text.split("\n")), file=stream)


def use_plain_characters() -> None:
    """Print characters missing in the encoding of the output as the nearest plain characters."""
    codecs.register_error(_HANDLER, _plain)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=_HANDLER)


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_nearest, error.object[error.start : error.end])), error.end


def _nearest(character: str) -> str:
    bare = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode("ascii")
    return _PLAIN.get(character) or bare or character.encode("ascii", "backslashreplace").decode("ascii")
