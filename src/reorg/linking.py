"""Joining of functions: a part is only linked, a whole is optimized once, with all of its parts.

Left to itself, Numba optimizes every function together with all that it calls, and turns each into machine
code, though most are only ever called from others. Here a part keeps its plain form, and the function at the
top of a tree of calls is optimized with all of its parts, each hidden in it: what is called from one place is
inlined whatever its size, and nothing is kept that nobody calls. ``docs/decisions/0008-linking.md`` has the
figures.

A pipeline of one's own, with a pass replaced, is Numba's way to be extended. The classes it is made of may
change all the same, and with them what :mod:`reorg.compiler` finds when it tries this out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Any

from llvmlite.binding import (
    Linkage,
    create_new_module_pass_manager,
    create_pass_builder,
    create_pipeline_tuning_options,
    parse_bitcode,
)
from numba import _dynfunc, njit, types
from numba.core.caching import FunctionCache
from numba.core.ccallback import CFunc
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import CompilerBase, DefaultPassBuilder, compile_result
from numba.core.compiler_machinery import register_pass
from numba.core.lowering import Environment
from numba.core.typed_passes import NativeLowering

from reorg.part_names import callees_of, dispatcher_of, library_of, records_named_by_content
from reorg.part_store import PartStore, SharedPart

_ENVIRONMENT = "_ZN08NumbaEnv"
"""Begins the names of the variables in which Numba keeps the environments of functions."""


class _Part(JITCodeLibrary):
    """The code of one function, to be linked into others only."""

    def finalize(self) -> None:
        """Take no more code; nothing is optimized, nothing becomes machine code."""
        self._finalized = True

    def _optimize_functions(self, module: Any) -> None:
        module.data_layout = self._codegen._data_layout

    def bitcode(self, callees: list[Any]) -> bytes:
        """Return the code of the function, without its callees but with all else that it calls."""
        module = self._final_module.clone()
        missing = {each.name for each in module.functions if each.is_declaration}
        for library in self._linking_libraries:
            # What Numba makes for min or int has a running number in its name: it goes along, unseen outside.
            defined = {each.name for each in library.get_defined_functions()}
            if library not in callees and defined & missing:
                module.link_in(library._get_module_for_linking(), preserve=True)
        _hide_functions(module)
        code: bytes = module.as_bitcode()
        return code

    @classmethod
    def of(cls, codegen: Any, name: str, code: bytes, libraries: list[Any]) -> _Part:
        """Return a part of code that another process has made, with the libraries of what it calls."""
        part = cls(codegen, name)
        part._final_module = parse_bitcode(code)
        part._linking_libraries = libraries
        part.finalize()
        return part


class _Whole(JITCodeLibrary):
    """The code of a function that is called from outside, with that of all its parts."""

    def finalize(self) -> None:
        """Link every part once, then optimize and make machine code."""
        self._own_variables = {each.name for each in self._final_module.global_variables}
        found: dict[Any, None] = {}
        _enter(self, found)
        # What nothing asks for yet is not linked: callers come before what they call.
        self._linking_libraries = list(found)[::-1]
        super().finalize()

    def _optimize_final_module(self) -> None:
        _hide_functions(self._final_module)
        options = create_pipeline_tuning_options(speed_level=3)
        # Events are branches, not loops over rows: what makes loops longer costs time and gives none.
        options.loop_vectorization = options.slp_vectorization = options.loop_unrolling = False
        builder = create_pass_builder(self._codegen._tm, options)
        builder.getModulePassManager().run(self._final_module, builder)
        _drop_environments(self._final_module, self._own_variables, builder)


def _drop_environments(module: Any, own: set[str], builder: Any) -> None:
    """Remove the environments of the parts, which lead to Python's objects, but those that code looks at.

    No part does so, but Numba would look up hundreds of them whenever kept code is loaded.
    """
    for variable in module.global_variables:
        if variable.name.startswith(_ENVIRONMENT) and variable.name not in own:
            variable.linkage = Linkage.private
    passes = create_new_module_pass_manager()
    passes.add_global_dead_code_eliminate_pass()
    passes.run(module, builder)
    for variable in module.global_variables:
        if variable.name.startswith(_ENVIRONMENT):
            # Numba finds them by their names.
            variable.linkage = Linkage.common


def _hide_functions(module: Any) -> None:
    """Make the functions linked into a module visible only inside it."""
    for function in module.functions:
        if not function.is_declaration and function.linkage == Linkage.linkonce_odr:
            # Private, not internal: names of internal functions stay in the machine code, and the loader
            # has taken another's copy by its name, whose arguments were passed otherwise.
            function.linkage = Linkage.private


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
        found = dispatcher_of(state.func_id.modname, state.func_id.func_qualname)
        if found is not None and found.py_func is state.func_id.func:
            # Numba tells functions of one name apart by a running number, which other processes do not know.
            state.func_id.unique_id = 0
        super().run_pass(state)
        lowered = state.cr
        state["cr"] = lowered._replace(cfunc=_made_known(state, lowered.fndesc, lowered.env))
        return True


def _made_known(state: Any, described: Any, environment: Any) -> Any:
    """Make a part known to those that call it; return what stands for it.

    Others know a function by its Python wrapper; this one stands for that and cannot be called.
    """
    module, name = described.lookup_module(), described.qualname
    stand_in = _dynfunc.make_function(module, name, "", 0, environment, (state.library,))
    state.targetctx.insert_user_function(stand_in, described, [state.library])
    return stand_in


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

    store: PartStore | None = None
    """Where other processes leave parts and find those of this one."""

    def define_pipelines(self) -> list[Any]:
        """Return Numba's passes with the lowering of a part."""
        return _passes_with(_PartLowering, self.state)

    def compile_extra(self, func: Any) -> Any:
        """Compile a function, or take what another process has made of it."""
        if Part.store is None:
            return super().compile_extra(func)
        shared = Part.store.take(func, self.state.args)
        if shared is not None:
            libraries = [library_of(callee) for callee in shared.callees]
            if None not in libraries:
                return self._taken(shared, libraries)
        made = super().compile_extra(func)
        callees = callees_of(self.state)
        if callees is not None:
            described = copy(made.fndesc)
            described.typemap = described.calltypes = None
            code = made.library.bitcode([library_of(callee) for callee in callees])
            Part.store.give(SharedPart(code, described, made.signature, callees))
        return made

    def _taken(self, shared: SharedPart, libraries: list[Any]) -> Any:
        """Return the result of compiling, as it would be here, of a part made by another process."""
        state, described = self.state, shared.described
        state.library = _Part.of(state.targetctx.codegen(), described.qualname, shared.code, libraries)
        environment = Environment.from_fndesc(described)
        return compile_result(
            typing_context=state.typingctx,
            target_context=state.targetctx,
            entry_point=_made_known(state, described, environment),
            typing_error=None,
            type_annotation="",
            signature=shared.signature,
            objectmode=False,
            fndesc=described,
            library=state.library,
            call_helper=None,
            environment=environment,
            lifted=(),
            metadata=None,
            reload_init=[],
            referenced_envs=[],
        )


class Whole(CompilerBase):
    """Compiler of functions that are called from outside."""

    def define_pipelines(self) -> list[Any]:
        """Return Numba's passes with the lowering of a whole."""
        return _passes_with(_WholeLowering, self.state)


@contextmanager
def parts_shared(folder: Path) -> Iterator[None]:
    """Share parts with other processes inside, through a folder that is theirs only."""
    Part.store = PartStore(folder)
    try:
        with records_named_by_content():
            yield
    finally:
        Part.store = None


# The engine allocates nothing and holds no references, so reference counting is switched off for it, which
# makes compiling faster; docs/decisions/0001-kernel.md has the figures.
_COMMON = {"error_model": "numpy", "_nrt": False}
PART = {**_COMMON, "no_cfunc_wrapper": True, "no_cpython_wrapper": True, "pipeline_class": Part}
"""Options of ``njit`` for a part."""
_WHOLE: dict[str, Any] = {**_COMMON, "no_cfunc_wrapper": True, "nogil": True, "pipeline_class": Whole}


class _KeptCode(FunctionCache):
    """The kept code of a whole, loaded without what Numba must know in order to compile.

    Before it looks for kept code, Numba learns what all of Python and NumPy mean in compiled code, and
    imports SciPy where there is one. That takes longer than to load the whole engine, which needs none of it.
    """

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Return the kept code for these kinds of arguments; None where there is none, and Numba is ready."""
        found = None
        with self._guard_against_spurious_io_errors():
            found = self._load_overload(sig, target_context)
        if found is None:
            target_context.refresh()
        return found


def whole_of(function: Any, is_kept: bool) -> Any:
    """Return the whole of a function, compiled when Python first calls it, its code kept or not."""
    whole = njit(**_WHOLE)(function)
    if is_kept:
        whole._cache = _KeptCode(function)
    return whole


def body_of(function: Any, kinds: Any, is_kept: bool) -> Any:
    """Return a whole that is called by its address, for these kinds of arguments, its code kept or not."""
    whole: Any = Whole
    body = CFunc(function, (kinds.args, kinds.return_type), {}, dict(_COMMON), whole)
    if is_kept:
        body._cache = _KeptCode(function)
    body.compile()
    return body


def _passes_with(lowering: type, state: Any) -> list[Any]:
    passes = DefaultPassBuilder.define_nopython_pipeline(state)
    passes.passes = [(lowering if each is NativeLowering else each, words) for each, words in passes.passes]
    passes.finalize()
    return [passes]


def take_one_kind_of_number(dispatcher: Any) -> None:
    """Make a compiled function take signed integers as 64 bits, so that it is compiled once for all.

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
