"""The section [money]: what the built-in profiles say, and one broken file per rejection."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from matchmaker.errors import SettingsError
from matchmaker.programmes import load_programme, rules_of
from matchmaker.programmes.incentive import Monthly, WholePeriod

HEAD = """
base = "ovdim_beyachad"
name = "own"
"""
A = 'basis = "assumed"'
WHOLE = f"""
[[money.incentive]]
kind = "whole_period"
opportunity = {{ value = "on_the_job_training", {A} }}
amount = {{ value = 5000, {A} }}
months = {{ value = 3, {A} }}
counted = {{ kind = "per_participant", {A} }}
part_month = {{ value = "by_day", {A} }}
"""
MONTHLY = f"""
[[money.incentive]]
kind = "monthly"
opportunity = {{ value = "practicum", {A} }}
per_month = {{ value = 1500, {A} }}
months = {{ value = 3, {A} }}
persistence_amount = {{ value = 1500, {A} }}
persistence_months = {{ value = 3, {A} }}
total = {{ value = 6000, {A} }}
part_month = {{ value = "by_day", {A} }}
"""


def test_ovdim_beyachad_says_what_the_sources_say() -> None:
    """5,000 for three months, 1,500 a month and once more, 6,000 in all, scholarships of 4,000 and 7,000."""
    money = load_programme("ovdim_beyachad").money
    assert money is not None
    ojt, practicum = money.incentives
    assert isinstance(ojt, WholePeriod)
    assert (ojt.full, ojt.longest, ojt.counted.kind) == (Decimal(5000), 3, "per_participant")
    assert isinstance(practicum, Monthly)
    assert (practicum.full, practicum.longest, practicum.per_month.value) == (Decimal(6000), 6, Decimal(1500))
    assert money.scholarship is not None
    assert (money.scholarship.ceiling.value, money.scholarship.highest) == (Decimal(4000), Decimal(7000))
    assert money.voucher is not None
    assert money.voucher.share.value == Decimal("0.65")


def test_every_rule_of_money_says_where_it_comes_from() -> None:
    """Each value has a line or is assumed, and the contradiction about OJT is assumed with both lines."""
    rules = {rule.path: rule for rule in rules_of(load_programme("ovdim_beyachad"), "money")}
    assert len(rules) >= 49
    assert all(rule.source or rule.assumed for rule in rules.values())
    counted = rules["money.incentive[0].counted"]
    assert counted.assumed
    assert counted.source == "000:4604-4606, against 000:2889-2891"


def test_other_reading_of_ojt_is_one_setting(tmp_path: Path) -> None:
    """A profile that pays once for two and more differs in one value."""
    path = tmp_path / "own.toml"
    other = WHOLE.replace(
        'kind = "per_participant", basis = "assumed"', 'kind = "per_group", at_least = 2, source = "000:2889"'
    )
    path.write_text(HEAD + other, "utf-8")
    money = load_programme(path).money
    assert money is not None
    (ojt,) = money.incentives
    assert isinstance(ojt, WholePeriod)
    assert ojt.counted.kind == "per_group"


BROKEN = {
    "parts that do not add up": (
        MONTHLY.replace("6000", "6001"), "money.incentive[0]", "add up to 6000, not to the total of 6001",
    ),
    "two incentives for one kind": (WHOLE + WHOLE, "money.incentive", "two incentives for on_the_job_training"),
    "group of one": (
        WHOLE.replace('"per_participant"', '"per_group", at_least = 1'), "money.incentive[0].counted.at_least", "2",
    ),
    "amount of nothing": (WHOLE.replace("5000", "0"), "money.incentive[0].amount.value", "greater than 0"),
    "amount below the agora": (WHOLE.replace("5000", "50.001"), "money.incentive[0].amount.value", "2 decimal"),
    "unknown kind of incentive": (
        WHOLE.replace('"whole_period"', '"per_year"'), "money.incentive[0].kind", "whole_period",
    ),
    "incentive for no kind of opportunity": (
        WHOLE.replace("on_the_job_training", "internship"), "money.incentive[0].opportunity.value", "practicum",
    ),
    "condition on an unknown fact": (
        WHOLE + f'[money.incentive.conditions.x]\nname = "x"\n{A}\ncriterion = {{ column = "position_percnt", min = 75 }}\n',
        "money.incentive[0].conditions", "did you mean 'position_percent'?",
    ),
    "condition on a protected column": (
        f'[money.scholarship.conditions.x]\nname = "x"\n{A}\ncriterion = {{ column = "family_backing", values = [false] }}\n',
        "money.scholarship.conditions", "'family_backing' is no fact that this money may depend on",
    ),
    "number asked of a flag": (
        f'[money.scholarship.conditions.x]\nname = "x"\n{A}\ncriterion = {{ column = "demanded_field", min = 1 }}\n',
        "money.scholarship.conditions", "cannot be compared with 1",
    ),
    "condition without a source": (
        '[money.scholarship.conditions.x]\nname = "x"\ncriterion = { column = "demanded_field", values = [true] }\n',
        "money.scholarship.conditions.x", "needs a source",
    ),
    "enlarged ceiling that is lower": (
        f"[money.scholarship.enlarged]\nceiling = {{ value = 4000, {A} }}\n", "money.scholarship", "is not above",
    ),
    "voucher of more than the price": (f"[money.voucher]\nshare = {{ value = 1.01, {A} }}\n", "money.voucher.share.value", "1"),
    "minimum wages out of order": (
        "".join(
            f"[[money.minimum_wage]]\nvalid_from = {day}\nmonthly = 5300\n{A}\n" for day in ("2018-01-01", "2017-01-01")
        ),
        "money.minimum_wage", "stands after",
    ),
    "wage held against no minimum": ("[money]\nminimum_wage = []\n", "money", "the profile has no minimum_wage"),
    "two conditions that exclude each other": (
        WHOLE + "".join(
            f'[money.incentive.conditions.{key}]\nname = "x"\n{A}\ncriterion = {{ column = "position_percent", {limit} }}\n'
            for key, limit in (("x", "min = 75"), ("y", "max = 50"))
        ),
        "money.incentive[0].conditions", "nothing can meet both 'x' and 'y'",
    ),
    "position above a full post": (
        WHOLE + f'[money.incentive.conditions.x]\nname = "x"\n{A}\ncriterion = {{ column = "position_percent", min = 101 }}\n',
        "money.incentive[0].conditions", "nothing can meet 'x'",
    ),
    "purpose that no request has": (
        f'[money.scholarship.conditions.x]\nname = "x"\n{A}\ncriterion = {{ column = "purpose", values = ["fun"] }}\n',
        "money.scholarship.conditions", "nothing can meet 'x'",
    ),
    "condition of more against one of all": (
        f'[money.scholarship.enlarged.conditions.x]\nname = "x"\n{A}\n'
        'criterion = { column = "companion_opinion", values = [false] }\n',
        "money.scholarship", "nothing can meet both 'opinion' and 'enlarged.x'",
    ),
    "scholarship of nothing": (
        f"[money.scholarship]\nceiling = {{ value = 0, {A} }}\n", "money.scholarship.ceiling.value", "greater than 0",
    ),
    "minimum wage of nothing": (
        f"[[money.minimum_wage]]\nvalid_from = 2017-01-01\nmonthly = 0\n{A}\n", "money.minimum_wage[0].monthly",
        "greater than 0",
    ),
    "cost that counts one thing twice": (
        f'[money]\nprogramme_cost = {{ value = ["voucher", "voucher"], {A} }}\n', "money.programme_cost", "twice",
    ),
    "rounding of another sort": (f'[money]\nrounding = {{ value = "up", {A} }}\n', "money.rounding.value", "half_up"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken_profile_is_refused_with_its_place_and_reason(name: str, tmp_path: Path) -> None:
    """The finding names the file, the path inside it and the reason."""
    text, path, reason = BROKEN[name]
    file = tmp_path / "own.toml"
    file.write_text(HEAD + text, "utf-8")
    with pytest.raises(SettingsError) as caught:
        load_programme(file)
    (finding,) = caught.value.findings
    assert finding.file == "own.toml"
    assert finding.column == path
    assert reason in f"{finding.message} {finding.expected}"


def test_enlarged_ceiling_asks_something(tmp_path: Path) -> None:
    """A higher ceiling without a condition is refused in a profile that stands alone in it."""
    file = tmp_path / "own.toml"
    scholarship = f"""
base = "general"
name = "own"
[money.scholarship]
ceiling = {{ value = 4000, {A} }}
realise_within_months = {{ value = 6, {A} }}
unanimous = {{ value = true, {A} }}
economic_columns = {{ value = [], {A} }}
[money.scholarship.enlarged]
ceiling = {{ value = 7000, {A} }}
"""
    file.write_text(scholarship, "utf-8")
    with pytest.raises(SettingsError, match="would always apply"):
        load_programme(file)
