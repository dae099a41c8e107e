"""SurveyRules: how a programme reads the employers' survey."""

from __future__ import annotations

from typing import Annotated, Literal

import polars as pl
from pydantic import Field, field_validator

from matchmaker.model.vocabulary import RemoteStance
from matchmaker.programmes.section import Section
from matchmaker.programmes.sourced import Sourced

LaterWindow = Literal["1_2_months", "3_6_months", "6_months_or_more"]
Months = Annotated[int, Field(ge=0, le=120)]
HybridDays = Annotated[float, Field(ge=0, le=5)]
SizeClass = Literal["micro", "small", "medium"]
_LONGEST_FORM = 200


class SurveyRules(Section):
    """The section ``[survey]`` of a profile (003:1025-1094).

    ``stale_after_days``: age at which an employer's facts must be asked for again. ``window_months``: months from the
    survey to the first day of a window. ``hybrid_days``: days a week from home (0 to 5) that a stance stands for.
    ``size_limits``: largest number of employees of each class, growing. ``branches_without_remote_work``: beginnings of
    branch codes that question 9 is not for. ``branch_code_form`` and ``occupation_code_form``: regular expressions that
    codes of the two systems match.
    """

    stale_after_days: Sourced[Annotated[int, Field(ge=1, le=36525)]]
    window_months: Sourced[dict[LaterWindow, Months]]
    hybrid_days: Sourced[dict[RemoteStance, HybridDays]]
    size_limits: Sourced[dict[SizeClass, Annotated[int, Field(ge=0, le=1_000_000)]]]
    branches_without_remote_work: Sourced[tuple[Annotated[str, Field(min_length=1)], ...]]
    branch_code_form: Sourced[str] | None = None
    occupation_code_form: Sourced[str] | None = None

    @field_validator("window_months")
    @classmethod
    def _windows_in_order(cls, months: Sourced[dict[LaterWindow, Months]]) -> Sourced[dict[LaterWindow, Months]]:
        given = [
            months.value[window]
            for window in ("1_2_months", "3_6_months", "6_months_or_more")
            if window in months.value
        ]
        if len(given) < 3 or given != sorted(given):
            raise ValueError("window_months needs all three windows, each not before the one in front of it")
        return months

    @field_validator("size_limits")
    @classmethod
    def _sizes_grow(cls, limits: Sourced[dict[SizeClass, int]]) -> Sourced[dict[SizeClass, int]]:
        given = [limits.value[size] for size in ("micro", "small", "medium") if size in limits.value]
        if len(given) < 3 or not given[0] < given[1] < given[2]:
            raise ValueError("size_limits needs micro < small < medium")
        return limits

    @field_validator("branch_code_form", "occupation_code_form")
    @classmethod
    def _is_expression(cls, form: Sourced[str] | None) -> Sourced[str] | None:
        if form is None:
            return form
        try:
            pl.Series([""]).str.contains(form.value)
        except pl.exceptions.PolarsError:
            raise ValueError(f"'{form.value[:_LONGEST_FORM]}' is not a regular expression") from None
        return form
