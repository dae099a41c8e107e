"""Workbook: the sheets of an unpacked workbook and the values in them."""

from __future__ import annotations

import io
import posixpath
import re
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree  # parts with a document type have been refused by the guard

from matchmaker.io.xlsx_guard import packed

_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_DATE_1904 = re.compile(rb"\bdate1904\s*=\s*[\"'](?:1|true)")
_READER_ERRORS = ("PanicException", "CalamineError", "XmlError", "ZipError", "WorksheetNotFound", "PasswordError")


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet: its name, the name of the part that holds it, and whether people do not see it."""

    name: str
    part: str
    is_hidden: bool


class Workbook:
    """An unpacked workbook that the guard has let through: ``parts`` by name, ``entries`` in order.

    Raises:
        ValueError: the workbook's list of sheets cannot be read, or lists a part that is not there.
    """

    def __init__(self, file: str, parts: dict[str, bytes]) -> None:
        self.file = file
        self.parts = parts
        try:
            self.entries = _entries(parts)
        except (ElementTree.ParseError, KeyError) as error:
            raise ValueError(f"the list of sheets cannot be read: {error}") from None
        self._reader: Any = None

    @property
    def counts_from_1904(self) -> bool:
        """Whether days are counted from 1904, as in old workbooks of the Macintosh."""
        return _DATE_1904.search(self.parts[_WORKBOOK]) is not None

    def grid(self, entry: SheetEntry) -> list[list[Any]]:
        """Return the values of a sheet from its first row and column on; an empty cell is "".

        Raises:
            ValueError: the sheet cannot be read.
        """
        from python_calamine import CalamineWorkbook

        try:
            self._reader = self._reader or CalamineWorkbook.from_filelike(io.BytesIO(packed(self.parts)))
            values: list[list[Any]] = self._reader.get_sheet_by_name(entry.name).to_python(skip_empty_area=False)
        except BaseException as error:  # the reader's panics derive from BaseException
            if type(error).__name__ not in _READER_ERRORS:
                raise
            raise ValueError(f"the sheet '{entry.name}' cannot be read: {error}") from None
        return values


def _entries(parts: dict[str, bytes]) -> list[SheetEntry]:
    targets = {element.get("Id"): _part(element.get("Target", "")) for element in _root(parts[_RELATIONS])}
    entries = [
        SheetEntry(
            element.get("name", ""), targets[element.get(_RELATION_ID)], element.get("state", "visible") != "visible"
        )
        for element in _root(parts[_WORKBOOK]).iter()
        if element.tag.rpartition("}")[2] == "sheet"
    ]
    lost = [entry.part for entry in entries if entry.part not in parts]
    if lost:
        raise KeyError(lost[0])
    return entries


def _root(xml: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(xml)  # noqa: S314 - see the import


def _part(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
