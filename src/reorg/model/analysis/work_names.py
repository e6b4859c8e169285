"""Names of work for readers: what tables and sentences call areas, releases, packages and streams."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reorg.model.organization import Organization
from reorg.model.work import Package, Release, WorkName, full_name


def names_of_work(organization: Organization) -> dict[WorkName, str]:
    """Return what readers call each area, release, package and stream: by its name, else by its id.

    Packages that share a name have their release's name in brackets, and their id where that is the same as
    well: no two packages are called the same. One without a name is called by its id, written
    ``release/package`` in an organization of several releases.
    """
    names: dict[WorkName, str] = {("area", area): area for area in organization.areas}
    names |= {("release", release.id): release.name or release.id for release in organization.releases}
    names |= {("stream", stream.id): stream.name or stream.id for stream in organization.streams}
    return names | dict(_names_of_packages(organization.releases))


def _names_of_packages(releases: tuple[Release, ...]) -> Iterator[tuple[WorkName, str]]:
    choices = {
        ("package", full_name(release.id, package.id)): _choices(release, package, len(releases) == 1)
        for release in releases
        for package in release.packages
    }
    times = [Counter(map(str.casefold, level)) for level in zip(*choices.values(), strict=True)]
    for work, names in choices.items():
        alone = (name for name, known in zip(names, times, strict=True) if known[name.casefold()] == 1)
        yield work, next(alone, names[-1])


def _choices(release: Release, package: Package, is_only_release: bool) -> tuple[str, str, str]:
    """Return the names of a package from the shortest to the one that no other package has."""
    identity = package.id if is_only_release else full_name(release.id, package.id)
    if not package.name:
        return (identity,) * 3
    of_release = f"{package.name} ({release.name or release.id})"
    return package.name, of_release, f"{package.name} [{identity}]"
