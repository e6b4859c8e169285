"""What was guessed can be told in the page: it is kept, saved, makes results old, and is taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reorg.model import load
from web.studios import Client, client_of

KNOWN = "coordination.request_hours"


def _guesses(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.http.get("/api/guesses").json()
    return found


def _row(found: dict[str, Any], assumption: str = KNOWN) -> dict[str, Any]:
    return next(row for row in found["assumptions"] if row["id"] == assumption)


def _tell(client: Client, status: int = 200, **values: Any) -> dict[str, Any]:
    after = client.studio.opened.count
    return client.post("guesses", status, **{"id": KNOWN, "after": after, "scenario": "split", **values})


def test_what_is_reported_is_kept_saved_and_makes_results_old(tmp_path: Path) -> None:
    client = client_of(tmp_path)
    before = client.state("split")["scenario"]["print"]
    found = _guesses(client)
    inferences = [row["is_inference"] for row in found["assumptions"]]
    assert inferences == sorted(inferences, reverse=True)
    assert {"low", "high", "unit", "source", "name"} <= _row(found).keys()
    answer = _tell(client, low=0.3, high=0.5)
    assert (_row(answer)["low"], _row(answer)["high"], _row(answer)["is_stated_here"]) == (0.3, 0.5, True)
    assert answer["scenario"]["print"] != before
    saved = load(client.post("save")["path"])
    (own,) = (each for each in saved.assumptions if each.id == KNOWN)
    assert (own.low, own.high) == (0.3, 0.5)
    client.studio.close()
    again = client_of(tmp_path)
    assert _row(_guesses(again))["is_stated_here"]
    assert _tell(again, low=None, high=None)["scenario"]["print"] == before
    assert "Nothing has been edited" in again.post("save", 422)["error"]


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"low": 2.0, "high": 1.0}, "The lowest value comes first"),
        ({"low": "a", "high": 1.0}, "as numbers"),
        ({"low": True, "high": 1.0}, "as numbers"),
        ({"low": 0.1}, "as numbers"),
        ({"low": -5.0, "high": 1.0}, "lie between"),
        ({"id": "no.such", "low": 1.0, "high": 1.0}, "There is no such assumption"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_kept(
    tmp_path: Path, values: dict[str, Any], why: str
) -> None:
    client = client_of(tmp_path, "churn")
    answer = _tell(client, 422, **{"scenario": client.studio.opened.organization.baseline, **values})
    assert why in answer["error"]
    assert client.studio.opened.count == 0
