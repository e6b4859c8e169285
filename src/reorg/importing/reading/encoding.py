"""Bytes to text: marks at the beginning, then UTF-8, then UTF-16 without a mark, then code pages."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_PAGES = ("cp1252", "cp1250", "cp1251", "shift_jis", "gb18030", "mac_roman", "cp437")

_PLAUSIBLE = "äöüßÄÖÜéèêëàâçôûùîïÉÈÀÇñÑáíóúÁÍÓÚ¿¡€£øåæØÅÆœŒłńśźżąęćŁŚŻčřšžýěů–—’“”„…«»°·§ãõÃÕ"


def decoded(raw: bytes, stated: str | None = None) -> tuple[str, str, bool]:
    """Return the text, the name of its encoding, and whether that is sure; ``stated`` is believed.

    Raises LookupError for an encoding that is not known and UnicodeDecodeError where the stated one does not
    fit.
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
    """Return the UTF-16 whose every other byte is mostly 0, as in Latin text, if it is one."""
    head = raw[:4000]
    if len(head) < 4:
        return None
    even, odd = head[0::2].count(0) / len(head[0::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.05 else None


def _likeness(raw: bytes, page: str) -> float:
    """Return how much the bytes beyond ASCII look like writing in the code page; the first page wins ties."""
    beyond = 0
    score = 0.0
    text = raw.decode(page, errors="replace")
    for before, char, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if ord(char) < 128:
            continue
        beyond += 1
        if char in _PLAUSIBLE:
            score += 1.0
            if char.isupper() and before.islower():
                score -= 1.5
        elif char == "\ufffd" or not char.isprintable():
            score -= 3.0
        elif char.isalpha():
            alike = (before.isalpha() and ord(before) >= 128) or (after.isalpha() and ord(after) >= 128)
            score += 0.9 if alike and not (char.isupper() and before.islower()) else -0.5
        else:
            score -= 0.7
    return score / beyond - 0.001 * _PAGES.index(page) if beyond else 0.0
