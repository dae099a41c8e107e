"""The front door: regular files only, told by their bytes, decoded or refused."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from matchmaker.io import check
from matchmaker.io.findings import Findings
from matchmaker.io.front_door import SourceFile, identify, read_once, utf8_of
from tests.io.small_problem import FILES, places, write_folder


def _codes(findings: Findings) -> list[str]:
    return [finding.code for finding in findings.all]


def test_reads_once_and_hashes(tmp_path: Path) -> None:
    """A file comes back as its bytes and their SHA-256."""
    (tmp_path / "a").write_bytes(b"abc")
    source = read_once(tmp_path / "a", Findings())
    assert source == SourceFile("a", b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")


def test_only_regular_files(tmp_path: Path) -> None:
    """FIFOs, devices, directories, symlink loops and missing files are findings, at once and without blocking."""
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    findings = Findings()
    for path in (tmp_path / "fifo", Path("/dev/zero"), tmp_path, tmp_path / "loop", tmp_path / "none"):
        assert read_once(path, findings) is None
    assert _codes(findings) == ["not-a-file", "not-a-file", "not-a-file", "unreadable", "not-found"]


def test_fifo_in_a_folder(tmp_path: Path) -> None:
    """A FIFO called like a table does not hang the reader."""
    folder = write_folder(tmp_path / "data", employers=None)
    os.mkfifo(folder / "employers.csv")
    assert ("employers.csv", None, None, "not-a-file") in places(check(folder))


def test_size_limit(tmp_path: Path) -> None:
    """A file over the limit is refused without being read."""
    (tmp_path / "a").write_bytes(b"abcd")
    findings = Findings()
    assert read_once(tmp_path / "a", findings, limit=3) is None
    assert _codes(findings) == ["too-large"]


def _zip(*names: str, mimetype: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, b"x")
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a,b\n", "text"),
        (b"PAR1....", "Parquet"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"\x1f\x8b", "gzip"),
        (b"%PDF-1.7", "PDF"),
        (OLE + "Workbook".encode("utf-16-le"), ".xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (OLE, "old Microsoft Office"),
        (_zip("xl/workbook.xml"), ".xlsx"),
        (_zip("xl/workbook.bin"), ".xlsb"),
        (_zip("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"), ".ods"),
        (_zip("word/document.xml"), "Word"),
        (_zip("a"), "ZIP archive"),
        (b"PK\x03\x04", "damaged ZIP"),
        (b"\n<html><table>", "web page"),
        (b"<?xml version='1.0'?>", "XML"),
    ],
)
def test_identify(data: bytes, words: str) -> None:
    """What a file is, is told by its bytes."""
    assert words in identify(data)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("data.xlsx", FILES["seats.csv"].encode(), "a text file"),
        ("data.xlsx", _zip("xl/workbook.bin"), ".xlsb"),
        ("data.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("data.json", _zip("xl/workbook.xml"), ".xlsx"),
    ],
)
def test_named_wrongly(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    """A file under a wrong suffix is refused with what it really is, and nothing else is said."""
    (tmp_path / name).write_bytes(data)
    (finding,) = check(tmp_path / name)
    assert finding.code == "wrong-format"
    assert words in finding.message


@pytest.mark.parametrize("name", ["participants.csv", "employers.csv", "seats.csv"])
def test_byte_order_mark(tmp_path: Path, name: str) -> None:
    """A byte-order mark in front of UTF-8 is accepted."""
    folder = write_folder(tmp_path / "data")
    (folder / name).write_bytes(b"\xef\xbb\xbf" + FILES[name].encode())
    assert check(folder) == ()


def _text(data: bytes, encoding: str = "utf-8") -> tuple[bytes | None, Findings]:
    findings = Findings()
    return utf8_of(SourceFile("f", data, ""), findings, encoding=encoding), findings


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_by_its_mark(encoding: str) -> None:
    """UTF-16 with a byte-order mark is decoded, with a warning."""
    text, findings = _text("\ufeffשלום".encode(encoding))
    assert text == "שלום".encode()
    assert [finding.severity for finding in findings.all] == ["warning"]


@pytest.mark.parametrize(
    ("data", "likely"),
    [
        ("a\nשלום".encode("cp1255"), "--encoding cp1255"),
        ("שָלום „x“".encode("cp1255"), "--encoding cp1255"),
        ("مرحبا بكم".encode("cp1256"), "--encoding cp1256"),
        ("naïve “Ø”".encode("cp1252"), "--encoding cp1252"),
        ("abcש".encode("utf-16-le"), "--encoding utf-16"),
    ],
)
def test_other_encodings_are_named_not_guessed(data: bytes, likely: str) -> None:
    """Text in another encoding is refused with the encoding it looks like."""
    text, findings = _text(data)
    assert text is None
    assert _codes(findings) == ["encoding"]
    assert likely in str(findings.all[0].hint)


def test_named_encoding(tmp_path: Path) -> None:
    """CSV files are read in the encoding the caller names."""
    folder = write_folder(tmp_path / "data")
    for path in folder.iterdir():
        path.write_bytes(path.read_text(encoding="utf-8").replace("Маша", "מאשה").replace("é", "e").encode("cp1255"))
    assert check(folder, encoding="cp1255") == ()
    assert {finding.code for finding in check(folder)} == {"encoding"}


@pytest.mark.parametrize(("data", "encoding"), [(b"\x81", "cp1253"), (b"a", "no-such"), (b"+2AA-", "utf-7")])
def test_encoding_that_does_not_fit(data: bytes, encoding: str) -> None:
    """A wrong or unknown encoding, and one that yields half characters, is a finding."""
    text, findings = _text(data, encoding)
    assert text is None
    assert _codes(findings) == ["encoding"]
