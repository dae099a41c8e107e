"""Population: who the people of a world are, and where they are at home."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from matchmaker.generation.worlds.part import Part, Share, WeightRows, Weights


class Group(Part):
    """One population group. The first of a world is that of most places; the others may have places of their own.

    ``share`` is that of people in places of the first group; ``pool`` names its invented names in ``names.toml``.
    ``service``, ``hebrew`` and ``english`` are weights of the vocabularies of `background`.
    """

    name: str
    pool: str
    share: Share
    native: Literal["hebrew", "arabic", "russian"]
    service: Weights
    hebrew: Weights
    english: Weights


class Centre(Part):
    """A centre of the programme, to which a ``share`` of the people belong.

    They live in its ``region`` (of ``localities.csv``), likelier in its own ``town``. ``ages`` are weights of the world's
    age spans; ``placed`` is the share of its people who found work already.
    """

    name: str
    town: str
    region: str
    share: Share
    ages: Weights | None = None
    placed: Share = 0.0


class Population(Part):
    """People of a world: rows and columns of ``maturity_of_type`` follow the vocabularies of `crowd`.

    ``ages`` are spans of whole years with their shares. ``amharic`` is the share of speakers of Amharic among those whose
    group came from abroad. ``wished`` and ``worked`` weigh quality fields and others. ``own_town`` weighs a centre's town.
    """

    employment_types: Weights
    maturity_of_type: WeightRows
    women: Share
    population_power: float
    amharic: Share
    wished: tuple[float, float]
    worked: tuple[float, float]
    ages: tuple[tuple[int, int, float], ...]
    group: Annotated[tuple[Group, ...], Field(min_length=1)]
    centre: tuple[Centre, ...] = ()
    own_town: float = 1.0
