"""All rules of a model file, in order, and how they are applied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from reorg.model.checking import (
    compute,
    events,
    observed,
    research,
    scenarios,
    second_leads,
    structures,
    triggers,
)
from reorg.model.checking.general import (
    REPEATED,
    areas_are_unique,
    ids_are_unique,
    market_has_room,
    start_is_a_date,
    there_are_people,
)
from reorg.model.checking.races import (
    contested_work_has_people,
    contests_are_of_teams,
    contests_are_of_work,
    races_can_end,
    work_has_one_owner,
    work_is_contested_once,
)
from reorg.model.checking.work import (
    areas_are_known,
    couplings_join_two,
    efforts_make_sense,
    familiarity_is_with_work,
    hand_overs_have_no_cycle,
    packages_are_known,
    packages_wait_for_other_releases,
    precedence_has_no_cycle,
    releases_are_within_time,
    releases_come_after_releases,
    rework_joins_two_packages,
)
from reorg.model.draft.draft import Draft
from reorg.model.problems import PROBLEMS_MAX, Fault, one_for_each_cause

Rule = Callable[[Draft], Iterator[Fault]]

SIZE_RULES: tuple[Rule, ...] = (there_are_people, structures.structures_are_not_too_large)
"""What must hold before the other rules are asked: they look at everybody in every structure."""
RULES: tuple[Rule, ...] = (
    start_is_a_date,
    ids_are_unique,
    areas_are_unique,
    areas_are_known,
    familiarity_is_with_work,
    packages_are_known,
    couplings_join_two,
    rework_joins_two_packages,
    precedence_has_no_cycle,
    packages_wait_for_other_releases,
    releases_come_after_releases,
    hand_overs_have_no_cycle,
    efforts_make_sense,
    releases_are_within_time,
    compute.pools_are_known,
    compute.jobs_have_a_pool,
    compute.jobs_fit_their_pool,
    compute.allocations_say_something,
    research.decisions_are_of_research,
    research.decisions_are_not_too_many,
    research.influences_are_fewer_than_decisions,
    research.boxed_releases_have_research,
    market_has_room,
    structures.extended_structures_exist,
    structures.teams_stand_in_order_once,
    structures.teams_form_one_tree,
    structures.team_people_exist,
    structures.everybody_sits_once,
    structures.owned_work_exists,
    structures.all_work_is_owned,
    structures.owners_have_people,
    contests_are_of_work,
    contests_are_of_teams,
    work_is_contested_once,
    races_can_end,
    work_has_one_owner,
    contested_work_has_people,
    structures.integrators_exist,
    second_leads.second_leads_are_second,
    second_leads.second_seats_are_second,
    structures.meetings_have_people,
    scenarios.scenario_structures_exist,
    scenarios.events_are_within_the_horizon,
    events.events_name_people,
    events.people_go_once,
    events.insiders_leave_another_position,
    events.absences_do_not_overlap,
    events.joiners_are_new,
    events.joined_teams_exist,
    events.moves_lead_to_a_team,
    events.events_are_sound,
    triggers.triggers_watch_a_release,
    triggers.alternatives_have_a_trigger,
    triggers.triggered_exits_happen_once,
    triggers.triggered_joiners_are_not_named,
    scenarios.readings_are_of_contested_facts,
    scenarios.compared_scenarios_exist,
    scenarios.decision_is_within_the_horizon,
    scenarios.assumptions_are_known,
    observed.observed_ranges_are_possible,
)


def find_faults(draft: Draft) -> list[Fault]:
    """Return everything that breaks a rule, up to a limit; one mistake that shows in many places is one."""
    return one_for_each_cause(_without_echoes(_found(SIZE_RULES, draft) or _found(RULES, draft)))


def _without_echoes(found: list[Fault]) -> list[Fault]:
    """Leave out what else is wrong in a structure in which two teams have one id: nobody sits in both."""
    repeated = [fault for fault in found if fault.cause[0] == REPEATED and fault.loc[2:3] == ("teams",)]
    unclear = {fault.loc[:2] for fault in repeated}
    return [fault for fault in found if fault.loc[:2] not in unclear or fault.cause[0] == REPEATED]


def _found(rules: Iterable[Rule], draft: Draft) -> list[Fault]:
    return list(islice(chain.from_iterable(rule(draft) for rule in rules), PROBLEMS_MAX))
