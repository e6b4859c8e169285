import pytest
from benchmarks.project_rule import Project, differing, drawn, exact_schedule, fingerprint
from benchmarks.project_tools import reorg_project


def test_the_project_is_the_one_published_schedules_are_known_for():
    ends = exact_schedule(drawn())
    assert fingerprint(ends) == "8be6ab3e"
    assert max(ends) == 1347


def test_longest_ready_package_takes_the_first_able_person():
    one_line = Project(skills=((0,), (0,)), hours=(3, 5, 4), needs=(0, 0, 0), after=((), (), (1,)))
    assert exact_schedule(one_line) == [3, 5, 9]


def test_reorg_keeps_the_rule_where_no_two_packages_end_together():
    project = Project(
        skills=((0, 1), (0,), (1, 2)),
        hours=(3, 7, 15, 31, 63, 127),
        needs=(0, 1, 2, 0, 1, 0),
        after=((), (), (0,), (1,), (0, 1), ()),
    )
    found = reorg_project(project, 12)(0)
    assert differing(found, exact_schedule(project)) == 0


def test_reorg_keeps_the_rule_where_packages_end_together():
    # At hour 8 both end: the longer package that then becomes ready is due to the one who can do it.
    project = Project(skills=((0,), (1,)), hours=(8, 8, 30, 4), needs=(0, 1, 0, 0), after=((), (), (1,), ()))
    assert exact_schedule(project) == [8, 8, 38, 42]
    assert reorg_project(project, 3)(0) == pytest.approx([8, 8, 38, 42])


def test_a_package_that_is_not_done_differs():
    assert differing([8.0, float("nan")], [8, 9]) == 1
