"""Rules for skills, packages, releases, rework links and streams."""

from __future__ import annotations

from collections.abc import Iterator

from reorg.model.checking.cycles import describe_cycle, find_cycle
from reorg.model.draft.draft import Draft
from reorg.model.draft.work import packages_with_paths
from reorg.model.problems import (
    Fault,
    KeyPath,
    Named,
    listed,
    repetitions,
    resolve_names,
    suggest_name,
    unknown_faults,
)
from reorg.model.schema.work import PackageFields, ReleaseFields, StreamFields
from reorg.model.work import full_name


def areas_are_known(draft: Draft) -> Iterator[Fault]:
    """Demand that skills, packages and streams name areas of the model."""
    fields, areas = draft.fields, draft.work.areas
    for index, person in enumerate(fields.people):
        skills: list[Named] = [(("people", index, "skills", area), area) for area in person.skills]
        yield from unknown_faults("area", areas, skills)
    packages = packages_with_paths(fields.releases)
    yield from unknown_faults("area", areas, (((*way, "area"), package.area) for way, package in packages))
    streams: list[Named] = [(("streams", i, "area"), stream.area) for i, stream in enumerate(fields.streams)]
    yield from unknown_faults("area", areas, streams)


def familiarity_is_with_work(draft: Draft) -> Iterator[Fault]:
    """Demand that people are familiar with packages and streams of the model, each named once."""
    for index, person in enumerate(draft.fields.people):
        named: list[Named] = [(("people", index, "familiarity", name), name) for name in person.familiarity]
        found = yield from resolve_names(draft.work.find, named)
        for way, name, (kind, _) in found:
            if kind == "area":
                message = f"{name!r} is an area, not a package or stream"
                hint = "name its packages or streams; knowledge of an area is stated under skills"
                yield Fault(way, message, hint)
        for again, before in repetitions(work for _, _, work in found):
            message = f"{found[again][1]!r} and {found[before][1]!r} are the same package"
            yield Fault(found[again][0], message, "remove one of the two")


def packages_are_known(draft: Draft) -> Iterator[Fault]:
    """Demand that ``after``, couplings and rework links name packages of their release."""
    for index, release in enumerate(draft.fields.releases):
        known = {package.id for package in release.packages}
        for way, name in _package_names(release):
            if name not in known and not (way[-2] == "after" and "/" in name):
                message = f"the release {release.id!r} has no package {name!r}"
                hint = _elsewhere(draft, name) or suggest_name(name, known)
                yield Fault(("releases", index, *way), message, hint, (f"package of {release.id}", name))


def _elsewhere(draft: Draft, name: str) -> str:
    """Return a word about a name that belongs to another release, or nothing."""
    for other in draft.fields.releases:
        if any(name in (package.id, f"{other.id}/{package.id}") for package in other.packages):
            return f"{name!r} belongs to {other.id!r}: after may name it, as {other.id}/..."
    return ""


def rework_joins_two_packages(draft: Draft) -> Iterator[Fault]:
    """Demand that a rework link leads from one package to another, stated once."""
    for index, release in enumerate(draft.fields.releases):
        way = ("releases", index, "rework")
        pairs = [(link.source, link.target) for link in release.rework]
        for number, (source, target) in enumerate(pairs):
            if source == target:
                message = f"{source!r} sends work back to itself"
                hint = "name another package: exceptions already cause rework within a package"
                yield Fault((*way, number), message, hint)
        for number, _ in repetitions(pairs):
            source, target = pairs[number]
            message = f"the link from {source!r} to {target!r} appears twice"
            yield Fault((*way, number), message, "remove one of the two")


def couplings_join_two(draft: Draft) -> Iterator[Fault]:
    """Demand that a coupling is between two different packages, stated once."""
    for index, release in enumerate(draft.fields.releases):
        way = ("releases", index, "couplings")
        pairs = [sorted(coupling.between) for coupling in release.couplings]
        for number, (first, second) in enumerate(pairs):
            if first == second:
                message = f"{first!r} is coupled with itself"
                hint = "people within a package talk anyway: name another package"
                yield Fault((*way, number), message, hint)
        for number, _ in repetitions(map(tuple, pairs)):
            message = f"{' and '.join(pairs[number])} are coupled twice"
            yield Fault((*way, number), message, "remove one of the two")


def precedence_has_no_cycle(draft: Draft) -> Iterator[Fault]:
    """Demand that no package comes after itself, by whatever way, through other releases as well."""
    before: dict[str, list[str]] = {}
    ways: dict[str, KeyPath] = {}
    for index, release in enumerate(draft.fields.releases):
        for place, package in enumerate(release.packages):
            name = full_name(release.id, package.id)
            before[name] = [full_name(release.id, each) for each in package.after]
            ways[name] = ("releases", index, "packages", place, "after")
    cycle = find_cycle(before)
    if cycle:
        alone = len({name.split("/")[0] for name in cycle}) == 1
        shown = [name.split("/")[-1] for name in cycle] if alone else cycle
        message = f"the precedence has a cycle: {describe_cycle(shown, 'after')}"
        yield Fault(ways[cycle[0]], message, "remove one of these")


def packages_wait_for_other_releases(draft: Draft) -> Iterator[Fault]:
    """Demand that a package of another release that one comes after exists, and that both releases allow it.

    Both run once, and the one that waits starts no later: what is finished before its release begins would
    not be noticed.
    """
    releases = {release.id: release for release in draft.fields.releases}
    for index, release in enumerate(draft.fields.releases):
        for way, name in _package_names(release):
            other, slash, package = name.partition("/")
            if way[-2] != "after" or not slash:
                continue
            place, awaited = ("releases", index, *way), releases.get(other)
            if awaited is None or package not in {each.id for each in awaited.packages}:
                known = [full_name(r.id, p.id) for r in draft.fields.releases for p in r.packages]
                hint = suggest_name(name, known)
                yield Fault(place, f"no package is called {name!r}", hint, ("package", name))
            elif awaited is not release and (why := _why_not_waited_for(release, awaited)):
                yield Fault(place, why[0], why[1])


def _why_not_waited_for(release: ReleaseFields, other: ReleaseFields) -> tuple[str, str] | None:
    """Return why packages of a release cannot come after packages of another, and what to do."""
    for each in (release, other):
        if each.every_weeks is not None:
            return f"the release {each.id!r} repeats", "packages come after those of releases that run once"
    if release.after:
        return f"the release {release.id!r} comes after whole releases already", "remove one of the two"
    if (release.first_week or 0.0) > (other.first_week or 0.0):
        message = f"the release {release.id!r} starts later than {other.id!r}"
        return message, "give it the same first_week: its package waits in any case"
    return None


def releases_come_after_releases(draft: Draft) -> Iterator[Fault]:
    """Demand that releases come after others that exist and run once, and that none comes after itself."""
    releases = {release.id: release for release in draft.fields.releases}
    repeating = {release.id for release in draft.fields.releases if release.every_weeks is not None}
    for index, release in enumerate(draft.fields.releases):
        named = list(listed(("releases", index, "after"), release.after))
        yield from unknown_faults("release", releases, named)
        for way, name in named:
            if name in repeating - {release.id}:
                message = f"the release {name!r} repeats, so there is no single date on which it is out"
                yield Fault(way, message, "name a release that runs once")
    cycle = find_cycle({release.id: release.after for release in draft.fields.releases})
    if cycle:
        place = list(releases).index(cycle[0])
        message = f"the releases have a cycle: {describe_cycle(cycle, 'after')}"
        yield Fault(("releases", place, "after"), message, "remove one of these")


def hand_overs_have_no_cycle(draft: Draft) -> Iterator[Fault]:
    """Demand that ``then`` names a stream, and that no item comes back to a stream it was in."""
    streams = {stream.id: stream.then for stream in draft.fields.streams}
    stated = [(("streams", i, "then"), stream.then) for i, stream in enumerate(draft.fields.streams)]
    yield from unknown_faults("stream", streams, stated)
    cycle = find_cycle({stream: [then] for stream, then in streams.items()})
    if cycle:
        way = ("streams", list(streams).index(cycle[0]), "then")
        message = f"items would circulate without end: {describe_cycle(cycle, 'then')}"
        yield Fault(way, message, "remove one of these")


def efforts_make_sense(draft: Draft) -> Iterator[Fault]:
    """Demand that three numbers rise, and that distributions with a spread have three."""
    pieces: list[tuple[KeyPath, PackageFields | StreamFields]] = [*packages_with_paths(draft.fields.releases)]
    pieces += [(("streams", index), stream) for index, stream in enumerate(draft.fields.streams)]
    for way, piece in pieces:
        days = piece.effort_days
        if days != sorted(days):
            found, right = (", ".join(f"{each:g}" for each in numbers) for numbers in (days, sorted(days)))
            message = f"expected optimistic <= likely <= pessimistic, found [{found}]"
            yield Fault((*way, "effort_days"), message, f"write [{right}]")
        if len(days) == 1 and piece.distribution in ("lognormal", "weibull"):
            message = f"{piece.distribution} needs [optimistic, likely, pessimistic], found one number"
            yield Fault((*way, "effort_days"), message, "or write distribution: fixed or exponential")


def releases_are_within_time(draft: Draft) -> Iterator[Fault]:
    """Demand that a release starts neither before the warm-up nor after the horizon."""
    fields = draft.fields
    for index, release in enumerate(fields.releases):
        first, way = release.first_week, ("releases", index, "first_week")
        if first is not None and first < -fields.warmup_weeks:
            message = f"week {first:g} is before the warm-up, which begins in week {-fields.warmup_weeks}"
            yield Fault(way, message, "start later, or raise warmup_weeks")
        if first is not None and first >= fields.horizon_weeks:
            message = f"week {first:g} is not before the horizon of {fields.horizon_weeks} weeks"
            yield Fault(way, message, "start earlier, or raise horizon_weeks")


def _package_names(release: ReleaseFields) -> Iterator[tuple[KeyPath, str]]:
    for number, package in enumerate(release.packages):
        for position, name in enumerate(package.after):
            yield ("packages", number, "after", position), name
    for number, coupling in enumerate(release.couplings):
        for position, name in enumerate(coupling.between):
            yield ("couplings", number, "between", position), name
    for number, link in enumerate(release.rework):
        yield ("rework", number, "from"), link.source
        yield ("rework", number, "to"), link.target
