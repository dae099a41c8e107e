"""AccompanimentRules: what is held after a placement, and when."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from matchmaker.model.vocabulary import ContactKind, Day, OpportunityKind, RequestKind
from matchmaker.programmes.section import Section
from matchmaker.programmes.sourced import Provenance, Sourced

Days = Annotated[int, Field(ge=1, le=3660)]
Months = Annotated[int, Field(ge=1, le=120)]
Weeks = Annotated[int, Field(ge=1, le=520)]


class Schedule(Provenance):
    """One series of events after a placement of ``opportunity_kinds``.

    ``contact`` is what is held; a contact of that kind, or of one of ``also``, in an event's window makes it done. ``stage``
    is one of the five stages (000:2419-2441). ``needs_agreement``: only if participant and employer agree (000:2472).
    ``window_days``: days before the due day from which it may be held; it stays open until the next one's window.
    ``not_working`` says whether a day that is not worked moves the event to the working day ``after`` or ``before`` it.
    """

    contact: ContactKind
    also: tuple[ContactKind, ...] = ()
    opportunity_kinds: Annotated[tuple[OpportunityKind, ...], Field(min_length=1)]
    stage: Annotated[int, Field(ge=1, le=5)] | None = None
    needs_agreement: bool = False
    window_days: Annotated[int, Field(ge=0, le=366)] = 3
    not_working: Literal["after", "before"] = "after"


class Phase(BaseModel):
    """Every ``every_days`` days, until ``until_month`` months after the start."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    until_month: Months
    every_days: Days


class Phases(Schedule):
    """Meetings that thin out: each phase counts anew from the end of the one before (000:2411-2417)."""

    kind: Literal["phases"]
    phases: Annotated[tuple[Phase, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        ends = [phase.until_month for phase in self.phases]
        if ends != sorted(set(ends)):
            raise ValueError("each phase must end after the one before it")
        if min(phase.every_days for phase in self.phases) <= self.window_days:
            raise ValueError("window_days must be fewer than the days between two events")
        return self


class Reports(Schedule):
    """``count`` reports every ``every_weeks`` weeks, the first at the end of week one (000:4653, 4826).

    ``last = "end_of_period"`` puts the last report at the end of the placement's last week; ``"fortnightly"`` keeps the
    rhythm. The sources ask for both, which agree only in a period of eleven weeks, while it lasts three months.
    ``period_months`` is the length where the opportunity's own is not known.
    """

    kind: Literal["reports"]
    count: Annotated[int, Field(ge=1, le=100)]
    every_weeks: Weeks
    last: Literal["end_of_period", "fortnightly"]
    period_months: Months

    @model_validator(mode="after")
    def _window_fits(self) -> Self:
        if self.every_weeks * 7 <= self.window_days:
            raise ValueError("window_days must be fewer than the days between two events")
        return self


class Once(Schedule):
    """One event ``after_days`` or ``after_months`` after the start."""

    kind: Literal["once"]
    after_days: Days | None = None
    after_months: Months | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.after_days is None) == (self.after_months is None):
            raise ValueError("it needs either after_days or after_months")
        return self


class Every(Schedule):
    """An event every ``every_months`` months, until ``until_month`` months after the start (002:284)."""

    kind: Literal["every"]
    every_months: Months
    until_month: Months

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.every_months > self.until_month:
            raise ValueError("every_months is more than until_month, so that nothing would ever be held")
        if self.every_months * 28 <= self.window_days:
            raise ValueError("window_days must be fewer than the days between two events")
        return self


class Deadline(Provenance):
    """What a ``request`` granted is to be used within ``months`` of the decision, such as a scholarship (000:4507)."""

    request: RequestKind
    months: Months


AnySchedule = Annotated[Phases | Reports | Once | Every, Field(discriminator="kind")]


class AccompanimentRules(Section):
    """The section ``[accompaniment]`` of a profile: schedules and deadlines by name, and the days that are worked.

    ``silence_months``: a participant without any contact for longer is flagged (002:378). ``holidays`` are days on which
    nothing falls, beside those that are no ``working_days``.
    """

    working_days: Sourced[Annotated[tuple[Day, ...], Field(min_length=1)]]
    holidays: Sourced[tuple[date, ...]]
    silence_months: Sourced[Months] | None = None
    schedule: Annotated[dict[str, AnySchedule], Field(min_length=1)]
    deadline: dict[str, Deadline] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        if both := sorted(self.schedule.keys() & self.deadline.keys()):
            raise ValueError(f"a deadline is called as a schedule is: {', '.join(both)}")
        return self
