"""The engine's state: the world's row, with the addresses of all arrays; and the arrays themselves."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np

from reorg.engine.state.columns import Array, aligned_row, array, arrays_of, column

if TYPE_CHECKING:
    from reorg.engine.state import rows as r
    from reorg.engine.state.columns import (
        Integers,
        ItemNumber,
        JobNumber,
        Reals,
        Reference,
        Rows,
        RunNumber,
        StructureNumber,
    )


class World:
    """One running world: its present state, its sizes, and the addresses of its arrays."""

    key: np.uint64 = column("u8, key: of all random numbers of this world")
    here: int = column("u8, address: of this row")
    entries: int = column("u8, address: of the table of functions called by number")
    now: float = column("f8, time: the present")
    start: float = column("f8, time: when counting starts, after the warm-up")
    end: float = column("f8, time: the horizon")
    structure: Reference[StructureNumber] = column("i4, structure: in force")
    decides: int = column("i4, place: of its centralization among low, medium, high")
    dotted: int = column("i4, 0 or 1: somebody has a second lead under the present structure")
    attention: int = column("i4, code: policy of picking from inboxes, ATTENTION_...")
    search: int = column("i4, code: policy of search in designs, SEARCH_...")
    jumps: float = column("f8, 1: share of trials that redraw all own decisions")
    packages: int = column("i4, jobs: that are packages or versions of them; items come behind")
    pending: int = column("i8, events: in the heap")
    places: int = column("i8, node: of the first person in the winner tree of completions")
    first_ring: int = column("i4, ring: with the earliest event of all rings, -1 all empty")
    ring_time: float = column("f8, time: of that event")
    ring_order: int = column("i8, number: of entry of that event")
    order: int = column("i8, number: of entry of the next event")
    serial: int = column("i8, number: last given to an item or a list of people")
    free_item: Reference[ItemNumber] = column("i4, item: first free place among those used before")
    free_job: Reference[JobNumber] = column("i4, job: first free place of an item of a stream")
    free_run: Reference[RunNumber] = column("i4, run: first free place")
    items_used: int = column("i4, items: places ever used")
    events: int = column("i8, events: handled")
    logged: int = column("i8, lines: of the log written")
    full: int = column("i4, code: which array had no room, FULL_..., 0 none")
    booked_week: int = column("i8, week: from the start of counting, in which hours were booked last")
    week_begins: float = column("f8, hours: from the start of counting to that week's begin")
    week_ends: float = column("f8, hours: to just before its end")
    deferring: int = column("i4, 0 or 1: dispatching waits until all that ends now has ended")
    off_roster_count: int = column("i4, people: whose teams rosters do not all name")
    deferred_people_count: int = column("i4, people: who wait for dispatching")
    deferred_team_count: int = column("i4, teams: that wait for dispatching")
    skipped: float = column("f8, nominal hours: of rework not done that should have been")
    relearning: float = column("f8, hours: of own work beyond those at full familiarity")
    duplicate: float = column("f8, hours: on attempts that do not count and duplicated work")
    contested: int = column("i4, 0 or 1: any work is shared by several teams")
    race_count: int = column("i4, races: in all structures")
    duplication_count: int = column("i4, duplications: in all structures")
    week: int = column("i8, weeks: ended since counting starts")
    departures: int = column("i8, people: who left since counting starts")
    regretted: int = column("i8, people: of those, the first or only expert of an area")
    hires: int = column("i8, people: whose hiring started since counting starts")
    frozen: int = column("i4, 0 or 1: hiring is frozen")
    budget: float = column("f8, USD a week: payroll that hiring may reach, -1 any")
    payroll: float = column("f8, USD a week: of everybody present or expected")
    paid: float = column("f8, USD: paid since counting starts")
    hiring_cost: float = column("f8, USD: of hiring since counting starts")
    knowledge_start: float = column("f8, 1: knowledge of the three who know most, areas summed, at the start")
    knowledge_end: float = column("f8, 1: the same as of the last survey")
    lone_areas: int = column("i8, areas: with fewer than two experts, as of the last survey")
    present_hours: float = column("f8, hours: of presence since counting starts")
    delegated_hours: float = column("f8, nominal hours: of delegated work reviewed since counting starts")
    unseen_hours: float = column("f8, nominal hours: of those, with an error not detected by review")
    agents_cost: float = column("f8, USD: of AI agents since counting starts")
    name_count: int = column("i4, names: of teams in all structures, one for all that are the same")
    id_count: int = column("i4, ids: of teams in all structures")
    structure_count: int = column("i4, structures: of the scenario")
    people_count: int = column("i4, people: in the scenario at any time")
    team_count: int = column("i4, teams: of all structures")
    job_count: int = column("i4, jobs: places ever used")
    work_count: int = column("i4, works: packages with their versions, and behind them streams")
    area_count: int = column("i4, areas: of skill and knowledge")
    link_count: int = column("i4, couplings: of the organization")
    stream_count: int = column("i4, streams: of the organization")
    meeting_count: int = column("i4, meetings: of all structures")
    waiting_releases: int = column("i4, releases: whose start has come but that wait for others to be out")
    release_count: int = column("i4, releases: their occurrences")
    decision_count: int = column("i4, design decisions: of all occurrences")
    change_count: int = column("i4, events: of the scenario")
    pool_count: int = column("i4, pools: of accelerators")
    run_room: int = column("i4, runs: there is room for")
    gpus_share: float = column("f8, 1: factor of the sizes of all pools")
    week_count: int = column("i4, weeks: of the horizon, or until the world has ended before it")
    heap_room: int = column("i8, events: the heap has room for")
    ring_room: int = column("i8, events: each ring has room for, a power of two")
    item_room: int = column("i8, items: there is room for")
    job_room: int = column("i8, jobs: there is room for")
    log_room: int = column("i8, lines: the log has room for, 0 where none is kept")

    assumed: Any = array("Assumptions [1]: the assumptions of this world")
    routes: Reals = array("f8 [degree of centralization; top, lead, self], 1: shares of who must decide")
    outcomes: Reals = array(
        "f8 [self, lead, top; rework, quick fix, ignore], 1: shares of what a decision asks for"
    )
    people: Rows[r.Person] = array("Person [person]: positions and who holds them, in order of the file")
    knowledge: Rows[r.Knowledge] = array("Knowledge [person, area]: who knows how much of what")
    areas: Rows[r.Area] = array("Area [area]: experts of each area as of the last survey")
    contagion: Reals = array(
        "f8 [person, week modulo SPREAD_WEEKS], 1 a week: hazard from departures that ends in that week"
    )
    skill: Integers = array("i4 [person, area], level: of skill, 0 none to 3 high")
    # For all people the first, then for all the second: those of a team's people are adjacent.
    ties: Rows[r.Tie] = array("Tie [former team, person]: ties to the present team, then to former ones")
    contributors: Rows[r.Contributor] = array(
        "Contributor [remembered work, person]: who is active on what, as `familiarity` knows it"
    )
    teams: Rows[r.Team] = array("Team [team]: of all structures, those of the first structure first")
    placement: Integers = array("i4 [structure, person], team: where a structure puts people")
    second_leads: Integers = array("i4 [structure, person], person: the second lead, -1 none")
    second_teams: Integers = array("i4 [structure, person], team: of the second seat, -1 none")
    second_shares: Reals = array("f8 [structure, person], 1: share of the week in that seat")
    guests: Integers = array("i4 [place], person: with a second lead or seat in each team, team by team")
    owners: Integers = array("i4 [structure, work], team: that owns it, -1 for a version that nobody makes")
    shared_ownership_by_work: Integers = array(
        "i4 [structure, work], shared ownership: of several teams, -1 none"
    )
    shared_ownerships: Rows[r.SharedOwnership] = array(
        "SharedOwnership [shared ownership]: in all structures"
    )
    races: Rows[r.Race] = array("Race [race]: in all structures")
    raced: Integers = array("i4 [place], job: packages that races are for, race by race")
    duplications: Rows[r.Duplication] = array("Duplication [duplication]: in all structures")
    skilled: Integers = array("i4 [team, area], people: present with any skill")
    team_by_name: Integers = array("i4 [structure, name of a team], team: of that name, -1 none")
    team_by_id: Integers = array("i4 [structure, id of a team], team: of that id, -1 none")
    children: Integers = array("i4 [place], team: teams below each team, team by team")
    roster: Integers = array("i4 [place], person: people of each team by its structure, team by team")
    off_roster: Integers = array("i4 [place], person: those whose teams rosters do not all name")
    crowd: Integers = array("i4 [place], person: scratch for lists of people and teams")
    crowd_ties: Reals = array("f8 [place], 1: scratch for the ties of who is in the crowd")
    deferred_people: Integers = array("i4 [place], person: who wait for dispatching")
    deferred_teams: Integers = array("i4 [place], team: that wait for dispatching")
    decides_by: Integers = array("i4 [structure], place: of its centralization among low, medium, high")
    jobs: Rows[r.Job] = array("Job [job]: packages, their versions, and items of streams")
    familiarity: Rows[r.Familiarity] = array("Familiarity [person, remembered work]: in no order")
    stated_familiarity: Rows[r.StatedFamiliarity] = array("StatedFamiliarity [place]: person by person")
    practice: Reals = array(
        "f8 [week; own hours, times familiarity, mean ties, chunks beside others], hours and 1: sums"
    )
    predecessors: Integers = array("i4 [place], release: out before each may start, release by release")
    successors: Integers = array("i4 [place], job: packages that wait for each package, package by package")
    preceding: Integers = array("i4 [place], job: packages that each package follows, package by package")
    links: Rows[r.Coupling] = array("Coupling [place]: of each package, package by package")
    rework_links: Rows[r.ReworkLink] = array("ReworkLink [place]: out of each package, package by package")
    integrators: Integers = array("i4 [structure, coupling], person: who integrates it, -1 nobody")
    efforts: Rows[r.Effort] = array("Effort [work]: how much it is")
    tables: Reals = array("f8 [table, point], 1: quantiles of a standard effort, at even probabilities")
    streams: Rows[r.Stream] = array("Stream [stream]: work that keeps arriving")
    meetings: Rows[r.Meeting] = array("Meeting [meeting]: of all structures")
    attendees: Integers = array("i4 [place], person: of standing meetings, meeting by meeting")
    releases: Rows[r.Release] = array("Release [release]: occurrences of releases")
    decisions: Rows[r.DesignDecision] = array("DesignDecision [design decision]: release by release")
    weights: Reals = array(
        "f8 [place], 1: of each decision of a release to influence each, one after another"
    )
    judges: Integers = array("i4 [structure, release], person: integrator of all research, -1 nobody")
    found: Reals = array("f8 [week, release], 1: value of the design at the week's end, nan without")
    capability: Reals = array(
        "f8 [release], 1: value of the design it went out with, or has at the horizon, nan without"
    )
    changes: Rows[r.DatedEvent] = array("DatedEvent [event]: events of the scenario")
    named: Integers = array("i4 [place], any: people, work or structures that events name, event by event")
    layoff_heap: Integers = array(
        "i4 [place], person: who may be laid off now, a heap by `Person.layoff_draw`"
    )
    new_skills: Integers = array("i4 [row, area], level: skills of successors that events state")
    pools: Rows[r.Pool] = array("Pool [pool]: pools of accelerators")
    pool_rules: Integers = array("i4 [structure, pool], place: of its rule among ALLOCATION_RULES")
    pool_sizes: Reals = array("f8 [structure, pool], accelerators: it has")
    pool_of: Integers = array("i4 [structure, work], pool: that it uses, -1 none")
    queues: Rows[r.ComputeQueue] = array("ComputeQueue [work]: what waits for accelerators")
    runs: Rows[r.ComputeRun] = array("ComputeRun [run]: accelerator jobs, waiting and running")
    items: Rows[r.InboxItem] = array("InboxItem [item]: in inboxes, being served, or in agents' hands")
    event_heap: Rows[r.Event] = array("Event [place]: heap of events that may be due at any time")
    ends: Rows[r.Completion] = array("Completion [node]: winner tree of who completes an activity next")
    lines: Rows[r.Event] = array("Event [ring, room]: FIFO rings of events that come due in order of entry")
    ring_ends: Integers = array(
        "i4 [ring; first, behind the last], number: ends of each ring, counted without end"
    )
    hours: Reals = array("f8 [week, kind], hours: people spent; the last row is scratch")
    hours_by_person: Reals = array("f8 [person, kind], hours: that each position spent over the horizon")
    weekly: Reals = array(
        "f8 [week; throughput, in inboxes, present, backlog, pay], nominal hours, hours, people, USD: by week"
    )
    hazard: Reals = array("f8 [week; mean, maximum], 1 a week: hazard of leaving of those present")
    ambiguity: Reals = array("f8 [week], 1: mean probability that a request is misdirected")
    ties_in_team: Reals = array("f8 [week], 1: mean tie of those present to their team")
    lead_effectiveness: Reals = array("f8 [week], 1: mean over the leads' positions, 0 where vacant")
    attention_served: Reals = array(
        "f8 [week; of those who lead nobody, of leads], 1: mean share of due attention"
    )
    done: Reals = array("f8 [week, area], nominal hours: of direct work finished")
    exit_weeks: Reals = array("f8 [person], weeks: from start until the first holder left, -1 never")
    latency: Integers = array("i4 [level, bin], decisions: by the level drawn and how long they took")
    waits: Integers = array(
        "i4 [level, bin], decisions: taken for others, by the wait beyond the work on the question"
    )
    overload: Integers = array("i4 [person], weeks: with a load above a week's work")
    served: Reals = array(
        "f8 [stream; items, waits, their squares, sojourns, their squares, late], items, hours, squares: sums"
    )
    sojourns: Integers = array("i4 [stream, bin], items: by how long they took from arrival to done")
    log: Rows[r.LogLine] = array("LogLine [line]: the event log")


ARRAYS: dict[str, Array] = arrays_of(World)
"""What the arrays of the state are, by name."""

WORLD = aligned_row(World)


class State(SimpleNamespace):
    """All arrays of one running world by the names in :data:`ARRAYS`, and ``world``, the array of its row."""

    def __init__(self, world: Any, **arrays: Any) -> None:
        if arrays.keys() != ARRAYS.keys():
            raise TypeError(f"missing or unknown arrays: {sorted(arrays.keys() ^ ARRAYS.keys())}")
        super().__init__(world=world, **arrays)
