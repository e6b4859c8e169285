"""Rows about work: jobs and the links between them, streams, releases, their designs, and efforts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reorg.engine.state.columns import aligned_row, cache_line_row, column

if TYPE_CHECKING:
    from reorg.engine.state.columns import (
        AreaNumber,
        ItemNumber,
        JobNumber,
        OwnershipNumber,
        PersonNumber,
        Reference,
        ReleaseNumber,
        StreamNumber,
        TeamNumber,
    )


class Job:
    """A package of one occurrence of its release, another team's version of it, or an item of a stream."""

    key: np.uint64 = column("u8, key: of the job's random numbers")
    todo: float = column("f8, nominal hours: of new work that nobody has in progress")
    redo: float = column("f8, nominal hours: of work to be done again that nobody has in progress")
    history: float = column("f8, 1: factor of its exception rate by how past exceptions were handled")
    area: Reference[AreaNumber] = column("i4, area: the work is in")
    in_hands: int = column("i4, chunks: people work on now")
    listed: int = column("i4, 0 or 1: in its owner's list of open work")
    holder: Reference[PersonNumber] = column("i4, person: the only one who works on it")
    state: int = column("i4, code: UNRELEASED, BLOCKED, OPEN, FINISHED; of an attempt FAILED, READY, STOPPED")
    owner: Reference[TeamNumber] = column("i4, team: that owns it")
    family: int = column("i4, 0 or 1: several teams make versions of it")
    stream: Reference[StreamNumber] = column("i4, stream: it is an item of, -1 of packages")
    # The next cache line.
    priority: float = column("f8, 1: the higher goes first")
    package: Reference[JobNumber] = column("i4, job: the package itself, of which it is a version")
    version: int = column(
        "i4, number: which of the teams makes it, 0 the first; of an item, above 0 once more"
    )
    rank: float = column("f8, any: sorts equals of priority, the lower first: due time, or minus likely days")
    chunks: int = column("i8, chunks: ever begun; numbers the random draws")
    people_max: int = column("i4, people: who may work on it at a time, at present")
    whole: int = column("i4, 0 or 1: one person does it from beginning to end")
    before: Reference[JobNumber] = column("i4, job: the one before in its owner's list")
    after: Reference[JobNumber] = column("i4, job: the next there, or held by the same person, or free")
    link_first: int = column("i4, place: in `links` of its first coupling")
    link_last: int = column("i4, place: in `links` behind its last coupling")
    active_first: int = column("i4, link: of who worked on it last among contributors, -1 none")
    complexity: int = column("i4, place: among low, medium, high")
    # The next cache line.
    mask: np.uint64 = column("u8, bits: design decisions that the package owns")
    undecided: int = column("i4, decisions: still to be taken")
    delegated: int = column("i4, chunks: agents have in progress, or whose review is not done")
    shared_ownership: Reference[OwnershipNumber] = column("i4, shared ownership: at present")
    computing: int = column("i4, runs: not yet back from the accelerators")
    trial_chunks: int = column("i4, chunks: between two trials of the design")
    tail: float = column("f8, nominal hours: estimated, of the longest chain of packages that follow")
    begun: float = column("f8, time: when its first chunk began, nan of packages not begun")
    other: Reference[JobNumber] = column("i4, job: the next version of the same package")
    boxed: int = column("i4, 0 or 1: its time is up, nobody begins more of it")
    due: float = column("f8, time: when it is due")
    # The next cache lines: columns used at its start and its end.
    order: int = column("i8, number: breaks ties in lists: place in the file, then order of arrival")
    share_left: float = column("f8, 1: share of the effort not done before the simulation")
    blockers: int = column("i4, packages: to be finished before, and the start of the release itself")
    arrived: float = column("f8, time: when an item arrived")
    finish: float = column("f8, time: when it was finished, nan of packages that are not")
    next_first: int = column("i4, place: in `successors` of the first package that waits for it")
    next_last: int = column("i4, place: in `successors` behind the last package that waits for it")
    effort: float = column("f8, nominal hours: all of the work as drawn")
    renewed: float = column("f8, nominal hours: of it new or sent back since it last completed")
    unnoticed: float = column("f8, nominal hours: sent back, too few to be noticed yet")
    sent_back: int = column("i4, times: completed packages have sent it back")
    completions: int = column("i4, times: it was completed; numbers the random draws")
    rework_first: int = column("i4, place: in `rework_links` of its first")
    rework_last: int = column("i4, place: in `rework_links` behind its last")
    release: Reference[ReleaseNumber] = column("i4, release: the occurrence it belongs to")
    research: int = column("i4, 0 or 1: of the kind that a time box ends")
    config: np.uint64 = column("u8, bits: the design as those who make it see it")
    tries: int = column("i4, times: it was started over")
    won: int = column("i4, number: 1 + the version that won the race for it, negative meanwhile, 0 none")
    failure: float = column("f8, 1: probability of failing acceptance")
    spent: float = column("f8, hours: people have spent on a version")
    done: float = column("f8, nominal hours: of direct work done on a version")
    lead: float = column("f8, nominal hours: of a package, the most done of any version")
    good_enough: float = column("f8, 1: mean contribution of its decisions at which research ends, -1 never")
    people_limit: int = column("i4, people: who may work on it at a time where no exception stops any")
    hands: int = column("i4, people: who worked on it when the first exception under way stopped some")
    stopped: int = column("i4, people: whom exceptions keep from it")
    flaw_first: Reference[ItemNumber] = column("i4, item: the first thing wrong with it, not yet found")
    giver: Reference[PersonNumber] = column(
        "i4, person: who did an item's stage before; -1 nothing is to be taken over, -2 from whoever knows it"
    )
    previous_first: int = column("i4, place: in `preceding` of the first package that it follows")
    previous_last: int = column("i4, place: in `preceding` behind the last package that it follows")


class Coupling:
    """A coupling as seen from one of its packages."""

    job: Reference[JobNumber] = column("i4, job: the other package")
    strength: float = column("f8, 1: from 0 to 1")
    number: int = column("i4, coupling: its number in the organization")
    key: np.uint64 = column("u8, key: of its random numbers, seen from this side")


class ReworkLink:
    """A link from a package to another to which its completion may send work back."""

    job: Reference[JobNumber] = column("i4, job: that gets work back")
    probability: float = column("f8, 1: that it fires at a completion, before the assumed odds")
    share: float = column("f8, 1: of the other's effort that is sent back")
    learning: float = column("f8, 1: factor of each repetition, -1 as assumed")
    proportional: int = column("i4, 0 or 1: in proportion to what was new at the completion")
    pauses: int = column("i4, 0 or 1: what comes after the other and is under way waits for it")
    key: np.uint64 = column("u8, key: of its random numbers")


class Stream:
    """Work that keeps arriving, item by item."""

    key: np.uint64 = column("u8, key: of its random numbers")
    area: Reference[AreaNumber] = column("i4, area: its work is in")
    complexity: int = column("i4, place: among low, medium, high")
    interarrival_hours: float = column("f8, hours: mean gap of its own arrivals, 0 without any")
    due_hours: float = column("f8, hours: from arrival to due date")
    priority: float = column("f8, 1: the higher goes first")
    order: int = column("i8, number: what the order of its items begins with")
    then: Reference[StreamNumber] = column("i4, stream: that its finished items are handed over to")
    arrivals: int = column("i8, items: arrived on their own; numbers the random draws")
    next: float = column("f8, time: of the next own arrival, -1 none")
    items: int = column("i8, items: arrived on their own or handed over")


class Effort:
    """The distribution of the effort of a package or an item."""

    form: int = column("i4, code: FIXED, TABLE, EXPONENTIAL, LOGNORMAL or WEIBULL")
    x: float = column("f8, nominal hours: the effort, mean, median or scale; of a table the least")
    y: float = column("f8, 1 or nominal hours: sigma, or 1 / shape; of a table, most minus least")
    table: int = column("i4, table: the row of `tables`")


class Release:
    """One occurrence of a release."""

    start: float = column("f8, time: when its packages open")
    first: int = column("i4, job: its first package")
    last: int = column("i4, job: behind its last package")
    after_first: int = column("i4, place: in `predecessors` of the first release it waits for")
    after_last: int = column("i4, place: in `predecessors` behind the last release it waits for")
    waiting: int = column("i4, 0 or 1: its start has come, but it waits for others to be out")
    awaited: int = column("i4, 0 or 1: the world ends when it is out, and all others that are awaited")
    decision_first: int = column("i4, design decision: its first")
    decision_last: int = column("i4, design decision: behind its last")
    judged: int = column("i4, 0 or 1: any structure has an integrator of all its research")
    box: float = column("f8, time: when research ends, -1 never")
    checkpoint: np.uint64 = column("u8, bits: the design as it started, or was last judged")
    trials: int = column("i8, trials: made so far")


class DesignDecision:
    """A yes-or-no decision of the design of one occurrence of a release."""

    key: np.uint64 = column("u8, key: of its random numbers")
    bit: np.uint64 = column("u8, bits: its own, among those of its release")
    influences: np.uint64 = column(
        "u8, bits: of the decisions that its contribution depends on, its own included"
    )
    ones: int = column("i8, trials: in which it was yes")
    first: int = column("i4, design decision: the first of its release")
    last: int = column("i4, design decision: behind the last of its release")
    most: int = column("i4, decisions: that may influence it, beside itself")
    weights: int = column("i4, place: in `weights` of its first")
    owner: Reference[JobNumber] = column("i4, job: that owns it, -1 where influences ignore couplings")


JOB = cache_line_row(Job)
COUPLING = aligned_row(Coupling)
REWORK_LINK = aligned_row(ReworkLink)
STREAM = aligned_row(Stream)
EFFORT = aligned_row(Effort)
RELEASE = aligned_row(Release)
DESIGN_DECISION = aligned_row(DesignDecision)
