"""Puts the project's folder on the import path: the benchmarks are a package beside the installed one."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
