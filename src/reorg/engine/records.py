"""The engine's state: one structured array per kind of thing, bundled in :class:`State`.

References are indices, -1 for none. Times are working hours since the start of the simulation (the
warm-up included), amounts of work are nominal hours. A row is a person, a job (a package of one
occurrence of its release, or an item of a stream), an item of an in-tray, and so on.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from reorg.mechanisms import ASSUMPTIONS

HOURS_PER_DAY = 8.0
HOURS_PER_WEEK = 40.0
HOURS_PER_YEAR = 2080.0
CHUNK_HOURS = 8.0

# Where hours go; the order of the columns of every hours table.
KINDS = (
    "direct",
    "rework",
    "coordination",
    "decisions",
    "management",
    "meetings",
    "onboarding",
    "review",
    "noise",
    "waiting",
    "idle",
)
DIRECT, REWORK, COORDINATION, DECISIONS, MANAGEMENT, MEETINGS, ONBOARDING, REVIEW, NOISE, WAITING, IDLE = (
    range(len(KINDS))
)

# What a person is doing.
NOTHING, CHUNK, ITEM, ABSENT = range(4)

# States of a job: its release has not started, it waits for others, it can be worked on, it is finished; and
# of an attempt: it did not work, it works and waits for the end of its race, it is not pursued.
UNRELEASED, BLOCKED, OPEN, FINISHED, FAILED, READY, STOPPED = range(7)

# Kinds of in-tray items, with the kind of hours they take and their priority.
DECIDE, ANSWER, ASK, REPLY, BRIDGE, ONE_TO_ONE, MEET, INTERRUPTION, HELP, RESULT = range(10)
ITEM_HOURS = np.array(
    [
        DECISIONS,
        DECISIONS,
        COORDINATION,
        COORDINATION,
        COORDINATION,
        MANAGEMENT,
        MEETINGS,
        NOISE,
        ONBOARDING,
        REVIEW,
    ]
)
ITEM_PRIORITY = np.array([3.0, 1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 0.0, 1.0, 1.0])

# What the agenda holds.
EXPIRE, RELEASE, CLOSE, ARRIVE, WEEKLY, GATHER, CHANGE, WEEK, END, FILL, COMPUTED, AGENT = range(12)
JUDGE, BOX, GATE = range(12, 15)

# What becomes of an accelerator job.
QUEUED, RUNNING, DROPPED = 1, 2, 3

# What a dated event of a scenario does.
REORGANIZE, LEAVE, JOIN, REPLACE, MOVE, DEMAND, BUDGET, LAYOFF, PRIORITY, EQUIP = range(10)
NOTHING_HAPPENS = -1


# Lines of the event log.
LOG_CODES = (
    "begin work",
    "begin item",
    "end work",
    "end item",
    "idle",
    "exception",
    "decision asked",
    "decision taken",
    "request sent",
    "request missed",
    "astray",
    "item lapsed",
    "package open",
    "package finished",
    "arrival",
    "meeting",
    "reorganized",
    "decides alone",
    "left",
    "joined",
    "acting lead",
    "moved",
    "demand changed",
    "accelerators",
    "job waits",
    "job begins",
    "job fails",
    "job back",
    "delegated",
    "agent done",
    "error found",
    "error unseen",
    "sent back",
    "trial",
    "judged",
    "time up",
    "attempt failed",
    "attempt ready",
    "race won",
)
(
    L_BEGIN_WORK,
    L_BEGIN_ITEM,
    L_END_WORK,
    L_END_ITEM,
    L_IDLE,
    L_EXCEPTION,
    L_ASKED,
    L_DECIDED,
    L_SENT,
    L_MISSED,
    L_ASTRAY,
    L_LAPSED,
    L_OPEN,
    L_FINISHED,
    L_ARRIVAL,
    L_MEETING,
    L_REORGANIZED,
    L_ALONE,
    L_LEFT,
    L_JOINED,
    L_ACTING,
    L_MOVED,
    L_DEMAND,
    L_ACCELERATORS,
    L_JOB_WAITS,
    L_JOB_BEGINS,
    L_JOB_FAILS,
    L_JOB_BACK,
    L_DELEGATED,
    L_RESULT,
    L_CAUGHT,
    L_PASSED,
    L_SENT_BACK,
    L_TRIAL,
    L_JUDGED,
    L_BOXED,
    L_FAILED,
    L_READY,
    L_WON,
) = range(len(LOG_CODES))

# Forms of an effort.
FIXED, TABLE, EXPONENTIAL, LOGNORMAL, WEIBULL = range(5)

# Which array had no room: `world.full` says it, and the run is repeated with more.
FULL_ITEMS, FULL_JOBS, FULL_AGENDA, FULL_LINES, FULL_LOG, FULL_RUNS = range(1, 7)
ROOMS = ("items", "jobs", "agenda", "lines", "log", "runs")

# Policies.
ATTENTION_MIXED, ATTENTION_PRIORITY, ATTENTION_FIFO = range(3)
SEARCH_PACKAGE, SEARCH_TEAM, SEARCH_NEIGHBORS = range(3)

CACHE_LINE = 64
KIND_COUNT = len(KINDS)
ACTIVE_REMEMBERED = 6
TABLE_POINTS = 513
LATENCY_BINS = 257
LATENCY_EDGES_HOURS = np.concatenate([[0.0], 2.0 ** (np.arange(LATENCY_BINS) / 16.0 - 6.0)])


Row = Any
"""A row inside compiled code, in signatures: mostly the world, which knows where everything is."""


def _row(**fields: str) -> np.dtype[Any]:
    return np.dtype(list(fields.items()), align=True)


def _lines(**fields: str) -> np.dtype[Any]:
    """Return a row that fills whole cache lines; what is used together stands together."""
    row = _row(**fields)
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


PERSON = _lines(
    doing="i4",
    on="i4",
    kind="i4",
    team="i4",
    idle_before="i4",
    idle_after="i4",
    tray_count="i4",
    tray_first="i4",
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
    tray_last="i4",
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
KNOWLEDGE = _row(value="f8", time="f8")
AREA = _row(knowers="i4", best="i4", most="f8", second="f8", third="f8")
JOB = _lines(
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
    stake="i4",
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
    back_first="i4",
    back_last="i4",
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
STAKE = _row(race="i4", above="i4", share="f8")
RACE = _row(structure="i4", first="i4", last="i4", teams="i4", best="i4", common="f8")
DOUBLE = _row(structure="i4", stream="i4", team="i4", version="i4", share="f8")
ITEMS = _lines(
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
TEAM = _row(
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
LINK = _row(job="i4", strength="f8", number="i4", key="u8")
BACK = _row(job="i4", probability="f8", share="f8", learning="f8", proportional="i4", key="u8")
STREAM = _row(
    key="u8",
    area="i4",
    complexity="i4",
    gap_hours="f8",
    due_hours="f8",
    priority="f8",
    order="i8",
    then="i4",
    arrivals="i8",
    next="f8",
    items="i8",
)
EFFORT = _row(form="i4", x="f8", y="f8", table="i4")
MEETING = _row(key="u8", structure="i4", team="i4", first="i4", last="i4", every="f8", hours="f8", next="f8")
RELEASES = _row(
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
DECISION = _row(
    key="u8", bit="u8", influences="u8", ones="i8", first="i4", last="i4", most="i4", weights="i4", owner="i4"
)
CHANGES = _row(
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
POOL = _row(
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
QUEUE = _row(
    pool="i4", first="i4", last="i4", after="i4", width="i8", rate="f8", tag="f8", hours="f8", hope="f8"
)
RUN = _row(
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
AGENDA = _row(time="f8", order="i8", kind="i4", on="i4", serial="i8")
END_OF_DOING = _row(tag="i8", time="f8")
TIE = _row(team="i4", value="f8", time="f8")
LOG = _row(time="f8", code="i4", person="i4", on="i4", value="f8")
ASSUMED = _row(**{p.id.replace(".", "_"): "f8" for p in ASSUMPTIONS})


class State(NamedTuple):
    """All arrays of one running world; the world row holds their addresses for the compiled code."""

    world: Any
    assumed: Any
    routes: Any
    """Shares [degree of centralization, top | lead | self] of who must decide."""
    outcomes: Any
    """Shares [self | lead | top, rework | quick fix | ignore] of what a decision asks for."""
    people: Any
    knowledge: Any
    """[person, area]."""
    areas: Any
    """Who knows how much, as of the last survey [area]."""
    contagion: Any
    """Hazard a week that ends in a coming week [person, week modulo the weeks it is spread over]."""
    skill: Any
    """Skill level [person, area], 0 none to 3 high."""
    ties: Any
    """[person, present team and three past ones]."""
    teams: Any
    placement: Any
    """Team [structure, person]."""
    owners: Any
    """Owning team [structure, package or stream], -1 for a version of a package that nobody holds."""
    staked: Any
    """Stake [structure, package or stream] of several teams to the same work, or -1."""
    stakes: Any
    races: Any
    raced: Any
    """Packages that races are for."""
    doubles: Any
    """Teams that work items of a stream once more."""
    skilled: Any
    """People with any skill [team, area]."""
    team_by_name: Any
    """Team [structure, team name], or -1."""
    children: Any
    roster: Any
    """People [team] as the structure states them."""
    crowd: Any
    """Room for a list of people."""
    called_people: Any
    """Room for those who wait while several things end at one time."""
    called_teams: Any
    decides_by: Any
    """Degree of centralization [structure]."""
    jobs: Any
    active: Any
    """People last active [package, most recent first]."""
    successors: Any
    links: Any
    backs: Any
    """Rework links."""
    integrators: Any
    """Integrator [structure, coupling]."""
    efforts: Any
    tables: Any
    """Quantiles of one standard effort per row, at evenly spaced probabilities."""
    streams: Any
    meetings: Any
    attendees: Any
    releases: Any
    decisions: Any
    """Design decisions of all occurrences of releases [those of one are together]."""
    weights: Any
    """By decision the weight of each decision of its release to influence it."""
    judges: Any
    """Integrator of all research [structure, release], or -1."""
    found: Any
    """Value of the configuration at the week's end [week, release]."""
    capability: Any
    """Share of configurations that are no better than that of the end [release]."""
    changes: Any
    named: Any
    """People or work that dated events name."""
    new_skills: Any
    """Skill level [successor, area]."""
    pools: Any
    pool_rules: Any
    """Allocation rule [structure, pool]."""
    pool_sizes: Any
    """Accelerators [structure, pool]."""
    pool_of: Any
    """Pool [structure, package or stream], or -1."""
    queues: Any
    """Accelerator jobs that wait [package or stream]."""
    runs: Any
    """Accelerator jobs, waiting and running."""
    items: Any
    agenda: Any
    ends: Any
    """When people end what they are doing [node of a tournament; the first round behind all others]."""
    lines: Any
    """Expiries to come [line, ring]."""
    line_ends: Any
    """[line, first | behind the last], counted up for ever."""
    hours: Any
    weekly: Any
    """[week, throughput | hours in in-trays | people present]."""
    done: Any
    """Direct work finished [week, area], nominal hours."""
    exit_weeks: Any
    """When the first holder of each position left, weeks from the start date, or -1 [person]."""
    latency: Any
    """Decisions taken [level drawn, bin]."""
    overload: Any
    served: Any
    """[stream, completed | sum of waits | of squares | sum of sojourns | of squares]."""
    log: Any


ADDRESSES = tuple(name for name in State._fields if name != "world")
WORLD = _row(
    key="u8",
    here="u8",
    entries="u8",
    now="f8",
    start="f8",
    end="f8",
    structure="i4",
    decides="i4",
    attention="i4",
    search="i4",
    jumps="f8",
    packages="i4",
    pending="i8",
    places="i8",
    first_line="i4",
    line_time="f8",
    line_order="i8",
    order="i8",
    serial="i8",
    free_item="i4",
    free_job="i4",
    free_run="i4",
    items_used="i4",
    events="i8",
    logged="i8",
    full="i4",
    holding="i4",
    people_called="i4",
    teams_called="i4",
    skipped="f8",
    duplicate="f8",
    contested="i4",
    race_count="i4",
    double_count="i4",
    week="i8",
    departures="i8",
    regretted="i8",
    hires="i8",
    frozen="i4",
    budget="f8",
    payroll="f8",
    paid="f8",
    hiring_cost="f8",
    knowledge_start="f8",
    knowledge_end="f8",
    lone_areas="i8",
    present_hours="f8",
    delegated_hours="f8",
    unseen_hours="f8",
    agents_cost="f8",
    name_count="i4",
    structure_count="i4",
    people_count="i4",
    team_count="i4",
    job_count="i4",
    work_count="i4",
    area_count="i4",
    link_count="i4",
    stream_count="i4",
    meeting_count="i4",
    release_count="i4",
    decision_count="i4",
    change_count="i4",
    pool_count="i4",
    run_room="i4",
    gpus_share="f8",
    week_count="i4",
    agenda_room="i8",
    line_room="i8",
    item_room="i8",
    job_room="i8",
    log_room="i8",
    **dict.fromkeys(ADDRESSES, "u8"),
)
