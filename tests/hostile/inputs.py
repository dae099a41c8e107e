"""Makers of hostile inputs: the small good problem with one thing changed, as files, workbooks, JSON or Parquet."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
from openpyxl.workbook import Workbook

from tests.hostile.case import Build
from tests.io.small_problem import FILES, grids, write_folder

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
Content = str | bytes | None


def fixture(name: str, *options: str) -> Build:
    """Return the maker of a committed problem's words."""
    return lambda _: [str(FIXTURES / name), *options]


def files(changes: dict[str, Content], *options: str) -> Build:
    """Return the maker of the small problem with whole files exchanged or added (``None`` leaves one out)."""

    def build(folder: Path) -> list[str]:
        data = write_folder(folder / "data")
        for name, content in changes.items():
            if content is None:
                (data / name).unlink()
            else:
                (data / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return [str(data), *options]

    return build


def edited(table: str, old: str, new: str, *options: str) -> Build:
    """Return the maker of the small problem with ``old`` (which must be there) exchanged in one table."""
    text = FILES[f"{table}.csv"]
    assert old in text
    return files({f"{table}.csv": text.replace(old, new, 1)}, *options)


def encoded(table: str, encoding: str, *options: str) -> Build:
    """Return the maker of the small problem with one table in another encoding (what it cannot hold is a ``?``)."""
    return files({f"{table}.csv": FILES[f"{table}.csv"].encode(encoding, "replace")}, *options)


def settings(text: str) -> Build:
    """Return the maker of the small problem with a ``settings.toml``."""
    return files({"settings.toml": text})


def rule(text: str) -> Build:
    """Return the maker of the small problem with one rule of a kind and a key: ``employer_maximum max = true``."""
    kind, _, keys = text.partition(" ")
    return settings(f'[[constraint]]\nkind = "{kind}"\n{keys}\n')


def programme(text: str) -> Build:
    """Return the maker of the small problem with a programme profile of one's own."""

    def build(folder: Path) -> list[str]:
        path = folder / "mine.toml"
        path.write_bytes(text.encode())
        return [str(write_folder(folder / "data")), "--programme", str(path)]

    return build


def scores(text: str | bytes, name: str = "mine.csv") -> Build:
    """Return the maker of the small problem with scores from outside."""

    def build(folder: Path) -> list[str]:
        data = write_folder(folder / "data")
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return [str(data), "--scores", str(folder / name)]

    return build


def json_content() -> dict[str, Any]:
    """Return the smallest problem as JSON holds it."""
    return {name: [dict(zip(rows[0], row, strict=False)) for row in rows[1:]] for name, rows in grids().items()}


def json_text(text: str | bytes) -> Build:
    """Return the maker of a JSON problem."""

    def build(folder: Path) -> list[str]:
        path = folder / "problem.json"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return [str(path)]

    return build


def json_edited(old: str, new: str) -> Build:
    """Return the maker of the smallest problem as JSON, a record a line, with one text exchanged."""
    lines = [
        f' "{name}": [\n' + ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows) + "\n ]"
        for name, rows in json_content().items()
    ]
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    assert old in text
    return json_text(text.replace(old, new, 1))


def workbook(change: Callable[[Workbook], object] | None = None) -> Build:
    """Return the maker of the smallest problem as a workbook, with one change."""
    return lambda folder: [str(save_workbook(folder / "book.xlsx", change))]


def cell(sheet: str, where: str, value: Any) -> Build:
    """Return the maker of a workbook with one cell changed."""

    def change(book: Workbook) -> None:
        book[sheet][where] = value

    return workbook(change)


def save_workbook(path: Path, change: Callable[[Workbook], object] | None = None) -> Path:
    """Write the smallest problem as a workbook."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, grid in grids().items():
        sheet = book.create_sheet(name)
        for row in grid:
            sheet.append(row)
    if change is not None:
        change(book)
    book.save(path)
    return path


def parts(edit: Callable[[dict[str, bytes]], object]) -> Build:
    """Return the maker of a workbook whose parts were edited in place, by name."""

    def build(folder: Path) -> list[str]:
        path = save_workbook(folder / "book.xlsx")
        with zipfile.ZipFile(path) as archive:
            content = {name: archive.read(name) for name in archive.namelist()}
        edit(content)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in content.items():
                archive.writestr(name, data)
        return [str(path)]

    return build


def sheet_part(old: bytes, new: bytes) -> Build:
    """Return the maker of a workbook with bytes exchanged in its first sheet."""

    def edit(content: dict[str, bytes]) -> None:
        assert old in content["xl/worksheets/sheet1.xml"]
        content["xl/worksheets/sheet1.xml"] = content["xl/worksheets/sheet1.xml"].replace(old, new, 1)

    return parts(edit)


def added_part(name: str, data: bytes) -> Build:
    """Return the maker of a workbook with one more part."""
    return parts(lambda content: content.update({name: data}))


def archive(name: str, *entries: str, mimetype: str = "") -> Build:
    """Return the maker of a ZIP archive of empty parts called ``name``."""

    def build(folder: Path) -> list[str]:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as packed:
            if mimetype:
                packed.writestr("mimetype", mimetype)
            for entry in entries:
                packed.writestr(entry, b"")
        (folder / name).write_bytes(buffer.getvalue())
        return [str(folder / name)]

    return build


def raw_file(name: str, data: bytes) -> Build:
    """Return the maker of one file that is said to be the problem."""

    def build(folder: Path) -> list[str]:
        (folder / name).write_bytes(data)
        return [str(folder / name)]

    return build


def parquet_bytes(frame: pl.DataFrame, **options: Any) -> bytes:
    """Return a frame as Parquet."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer, **options)
    return buffer.getvalue()


def seats_frame(**columns: Any) -> pl.DataFrame:
    """Return the small problem's seats, typed, with columns added or exchanged."""
    frame = pl.DataFrame(
        {
            "seat_id": ["S1", "S2", "S3"],
            "opportunity_id": ["O1", "O1", "O2"],
            "employer_id": ["E1", "E2", "E1"],
            "count": [1, 2, 1],
        }
    )
    return frame.with_columns(**columns)


def parquet_seats(data: bytes) -> Build:
    """Return the maker of the small problem with its seats in Parquet."""
    return files({"seats.csv": None, "seats.parquet": data})
