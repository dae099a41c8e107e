"""Programme: the rules, weights and limits of one social programme, each with the place it comes from."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from matchmaker.model import TABLES
from matchmaker.programmes.accompaniment import AccompanimentRules
from matchmaker.programmes.disclosure import Disclosure
from matchmaker.programmes.eligibility import EligibilityRules
from matchmaker.programmes.money import Money
from matchmaker.programmes.outcomes import OutcomeRules
from matchmaker.programmes.responses import Response
from matchmaker.programmes.routing import Routing
from matchmaker.programmes.sourced import Provenance, Sourced
from matchmaker.programmes.survey import SurveyRules
from matchmaker.programmes.systems import NamedSystem
from matchmaker.programmes.training import TrainingRules

Weight = Sourced[Annotated[float, Field(ge=0, le=1e6)]]
Parameter = Sourced[Annotated[float, Field(ge=-1e6, le=1e6)]]
Exponent = Sourced[Annotated[float, Field(ge=-20, le=20)]]


class ProtectedUse(Provenance):
    """Lets one scorer read one protected field, with the legal ground for it (DOMAIN section 6)."""

    field: str = Field(description="Qualified column, such as participants.gender")
    scorer: str = Field(min_length=1, description="Name of the scorer")
    reason: str = Field(min_length=1, description="Legal ground")

    @field_validator("field")
    @classmethod
    def _is_protected(cls, name: str) -> str:
        table, _, column = name.partition(".")
        if table not in TABLES or column not in TABLES[table].columns:
            raise ValueError(f"no such column: {name}")
        if not TABLES[table].columns[column].protected:
            raise ValueError(f"{name} is not protected")
        return name


class DefaultRule(Provenance):
    """A rule that the programme brings along, written as in ``settings.toml``."""

    rule: dict[str, Any] = Field(description="The rule: kind and its keys")

    @field_validator("rule")
    @classmethod
    def _has_kind(cls, rule: dict[str, Any]) -> dict[str, Any]:
        if not isinstance(rule.get("kind"), str):
            raise ValueError("a rule needs a kind")
        if rule["kind"] == "eligibility":
            raise ValueError("who may take part stands in the section eligibility of a profile")
        if rule["kind"] == "prerequisites":
            raise ValueError("what must come first stands in the section routing of a profile")
        return rule


class DefaultObjective(Provenance):
    """An objective that the programme brings along, written as in ``settings.toml``."""

    level: dict[str, Any] = Field(description="The objective: kind and its keys")

    @field_validator("level")
    @classmethod
    def _has_kind(cls, level: dict[str, Any]) -> dict[str, Any]:
        if not isinstance(level.get("kind"), str):
            raise ValueError("an objective needs a kind")
        return level


class Programme(BaseModel):
    """One programme profile. What differs between programmes is data, never code.

    ``weights`` holds a weight >= 0 per scorer (a scorer without one is not run), ``parameters`` the scorers' own
    numbers, ``side_weights`` and ``exponent`` join the sides (power mean), ``protected_allowed`` the exceptions to
    the rule that no scorer reads a protected column, ``default_rules``, ``default_objectives`` and ``default_travel``
    what holds unless the settings say otherwise, ``eligibility`` who may take part, ``labels`` Hebrew names for reports.
    Rules are checked by the constraints that own them.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title_he: Annotated[str, Field(min_length=1)]
    title_en: Annotated[str, Field(min_length=1)]
    version: Annotated[str, Field(min_length=1)]
    valid_from: date
    weights: dict[str, Weight]
    parameters: dict[str, dict[str, Parameter]] = Field(default_factory=dict)
    side_weights: dict[Annotated[str, Field(pattern="^(participant|employer|programme)$")], Weight]
    exponent: Exponent
    protected_allowed: tuple[ProtectedUse, ...] = ()
    default_rules: tuple[DefaultRule, ...] = Field((), alias="constraint")
    default_objectives: tuple[DefaultObjective, ...] = Field((), alias="objective")
    default_travel: dict[str, Sourced[Any]] = Field(default_factory=dict, alias="travel")
    labels: dict[str, str] = Field(default_factory=dict)
    eligibility: EligibilityRules | None = None
    accompaniment: AccompanimentRules | None = None
    survey: SurveyRules | None = None
    money: Money | None = None
    outcomes: OutcomeRules | None = None
    routing: Routing | None = None
    disclosure: Disclosure | None = None
    training: TrainingRules | None = None
    responses: tuple[Response, ...] = Field((), alias="response")
    systems: tuple[NamedSystem, ...] = Field((), alias="system")

    @field_validator("responses")
    @classmethod
    def _one_of_each(cls, responses: tuple[Response, ...]) -> tuple[Response, ...]:
        codes = [response.code for response in responses]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise ValueError(f"there is more than one response with code {', '.join(twice)}")
        return responses

    @field_validator("weights", "side_weights")
    @classmethod
    def _one_counts(cls, weights: dict[str, Weight]) -> dict[str, Weight]:
        if not any(weight.value > 0 for weight in weights.values()):
            raise ValueError("at least one weight must be greater than 0")
        return weights

    @property
    def constraint(self) -> tuple[dict[str, Any], ...]:
        """The default rules as plain dicts, as in ``settings.toml``; one written so goes before one of a section."""
        written = [dict(default.rule) for default in self.default_rules]
        kinds = {rule["kind"] for rule in written}
        training = () if self.training is None else self.training.rules()
        routing = () if self.routing is None else (self.routing.rule,)
        return (*written, *(rule for rule in (*training, *routing) if rule["kind"] not in kinds))

    @property
    def objective(self) -> tuple[dict[str, Any], ...]:
        """The default objectives in order, as in ``settings.toml``; mostly none."""
        return tuple(dict(default.level) for default in self.default_objectives)

    @property
    def travel(self) -> dict[str, Any]:
        """The default settings of the travel estimate, as in ``settings.toml``."""
        return {name: default.value for name, default in self.default_travel.items()}
