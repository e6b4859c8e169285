"""The engine's state: one structured array per kind of thing, bundled in :class:`State`; the world row."""

from __future__ import annotations

from typing import Any, NamedTuple

from reorg.engine.state.rows import aligned_row


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
    shared_ownership_by_work: Any
    """Stake [structure, package or stream] of several teams to the same work, or -1."""
    shared_ownerships: Any
    races: Any
    raced: Any
    """Packages that races are for."""
    duplications: Any
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
    deferred_people: Any
    """Room for those who wait while several things end at one time."""
    deferred_teams: Any
    decides_by: Any
    """Degree of centralization [structure]."""
    jobs: Any
    active: Any
    """People last active [package, most recent first]."""
    successors: Any
    links: Any
    rework_links: Any
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
    event_heap: Any
    ends: Any
    """When people end what they are doing [node of a tournament; the first round behind all others]."""
    lines: Any
    """Expiries to come [line, ring]."""
    ring_ends: Any
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


ADDRESSED_ARRAYS = tuple(name for name in State._fields if name != "world")
WORLD = aligned_row(
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
    first_ring="i4",
    ring_time="f8",
    ring_order="i8",
    order="i8",
    serial="i8",
    free_item="i4",
    free_job="i4",
    free_run="i4",
    items_used="i4",
    events="i8",
    logged="i8",
    full="i4",
    deferring="i4",
    deferred_people_count="i4",
    deferred_team_count="i4",
    skipped="f8",
    duplicate="f8",
    contested="i4",
    race_count="i4",
    duplication_count="i4",
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
    heap_room="i8",
    ring_room="i8",
    item_room="i8",
    job_room="i8",
    log_room="i8",
    **dict.fromkeys(ADDRESSED_ARRAYS, "u8"),
)
