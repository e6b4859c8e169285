"""Model files of large organizations, and what a page computes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def large_model(folder: Path, people: int) -> Path:
    """Write a model of so many people in teams of eight, three levels of teams, two structures."""
    groups = people // 8
    branches = max(1, round(groups**0.5))
    teams: list[dict[str, Any]] = [{"id": "top", "name": "Laboratory", "lead": "p0"}]
    for branch in range(branches):
        teams.append({"id": f"b{branch}", "name": f"Branch {branch}", "parent": "top"})
    seats = [f"p{i}" for i in range(1, people)]
    for group in range(groups):
        members = seats[group::groups]
        parent = f"b{group % branches}"
        teams.append(
            {"id": f"t{group}", "name": f"Team {group}", "parent": parent, "lead": members[0],
             "members": members[1:]}
        )  # fmt: skip
    teams[-1]["owns"] = ["work"]
    model = {
        "organization": f"{people} people",
        "start": "2026-01-05",
        "horizon_weeks": 26,
        "areas": ["work"],
        "people": [
            {"id": f"p{i}", "title": f"Engineer {i}", "skills": {"work": "medium"}} for i in range(people)
        ],
        "streams": [{"id": "flow", "area": "work", "per_week": 3, "effort_days": 1}],
        "guard_rails": {"span_max": 12, "layers_max": 5},
        "structures": {"today": {"teams": teams}, "plan": {"extends": "today", "decides": "high"}},
        "scenarios": {
            "today": {"structure": "today"},
            "plan": {"structure": "today", "events": [{"week": 0, "reorganize": "plan"}]},
        },
    }
    path = folder / f"{people}.yaml"
    path.write_text(json.dumps(model), encoding="utf-8")
    return path


def measures(session: Any) -> dict[str, float]:
    """Return what a page counts of its own work, by the browser's names; times are of the processor."""
    found = session.send("Performance.getMetrics")["metrics"]
    return {each["name"]: float(each["value"]) for each in found}


def measured(page: Any) -> Any:
    """Return a session with a page that counts from now on."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    return session
