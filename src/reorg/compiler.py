"""The available compiler: Numba with functions joined by :mod:`reorg.linking`, plain Numba, or none.

Joining stands on parts of Numba that are not promised to stay. Whether it works with the Numba that is
installed is tried once, on small functions, and kept beside the compiled code; where it does not, and where
``REORG_PLAIN_NUMBA=1`` asks for it, ``njit`` and ``cfunc`` are used as anybody would: the same bits, in some
more time. Without Numba what would be compiled stays plain Python, and the compiled engine cannot be had.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from reorg.code_cache import CodeCache, home, is_writable

SWITCH = "REORG_PLAIN_NUMBA"
CHECKS_BOUNDS = os.environ.get("REORG_CHECK_BOUNDS", "") not in ("", "0")
"""Whether compiled code checks every access to the state: slow, and made for tests."""
OTHERWISE = "the reference engine needs no compiler (--engine reference; engine='reference' from Python)"

Options = Mapping[str, Any]


class CompilerError(RuntimeError):
    """There is no compiler, or it fails; the message is one line that says why and what to do."""


@dataclass(frozen=True)
class Compiler:
    """Numba, how it is asked to compile, and where the code is kept.

    ``part`` are its options for functions called from compiled code only. ``whole`` takes a function that
    Python calls too, ``body`` one that is called by its address and the kinds of its arguments; both take
    whether its code is kept, in the folder that Numba is set to. ``settle`` is done to each part
    once it is decorated, and inside ``parts_shared`` processes compile parts for one another, through a
    folder. ``notice`` is one line for the user, "" where there is nothing to be said.
    """

    numba: Any
    part: Options
    whole: Callable[[Any, bool], Any]
    body: Callable[[Any, Any, bool], Any]
    settle: Callable[[Any], None]
    parts_shared: Callable[[Path], AbstractContextManager[None]]
    notice: str
    kept: CodeCache
    is_plain: bool


def compiler() -> Compiler:
    """Return the compiler; raises :class:`CompilerError` where there is none."""
    found = compiler_or_reason()
    if isinstance(found, str):
        raise CompilerError(found)
    return found


@cache
def compiler_or_reason() -> Compiler | str:
    """Return the compiler, or one line that says why there is none."""
    switch = os.environ.get(SWITCH, "")
    if switch not in ("", "0", "1"):
        return f"{SWITCH} is {switch!r}: set it to 1 to compile with plain Numba, or to nothing"
    try:
        numba: Any = import_module("numba")
    except Exception as error:  # what fails in a broken installation is not only the import
        return f"Numba, which compiles the engine, cannot be loaded ({one_line(error)}); {OTHERWISE}"
    if numba.config.DISABLE_JIT:
        return f"NUMBA_DISABLE_JIT keeps Numba from compiling the engine: unset it; {OTHERWISE}"
    if switch == "1":
        return _plain(numba, "")
    if reason := _joining_fails(numba):
        return _plain(
            numba,
            f"Numba {numba.__version__} does not join functions as known ({reason}): the engine is compiled "
            "plainly, with the same results, in about twice the time.",
        )
    return _joined(numba)


def one_line(error: BaseException) -> str:
    """Return what an exception says, in one line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__


def _plain(numba: Any, notice: str) -> Compiler:
    options = {"error_model": "numpy"}
    kept = CodeCache([*_maker(numba), "plain"])

    def whole(function: Any, is_kept: bool) -> Any:
        return numba.njit(cache=is_kept, nogil=True, **options)(function)

    def body(function: Any, kinds: Any, is_kept: bool) -> Any:
        return numba.cfunc(kinds, cache=is_kept, **options)(function)

    apart = (lambda _part: None, lambda _folder: nullcontext())
    return Compiler(numba, options, whole, body, *apart, notice, kept, is_plain=True)


def _joined(numba: Any) -> Compiler:
    linking = import_module("reorg.linking")
    kept = CodeCache([*_maker(numba), "joined"])
    made = (linking.PART, linking.whole_of, linking.body_of)
    joined = (linking.take_one_kind_of_number, linking.parts_shared)
    return Compiler(numba, *made, *joined, "", kept, is_plain=False)


def _maker(numba: Any) -> list[str]:
    """Return what else than sources decides compiled code, in words."""
    words = [numba.__version__, str(numba.config.CPU_NAME), str(numba.config.CPU_FEATURES)]
    words += ["bounds checked"] * CHECKS_BOUNDS
    with suppress(Exception):  # without them, Numba itself sees that the code is for another processor
        binding = import_module("llvmlite.binding")
        words += [*map(str, binding.llvm_version_info), binding.get_host_cpu_name()]
        words.append(binding.get_host_cpu_features().flatten())
    return words


def _joining_fails(numba: Any) -> str:
    """Return why functions cannot be joined, "" where they can; tried once for each Numba and Python."""
    note = home() / f"joining-{_fingerprint(numba)}"
    with suppress(OSError):
        return note.read_text(encoding="utf-8")
    try:
        import_module("reorg.linking_trial").try_out()
    except (MemoryError, OSError) as error:
        return one_line(error)
    except Exception as error:  # whatever another Numba makes of it
        reason = one_line(error)
    else:
        reason = ""
    if is_writable(note.parent):
        with suppress(OSError):
            note.write_text(reason, encoding="utf-8")
    return reason


def _fingerprint(numba: Any) -> str:
    digest = hashlib.sha256("\n".join(_maker(numba)).encode())
    for name in ("linking.py", "linking_trial.py", "part_names.py", "part_store.py"):
        digest.update((Path(__file__).parent / name).read_bytes())
    return digest.hexdigest()[:16]
