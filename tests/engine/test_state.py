"""The state says what it is: every column and array has dtype, unit and meaning, and they hold."""

from __future__ import annotations

import numpy as np
import pytest

import reorg
from reorg.engine.plan.plan import plan_scenario
from reorg.engine.simulator import Simulator
from reorg.engine.state.columns import Array, array, column, columns_of
from reorg.engine.state.rows import ROWS
from reorg.engine.state.world import ARRAYS, World


@pytest.mark.parametrize("row", [World, *(row for row, _ in ROWS.values())])
def test_columns_are_annotated_as_their_dtype_says(row):
    for name, each in columns_of(row).items():
        kind = row.__annotations__[name]
        if isinstance(each, Array):
            assert kind.startswith(("Rows[", "Integers", "Reals", "Any")), name
        elif each.kind == "f8":
            assert kind == "float", name
        else:
            assert kind in ("int", "np.uint64") or kind.startswith("Reference["), name


@pytest.mark.parametrize("row", [row for row, _ in ROWS.values()])
def test_times_say_that_they_are_times(row):
    for name, each in columns_of(row).items():
        if each.unit == "time":
            assert each.kind == "f8", name


@pytest.mark.parametrize(
    "text", ["f8 hours: no comma", "f3, hours: no such dtype", "f8, hours", "f8, : no unit"]
)
def test_a_column_without_dtype_unit_or_meaning_is_refused(text):
    with pytest.raises(ValueError, match="dtype, unit: meaning"):
        column(text)


@pytest.mark.parametrize(
    "text", ["f8, hours: no shape", "f8 [], hours: empty", "f8 [person] hours: no comma"]
)
def test_an_array_without_shape_or_meaning_is_refused(text):
    with pytest.raises(ValueError, match="dtype"):
        array(text)


def test_arrays_are_what_they_are_said_to_be():
    organization = reorg.load("six-labs")
    simulator = Simulator(plan_scenario(organization, organization.scenarios[0].id))
    for name, message in ARRAYS.items():
        actual = getattr(simulator.state, name)
        if name == "assumed":
            continue
        expected = ROWS[message.element][1] if message.element in ROWS else np.dtype(message.element)
        assert actual.dtype == expected, name
        assert actual.ndim == len(message.shape), name
        assert message.unit or message.element in ROWS, name
