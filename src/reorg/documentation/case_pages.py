"""The command that prints what was found of cases into their pages: the same for results and for claims."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from reorg.study.running.settings import StudyError


def print_pages(
    print_one: Callable[[Path, Path], Path], arguments: Sequence[str] | None, *, prog: str, of: str
) -> int:
    """Print each of the paths named into its page of ``--docs``; returns 2 and says why where one cannot be.

    ``print_one`` prints a path into a folder of pages and returns the page; ``of`` says what the paths are.
    """
    parser = argparse.ArgumentParser(prog=prog)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=of)
    parser.add_argument("--docs", type=Path, default=Path("docs"), help="folder of the pages")
    asked = parser.parse_args(arguments)
    for path in asked.paths:
        try:
            sys.stdout.write(f"{print_one(path, asked.docs)}\n")
        except (StudyError, ValueError, KeyError, OSError) as error:
            sys.stderr.write(f"{path}: {error}\n")
            return 2
    return 0
