"""What areas, people's skills, packages, releases and streams must hold of each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from reorg.model.draft import Draft
from reorg.model.fields import PEOPLE_MAX
from reorg.model.names import heads, repeated
from reorg.model.problems import Fault, Loc, nearest
from reorg.model.work_fields import PackageFields, ReleaseFields, StreamFields


def start_is_a_date(draft: Draft) -> Iterator[Fault]:
    """Demand that the start is a day of the calendar."""
    try:
        date.fromisoformat(draft.fields.start)
    except ValueError:
        yield Fault(("start",), f"{draft.fields.start} is no day of the calendar", "write YYYY-MM-DD")


def ids_are_unique(draft: Draft) -> Iterator[Fault]:
    """Demand that people, releases, streams and pools have ids of their own, and so on within them."""
    fields = draft.fields
    yield from _unique(("people",), [person.id for person in fields.people])
    yield from _unique(("releases",), [release.id for release in fields.releases])
    yield from _unique(("streams",), [stream.id for stream in fields.streams])
    yield from _unique(("compute",), [pool.id for pool in fields.compute])
    for index, release in enumerate(fields.releases):
        yield from _unique(("releases", index, "packages"), [package.id for package in release.packages])
    for name, structure in fields.structures.items():
        yield from _unique(("structures", name, "teams"), [team.id for team in structure.teams])
        yield from _unique(("structures", name, "meetings"), [meeting.id for meeting in structure.meetings])


def areas_are_unique(draft: Draft) -> Iterator[Fault]:
    """Demand that no area is named twice or has a stream's id: ``owns`` could not tell them apart."""
    fields = draft.fields
    for index, area in enumerate(fields.areas):
        if area in fields.areas[:index]:
            yield Fault(("areas", index), f"the area {area!r} is named twice", "remove one of the two")
    for index, stream in enumerate(fields.streams):
        if stream.id in draft.work.areas:
            message = f"the stream {stream.id!r} has the name of an area"
            yield Fault(("streams", index, "id"), message, f"call it {stream.id}-requests, for example")


def there_are_people(draft: Draft) -> Iterator[Fault]:
    """Demand at least one person, at most 100,000."""
    people = heads(draft.fields)
    if people == 0:
        yield Fault(("people",), "the model has no people", "add at least one person")
    if people > PEOPLE_MAX:
        yield Fault(("people",), f"{people:,} people", f"a model has at most {PEOPLE_MAX:,}")


def areas_are_known(draft: Draft) -> Iterator[Fault]:
    """Demand that skills, packages and streams name areas of the model."""
    fields = draft.fields
    for index, person in enumerate(fields.people):
        for area in person.skills:
            yield from _area(draft, area, ("people", index, "skills", area))
    for way, package in packages(fields.releases):
        yield from _area(draft, package.area, (*way, "area"))
    for index, stream in enumerate(fields.streams):
        yield from _area(draft, stream.area, ("streams", index, "area"))


def packages_are_known(draft: Draft) -> Iterator[Fault]:
    """Demand that ``after``, couplings and rework links name packages of their release."""
    for index, release in enumerate(draft.fields.releases):
        known = {package.id for package in release.packages}
        for way, name in _package_names(release):
            if name not in known:
                message = f"the release {release.id!r} has no package {name!r}"
                hint = _elsewhere(draft, name) or nearest(name, known)
                yield Fault(("releases", index, *way), message, hint)


def _elsewhere(draft: Draft, name: str) -> str:
    """Return a word about a name that belongs to another release, or nothing."""
    for other in draft.fields.releases:
        if any(name in (package.id, f"{other.id}/{package.id}") for package in other.packages):
            return f"name a package of this release: {name!r} belongs to {other.id!r}"
    return ""


def rework_leads_on(draft: Draft) -> Iterator[Fault]:
    """Demand that a rework link leads from one package to another, stated once."""
    for index, release in enumerate(draft.fields.releases):
        seen: set[tuple[str, str]] = set()
        for number, link in enumerate(release.rework):
            pair, way = (link.source, link.target), ("releases", index, "rework", number)
            if link.source == link.target:
                message = f"{link.source!r} sends work back to itself"
                yield Fault(way, message, "name another package: exceptions redo work within a package")
            if pair in seen:
                message = f"the link from {link.source!r} to {link.target!r} is there twice"
                yield Fault(way, message, "remove one of the two")
            seen.add(pair)


def couplings_join_two(draft: Draft) -> Iterator[Fault]:
    """Demand that a coupling is between two different packages, stated once."""
    for index, release in enumerate(draft.fields.releases):
        seen: set[frozenset[str]] = set()
        for number, coupling in enumerate(release.couplings):
            pair, way = frozenset(coupling.between), ("releases", index, "couplings", number)
            if len(pair) == 1:
                message = f"{coupling.between[0]!r} is coupled with itself"
                yield Fault(way, message, "people within a package talk anyway: name another package")
            if pair in seen:
                yield Fault(way, f"{' and '.join(sorted(pair))} are coupled twice", "remove one of the two")
            seen.add(pair)


def precedence_has_no_cycle(draft: Draft) -> Iterator[Fault]:
    """Demand that no package comes after itself, by whatever way."""
    for index, release in enumerate(draft.fields.releases):
        before = {package.id: list(package.after) for package in release.packages}
        cycle = find_cycle(before)
        if cycle:
            place = [package.id for package in release.packages].index(cycle[0])
            way = ("releases", index, "packages", place, "after")
            yield Fault(way, f"precedence goes in a circle: {circle(cycle, 'after')}", "remove one of these")


def streams_lead_on(draft: Draft) -> Iterator[Fault]:
    """Demand that ``then`` names a stream, and that no item comes back to a stream it was in."""
    streams = {stream.id: stream for stream in draft.fields.streams}
    for index, stream in enumerate(draft.fields.streams):
        if stream.then is not None and stream.then not in streams:
            message = f"no stream is called {stream.then!r}"
            yield Fault(("streams", index, "then"), message, nearest(stream.then, streams))
    cycle = find_cycle({name: [stream.then] if stream.then else [] for name, stream in streams.items()})
    if cycle:
        way = ("streams", list(streams).index(cycle[0]), "then")
        yield Fault(way, f"items would go round for ever: {circle(cycle, 'then')}", "remove one of these")


def efforts_make_sense(draft: Draft) -> Iterator[Fault]:
    """Demand that three numbers rise, and that distributions with a spread have three."""
    pieces: list[tuple[Loc, PackageFields | StreamFields]] = [*packages(draft.fields.releases)]
    pieces += [(("streams", index), stream) for index, stream in enumerate(draft.fields.streams)]
    for way, piece in pieces:
        days = piece.effort_days
        if days != sorted(days):
            message = f"expected optimistic <= likely <= pessimistic, found {days}"
            yield Fault((*way, "effort_days"), message, f"write {sorted(days)}")
        if len(days) == 1 and piece.distribution in ("pert", "triangular", "lognormal", "weibull"):
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


def packages(releases: Iterable[ReleaseFields]) -> Iterator[tuple[Loc, PackageFields]]:
    """Yield every package and where it is stated."""
    for index, release in enumerate(releases):
        for number, package in enumerate(release.packages):
            yield ("releases", index, "packages", number), package


def find_cycle(edges: Mapping[str, list[str]]) -> list[str]:
    """Return a way along the edges that ends where it begins, or nothing; unknown ends are ignored."""
    waiting = {node: sum(1 for end in ends if end in edges) for node, ends in edges.items()}
    before: dict[str, list[str]] = {}
    for node, ends in edges.items():
        for end in ends:
            before.setdefault(end, []).append(node)
    free = [node for node, count in waiting.items() if count == 0]
    while free:
        for node in before.get(free.pop(), []):
            waiting[node] -= 1
            if waiting[node] == 0:
                free.append(node)
    # What still waits stands on a circle or leads into one; following it long enough ends on the circle.
    stuck = {node for node, count in waiting.items() if count > 0}
    return _circle(edges, stuck) if stuck else []


def market_has_room(draft: Draft) -> Iterator[Fault]:
    """Demand that not everybody who could adopt has adopted at the start."""
    market = draft.fields.market
    if market is not None and market.adopters_at_start >= market.population:
        message = f"{market.adopters_at_start:g} adopters of a population of {market.population:g}"
        yield Fault(("market", "adopters_at_start"), message, "state fewer, or a larger population")


def circle(names: list[str], word: str) -> str:
    """Return a circle in words, shortened where it is long."""
    shown = names if len(names) <= 10 else [*names[:8], "...", names[-1]]
    return f" {word} ".join(shown)


def _circle(edges: Mapping[str, list[str]], stuck: set[str]) -> list[str]:
    way = [next(node for node in edges if node in stuck)]
    visited: dict[str, int] = {}
    while way[-1] not in visited:
        visited[way[-1]] = len(way) - 1
        way.append(next(end for end in edges[way[-1]] if end in stuck))
    return way[visited[way[-1]] :]


def _package_names(release: ReleaseFields) -> Iterator[tuple[Loc, str]]:
    for number, package in enumerate(release.packages):
        for position, name in enumerate(package.after):
            yield ("packages", number, "after", position), name
    for number, coupling in enumerate(release.couplings):
        for position, name in enumerate(coupling.between):
            yield ("couplings", number, "between", position), name
    for number, link in enumerate(release.rework):
        yield ("rework", number, "from"), link.source
        yield ("rework", number, "to"), link.target


def _unique(way: Loc, names: list[str]) -> Iterator[Fault]:
    twice = repeated(names)
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in twice and name in seen:
            yield Fault((*way, index, "id"), f"the id {name!r} is there twice", "give each its own")
        seen.add(name)


def _area(draft: Draft, area: str, way: Loc) -> Iterator[Fault]:
    if area not in draft.work.areas:
        yield Fault(way, f"no area is called {area!r}", nearest(area, draft.work.areas))
