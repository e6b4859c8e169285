"""The rules of a model file: each a function that yields what breaks it, with the mend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from reorg.model import (
    rules_compute,
    rules_events,
    rules_racing,
    rules_research,
    rules_scenario,
    rules_structure,
    rules_waiting,
    rules_work,
)
from reorg.model.draft import Draft
from reorg.model.not_yet import NOT_YET
from reorg.model.problems import PROBLEMS_MAX, Fault

Rule = Callable[[Draft], Iterator[Fault]]

SIZES: tuple[Rule, ...] = (rules_work.there_are_people, rules_structure.structures_are_not_too_large)
"""What must hold before the other rules are asked: they look at everybody in every structure."""

RULES: tuple[Rule, ...] = (
    rules_work.start_is_a_date,
    rules_work.ids_are_unique,
    rules_work.areas_are_unique,
    rules_work.areas_are_known,
    rules_work.packages_are_known,
    rules_work.couplings_join_two,
    rules_work.rework_leads_on,
    rules_work.precedence_has_no_cycle,
    rules_work.streams_lead_on,
    rules_work.efforts_make_sense,
    rules_work.releases_are_within_time,
    rules_compute.pools_are_known,
    rules_compute.jobs_have_a_pool,
    rules_compute.jobs_fit_their_pool,
    rules_compute.allocations_say_something,
    rules_research.decisions_are_of_research,
    rules_research.decisions_are_not_too_many,
    rules_research.influences_are_fewer_than_decisions,
    rules_research.boxed_releases_have_research,
    rules_work.market_has_room,
    rules_structure.extended_structures_exist,
    rules_structure.teams_form_one_tree,
    rules_structure.team_people_exist,
    rules_structure.everybody_sits_once,
    rules_structure.owned_work_exists,
    rules_structure.all_work_is_owned,
    rules_structure.owners_have_people,
    rules_racing.contests_are_of_work,
    rules_racing.contests_are_of_teams,
    rules_racing.work_is_contested_once,
    rules_racing.races_can_end,
    rules_racing.work_has_one_owner,
    rules_racing.contested_work_has_people,
    rules_structure.integrators_exist,
    rules_structure.meetings_have_people,
    rules_scenario.scenario_structures_exist,
    rules_scenario.events_are_within_the_horizon,
    rules_events.events_name_people,
    rules_events.people_go_once,
    rules_events.joiners_are_new,
    rules_events.joined_teams_exist,
    rules_events.moves_lead_to_a_team,
    rules_events.event_skills_are_known,
    rules_events.demand_is_of_a_stream,
    rules_events.budgets_change_something,
    rules_events.priorities_are_of_work,
    rules_events.layoffs_name_somebody,
    rules_events.equipped_people_exist,
    rules_waiting.triggers_watch_a_release,
    rules_waiting.alternatives_wait,
    rules_waiting.who_waits_goes_once,
    rules_waiting.joiners_who_wait_are_not_named,
    rules_events.publishing_needs_a_market,
    rules_scenario.readings_are_of_contested_facts,
    rules_scenario.compared_scenarios_exist,
    rules_scenario.assumptions_are_known,
)


def broken(draft: Draft) -> list[Fault]:
    """Return everything that breaks a rule or does not run yet, up to a limit."""
    return _found(SIZES, draft) or _found((*RULES, *NOT_YET), draft)


def _found(rules: Iterable[Rule], draft: Draft) -> list[Fault]:
    return list(islice(chain.from_iterable(rule(draft) for rule in rules), PROBLEMS_MAX))
