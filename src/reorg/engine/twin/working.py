"""Who works on what next: open work of a team meets idle people of the team."""

from __future__ import annotations

from bisect import insort

from reorg.engine.twin import luck, mechanisms
from reorg.engine.twin.delegating import engage, is_delegable
from reorg.engine.twin.growing import pace
from reorg.engine.twin.mechanisms import CHUNK_HOURS, assisted_hours, working_hours
from reorg.engine.twin.things import Chunk, Delegated, Item, Job, Person, Team
from reorg.engine.twin.world import World


def offer(job: Job) -> None:
    """Put a job that has work to hand out among its team's open work, unless somebody holds it."""
    if job not in job.owner.work and job.state == "open" and job.left > 0.0 and job.holder is None:
        insort(job.owner.work, job, key=lambda other: other.urgency)


def withdraw(job: Job) -> None:
    """Take a job out of its team's open work."""
    if job in job.owner.work:
        job.owner.work.remove(job)


def fall_idle(person: Person) -> None:
    """Enter a person among the idle of the team, in order of the file."""
    insort(person.team.idle, person, key=lambda other: other.number)


def count_progress(world: World, job: Job, nominal: float) -> None:
    """Count direct work in throughput; of what several teams do, as much as the most advanced did."""
    if len(job.versions) == 1 and job.version == 0:
        world.ledger.count_work(job.area, nominal, world.now)
    elif job.stream is None and (job.version == 0 or job.race is not None):
        job.done += nominal
        if job.done > job.package.lead:
            world.ledger.count_work(job.area, job.done - job.package.lead, world.now)
            job.package.lead = job.done


def change_owner(world: World, job: Job) -> None:
    """Give a job the owner it has in the present form; a package begun loses context by another team."""
    before, after = job.owner, world.form.owner(job)
    withdraw(job)
    job.owner = after
    if job.stream is None and job.chunks > 0 and before.id != after.id:
        loss = world.assumed["reorganization.context_loss"]
        job.history = mechanisms.history_after(job.history, loss)
    offer(job)
    if job in before.unfinished:
        before.unfinished.remove(job)
        after.unfinished.add(job)


def begin(world: World, person: Person, doing: Chunk | Item, kind: str, hours: float) -> None:
    """Let an idle person begin something; who works part of the time takes longer."""
    world.book(person)
    person.team.idle.remove(person)
    person.doing, person.kind, person.since = doing, kind, world.now
    person.until = world.now + hours / person.share
    world.at(person.until, "done", person)


def cut_chunk(world: World, person: Person, job: Job) -> tuple[Chunk, str]:
    """Hand the next chunk of a job to a person, what is to be done again first; returns its kind too."""
    if job.redo > 0.0:
        kind, nominal = "rework", min(CHUNK_HOURS, job.redo)
        job.redo -= nominal
    else:
        kind, nominal = "direct", min(CHUNK_HOURS, job.todo)
        job.todo -= nominal
    if job.begun is None:
        job.begun = world.now
    job.chunks += 1
    job.in_hands += 1
    if job.whole and job.holder is None:
        job.holder = person
        person.held.append(job)
    if job.whole or job.left <= 0.0:
        withdraw(job)
    return Chunk(job, job.chunks, nominal), kind


def begin_chunk(world: World, person: Person, job: Job) -> None:
    """Let an idle person begin the next chunk of a job."""
    chunk, kind = cut_chunk(world, person, job)
    bits = luck.drawn(world.luck, "spread", job.luck, chunk.number)
    speed = pace(world, person, job.area)
    hours = working_hours(world.assumed, chunk.hours, luck.normal(bits), person.skill(job.area), speed)
    if person.agents > 0:
        hours = assisted_hours(world.assumed, hours)
    if job.race is not None:
        hours /= mechanisms.pace_of_rivals(world.assumed, job.race.teams - 1)
    begin(world, person, chunk, kind, hours)
    world.note("begin work", person, job.name, hours)


def may_take(person: Person, job: Job) -> bool:
    """Whether a person (or one of the person's agents) may take a chunk of the own team's job.

    The person must be skilled in it, or nobody there is.
    """
    works_on_it = isinstance(person.doing, Chunk) and person.doing.job is job
    if job.in_hands >= job.people_max and not works_on_it:
        return False
    return person.skill(job.area) != "none" or not person.team.knows(job.area)


def next_job(person: Person) -> Job | None:
    """Return what a free person works on next: an own job, else the team's most urgent."""
    offered = (job for job in person.team.work if may_take(person, job))
    return person.own_job() or next(offered, None)


def label_idle(world: World, team: Team) -> None:
    """Idle people of a team wait while it has unfinished work, else they are simply idle."""
    kind = "waiting" if team.unfinished else "idle"
    for person in team.idle:
        if person.kind != kind:
            world.book(person)
            person.kind, person.since = kind, world.now


def call_to_work(world: World, team: Team) -> None:
    """Offer the team's open work, most urgent first, to its idle people in order of the file."""
    if world.holding:
        world.call_team(team)
        return
    while _one_takes_work(world, team):
        pass
    label_idle(world, team)


def _one_takes_work(world: World, team: Team) -> bool:
    """Let one idle person of a team take up its most urgent work; tell whether one did."""
    for job in team.work:
        for person in team.idle:
            if not person.tray and person.own_job() is None and may_take(person, job):
                take_up(world, person)
                return True
    return False


def take_up(world: World, person: Person) -> None:
    """Let a free person begin the most urgent work; agents, if there are any, take what they can."""
    hand_out(world, person)
    job = next_job(person)
    if job is not None:
        begin_chunk(world, person, job)
        hand_out(world, person)
    else:
        world.note("idle", person, -1, 0.0)
        label_idle(world, person.team)


def hand_out(world: World, person: Person) -> None:
    """Give the next chunks to a person's free agents, up to the first that only a person can do."""
    while person.engaged < person.agents:
        job = next_job(person)
        if job is None or not is_delegable(world, job):
            return
        chunk, kind = cut_chunk(world, person, job)
        engage(world, Delegated(person, chunk, again=kind == "rework"))


def work_came_back(world: World, job: Job) -> None:
    """Let work to be done again be taken up: by the job's holder, else by the owning team."""
    if job.holder is None:
        offer(job)
        call_to_work(world, job.owner)
    elif job.holder.idle and not job.holder.tray:
        first = job.holder.own_job()
        if world.holding:
            world.call(job.holder)
        elif first is not None:
            take_up(world, job.holder)


def open_job(world: World, job: Job) -> None:
    """Make a job ready to be worked on; without any work, closing it is the next thing to happen."""
    job.state = "open"
    world.note("package open", None, job.name, job.todo)
    if job.left > 0.0:
        offer(job)
    else:
        world.at(world.now, "close", job)


def one_wait_less(world: World, job: Job) -> None:
    """Open a job, in all versions of it, once nothing is before it any more; what has begun goes on."""
    for version in job.versions:
        if version.state == "blocked":
            version.waits_for -= 1
            if version.waits_for == 0:
                open_job(world, version)


def wake_versions(world: World, job: Job) -> None:
    """Offer the work of those who own a package, or a version of it."""
    for version in job.versions:
        call_to_work(world, version.owner)


def is_done(job: Job) -> bool:
    """Tell whether all the work of a job is done and decided."""
    under_way = job.in_hands or job.delegated or job.undecided or job.computing
    return job.state == "open" and not under_way and job.left <= 0.0


def close(job: Job) -> None:
    """Finish a job; nobody holds it any more."""
    job.state = "finished"
    job.owner.unfinished.remove(job)
    if job.holder is not None:
        job.holder.held.remove(job)


def open_following(world: World, job: Job) -> None:
    """Let what waited for a job that has completed begin."""
    for following in job.then:
        one_wait_less(world, following)
    for following in job.then:
        wake_versions(world, following)
