"""The guard before the workbook reader: a ZIP archive is unpacked in memory, within limits, and looked through."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from xml.parsers import expat  # parses only what holds no document type

from matchmaker.io.findings import Findings
from matchmaker.io.front_door import SourceFile
from matchmaker.io.limits import MAX_INFLATED_BYTES, MAX_RATIO, MAX_ZIP_ENTRIES, RATIO_FLOOR

_CHUNK = 1 << 20
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


def unpacked_parts(source: SourceFile, findings: Findings) -> dict[str, bytes] | None:
    """Return the parts of a workbook by name, or ``None`` with the reason in ``findings``.

    Refused: too many parts, names that leave the archive or stand twice, links, encrypted parts, sizes over
    `MAX_INFLATED_BYTES` and ratios over `MAX_RATIO` (first as declared, then as they come out), damage, XML that is
    not well-formed, and any document type, which is how entities are smuggled in (HOSTILE rows 24 to 27). Nothing
    touches the disk.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            trouble = _listed_trouble(archive.infolist())
            parts = {} if trouble else {info.filename: _inflate(archive, info) for info in archive.infolist()}
    except _RefusedError as error:
        trouble = error.trouble
    except _DAMAGE as error:
        trouble = ("damaged-file", f"the workbook cannot be unpacked: {error}")
    if trouble is None:
        trouble = _content_trouble(parts)
    if trouble is not None:
        findings.error(source.name, *trouble, hint="save the workbook again from Excel")
        return None
    return parts


def packed(parts: dict[str, bytes]) -> bytes:
    """Return the parts as an uncompressed archive: what the reader gets is exactly what was looked through."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()


class _RefusedError(Exception):
    def __init__(self, code: str, message: str) -> None:
        self.trouble = (code, message)
        super().__init__(message)


def _listed_trouble(entries: list[zipfile.ZipInfo]) -> tuple[str, str] | None:  # noqa: PLR0911 - one line per trick
    """Return what is wrong with the archive by its own list of contents."""
    if len(entries) > MAX_ZIP_ENTRIES:
        return "zip-bomb", f"the archive lists {len(entries):,} parts, more than {MAX_ZIP_ENTRIES:,}"
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) < len(names):
        return "unsafe-zip", "the archive lists one part twice"
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or ":" in name:
            return "unsafe-zip", f"the archive holds a part that leaves it: '{entry.filename}'"
        if stat.S_ISLNK(entry.external_attr >> 16):
            return "unsafe-zip", f"the archive holds a link: '{entry.filename}'"
        if entry.flag_bits & 1:
            return "wrong-format", "the workbook is encrypted; remove its password"
        if entry.file_size > max(RATIO_FLOOR, MAX_RATIO * entry.compress_size):
            return "zip-bomb", f"'{entry.filename}' would unpack to {entry.file_size:,} bytes"
    total = sum(entry.file_size for entry in entries)
    if total > MAX_INFLATED_BYTES:
        return "zip-bomb", f"the workbook would unpack to {total:,} bytes, more than {MAX_INFLATED_BYTES:,}"
    return None


def _inflate(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return a part's bytes; refuse one that unpacks to another size than declared.

    `zipfile` stops at the declared size, so what lies behind it is unpacked here too.
    """
    data = archive.read(info)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _RefusedError("unsafe-zip", f"'{info.filename}' is packed by a method that workbooks do not use")
    if info.compress_type == zipfile.ZIP_DEFLATED and _real_size(archive, info) != info.file_size:
        raise _RefusedError("zip-bomb", f"'{info.filename}' unpacks to another size than it declares")
    return data


def _real_size(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> int:
    stream = archive.fp
    if stream is None:
        return -1
    stream.seek(info.header_offset + 26)
    lengths = stream.read(4)
    stream.seek(int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little"), io.SEEK_CUR)
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    size, packed_bytes = 0, stream.read(info.compress_size)
    while packed_bytes and size <= info.file_size:
        size += len(inflater.decompress(packed_bytes, _CHUNK))
        packed_bytes = inflater.unconsumed_tail
    return size


def _content_trouble(parts: dict[str, bytes]) -> tuple[str, str] | None:
    for name, data in parts.items():
        if not name.lower().endswith((".xml", ".rels", ".vml")):
            continue
        if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:100]:
            return "unsafe-xml", f"'{name}' is not UTF-8"
        if _DOCTYPE.search(data):
            return "unsafe-xml", f"'{name}' holds a document type or an entity; nothing of it was read"
        try:
            expat.ParserCreate().Parse(data, True)
        except expat.ExpatError as error:
            return "damaged-file", f"'{name}' is not well-formed: {error}"
    return None
