"""The compiled code stays small enough to compile in a few seconds (docs/decisions/0001-kernel.md)."""

import ast
from pathlib import Path

import reorg

PACKAGE = Path(reorg.__file__).parent
LINES_ALLOWED = 4100


def compiled_lines(file: Path) -> int:
    lines = 0
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and any(
            isinstance(d, ast.Name) and d.id in {"compiled", "inner"} for d in node.decorator_list
        ):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines += len({n.lineno for part in body for n in ast.walk(part) if hasattr(n, "lineno")}) + 1
    return lines


def test_the_kernel_keeps_its_budget():
    files = [PACKAGE / "luck.py", *PACKAGE.glob("mechanisms/*.py"), *PACKAGE.glob("engine/**/*.py")]
    lines = sum(compiled_lines(file) for file in files)
    assert 300 < lines <= LINES_ALLOWED
