"""Text as UTF-8: accepted, decoded by its byte-order mark or the encoding named, or refused with the likely one."""

from __future__ import annotations

import codecs

from matchmaker.io.findings import Findings
from matchmaker.io.front_door.source_file import SourceFile

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def utf8_of(source: SourceFile, findings: Findings, *, encoding: str = "utf-8") -> bytes | None:
    """Return the file's text as UTF-8 bytes without a byte-order mark, or ``None`` with the reason in ``findings``.

    UTF-8 passes as it is; UTF-16 with a byte-order mark is decoded, with a warning. Any other ``encoding`` must be
    named by the caller: it is never guessed, but the error for undecodable bytes names the likely one (HOSTILE 3, 4).
    """
    data = source.data
    if data.startswith(_UTF16) and not data.startswith(codecs.BOM_UTF32_LE):
        findings.warning(source.name, "encoding", "the file is UTF-16 and was read as such", hint="save it as UTF-8")
        return _decoded(source, "utf-16", findings)
    if _is_utf8(encoding):
        return _checked(source, data.removeprefix(codecs.BOM_UTF8), findings)
    return _decoded(source, encoding, findings)


def _is_utf8(encoding: str) -> bool:
    return encoding.lower().replace("_", "-") in ("utf-8", "utf8", "utf-8-sig")


def _checked(source: SourceFile, data: bytes, findings: Findings) -> bytes | None:
    if data.isascii():
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        likely = _likely(data)
        findings.error(
            source.name,
            "encoding",
            f"the bytes are not UTF-8; they look like {likely[1]}",
            row=data.count(b"\n", 0, error.start) + 1,
            value=data[error.start : error.start + 20].decode("latin-1"),
            expected="UTF-8",
            hint=f"save the file as UTF-8, or name its encoding: --encoding {likely[0]}",
        )
        return None
    return data


def _decoded(source: SourceFile, encoding: str, findings: Findings) -> bytes | None:
    try:
        return source.data.decode(encoding).removeprefix("\ufeff").encode("utf-8")
    except LookupError:
        message, row = f"there is no encoding called '{encoding}'", None
    except UnicodeDecodeError as error:
        message, row = f"the bytes are not {encoding}", source.data.count(b"\n", 0, error.start) + 1
    except UnicodeEncodeError:
        message, row = f"decoding as {encoding} gives half characters (lone surrogates)", None
    findings.error(source.name, "encoding", message, row=row, hint="save the file as UTF-8")
    return None


def _likely(data: bytes) -> tuple[str, str]:
    """Return the likely encoding's name and description, judged by where the high bytes lie."""
    high = [byte for byte in data[:1_000_000] if byte >= 0x80]
    if data[:1_000_000].count(0) * 4 > len(data[:1_000_000]):
        return "utf-16", "UTF-16 without a byte-order mark"
    letters = [byte for byte in high if byte >= 0xC0]
    if sum(0xE0 <= byte <= 0xFA for byte in letters) >= 0.8 * max(1, len(letters)):  # alef to tav in both encodings
        if any(byte in range(0x80, 0xA0) or byte in range(0xC0, 0xD4) for byte in high):
            return "cp1255", "Windows Hebrew (cp1255)"
        return "cp1255", "Windows Hebrew (cp1255) or ISO-8859-8"
    if len(letters) >= 0.9 * len(high):
        return "cp1256", "Windows Arabic (cp1256)"
    return "cp1252", "Windows Western European (cp1252)"
