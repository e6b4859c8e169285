"""Bytes to text: byte order marks, then UTF-8, then UTF-16 without a mark, then code pages."""

from __future__ import annotations

import codecs
import unicodedata
from itertools import pairwise

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_PAGES = ("cp1252", "cp1250", "cp1251", "shift_jis", "gb18030", "mac_roman", "cp437")

_LETTERS = {
    "cp1252": ("äöüß", "éèêëàâçôûùîïœæÿ", "ñáéíóúü¿¡", "åäöøæé", "ãõáéíóúâêôàç", "àèéìòù", "ëïéèöüáó"),
    "cp1250": ("áčďéěíňóřšťúůýž", "ąćęłńóśźż", "áéíóöőúüű", "ăâîșțşţ", "čćđšž", "áäčďéíĺľňóôŕšťúýž"),
    "mac_roman": ("äöüß", "éèêëàâçôûùîïœæ", "ñáéíóúü¿¡", "åäöøæé"),
    "cp437": ("äöüß", "éèêëàâçôûùîï", "ñáéíóú¿¡", "åäöæé"),
}
"""Letters beyond ASCII of languages that are written in a code page: German, French, Spanish, Nordic ..."""

_MARKS_OF_TEXT = "–—’‘“”„…«»°·§€£©®•\u00a0"
_SCRIPTS = {"cp1251": ("CYRILLIC",), "shift_jis": ("CJK", "HIRAGANA", "KATAKANA"), "gb18030": ("CJK",)}


def decoded(raw: bytes, stated: str | None = None) -> tuple[str, str, bool]:
    """Return the text, the name of its encoding, and whether that is certain; ``stated`` takes precedence.

    Raises LookupError for an unknown encoding and UnicodeDecodeError if the stated one does not fit.
    """
    if stated is not None:
        return raw.decode(stated), stated, True
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return raw.decode(name, errors="replace"), name, True
    wide = _wide(raw)
    if wide:
        return raw.decode(wide, errors="replace"), wide, True
    try:
        return raw.decode("utf-8"), "utf-8", True
    except UnicodeDecodeError:
        name = max(_PAGES, key=lambda page: _likeness(raw[:200_000], page))
        return raw.decode(name, errors="replace"), name, False


def _wide(raw: bytes) -> str | None:
    """Return the UTF-16 encoding in which every other byte is mostly 0, as in Latin text, if there is one."""
    head = raw[:4000]
    if len(head) < 4:
        return None
    even, odd = head[0::2].count(0) / len(head[0::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.05 else None


def _likeness(raw: bytes, page: str) -> float:
    """Return how much the bytes beyond ASCII look like one language's writing in the code page.

    A wrong page turns letters into those of several languages, or into symbols; the first page wins ties.
    """
    text = raw.decode(page, errors="replace")
    beyond = [char for char in text if ord(char) >= 128]
    if not beyond:
        return 0.0
    marks = sum(char in _MARKS_OF_TEXT for char in beyond)
    letters = [char for char in beyond if char not in _MARKS_OF_TEXT]
    if page in _SCRIPTS:
        like = sum(unicodedata.name(char, "").startswith(_SCRIPTS[page]) for char in letters)
        # Non-Latin scripts are written in runs, not as single letters between ASCII ones.
        runs = sum(ord(one) >= 128 and ord(other) >= 128 for one, other in pairwise(text))
        if runs < 0.4 * len(beyond):
            like = 0
    else:
        like = max(sum(char.casefold() in known for char in letters) for known in _LETTERS[page])
    bad = sum(char == "\ufffd" or not char.isprintable() for char in letters)
    return (like + 0.5 * marks - 2 * bad) / len(beyond) - 0.001 * _PAGES.index(page)
