"""Market: employers, organisations, opportunities, earlier placements and plan rules of a world."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from matchmaker.generation.worlds.part import Part, Share, Span, Weights
from matchmaker.model.vocabulary import DecisionKind, OpportunityKind, OrganisationKind


class EmployersPart(Part):
    """Employers: ``sizes`` weighs micro, small, medium and large; ``town_power`` is their pull to large towns.

    ``surveyed``: the regional survey of employers was held, and its columns are filled.
    """

    per_opportunity: float
    sizes: Weights
    town_power: float
    trained_share: Share
    surveyed: bool = False
    community: str | None = None


class Organisations(Part):
    """One kind of accompanying organisation: in ``towns``, one each, or ``count`` of them drawn; named after ``names``.

    ``carries`` weighs the people at home in each of them. ``takes_referrals``: on the list of responses elsewhere,
    accompanying nobody.
    """

    kind: OrganisationKind
    names: tuple[str, ...]
    count: int | None = None
    towns: tuple[str, ...] = ()
    carries: float = 1.0
    takes_referrals: bool | None = None


class OrganisationsPart(Part):
    """Organisations of a world; ``hours`` are companion hours: lowest, past the highest, step. ``rooms`` of a body."""

    accompanying: tuple[Organisations, ...]
    supports: tuple[str, ...]
    support_share: Share
    hours: tuple[int, int, int]
    training_names: tuple[str, ...]
    training_towns: tuple[str, ...]
    rooms: Span


class Offers(Part):
    """Opportunities: ``kinds`` are shares of all, the rest are jobs.

    ``positions`` (percent) of jobs go with weights. ``course_places`` and ``small_places`` are sizes of courses.
    ``class_places`` and ``class_employer`` (smallest size: 1 small, 2 medium) are those of a technology class, which says
    its ``committed_places`` or the employer's fewest. ``minimum`` is the share of places for a course to open.
    ``chosen_companions``: how many organisations a course may choose its companion among, each person taking
    ``companion_hours_each`` hours; 0 where it has one. ``course_cost`` is the price of a place, NIS.
    ``responses`` are group responses by code, with title and number of meetings; ``leaders`` lead
    workshops, of which a place costs ``workshop_cost`` NIS.
    """

    kinds: dict[OpportunityKind, Share]
    positions: dict[str, float]
    course_places: Span
    small_places: Span
    small_share: Share
    minimum: Share
    class_places: Span | None = None
    class_employer: int = 1
    class_commits: Literal["fewest", "places"] = "fewest"
    chosen_companions: int = 0
    companion_hours_each: float | None = None
    course_cost: Span | None = None
    leaders: OrganisationKind
    workshop_titles: tuple[str, ...] = ()
    sessions: Span
    workshop_cost: int
    responses: dict[str, tuple[str, int]] = Field(default_factory=dict)


class Wage(Part):
    """Wage of a full post, NIS a month: ``least`` and a gamma of ``shape`` and ``scale`` above it."""

    least: float
    shape: float
    scale: float


class HistoryPart(Part):
    """Spells of people of earlier cohorts, so many a participant, paid as their field pays; shares and weights."""

    per_participant: float
    kinds: dict[OpportunityKind, float]
    positions: dict[str, float]
    monthly_leavers: Share
    wage_told: Share
    by_programme: Share


class PlacedPart(Part):
    """Spells of the participants who found work since they joined.

    ``first_placement`` are bins of months from joining to the first job with shares; ``survival`` the shares still in the
    job after so many months; ``moves_on`` the share of leavers who have another one within weeks; ``since_days`` how long
    ago the first began. ``wage_told`` is of those whose position is told; ``suits`` that of jobs that suit, and do not.
    """

    first_placement: tuple[tuple[int, int, float], ...]
    survival: tuple[tuple[float, float], ...]
    moves_on: Share
    since_days: Span
    positions: dict[str, float]
    position_told: Share
    wage: Wage
    wage_told: Share
    by_programme: Share
    suits: tuple[Share, Share]


class Rules(Part):
    """Plan rules: None leaves a rule out. Shares of people; the budget is a share of what all places would cost."""

    commute_minutes: int
    women_share: Share | None = None
    initial_share: Share | None = None
    group: str | None = None
    group_share: Share = 0.0
    budget_share: Share | None = None
    hours_per_participant: int | float | None = None
    micro_employer_maximum: int | None = None


class DecisionRow(Part):
    """So many decisions of one sort about seats of one kind, each for this reason."""

    decision: DecisionKind
    kind: OpportunityKind
    count: int
    reason: str


class DecisionsPart(Part):
    """Decisions on record; pins go to people who are surely eligible: at most so old, of so high a cluster.

    ``approvals`` let so many people of the ages ``approved_ages`` take part who almost meet the criteria.
    """

    row: tuple[DecisionRow, ...]
    approvals: Annotated[int, Field(ge=0)] = 0
    approved_ages: Span = (0, 0)
    approval_reason: str = ""
    oldest: int
    highest_cluster: int
