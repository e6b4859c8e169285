"""Organizations whose packages send work back to each other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from engine import labs, labs_people
from engine.labs_drawn import eventful_organizations
from reorg.model.organization import Organization
from reorg.model.work import ReworkLink

OFTEN = (
    ReworkLink("a-two", "a-one", 0.7, 0.4, pauses=True),
    ReworkLink("a-one", "a-two", 0.8, 0.5, 0.6),
    ReworkLink("c-two", "b-one", 0.8, 0.3, 1.0, pauses=True),
    ReworkLink("b-one", "a-one", 0.5, 0.4, proportional=True),
    ReworkLink("c-one", "b-two", 0.9, 0.6),
    ReworkLink("b-two", "c-one", 0.6, 0.9, 0.5, proportional=True, pauses=True),
    ReworkLink("a-one", "c-two", 0.9, 0.2, 0.9),
)


def with_rework(lab: Organization, links: tuple[ReworkLink, ...] = OFTEN, **changed: Any) -> Organization:
    """Return a lab whose release has these rework links, and is changed in other ways."""
    first, *others = lab.releases
    return replace(lab, releases=(replace(first, rework=links, **changed), *others))


def there_and_back() -> Organization:
    """Return the reorganized lab with one long release, so that much is finished when the owners change."""
    return with_rework(labs.reorganized(2.3, 4.1, 6.1, 7.7), every_weeks=None)


def people_come_and_go() -> Organization:
    """Return the lab in which everything happens, with rework on top."""
    # Long enough that packages complete and send work back.
    return replace(with_rework(labs_people.everything_happens()), horizon_weeks=20)


def two_tasks(again: float, onward: float, **effort: float) -> Organization:
    """Return two tasks in sequence, one person; the later sends the earlier back, which sends it onward."""
    packages = [
        labs.package("one", "a", labs.fixed(effort["one"]), people_max=1),
        labs.package("two", "a", labs.fixed(effort["two"]), people_max=1, after=("one",)),
        labs.package("last", "a", labs.fixed(1), people_max=1, after=("two",)),
    ]
    links = (ReworkLink("two", "one", again, 1.0, 1.0), ReworkLink("one", "two", onward, 1.0, 1.0))
    only = labs.structure("s", [labs.team("t", None, None, "p", "area:a")])
    plain = labs.organization([labs.person("p", a="medium")], [only], releases=(labs.release(packages),))
    return with_rework(plain, links)


@st.composite
def organizations(draw: st.DrawFn) -> tuple[Organization, int]:
    """An eventful organization of a few weeks whose packages send work back, and a number for a world."""
    lab, number = draw(eventful_organizations())
    names = [package.id for package in lab.releases[0].packages]
    pairs = [(one, two) for one in names for two in names if one != two]
    links = []
    for one, two in draw(st.sets(st.sampled_from(pairs), max_size=6)) if pairs else ():
        chance, share = draw(st.sampled_from([0.3, 0.7, 1.0])), draw(st.sampled_from([0.01, 0.3, 1.0]))
        learning = draw(st.sampled_from([None, 0.5, 1.0]))
        links.append(ReworkLink(one, two, chance, share, learning, draw(st.booleans()), draw(st.booleans())))
    return with_rework(lab, tuple(links)), number
