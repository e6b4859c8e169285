"""Pseudonyms: names, addresses and numbers of people are replaced in everything that is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from reorg.importing.assembly import Imported
from reorg.importing.findings import Findings
from reorg.importing.proposing.proposals import Proposals
from reorg.importing.recognizing.mapping import NO_MAP
from reorg.importing.values.names import Ids

_SHORTEST = 3
"""Minimum number of letters of a part of a name that is replaced within texts."""


def pseudonymized(imported: Imported) -> Imported:
    """Replace all names of people, in place, and return the import with findings that name no one.

    Numbers follow the order of the sheets, so that the same files give the same pseudonyms. Notes are left
    out: they may contain anything.
    """
    cover = _cover(imported)
    outside: dict[str, str] = {}
    width = len(str(len(imported.people)))
    ids = {person.id: f"p{number:0{width}d}" for number, person in enumerate(imported.people, 1)}
    for number, person in enumerate(imported.people, 1):
        if person.outside:
            person.outside = outside.setdefault(person.outside, f"outside-{len(outside) + 1}")
        person.id = ids[person.id]
        person.name = f"Person {number}" if person.name else ""
        person.email = person.number = person.position = ""
        person.title = cover(person.title)
        person.notes = []
        person.second_manager = cover(person.second_manager)
        person.after = {name: ids.get(text) or cover(text) for name, text in person.after.items()}
        person.file, person.row = "", 0
    renamed = _rename(imported, cover)
    findings = Findings()
    for found in imported.findings:
        findings.add(
            found.kind, cover(found.message), file=found.file, row=found.row, column=found.column,
            hint=cover(found.hint), detail=cover(found.detail),
        )  # fmt: skip
    proposals = Proposals()
    for guess in imported.proposals:
        row = "/".join(renamed.get(part, part) for part in guess.row.split("/"))
        row = " and ".join(renamed.get(part, part) for part in row.split(" and "))
        value = renamed.get(guess.value, guess.value) if isinstance(guess.value, str) else guess.value
        proposals.take(guess.table, row, guess.field, value, (guess.low, guess.high), cover(guess.why))
    mapping = NO_MAP.model_copy(update={"rates": imported.mapping.rates, "files": imported.mapping.files})
    areas = {person: replace(area, why=cover(area.why)) for person, area in imported.areas.items()}
    levels = {person: replace(area, why=cover(area.why)) for person, area in imported.levels.items()}
    return replace(
        imported, areas=areas, levels=levels, findings=findings, proposals=proposals, mapping=mapping
    )


def _rename(imported: Imported, cover: Callable[[str], str]) -> dict[str, str]:
    """Give teams and work names and ids without people; return old id to new id."""
    ids = Ids()
    renamed: dict[str, str] = {}
    for team in imported.teams:
        team.name = cover(team.name)
        old, team.id = team.id, ids.new(team.name, "team")
        renamed[old] = team.id
    work = imported.work
    for piece in work.pieces():
        name = cover(piece.name)
        if name != piece.name or cover(piece.id) != piece.id:
            # A possessive in an id is not a separate word, so the id is made from the new name.
            renamed[piece.id] = ids.new(name, "work")
            piece.id = renamed[piece.id]
        piece.name = name
    for package in work.packages:
        package.after = [renamed.get(name, name) for name in package.after]
        stated = package.others.items()
        package.others = {name: cover(one) if isinstance(one, str) else one for name, one in stated}
    for release in work.releases:
        release.couplings = [
            (renamed.get(a, a), renamed.get(b, b), strength) for a, b, strength in release.couplings
        ]
    return renamed


def _cover(imported: Imported) -> Callable[[str], str]:
    """Return the function that replaces every name, address and number in a text."""
    words: dict[str, str] = {}
    for number, person in enumerate(imported.people, 1):
        sentence = f"Person {number}"
        for text in (person.name, person.email, person.number, person.position, person.id):
            if len(text) >= _SHORTEST:
                words.setdefault(text.casefold(), sentence)
        parts = person.name.split()
        if len(parts) > 1:
            words.setdefault(f"{parts[-1]}, {' '.join(parts[:-1])}".casefold(), sentence)
            for part in parts:
                if len(part) >= _SHORTEST:
                    words.setdefault(part.casefold(), sentence)
        if person.outside:
            words.setdefault(person.outside.casefold(), "somebody outside")
    if not words:
        return lambda text: text
    longest = sorted(words, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)", re.IGNORECASE)
    return lambda text: pattern.sub(lambda found: words[found[0].casefold()], text)
