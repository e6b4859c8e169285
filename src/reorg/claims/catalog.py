"""The claims of the news, C1 to C16, and the reports they come from (S0 to S4; see the pages of the cases).

Every claim is reported as it comes out; no assumption and no case was chosen for what it does to a claim.
"""

from __future__ import annotations

import numpy as np

from reorg.claims import figures as f
from reorg.claims.claim import Claim, ClaimSample, Floats, Setting

STAY, SPLIT = Setting("qwen", "stay"), Setting("qwen", "split")
EXITS = Setting("qwen", "exits-alone")
NOBODY_DRAWN = (("turnover.contagion", 0.0), ("turnover.lead_left", 0.0))
"""An exit does nothing to those who stay, whether they are tied to the leaver or led by him."""
WITHIN_WEEKS = 26
MONTH_WEEKS = 4
SETBACK_WEEKS = 4
"""How late a release is that the case churn reorganizes after."""
SUCCESSOR_WEEK = 2
"""When the outside scientist starts, in the case qwen."""


def _difference(sample: ClaimSample, figure: str, one: str, other: str) -> Floats:
    return sample(figure, one) - sample(figure, other)


def _further_exits(sample: ClaimSample) -> Floats:
    """Return departures that the dated exits draw along: those beyond what the same exits do to nobody."""
    drawn = _difference(sample, "departures", "exits", "stay")
    without = _difference(sample, "departures", "exits, nobody drawn", "stay, nobody drawn")
    return drawn - without


def _slope_on_coupling(sample: ClaimSample) -> float:
    """Return the slope of the split's delay on the strength of couplings, by least squares."""
    delay = _difference(sample, "release_weeks", "split", "stay")
    strength = sample.assumptions["coordination.coupling"]
    known = ~np.isnan(delay)
    if known.sum() < 3 or np.ptp(strength[known]) == 0.0:
        return float("nan")
    return float(np.polyfit(strength[known], delay[known], 1)[0])


SHIPPING = (
    Claim(
        "C1",
        "Fifty reports to a manager speed decisions.",
        "S0",
        "says",
        "decision latency, median and slowest tenth",
        "the slowest tenth of decisions is faster and the median not slower, by more than 1%",
        {"eight reports": Setting("meta", "span-8"), "fifty reports": Setting("meta", "flat-50")},
        {
            "median": f.metric("decision_latency_p50_hours"),
            "slowest tenth": f.metric("decision_latency_p90_hours"),
        },
        f.all_of(
            f.lower("slowest tenth", "fifty reports", "eight reports"),
            f.not_against(f.lower("median", "fifty reports", "eight reports")),
        ),
        units={"median": "hours", "slowest tenth": "hours"},
    ),
    Claim(
        "C2",
        "Two organizations on one goal lower the risk of not delivering.",
        "S0",
        "says",
        "share of worlds with the release out by its due week, by the horizon, and cost",
        "the release is out by its due week in more worlds of a batch",
        {"one organization": Setting("meta", "span-8"), "two organizations": Setting("meta", "dual")},
        {"on_time": f.metric("on_time"), "out": f.out, "cost_usd": f.metric("cost_usd")},
        lambda sample: _difference(sample, "on_time", "two organizations", "one organization"),
        judged="batch",
        units={"on_time": "share", "out": "share", "cost_usd": "usd"},
    ),
    Claim(
        "C3",
        "The split contradicts tight coordination and slows the team.",
        "S2, S4",
        "says",
        "weeks to the next release, share of hours for coordination",
        "the next release is later by more than 1%",
        {"stay": STAY, "split": SPLIT},
        {"release_weeks": f.metric("release_weeks"), "coordination": f.share_of_hours("coordination")},
        f.higher("release_weeks", "split", "stay"),
        units={"release_weeks": "weeks", "coordination": "share"},
    ),
    Claim(
        "C4",
        "The more coupled the stages, the more integration is worth.",
        "S4",
        "prompted",
        "slope of the split's delay on the strength of couplings",
        "the split's delay grows with the strength of couplings, over the worlds of a batch",
        {"stay": STAY, "split": SPLIT},
        {"release_weeks": f.metric("release_weeks")},
        lambda sample: _difference(sample, "release_weeks", "split", "stay"),
        judged="batch",
        of_batch=_slope_on_coupling,
        units={"release_weeks": "weeks"},
    ),
    Claim(
        "C10",
        "Functional teams with a clear division of labor suit commercial goals better than integrated ones.",
        "S4",
        "says",
        "work finished for products and pay until the next release is out, against capability",
        "products get no less work done and less is paid until the next release, by more than 1%",
        {"integrated": Setting("six-labs", "vertical"), "functional": Setting("six-labs", "stages")},
        {
            "product_work": f.area_work("product", 0, 104),
            "pay_until_out": f.metric("plan_pay_usd"),
            "capability": f.metric("capability"),
        },
        f.all_of(
            f.not_against(f.higher("product_work", "functional", "integrated")),
            f.lower("pay_until_out", "functional", "integrated"),
        ),
        units={"product_work": "hours a week", "pay_until_out": "usd", "capability": "of the scale"},
    ),
    Claim(
        "C11",
        "Infrastructure of its own frees a model team from a shared queue.",
        "S4",
        "prompted",
        "week in which infrastructure packages are finished, on average",
        "infrastructure packages are finished sooner by more than 1%",
        {"shared platform": Setting("qwen", "shared-platform"), "own": STAY},
        {"infrastructure": f.finish_of_area("infrastructure"), "release_weeks": f.metric("release_weeks")},
        f.lower("infrastructure", "own", "shared platform"),
        units={"infrastructure": "week", "release_weeks": "weeks"},
    ),
    Claim(
        "C13",
        "A direct line to the chief executive speeds decisions.",
        "S3",
        "says",
        "median latency of decisions that must be taken above the lead",
        "such decisions are faster by more than 1%",
        {"under the technology officer": Setting("meta", "span-8"), "direct line": Setting("meta", "chief")},
        {"top": f.metric("top_latency_p50_hours")},
        f.lower("top", "direct line", "under the technology officer"),
        units={"top": "hours"},
    ),
)

PEOPLE = (
    Claim(
        "C5",
        "Narrowing a lead's scope makes the lead leave.",
        "S0, S1, S4",
        "says",
        f"share of worlds in which the technical lead has left within {WITHIN_WEEKS} weeks",
        "the lead leaves in more worlds of a batch",
        {"stay": STAY, "split": SPLIT},
        {"gone": f.gone_by("lead", WITHIN_WEEKS)},
        lambda sample: _difference(sample, "gone", "split", "stay"),
        judged="batch",
        units={"gone": "share"},
    ),
    Claim(
        "C6",
        "One departure pulls others along.",
        "S0, S1, S2, S4",
        "prompted",
        "departures that the dated exits bring about, with what an exit does to those who stay less without",
        "the dated exits draw others along, as colleagues or as leads, over the worlds of a batch",
        {
            "stay": STAY,
            "exits": EXITS,
            "stay, nobody drawn": Setting("qwen", "stay", NOBODY_DRAWN),
            "exits, nobody drawn": Setting("qwen", "exits-alone", NOBODY_DRAWN),
        },
        {"departures": f.metric("departures")},
        _further_exits,
        judged="batch",
        units={"departures": "people"},
        compared=("exits, nobody drawn", "exits"),
    ),
    Claim(
        "C7",
        "Losing the architects in a scaling phase endangers continuity.",
        "S2",
        "says",
        "weeks with four-week throughput below 95% of what it would be less those above, and knowledge left",
        f"throughput is below 95% for {MONTH_WEEKS} weeks or more beyond those in which it is above as much",
        {"stay": STAY, "exits": EXITS},
        {"weeks_below": f.weeks_below_net, "knowledge_left": f.knowledge_left},
        lambda sample: sample("weeks_below", "exits") - (MONTH_WEEKS - 0.5),
        units={"weeks_below": "weeks", "knowledge_left": "share"},
    ),
    Claim(
        "C8",
        "A replacement from outside cannot fill the gap at once.",
        "S2, S4",
        "prompted",
        "work finished in post-training in the 4 weeks up to 4, 12 and 26 weeks after the successor starts",
        "4 weeks after, less work is finished in post-training than without the exits, in a batch of worlds",
        {"stay": STAY, "exits": EXITS},
        {
            f"after_{weeks}_weeks": f.area_work(
                "posttraining", SUCCESSOR_WEEK + weeks - MONTH_WEEKS, SUCCESSOR_WEEK + weeks
            )
            for weeks in (4, 12, 26)
        },
        lambda sample: _difference(sample, "after_4_weeks", "stay", "exits"),
        judged="batch",
        units={f"after_{weeks}_weeks": "hours a week" for weeks in (4, 12, 26)},
    ),
    Claim(
        "C16",
        "Reorganizing after every setback makes the next one likelier.",
        "S4",
        "prompted",
        f"releases not out {SETBACK_WEEKS} weeks after they are due, weeks below 95% of the throughput"
        " without reorganization less those above, and releases in two years",
        f"more releases are {SETBACK_WEEKS} weeks late than without reorganizing, over the worlds of a batch",
        {
            "stay": Setting("churn", "stay"),
            "once": Setting("churn", "once"),
            "after every late release": Setting("churn", "repeated"),
        },
        {
            "setbacks": f.setbacks(SETBACK_WEEKS),
            "weeks_below": f.weeks_below_net,
            "releases": f.metric("releases"),
        },
        lambda sample: _difference(sample, "setbacks", "after every late release", "stay"),
        judged="batch",
        units={"setbacks": "releases", "weeks_below": "weeks", "releases": "releases"},
    ),
)

MEANS = (
    Claim(
        "C9",
        "Racing groups find better models than one group of the same total size.",
        "S4",
        "prompted",
        "capability of the release, and hours spent on attempts that lost",
        "capability is higher by more than 1%",
        {"one group": Setting("six-labs", "vertical"), "race": Setting("six-labs", "race")},
        {"capability": f.metric("capability"), "duplicate_hours": f.metric("duplicate_hours")},
        f.higher("capability", "race", "one group"),
        units={"capability": "of the scale", "duplicate_hours": "person-hours"},
    ),
    Claim(
        "C12",
        "Open release raises reach and lowers direct sales.",
        "S0, S1, S4",
        "says",
        "adoption at the horizon and revenue from the interface",
        "adoption is higher and revenue lower, each by more than 1%",
        {"closed": Setting("qwen", "closed"), "open": Setting("qwen", "stay")},
        {"adoption": f.metric("adoption"), "revenue": f.metric("api_revenue_usd")},
        f.all_of(f.higher("adoption", "open", "closed"), f.lower("revenue", "open", "closed")),
        units={"adoption": "adopters", "revenue": "usd"},
    ),
    Claim(
        "C14",
        "Concentrating compute on expected return beats spreading it.",
        "S3",
        "prompted",
        "capability per million accelerator hours",
        "capability per accelerator hour is higher by more than 1%",
        {"spread": Setting("meta", "chief-fair"), "concentrated": Setting("meta", "chief")},
        {
            "capability": f.metric("capability"),
            "per_million_hours": f.per("capability", "gpu_hours_used", 1e-6),
        },
        f.higher("per_million_hours", "concentrated", "spread"),
        units={"capability": "of the scale", "per_million_hours": "of the scale"},
    ),
    Claim(
        "C15",
        "Engineers who orchestrate agents deliver more.",
        "S0",
        "prompted",
        "work finished, and errors that no review caught, by agents per engineer",
        "four agents for each engineer finish more work than none, by more than 1%",
        {
            f"{count} agents": Setting("agents", name)
            for count, name in ((0, "none"), (1, "one"), (2, "two"), (4, "four"), (8, "eight"))
        },
        {"throughput": f.metric("throughput"), "unseen_errors": f.metric("unseen_errors_hours")},
        f.higher("throughput", "4 agents", "0 agents"),
        units={"throughput": "hours a week", "unseen_errors": "person-hours"},
        compared=("0 agents", "4 agents"),
    ),
)

CLAIMS: tuple[Claim, ...] = tuple(
    sorted((*SHIPPING, *PEOPLE, *MEANS), key=lambda claim: int(claim.id.removeprefix("C")))
)
