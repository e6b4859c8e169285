"""Proposals for work: its owners, its amount, its couplings, and the work that fills the remaining hours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reorg.importing.findings import Findings
from reorg.importing.people.capacity import FIELD_MIN, FILLED_SHARE, PLANNED_SHARE, Capacity, Servers
from reorg.importing.people.teams import Team
from reorg.importing.proposing.couplings import couple
from reorg.importing.proposing.proposals import Proposals
from reorg.importing.values.dates import week_of_end, week_of_start
from reorg.importing.values.names import Ids
from reorg.importing.work.backlog import Arrivals
from reorg.importing.work.efforts import SPREAD, WEEK_DAYS
from reorg.importing.work.pieces import Effort, Package, Release, Stream, Work
from reorg.importing.work.project import Project

PARTS_MAX = 6
HALF_YEAR_WEEKS = 26

REQUEST_DAYS: Effort = (0.5, 1.5, 5.0)
REQUEST_SHARE = (0.05, 0.15)
"""Minimum and maximum share of a team's hours that proposed requests fill beside a plan. Inference: what
``FILLED_SHARE`` leaves a usual plan. A plan that leaves more hours does not mean more requests: they are due
sooner than its packages and would slow it down in the weeks in which these need everybody."""

REQUESTS_ALONE = 0.3
"""Share of hours that proposed requests fill of people without a plan. Inference."""

HIGH_SHARE = 0.35
"""Maximum share of hours of proposed requests if there are more than proposed. Inference."""

FULL_SHARE = 0.6
"""Share of hours beyond which planned work does not fit: see :data:`FILLED_SHARE`. Inference."""


@dataclass(frozen=True)
class Season:
    """The period that a plan covers."""

    start: date
    weeks: int


def season_of(projects: Iterable[Project], start: date) -> Season:
    """Return the period from the start date to the last due date, otherwise half a year."""
    dues = [project.due for project in projects if project.due is not None and project.due > start]
    weeks = max(1, round((max(dues) - start).days / 7)) if dues else HALF_YEAR_WEEKS
    return Season(start, min(weeks, 520))


class Planner:
    """Turns projects into packages, and adds missing values."""

    def __init__(self, capacity: Capacity, season: Season, proposals: Proposals, findings: Findings) -> None:
        self._capacity = capacity
        self.season = season
        self._proposals = proposals
        self._findings = findings
        self._ids = Ids()
        self._load: dict[Team, float] = dict.fromkeys(capacity.teams, 0.0)
        self.work = Work()

    def add_projects(self, projects: list[Project]) -> None:
        """Add a package for each project and each field of skill at work on it, in releases."""
        for project in projects:
            if project.team is not None and project.likely_days:
                self._load[project.team] += project.likely_days * (1 - project.done)
        for project in projects:
            self._owner(project)
        for project in projects:
            project.id = self._ids.new(project.name, "project")
            self._effort(project, projects)
        self._releases(projects)
        parts = {project: self._packages(project) for project in projects}
        for project, packages in parts.items():
            before = [package for other in project.after for package in parts.get(other, [])]
            for package in packages:
                package.after = [package.named_from(each) for each in before]
            self.work.packages += packages
        couple(parts, self.work.releases, self._proposals)

    def add_half_year(self) -> None:
        """Add a project for each team that fills its usual share of hours: no plan states its work."""
        projects = []
        for team in self._capacity.teams:
            people = self._capacity.people(team)
            if team.members and people >= 0.5:
                project = Project("", 0, f"Work of {team.name}", team=team)
                low, central, high = (
                    share * people * WEEK_DAYS * self.season.weeks for share in PLANNED_SHARE
                )
                project.low_days, project.likely_days, project.high_days = low, central, high
                weeks = self.season.weeks
                filled = " to ".join(f"{share:.0%}" for share in (PLANNED_SHARE[0], PLANNED_SHARE[-1]))
                project.effort_why = f"no plan: work that fills {filled} of the hours of {weeks} weeks"
                projects.append(project)
        self.add_projects(projects)

    def remark_on_load(self) -> None:
        """Report teams whose plan requires more hours than they have, before any simulation."""
        asked: dict[Team, float] = {}
        for one in self.work.packages:
            asked[one.owner] = asked.get(one.owner, 0.0) + one.effort[1] * (1 - one.done)
        for team, days in asked.items():
            hours = self._capacity.people(team) * WEEK_DAYS * self.season.weeks
            if days > FULL_SHARE * hours:
                weeks, have = days / WEEK_DAYS, hours / WEEK_DAYS
                message = (
                    f"{team.name} has {have:,.0f} person-weeks in {self.season.weeks} weeks, of which talk,"
                    " meetings and rework leave about half,"
                    f" and its plan asks for {weeks:,.0f}: it does not fit"
                )
                hint = "less work, a later date, more people, or efforts without the hours of meetings"
                self._findings.add("work", message, hint=hint)

    def add_arrivals(self, arrivals: Iterable[Arrivals]) -> None:
        """Add the streams found in tickets; the size of an item comes from closed ones, and is a guess."""
        for seen in arrivals:
            known = seen.team if seen.team is not None and self._capacity.people(seen.team) else None
            team = known or max(
                self._capacity.teams,
                key=lambda one: self._capacity.people(one) * WEEK_DAYS * self.season.weeks - self._load[one],
            )
            area = self._capacity.area(team) or "work"
            name = self._ids.new(seen.name, "tickets")
            low, likely, high = (max(0.02, round(seen.days * factor, 2)) for factor in (0.3, 0.8, 2.5))
            why = f"working days of {team.name} divided by the tickets it closed ({seen.closed})"
            self._proposals.take("work", name, "effort_days", likely, (round(likely / 2, 2), likely * 2), why)
            if known is None:
                why = f"the team is not known: {team.name} has the most hours left"
                self._proposals.take("work", name, "team", team.id, ("any team", "any team"), why)
            due = seen.wait_days or 10.0
            self.work.streams.append(
                Stream(name, seen.name, area, seen.per_week, (low, likely, high), team, due)
            )

    def add_requests(self, busy: set[Team]) -> None:
        """Add streams for each team to fill the hours left by its plan; ``busy`` teams have streams.

        Each field of skill in a team gets a stream of its own, as its people alone serve it.
        """
        for team in self._capacity.teams:
            if team.members and team not in busy:
                fields = self._capacity.servers(team)
                for servers in fields:
                    self._add_stream(team, servers, servers.area * (len(fields) > 1))

    def _add_stream(self, team: Team, servers: Servers, field: str) -> None:
        """Add a stream; ``field`` tells it from those of the team's other fields, "" if there are none."""
        area, people = servers.area, servers.people
        planned = self._planned_days(team, servers) / (people * WEEK_DAYS * self.season.weeks)
        low, high = REQUEST_SHARE
        share = min(max(FILLED_SHARE - planned, low), high) if planned else REQUESTS_ALONE
        of_plan = f"and its plan {planned:.0%} (a lead's hours count half)"
        whose = f"the {f'people in {field} of the ' * bool(field)}team, {of_plan}"
        if servers.is_standing:
            # Requests fill what work usually fills of people who do nothing else.
            share, whose = FILLED_SHARE, f"the people in {area}, who do nothing else"
        mean = (REQUEST_DAYS[0] + 4 * REQUEST_DAYS[1] + REQUEST_DAYS[2]) / 6
        rate = share * people * WEEK_DAYS / mean
        name = self._ids.new(f"requests {team.name} {field}".rstrip(), "requests")
        central = self._proposals.take(
            "work",
            name,
            "per_week",
            round(rate, 2),
            (round(rate / 2, 2), round(max(rate, min(rate * 1.6, rate * HIGH_SHARE / share)), 2)),
            f"requests to {team.name} take {share:.0%} of the hours of {whose}",
        )
        title = f"Requests to {team.name}: {field}".removesuffix(": ")
        self.work.streams.append(Stream(name, title, area, central, REQUEST_DAYS, team))

    def _planned_days(self, team: Team, servers: Servers) -> float:
        """Return the days of a team's plan that fall on one of its fields.

        Work of a field that none of them has falls on all its people.
        """
        shares = {one.area: 0.0 for one in self._capacity.servers(team)} | {servers.area: 1.0}
        of_others = servers.people / self._capacity.people(team)
        return sum(
            one.effort[1] * (1 - one.done) * shares.get(one.area, of_others)
            for one in self.work.packages
            if one.owner is team
        )

    def _owner(self, project: Project) -> None:
        """Assign a project without an owner to the team with the most hours left."""
        team = project.team
        if team is not None and self._capacity.workers(team):
            return
        weeks = WEEK_DAYS * self.season.weeks
        able = [team for team in self._capacity.teams if self._capacity.people(team) > 0]
        fit = [team for team in able if project.area and project.area == self._capacity.area(team)] or able
        if not fit:
            fit = self._capacity.teams
        best = max(fit, key=lambda team: self._capacity.people(team) * weeks - self._load[team])
        project.team = best
        self._load[best] += project.likely_days or 0.0
        lacking = "no owner is known" if team is None else f"nobody is in {team.name} yet"
        why = f"{lacking}: {best.name} has the most hours left"
        self._proposals.take("work", project.name, "team", best.id, ("any team", "any team"), why)
        self._findings.add("work", why, file=project.file, row=project.row, detail=project.name)

    def _effort(self, project: Project, projects: list[Project]) -> None:
        low, likely, high = project.low_days, project.likely_days, project.high_days
        if likely is None:
            stated = sorted(one.likely_days for one in projects if one.likely_days and not one.effort_why)
            likely = stated[len(stated) // 2] if stated else self._spare_days_each(project.team, projects)
            why = "the typical effort of the plan's projects" if stated else "no effort is stated"
            project.effort_why = why
            low, high = likely / 2, likely * 2
            detail = f"{project.name}: {likely:.0f} days"
            message = "no effort is stated: one is proposed"
            self._findings.add("work", message, file=project.file, row=project.row, detail=detail)
        if not project.effort_why and (low is None or high is None or low == high):
            project.effort_why = "a single estimate, with the usual spread of estimates"
            low, high = likely * SPREAD[0], likely * SPREAD[1]
        project.low_days = likely if low is None else min(low, likely)
        project.likely_days = likely
        project.high_days = likely if high is None else max(high, likely)

    def _spare_days_each(self, team: Team | None, projects: list[Project]) -> float:
        """Return the person-days that a team has left for each of its projects without an effort."""
        without = sum(one.team is team and not one.likely_days for one in projects) or 1
        people, load = (self._capacity.people(team), self._load[team]) if team else (0.0, 0.0)
        spare = PLANNED_SHARE[1] * people * WEEK_DAYS * self.season.weeks - load
        return max(spare / without, 10.0)

    def _releases(self, projects: list[Project]) -> None:
        # People who wait for another release benefit only from work finished after their own has started.
        together = any(other.release != project.release for project in projects for other in project.after)
        groups: dict[str, list[Project]] = {}
        for project in projects:
            groups.setdefault(project.release, []).append(project)
        for name, group in groups.items():
            identity = self._ids.new(name or "plan", "release")
            for project in group:
                project.release = identity
            dues = [one.due for one in group if one.due is not None and one.due > self.season.start]
            due = week_of_end(max(dues), self.season.start) if dues else float(self.season.weeks)
            starts = [one.start for one in group if one.start is not None]
            late = len(starts) == len(group) and min(starts) > self.season.start
            first = week_of_start(min(starts), self.season.start) if late and not together else 0.0
            self.work.releases.append(Release(identity, name or "Plan", first, round(due - first, 3)))

    def _workers(self, project: Project, team: Team) -> list[tuple[Team, str, float]]:
        """Return the teams and areas at work on a project, each with its number of people, none too small."""
        workers = [(team, project.area, 1.0)] if project.area else self._capacity.workers(team)
        least = FIELD_MIN * (sum(size for _, _, size in workers) or 1.0)
        large = [worker for worker in workers if worker[2] >= least][:PARTS_MAX]
        return large or workers[:1] or [(team, "work", 1.0)]

    def _packages(self, project: Project) -> list[Package]:
        team = project.team
        if team is None:
            return []
        chosen = self._workers(project, team)
        weight = sum(size for _, _, size in chosen)
        packages = []
        for owner, area, size in chosen:
            part = size / weight
            efforts = [
                (days or 0.0) * part for days in (project.low_days, project.likely_days, project.high_days)
            ]
            low, likely, high = (max(0.1, round(days, 1)) for days in efforts)
            name, title, bounds, why = project.id, project.name, (low, high), project.effort_why
            if len(chosen) > 1:
                name, title = self._ids.new(f"{project.id}-{area}"), f"{project.name}: {area}"
                bounds = (round(low * 0.7, 1), round(high * 1.4, 1))
                split = f"{part:.0%} of {project.name}, because {part:.0%} of its people are in {area}"
                why = f"{split}; {why}" if why else split
            if why:
                self._proposals.take("work", f"{project.release}/{name}", "effort_days", likely, bounds, why)
            packages.append(
                Package(
                    name,
                    project.release,
                    title,
                    area,
                    (low, likely, high),
                    owner,
                    others=project.others,
                    priority=project.priority or 1.0,
                    done=min(project.done, 0.99),
                    due=project.due,
                    file=project.file,
                    row=project.row,
                )
            )
        return packages
