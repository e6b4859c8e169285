"""The guesses of a study: assumptions that the model does not state and that can be stated here."""

from __future__ import annotations

from typing import Any

from reorg.editing.edits import Refusal
from reorg.editing.workspace import Workspace

Data = dict[str, Any]
INFERENCE = "D"
"""The strength of evidence of an assumption that is our own inference."""


def guesses(workspace: Workspace) -> Data:
    """Return the assumptions in use as drawn now, inferences first, and the uncertain inputs.

    ``usual`` is the range supported by the evidence, ``own`` whether the model or the user has set it.
    """
    from reorg.mechanisms import ASSUMPTIONS  # noqa: PLC0415 - loads the engine
    from reorg.report.evidence.inputs import input_rows  # noqa: PLC0415
    from reorg.report.summary.assumption_words import plain_words  # noqa: PLC0415
    from reorg.report.summary.trust import assumptions_in_use  # noqa: PLC0415

    organization = workspace.edited()
    usual = {parameter.id: parameter for parameter in ASSUMPTIONS}
    own = {override.id for override in organization.assumptions}
    rows = [
        {
            "id": each.id,
            "name": plain_words({"assumption": each.id, "meaning": each.meaning}).label,
            "meaning": each.meaning,
            "unit": each.unit,
            "low": each.low,
            "high": each.high,
            "usual": [usual[each.id].low, usual[each.id].high],
            "least": max(each.least, -1e9),
            "most": min(each.most, 1e9),
            "source": each.source,
            "is_inference": each.strength == INFERENCE and each.id not in own,
            "is_stated_here": each.id in workspace.stated_ranges,
            "is_own": each.id in own,
        }
        for each in assumptions_in_use(organization)
    ]
    inputs = [
        {"name": row.name, "values": row.values, "source": row.source, "is_guess": row.guess}
        for row in input_rows(organization)
    ]
    return {"assumptions": sorted(rows, key=lambda row: not row["is_inference"]), "inputs": inputs}


def state_assumption(workspace: Workspace, data: Data) -> None:
    """Set the range of an assumption, or reset it; raises :class:`~reorg.editing.edits.Refusal`."""
    from reorg.mechanisms import ASSUMPTIONS  # noqa: PLC0415 - loads the engine

    known = {parameter.id: parameter for parameter in ASSUMPTIONS}
    parameter = known.get(str(data.get("id")))
    if parameter is None:
        raise Refusal("There is no such assumption.")
    low, high = data.get("low"), data.get("high")
    if low is None and high is None:
        workspace.state_assumption(parameter.id, None)
        return
    if not all(isinstance(value, int | float) and not isinstance(value, bool) for value in (low, high)):
        raise Refusal("Give the lowest and the highest value as numbers.")
    ends = float(low), float(high)  # type: ignore[arg-type]
    if not parameter.least <= ends[0] <= ends[1] <= parameter.most:
        bounds = f"{max(parameter.least, -1e9):g} and {min(parameter.most, 1e9):g} {parameter.unit}".rstrip()
        raise Refusal(f"The lowest value comes first, and both lie between {bounds}.")
    if parameter.scale == "log" and ends[0] <= 0.0:
        raise Refusal("Both values must be above 0.")
    workspace.state_assumption(parameter.id, ends)
