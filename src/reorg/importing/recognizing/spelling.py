"""Normal spelling of headers for comparison."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACKETS = re.compile(r"[\(\[][^)\]]*[\)\]]")


@lru_cache(maxsize=50_000)
def normal(header: str) -> str:
    """Return a header in the form used for comparison: without case, accents, punctuation and brackets."""
    text = _CAMEL.sub(" ", _BRACKETS.sub(" ", header) if _BRACKETS.sub("", header).strip() else header)
    text = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    text = "".join(char for char in text if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+|\+|#", text.replace("_", " "))) if text.strip() != "#" else "#"
