"""The guesses of an import in the terminal: how many of each kind, the first ones, or those still open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from reorg.cli.model_view import guesses_in_words
from reorg.importing import Guess, Imported
from reorg.importing.proposing.people import Rates, currency_of_cost
from reorg.importing.proposing.proposals import Proposal
from reorg.model import Organization
from reorg.model.analysis.roles import names_of_people
from reorg.model.analysis.work_names import names_of_work
from reorg.model.work import full_name

EXAMPLES_SHOWN = 3
"""Number of guesses of each kind in a dry run."""

COST = "annual_cost_usd"
_FIELDS = {
    COST: "annual cost",
    "effort_days": "effort in person-days",
    "per_week": "arrivals a week",
    "tenure_years": "tenure in years",
    "skills": "skill",
}
"""Fields whose key is not what people say."""


def proposal_lines(imported: Imported, dry_run: bool) -> list[str]:
    """Return the lines on the missing values that an import proposes."""
    counts = Counter(_kind(one) for one in imported.proposals)
    lines = [
        f"{len(imported.proposals)} missing values are proposed as guesses, each with a range (guesses.csv)"
    ]
    lines += [f"  {count:>5} of {table}: {_field(field)}" for (table, field), count in counts.most_common()]
    return [*lines, *_examples(imported, counts)] if dry_run else lines


def guess_lines(organization: Organization, listed: Sequence[Guess]) -> list[str]:
    """Return the proposals of an import, by kind of value, each with its range and reason."""
    if not listed:
        return ["nothing is marked as a guess"]
    groups: dict[str, list[Guess]] = {}
    for guess in listed:
        unit = f" in {organization.currency}" if guess.field == COST else ""
        groups.setdefault(f"{_field(guess.field)}{unit} ({guess.table})", []).append(guess)
    unmarked = sum(guess.is_unmarked for guess in listed)
    lines = [f"{guesses_in_words(organization, unmarked)}; in parentheses the range, then the reason"]
    names = names_of_people(organization) | _names_of_guessed_work(organization)
    for name, group in groups.items():
        lines += ["", f"{name}: {len(group)}"]
        lines += [
            f"  {names.get(one.row) or one.row}: {one.value} ({one.low} to {one.high}): {one.why}"
            for one in group
        ]
    return lines


def _names_of_guessed_work(organization: Organization) -> dict[str, str]:
    """Return the names of the rows of guesses that are streams, packages, or couplings of two packages."""
    names = names_of_work(organization)
    found = {identity: name for (kind, identity), name in names.items() if kind in ("stream", "package")}
    for release in organization.releases:
        for pair in release.couplings:
            ends = (names["package", full_name(release.id, each)] for each in (pair.first, pair.second))
            found[f"{release.id}/{pair.first} and {pair.second}"] = " and ".join(ends)
    return found


def _kind(proposal: Proposal) -> tuple[str, str]:
    return proposal.table, proposal.field.partition(".")[0]


def _examples(imported: Imported, counts: Counter[tuple[str, str]]) -> Iterator[str]:
    """Yield the first proposals of each kind, with their reasons."""
    names, currencies = _names(imported), _currencies(imported)
    for kind, count in counts.most_common():
        of_kind = (one for one in imported.proposals if _kind(one) == kind)
        for one in islice(of_kind, EXAMPLES_SHOWN):
            unit = f" in {currencies[one.row]}" if one.field == COST else ""
            what = f"{names.get((one.table, one.row), one.row)}, {_field(one.field)}{unit}"
            yield f"  {what}: {one.value} ({one.low} to {one.high}): {one.why}"
        if count > EXAMPLES_SHOWN:
            yield f"    ... and {count - EXAMPLES_SHOWN:,} more like these: --json lists all"


def _field(field: str) -> str:
    """Return what people call a field: skills.research is the skill in research."""
    key, _, below = field.partition(".")
    words = _FIELDS.get(key, key.replace("_", " "))
    return f"{words} in {below}" if below else words


def _currencies(imported: Imported) -> dict[str, str]:
    rates = Rates(imported.currency, imported.mapping.rates)
    return {person.id: currency_of_cost(person, rates) for person in imported.people}


def _names(imported: Imported) -> dict[tuple[str, str], str]:
    """Return what people call each row of a table; with the id where several are called the same."""
    work = imported.work
    packages = {f"{one.release}/{one.id}": one.name for one in work.packages}
    names = {("people", person.id): person.shown for person in imported.people}
    names |= {("work", row): name for row, name in packages.items()}
    names |= {("work", stream.id): stream.name for stream in work.streams}
    names |= {
        ("couplings", f"{release.id}/{one} and {other}"): " and ".join(
            packages[f"{release.id}/{each}"] for each in (one, other)
        )
        for release in work.releases
        for one, other, _ in release.couplings
    }
    times = Counter((table, name) for (table, _), name in names.items())
    return {key: name if times[key[0], name] == 1 else f"{name} ({key[1]})" for key, name in names.items()}
