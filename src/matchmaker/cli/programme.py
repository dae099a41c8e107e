"""``matchmaker programme``: the profiles, what they say, and where it comes from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matchmaker.cli import options
from matchmaker.cli.console import emit, emit_json, say

if TYPE_CHECKING:
    import polars as pl

    from matchmaker.programmes import Rule

Profile = Annotated[
    str, typer.Argument(metavar="NAME", help="A programme, a version of it such as NAME@2018-06-01, or a TOML file.")
]
Section = Annotated[
    list[str] | None, typer.Option("--section", help="Only these parts of the profile, such as weights; repeatable.")
]
Out = Annotated[Path | None, typer.Option("--out", help="A .csv, .xlsx, .parquet or .jsonl file; else CSV on stdout.")]

programme = typer.Typer(
    name="programme", help="The programmes as data: list, show, check, compare.", no_args_is_help=True,
    rich_markup_mode=None,
)  # fmt: skip


@programme.command("list")
def list_(as_json: options.Json = False) -> None:
    """List the programmes that come with the package, with their versions."""
    from matchmaker.programmes import built_in, load_programme, versions_of

    rows = []
    for name in built_in():
        profile = load_programme(name)
        days = [str(day) for day in versions_of(name)]
        rows.append({"name": name, "title_en": profile.title_en, "title_he": profile.title_he, "versions": days})
    if as_json:
        emit_json(rows)
        return
    for row in rows:
        emit(f"{row['name']:<16} {row['title_en']} · {row['title_he']} · from {', '.join(row['versions'])}")


@programme.command()
def show(
    name: Profile,
    section: Section = None,
    out: Out = None,
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Show every value of a programme and where it comes from; `assumed` where no source gives it."""
    import polars as pl

    from matchmaker.programmes import load_programme, rules_of

    rows = [_row(rule) for rule in rules_of(load_programme(name), *(section or ()))]
    if not rows:
        say(f"the profile says nothing in {', '.join(section or ())}")
    schema = {"rule": pl.String, "value": pl.String, "source": pl.String, "assumed": pl.Boolean}
    _put(pl.DataFrame(rows, schema=schema), out, replace=replace, as_json=as_json)


@programme.command()
def check(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A TOML file, or the name of a programme.")],
    as_json: options.Json = False,
) -> None:
    """Check a profile: every error with the file, the path inside it and the reason."""
    from matchmaker.api.check_programme import check_programme
    from matchmaker.errors import SettingsError
    from matchmaker.programmes import rules_of

    try:
        rules = rules_of(check_programme(file))
    except SettingsError as error:
        if not as_json:
            raise
        emit_json({"errors": [each.as_dict() for each in error.findings]})
        raise typer.Exit(2) from None
    assumed = sum(rule.assumed for rule in rules)
    if as_json:
        emit_json({"errors": [], "values": len(rules), "assumed": assumed})
    say(f"{file}: {len(rules)} values, {assumed} of them assumed; no errors")


@programme.command()
def diff(
    first: Profile,
    second: Profile,
    section: Section = None,
    out: Out = None,
    replace: options.Replace = False,
    as_json: options.Json = False,
) -> None:
    """Compare two programmes, or two versions of one, value by value."""
    import polars as pl

    from matchmaker.programmes import differences, load_programme

    rows = [
        {
            "rule": each.path,
            "first": each.first and each.first.value,
            "second": each.second and each.second.value,
            "first_source": each.first and _from(each.first),
            "second_source": each.second and _from(each.second),
        }
        for each in differences(load_programme(first), load_programme(second))
        if not section or each.path.partition(".")[0].partition("[")[0] in section
    ]
    say(f"{len(rows)} values differ" if rows else "no value differs")
    schema = dict.fromkeys(("rule", "first", "second", "first_source", "second_source"), pl.String)
    _put(pl.DataFrame(rows, schema=schema), out, replace=replace, as_json=as_json)


def _row(rule: Rule) -> dict[str, str | bool | None]:
    return {"rule": rule.path, "value": rule.value, "source": rule.source, "assumed": rule.assumed}


def _from(rule: Rule) -> str:
    return "; ".join(part for part in (rule.source, "assumed" if rule.assumed else None) if part)


def _put(frame: pl.DataFrame, out: Path | None, *, replace: bool, as_json: bool) -> None:
    from matchmaker.io import check_output, write_table
    from matchmaker.io.write_table import csv_text

    if out is not None:
        check_output(out, replace=replace)
        write_table(frame, out)
        say(f"{frame.height} rows in {out}")
    if as_json:
        emit_json(frame.to_dicts())
    elif out is None:
        emit(csv_text(frame).rstrip("\n"))
