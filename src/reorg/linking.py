"""How compiled functions are joined: a part is only linked, a whole is optimized once, with all of its parts.

Left to itself, Numba optimizes every function together with all that it calls, and turns each into machine
code, though most are only ever called from others. Here a part keeps its plain form, and the function at the
top of a tree of calls is optimized with all of its parts, each hidden in it: what is called from one place is
inlined whatever its size, and nothing is kept that nobody calls. ``docs/decisions/0008-linking.md`` has the
figures.

A pipeline of one's own, with a pass replaced, is Numba's way to be extended. The classes it is made of may
change all the same, and with them what :mod:`reorg.compiler` finds when it tries this out.
"""

from __future__ import annotations

from typing import Any

from llvmlite.binding import Linkage
from numba import _dynfunc, types
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_machinery import register_pass
from numba.core.typed_passes import NativeLowering


class _Part(JITCodeLibrary):
    """The code of one function, to be linked into others only."""

    def finalize(self) -> None:
        """Take no more code; nothing is optimized, nothing becomes machine code."""
        self._finalized = True

    def _optimize_functions(self, module: Any) -> None:
        module.data_layout = self._codegen._data_layout


class _Whole(JITCodeLibrary):
    """The code of a function that is called from outside, with that of all its parts."""

    def finalize(self) -> None:
        """Link every part once, then optimize and make machine code."""
        found: dict[Any, None] = {}
        _enter(self, found)
        # What nothing asks for yet is not linked: callers come before what they call.
        self._linking_libraries = list(found)[::-1]
        super().finalize()

    def _optimize_final_module(self) -> None:
        for function in self._final_module.functions:
            if not function.is_declaration and function.linkage == Linkage.linkonce_odr:
                # Private, not internal: names of internal functions stay in the machine code, and the loader
                # has taken another's copy by its name, whose arguments were passed otherwise.
                function.linkage = Linkage.private
        passes, builder = self._codegen._module_pass_manager()
        passes.run(self._final_module, builder)


def _enter(library: Any, found: dict[Any, None]) -> None:
    """Enter what a library needs, each behind all that it needs itself; what is whole needs nothing more."""
    for other in library._linking_libraries:
        if other not in found:
            if isinstance(other, _Part):
                _enter(other, found)
            found[other] = None


@register_pass(mutates_CFG=True, analysis_only=False)
class _PartLowering(NativeLowering):
    """Lowering of a function that needs no machine code of its own."""

    _name = "part_lowering"

    def run_pass(self, state: Any) -> bool:
        """Lower the function, and make it known to those that call it."""
        state.library = _Part(state.targetctx.codegen(), state.func_id.func_qualname)
        state.flags.no_compile = True
        super().run_pass(state)
        lowered = state.cr
        module, name = lowered.fndesc.lookup_module(), lowered.fndesc.qualname
        # Others know a function by its Python wrapper; this one stands for that and cannot be called.
        stand_in = _dynfunc.make_function(module, name, "", 0, lowered.env, (state.library,))
        state.targetctx.insert_user_function(stand_in, lowered.fndesc, [state.library])
        state["cr"] = lowered._replace(cfunc=stand_in)
        return True


@register_pass(mutates_CFG=True, analysis_only=False)
class _WholeLowering(NativeLowering):
    """Lowering of a function that is optimized together with all of its parts."""

    _name = "whole_lowering"

    def run_pass(self, state: Any) -> bool:
        """Lower the function into a library that takes its parts in."""
        state.library = _Whole(state.targetctx.codegen(), state.func_id.func_qualname)
        state.library.enable_object_caching()
        return bool(super().run_pass(state))


class Part(CompilerBase):
    """Compiler of functions that are called from compiled code only."""

    def define_pipelines(self) -> list[Any]:
        """Return Numba's passes with the lowering of a part."""
        return _passes_with(_PartLowering, self.state)


class Whole(CompilerBase):
    """Compiler of functions that are called from outside."""

    def define_pipelines(self) -> list[Any]:
        """Return Numba's passes with the lowering of a whole."""
        return _passes_with(_WholeLowering, self.state)


# The engine allocates nothing and holds no references, so reference counting is switched off for it, which
# makes compiling faster; docs/decisions/0001-kernel.md has the figures.
_COMMON = {"error_model": "numpy", "_nrt": False}
PART = {**_COMMON, "no_cfunc_wrapper": True, "no_cpython_wrapper": True, "pipeline_class": Part}
WHOLE = {**_COMMON, "no_cfunc_wrapper": True, "nogil": True, "pipeline_class": Whole}
BODY = {**_COMMON, "pipeline_class": Whole}
"""Options of ``njit`` for a part and a whole, and of ``cfunc`` for a whole that is called by its address."""


def _passes_with(lowering: type, state: Any) -> list[Any]:
    passes = DefaultPassBuilder.define_nopython_pipeline(state)
    passes.passes = [(lowering if each is NativeLowering else each, words) for each, words in passes.passes]
    passes.finalize()
    return [passes]


def take_one_kind_of_number(dispatcher: Any) -> None:
    """Let a compiled function take whole numbers with a sign as 64 bits, and be compiled once for them all.

    Else there would be a copy for each mixture of 32 bits, 64 bits and constants among its arguments.
    """
    compiler = dispatcher._compiler
    fold = compiler.fold_argument_types

    def fold_widened(args: Any, kws: Any) -> tuple[Any, tuple[Any, ...]]:
        signature, kinds = fold(args, kws)
        return signature, tuple(_widened(kind) for kind in kinds)

    compiler.fold_argument_types = fold_widened


def _widened(kind: Any) -> Any:
    plain: Any = kind.literal_type if isinstance(kind, types.Literal) else kind
    return types.int64 if isinstance(plain, types.Integer) and plain.signed else plain
