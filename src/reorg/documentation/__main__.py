"""Write the printed pages: ``python -m reorg.documentation [FOLDER]``, by default into ``docs``."""

from __future__ import annotations

import sys
from pathlib import Path

from reorg.documentation.pages import PAGES


def write_pages(folder: Path) -> None:
    """Write every page that is printed from the code into ``folder``."""
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
