"""Queues of teams and people: open jobs of a team by urgency, its idle people, and held jobs.

The rules of eligibility for work are here as well.
"""

from __future__ import annotations

from bisect import insort

from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.work import Chunk, Job


def enqueue_job(job: Job) -> None:
    """Enter a job with work to hand out into its team's open work, unless somebody holds it."""
    if job not in job.owner.work and job.state == "open" and job.left > 0.0 and job.holder is None:
        insort(job.owner.work, job, key=lambda other: other.urgency)


def dequeue_job(job: Job) -> None:
    """Remove a job from its team's open work."""
    if job in job.owner.work:
        job.owner.work.remove(job)


def enter_idle(person: Person) -> None:
    """Enter a person among the idle of the team, in the order of the model file."""
    insort(person.desk.idle, person, key=lambda other: other.number)


def may_take(person: Person, job: Job) -> bool:
    """Return whether a person (or an agent of the person) may take a chunk of a job of their own team.

    The person must be skilled in it, unless nobody there is.
    """
    works_on_it = isinstance(person.activity, Chunk) and person.activity.job is job
    if job.in_hands >= job.people_allowed and not works_on_it:
        return False
    return person.skill(job.area) != "none" or not person.desk.knows(job.area)


def stop_hands(job: Job, hands: int) -> None:
    """Lower the number of people allowed on a job by ``hands``, counting the one who has just stopped."""
    if job.stopped == 0:
        job.hands = job.in_hands + 1
    job.stopped += hands


def release_hands(job: Job, hands: int) -> None:
    """Let people resume a job that an exception has stopped."""
    job.stopped -= hands
