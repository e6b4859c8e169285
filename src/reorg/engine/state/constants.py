"""Constants of the state: units, kinds of hours, activities, states of jobs, kinds of items and events.

And the codes of the event log.
"""

from __future__ import annotations

import numpy as np

HOURS_PER_DAY = 8.0
HOURS_PER_WEEK = 40.0
HOURS_PER_YEAR = 2080.0
CHUNK_HOURS = 8.0

# Kinds of hours, in the order of the columns of every table of hours.
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
    "talk",
    "booked",
    "waiting",
    "idle",
)
(
    DIRECT,
    REWORK,
    COORDINATION,
    DECISIONS,
    MANAGEMENT,
    MEETINGS,
    ONBOARDING,
    REVIEW,
    NOISE,
    TALK_TIME,
    BOOKED,
    WAITING,
    IDLE,
) = range(len(KINDS))

# Activities of a person.
NO_ACTIVITY, CHUNK, ITEM, ABSENT, APPOINTMENT = range(5)

# States of a job: its release has not started, it waits for others, it can be worked on, it is finished; and
# of an attempt: it did not work, it works and waits for the end of its race, it is not pursued.
UNRELEASED, BLOCKED, OPEN, FINISHED, FAILED, READY, STOPPED = range(7)

# Who hands a job over to whoever begins on it, where that is not a certain person.
NOBODY, WHOEVER_KNOWS = -1, -2

# Kinds of inbox items, with the kind of hours they take and their priority.
DECIDE, ANSWER, ASK, REPLY, BRIDGE, ONE_TO_ONE, MEET, INTERRUPTION, HELP, RESULT = range(10)
REPORTING, STEERING, TALK, PASS = range(10, 14)
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
        MANAGEMENT,
        MANAGEMENT,
        TALK_TIME,
        DECISIONS,
    ]
)
ITEM_PRIORITY = np.array([3, 1, 1, 1, 1, 2, 2, 0, 1, 1, 2, 2, 0, 3])
COUNT_BITS = 21
"""Number of bits in :attr:`Person.waiting` for the items of one priority."""
ITEM_WAITING = np.array([0, 1, 1 << COUNT_BITS, 1 << 2 * COUNT_BITS])[ITEM_PRIORITY]
"""The amount that an item of a kind adds to :attr:`Person.waiting`."""

# States of an item until it is taken.
IN_INBOX, WAITS_FOR_SLOT = 1, 2

# Kinds of entries of the event list.
(
    ITEM_EXPIRY,
    RELEASE_START,
    JOB_CLOSING,
    STREAM_ARRIVAL,
    ONE_TO_ONE_DUE,
    MEETING_DUE,
    DATED_EVENT_DUE,
    WEEK_END,
    HORIZON_END,
    SUCCESSOR_ARRIVAL,
    COMPUTE_SEGMENT_END,
    AGENT_DONE,
) = range(12)
JUDGMENT_DUE, TIME_BOX_END, RACE_DEADLINE, TALK_DUE = range(12, 16)
BLOCK_DUE, SLOT_DUE, FLAW_FOUND, VISIT_DUE = range(16, 20)

# States of an accelerator job.
QUEUED, RUNNING, CANCELED = 1, 2, 3

# What a dated event does that does not happen in this world; the others are as `reorg.model.events.code_of`.
NO_EVENT = -1

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
    "request misdirected",
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
    "paused",
    "good enough",
    "question closed",
    "question way",
    "passed on",
    "booked",
    "conflict",
    "wrong decision found",
    "promoted",
    "settled",
    "changes desk",
    "away",
    "back",
    "load",
    "question settled",
    "request overlooked",
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
    L_MISDIRECTED,
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
    L_AGENT_DONE,
    L_ERROR_FOUND,
    L_ERROR_UNSEEN,
    L_SENT_BACK,
    L_TRIAL,
    L_JUDGED,
    L_TIME_UP,
    L_ATTEMPT_FAILED,
    L_ATTEMPT_READY,
    L_RACE_WON,
    L_PAUSED,
    L_GOOD_ENOUGH,
    L_CLOSED,
    L_WAY,
    L_PASSED,
    L_BOOKED,
    L_CONFLICT,
    L_WRONG,
    L_PROMOTED,
    L_SETTLED,
    L_DESK,
    L_AWAY,
    L_BACK,
    L_LOAD,
    L_QUESTION_SETTLED,
    L_OVERLOOKED,
) = range(len(LOG_CODES))

# Forms of an effort.
FIXED, TABLE, EXPONENTIAL, LOGNORMAL, WEIBULL = range(5)

# Arrays that may have no room: `world.full` names one, and the run is repeated with more.
FULL_ITEMS, FULL_JOBS, FULL_EVENT_HEAP, FULL_RINGS, FULL_LOG, FULL_RUNS = range(1, 7)
CAPACITIES = ("items", "jobs", "event_heap", "lines", "log", "runs")

# Policies.
ATTENTION_MIXED, ATTENTION_PRIORITY, ATTENTION_FIFO = range(3)
SEARCH_PACKAGE, SEARCH_TEAM, SEARCH_NEIGHBORS = range(3)
CACHE_LINE = 64
KIND_COUNT = len(KINDS)
# Columns of tables of weekly figures.
THROUGHPUT, HOURS_IN_INBOXES, PEOPLE_PRESENT, BACKLOG, PAID = range(5)
WEEKLY_COUNT = 5
MEAN, GREATEST = range(2)
OWN_HOURS, FAMILIAR_HOURS, MEAN_TIES, CHUNKS_BESIDE = range(4)

SERVED_COUNT = 6
"""Sums of each stream: items, waits, their squares, sojourns, their squares, items later than due."""
TABLE_POINTS = 513
LATENCY_BINS = 257
LATENCY_EDGES_HOURS = np.concatenate([[0.0], 2.0 ** (np.arange(LATENCY_BINS) / 16.0 - 6.0)])

WINNER = 3
"""The node of the winner tree of completions that holds the winner of the last round.

The opponents at node n are at 4 (n - 2) and after it: four that fill a cache line.
"""
