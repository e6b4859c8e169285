"""One world in words: the same events as its log, in order of time."""

from __future__ import annotations

import reorg


def test_a_world_is_reported_event_by_event() -> None:
    lines = reorg.world_log("agents", reorg.load("agents").baseline, world=0)
    log = reorg.trace("agents", reorg.load("agents").baseline, world=0)
    assert len(lines) == len(log)
    assert [line.week for line in lines] == sorted(line.week for line in lines)
    assert any(line.event == "package finished" and line.text.endswith("is finished") for line in lines)
