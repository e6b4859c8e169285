"""Page one of a report, from the results of a study: its content, without its layout."""

from __future__ import annotations

from dataclasses import dataclass

from reorg.report.late_plan import late_plan_line
from reorg.report.plain_text import name
from reorg.report.scenarios import Verdict, alternatives
from reorg.report.summary.changes import Changes, what_changes
from reorg.report.summary.comparison import Comparison
from reorg.report.summary.decides import Decides, turns_in_short, what_decides
from reorg.report.summary.dip import Dip, dip_and_recovery
from reorg.report.summary.dots import Dots, hundred_dots
from reorg.report.summary.headline import LEAGUE_FROM, Headline, headline, league_line
from reorg.report.summary.inputs_by_role import with_inputs_by_role
from reorg.report.summary.key_figures import KeyFigures, key_figures
from reorg.report.summary.plan_dates import PlanDates, plan_dates
from reorg.report.summary.risk import Risk, bottleneck_in_short, who_is_at_risk
from reorg.report.summary.soften import Soften, softer_in_short, what_softens
from reorg.report.summary.trust import Trust, how_far_to_trust
from reorg.study.study import Study

NOT_TO_WORRY_FROM = 0.95
"""Share of the worlds without a difference from which page one says that nobody has to worry."""
ENOUGH = 200
"""Number of worlds that usually shows which of two structures is ahead."""
MORE_WORLDS = f"Rehearse in more worlds: {ENOUGH} are usually enough."


@dataclass(frozen=True)
class Again:
    """The means of repeating the result: the command, the model by its hash, and the version."""

    command: str
    model_hash: str
    version: str


@dataclass(frozen=True)
class PageOne:
    """Page one on one alternative; a part that does not apply is None.

    ``ours`` and ``theirs`` are the names of the alternative and of the baseline, ``support`` the sentences
    under the headline.
    """

    organization: str
    scenario: str | None
    alternative: str
    baseline: str
    headline: Headline
    support: tuple[str, ...]
    dots: Dots | None
    figures: KeyFigures
    changes: Changes | None
    dip: Dip | None
    decides: Decides | None
    risk: Risk | None
    soften: Soften | None
    dates: PlanDates | None
    trust: Trust


def page_one(study: Study, scenario: str | None = None, fixed: bool = False) -> PageOne:
    """Return the content of page one on a scenario, by default on :func:`scenario_in_focus`.

    ``fixed``: the study held its assumptions at their central values.
    """
    study = with_inputs_by_role(study)
    compared = Comparison(study, scenario or scenario_in_focus(study.verdict))
    headline_shown = headline(compared)
    soften, dip = what_softens(compared), dip_and_recovery(compared)
    known = {each.id for each in study.organization.scenarios}
    change = compared.scenario in known and compared.scenario is not None
    baseline = study.verdict["baseline"]
    return PageOne(
        organization=name(study.verdict["organization"]),
        scenario=compared.scenario,
        alternative=compared.alternative,
        baseline=compared.baseline,
        headline=headline_shown,
        support=_support(compared, headline_shown, soften),
        dots=hundred_dots(compared, headline_shown.counts) if headline_shown.counts else None,
        figures=key_figures(compared, dip.level_in_words if dip else ""),
        changes=what_changes(study.organization, baseline, compared.scenario or "") if change else None,
        dip=dip,
        decides=what_decides(compared),
        risk=who_is_at_risk(compared),
        soften=soften,
        dates=plan_dates(compared),
        trust=how_far_to_trust(compared, fixed),
    )


def scenario_in_focus(verdict: Verdict) -> str | None:
    """Return the alternative of page one: the first, or of many the first in the ranking."""
    others = alternatives(verdict)
    if not others:
        return None
    if len(verdict["scenarios"]) >= LEAGUE_FROM:
        leading = verdict.get("leading")
        ranked = next((each for each in verdict.get("league", ()) if each["metric"] == leading), None)
        order = [row["scenario"] for row in ranked["ranking"]] if ranked else others
        return next(scenario for scenario in order if scenario != verdict["baseline"])
    return others[0]


def _support(compared: Comparison, headline_shown: Headline, soften: Soften | None) -> tuple[str, ...]:
    clear = headline_shown.case in ("clear", "divided")
    lines = [
        headline_shown.shares,
        headline_shown.cut_off if headline_shown.case != "never out" else "",
        turns_in_short(compared) if clear else "",
        softer_in_short(compared, soften) if clear else "",
        bottleneck_in_short(compared),
        _advice(compared, headline_shown),
        late_plan_line(compared.verdict),
        league_line(compared.verdict, compared.metric),
    ]
    return tuple(line for line in lines if line)


def _advice(compared: Comparison, headline_shown: Headline) -> str:
    """State what to do if the two scenarios are not distinguishable."""
    if (
        headline_shown.case == "ties"
        and headline_shown.counts
        and headline_shown.counts[2] < NOT_TO_WORRY_FROM * compared.shown_of
    ):
        return ""
    return {
        "alike": "More worlds may not help: the two may simply perform alike. Decide on other grounds.",
        "ties": "On this count either will do; decide on other grounds.",
        "too few": MORE_WORLDS if compared.verdict["worlds"] < ENOUGH else "Rehearse in more worlds.",
        "rarely out": "A longer horizon would show more than further worlds.",
        "never out": "A longer horizon would show it.",
    }.get(headline_shown.case, "")
