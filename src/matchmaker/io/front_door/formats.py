"""What a file really is, by its first bytes; its name is only a claim."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from matchmaker.io.findings import Findings
from matchmaker.io.front_door.source_file import SourceFile

_MAGIC: Final = (
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"ARROW1", "an Arrow file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CLAIMS: Final = {
    "csv": "text",
    "json": "text",
    "jsonl": "text",
    "toml": "text",
    "xlsx": "an Excel workbook (.xlsx)",
    "parquet": "a Parquet file",
    "sqlite": "an SQLite database",
}


def identify(data: bytes) -> str:
    """Return what the bytes are, in words ("an Excel workbook (.xlsx)"), or "text" if nothing else is known.

    >>> identify(b"PAR1")
    'a Parquet file'
    """
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data.startswith(_OLE):
        return _ole_kind(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table")):
        return "a web page (HTML), perhaps saved under another name"
    if head.startswith(b"<?xml"):
        return "an XML document"
    return "text"


def is_format(source: SourceFile, wanted: str, findings: Findings) -> bool:
    """Whether the file is what its suffix ``wanted`` claims; if not, an error says what it really is."""
    found = identify(source.data)
    expected = _CLAIMS[wanted]
    if found == expected:
        return True
    hint = f"save it again as {'.' + wanted if wanted != 'csv' else '.csv (UTF-8)'}, or give it its real suffix"
    shown = {"text": "a text file"}
    message = f"this is {shown.get(found, found)}, not {shown.get(expected, expected)}"
    findings.error(source.name, "wrong-format", message, expected=shown.get(expected, expected), hint=hint)
    return False


def _ole_kind(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "an encrypted Excel workbook; remove its password"
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return "an old Excel workbook (.xls)"
    return "an old Microsoft Office document"


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            mimetype = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return "a damaged ZIP archive"
    if b"opendocument.spreadsheet" in mimetype:
        return "an OpenDocument spreadsheet (.ods)"
    if "xl/workbook.bin" in names:
        return "a binary Excel workbook (.xlsb)"
    if "xl/workbook.xml" in names:
        return "an Excel workbook (.xlsx)"
    return "a Word document (.docx)" if "word/document.xml" in names else "a ZIP archive"
