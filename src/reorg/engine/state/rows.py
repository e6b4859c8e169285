"""Row types of the engine's state, one for each kind of thing.

References are indices, -1 for none. Times are working hours since the start of the simulation (the
warm-up included), amounts of work are nominal hours. A row is a person, a job (a package of one
occurrence of its release, or an item of a stream), an item of an inbox, and so on.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from reorg.engine.state.constants import CACHE_LINE
from reorg.mechanisms import ASSUMPTIONS

Row = Any
"""A row inside compiled code, in signatures: mostly the world, which knows where everything is."""


def aligned_row(**fields: str) -> np.dtype[Any]:
    """Return the dtype of a row with these fields, each aligned."""
    return np.dtype(list(fields.items()), align=True)


def cache_line_row(**fields: str) -> np.dtype[Any]:
    """Return a row that fills whole cache lines; what is used together stands together."""
    row = aligned_row(**fields)
    places: Any = row.fields
    return np.dtype(
        {
            "names": list(fields),
            "formats": list(fields.values()),
            "offsets": [places[name][1] for name in fields],
            "itemsize": -(-row.itemsize // CACHE_LINE) * CACHE_LINE,
        },
        align=True,
    )


PERSON = cache_line_row(
    activity="i4",
    on="i4",
    kind="i4",
    team="i4",
    idle_before="i4",
    idle_after="i4",
    inbox_count="i4",
    inbox_first="i4",
    share="f8",
    since="f8",
    until="f8",
    held="i4",
    called="i4",
    # The next cache line.
    key="u8",
    hours="f8",
    chunk="i8",
    joined="f8",
    tray_hours="f8",
    picks="i8",
    inbox_last="i4",
    lead="i4",
    agents="i4",
    engaged="i4",
    # The next cache line.
    trial="i4",
    changed="f8",
    mark="i8",
    hired="i8",
    moved="f8",
    principal="i4",
    rank="i4",
    tenure="f8",
    pay="f8",
    opening="i4",
    threshold="f8",
    cumulated="f8",
    exits="f8",
    lot="f8",
    load="f8",
    scope="i4",
    scope_lost="f8",
    scope_time="f8",
    member_before="i4",
    member_after="i4",
    u="f8",
    agent_first="i4",
)
KNOWLEDGE = aligned_row(value="f8", time="f8")
AREA = aligned_row(experts="i4", best="i4", most="f8", second="f8", third="f8")
JOB = cache_line_row(
    key="u8",
    todo="f8",
    redo="f8",
    history="f8",
    area="i4",
    in_hands="i4",
    listed="i4",
    holder="i4",
    state="i4",
    owner="i4",
    complexity="i4",
    stream="i4",
    # The next cache line.
    priority="f8",
    family="i4",
    shared_ownership="i4",
    mask="u8",
    chunks="i8",
    people_max="i4",
    whole="i4",
    before="i4",
    after="i4",
    link_first="i4",
    link_last="i4",
    undecided="i4",
    delegated="i4",
    # The next cache line.
    order="i8",
    due="f8",
    share_left="f8",
    computing="i4",
    blockers="i4",
    arrived="f8",
    begun="f8",
    finish="f8",
    next_first="i4",
    next_last="i4",
    effort="f8",
    renewed="f8",
    unnoticed="f8",
    sent_back="i4",
    completions="i4",
    rework_first="i4",
    rework_last="i4",
    release="i4",
    research="i4",
    boxed="i4",
    trial_chunks="i4",
    config="u8",
    rank="f8",
    package="i4",
    version="i4",
    other="i4",
    tries="i4",
    won="i4",
    failure="f8",
    spent="f8",
    done="f8",
    lead="f8",
)
SHARED_OWNERSHIP = aligned_row(race="i4", above="i4", share="f8")
RACE = aligned_row(structure="i4", first="i4", last="i4", teams="i4", best="i4", common="f8")
DUPLICATION = aligned_row(structure="i4", stream="i4", team="i4", version="i4", share="f8")
INBOX_ITEM = cache_line_row(
    kind="i4",
    person="i4",
    asker="i4",
    job="i4",
    waiting="i4",
    before="i4",
    after="i4",
    attempt="i4",
    serial="i8",
    hours="f8",
    raised="f8",
    chunk="i8",
    # The next cache line.
    other="i4",
    asked="i4",
    drawn="i4",
    level="i4",
    work="f8",
    again="i4",
)
TEAM = aligned_row(
    key="u8",
    structure="i4",
    parent="i4",
    lead="i4",
    depth="i4",
    name="i4",
    meets="i4",
    size="i4",
    job_first="i4",
    job_last="i4",
    idle_first="i4",
    idle_last="i4",
    open="i4",
    overdue="f8",
    official="i4",
    called="i4",
    member_first="i4",
    member_last="i4",
    child_first="i4",
    child_last="i4",
    roster_first="i4",
    roster_last="i4",
)
COUPLING = aligned_row(job="i4", strength="f8", number="i4", key="u8")
REWORK_LINK = aligned_row(job="i4", probability="f8", share="f8", learning="f8", proportional="i4", key="u8")
STREAM = aligned_row(
    key="u8",
    area="i4",
    complexity="i4",
    interarrival_hours="f8",
    due_hours="f8",
    priority="f8",
    order="i8",
    then="i4",
    arrivals="i8",
    next="f8",
    items="i8",
)
EFFORT = aligned_row(form="i4", x="f8", y="f8", table="i4")
MEETING = aligned_row(
    key="u8", structure="i4", team="i4", first="i4", last="i4", every="f8", hours="f8", next="f8"
)
RELEASE = aligned_row(
    start="f8",
    first="i4",
    last="i4",
    decision_first="i4",
    decision_last="i4",
    judged="i4",
    box="f8",
    checkpoint="u8",
    trials="i8",
)
DESIGN_DECISION = aligned_row(
    key="u8", bit="u8", influences="u8", ones="i8", first="i4", last="i4", most="i4", weights="i4", owner="i4"
)
DATED_EVENT = aligned_row(
    time="f8",
    what="i4",
    structure="i4",
    person="i4",
    team="i4",
    stream="i4",
    first="i4",
    last="i4",
    hire="i4",
    skills="i4",
    number="i4",
    value="f8",
    weeks="f8",
    gpus="f8",
    release="i4",
    group="i4",
    times="i4",
    turn="i4",
    after="i4",
    happened="i4",
    reading="i4",
    holds="i4",
    share="f8",
)
POOL = aligned_row(
    gpus="i8",
    busy="i8",
    first="i4",
    failures="f8",
    checkpoint="f8",
    restart="f8",
    tag="f8",
    since="f8",
    used="f8",
    held="f8",
    begun="i8",
    waited="f8",
    failed="i8",
)
COMPUTE_QUEUE = aligned_row(
    pool="i4", first="i4", last="i4", after="i4", width="i8", rate="f8", tag="f8", hours="f8", hope="f8"
)
COMPUTE_RUN = aligned_row(
    key="u8",
    state="i4",
    job="i4",
    person="i4",
    pool="i4",
    after="i4",
    width="i8",
    trial="i4",
    chunk="i8",
    failures="i8",
    hours="f8",
    left="f8",
    then="f8",
    asked="f8",
    since="f8",
)
EVENT = aligned_row(time="f8", order="i8", kind="i4", on="i4", serial="i8")
COMPLETION = aligned_row(tag="i8", time="f8")
TIE = aligned_row(team="i4", value="f8", time="f8")
LOG_LINE = aligned_row(time="f8", code="i4", person="i4", on="i4", value="f8")
ASSUMPTION_VALUES = aligned_row(**{p.id.replace(".", "_"): "f8" for p in ASSUMPTIONS})
