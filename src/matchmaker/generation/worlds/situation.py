"""Situation: what a programme asks of people beyond who they are, drawn apart from all else."""

from __future__ import annotations

from pydantic import Field

from matchmaker.generation.worlds.part import Part, Share, Span, Weights


class Situation(Part):
    """Tenure, time out of work and what the programme's criteria read.

    ``joined_weeks``: weeks since joining, of those not placed. ``out_of_work`` are spans of weeks without work with their
    shares; ``sought`` sizes of position (percent) with weights; other numbers are shares of people: living in the area,
    coming to the centre, able to work. ``work_forms`` weighs employee, self-employed and undecided; ``sub_populations``
    and ``completed`` are shares by word. ``missing`` is the share not known of each of these columns. None: not asked.
    """

    joined_weeks: Span
    out_of_work: tuple[tuple[int, int, float], ...] = ()
    sought: dict[str, float] = Field(default_factory=dict)
    lives_in_area: Share | None = None
    comes_to_centre: Share | None = None
    functional_ability: Share | None = None
    work_forms: Weights | None = None
    sub_populations: dict[str, Share] = Field(default_factory=dict)
    completed: dict[str, Share] = Field(default_factory=dict)
    missing: Share = 0.05


class Requests(Part):
    """Requests handed in: how many a person, and weights of ``purposes`` (each "kind:purpose")."""

    per_participant: float
    purposes: dict[str, float]


class Contacts(Part):
    """Contacts on record: at most so many a person (``most``), the latest up to ``weeks`` ago."""

    most: int
    weeks: int
