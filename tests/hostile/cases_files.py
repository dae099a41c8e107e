"""Rows 1 to 40: what a file is, how it is written, and what workbooks, archives and Parquet can hide."""

from __future__ import annotations

import os
import zipfile
import zlib
from pathlib import Path
from typing import Any

import polars as pl
from openpyxl.workbook import Workbook

from tests.hostile import inputs
from tests.hostile.case import Build, Case
from tests.hostile.inputs import FIXTURES, edited, files, fixture, json_edited, json_text, raw_file, settings
from tests.io.small_problem import FILES, write_folder

HISTORY = "participant_id,seat_id,placed\n"
LONG = "x" * 131_073
DEEP_JSON = "[" * 200_000 + "]" * 200_000
DEEP_TOML = "a = " + "[" * 5_000 + "]" * 5_000
DIGITS = "9" * 5_000
XXE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><worksheet'
LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9))
    + b"]><worksheet"
)


def _two_header_rows(book: Workbook) -> None:
    book["participants"].insert_rows(2)
    for column, label in enumerate(("מזהה", "שם", "שכר", "רכב"), start=1):
        book["participants"].cell(2, column, label)


def _hidden(book: Workbook) -> None:
    book["participants"].row_dimensions[3].hidden = True
    book["participants"].auto_filter.ref = "A1:B3"
    book["employers"].sheet_state = "hidden"
    book.create_sheet("sheet 2")["A1"] = "notes"


def _damaged_seats(damage: str) -> Build:
    def build(folder: Path) -> list[str]:
        data = inputs.parquet_bytes(inputs.seats_frame(), compression="zstd")
        end = len(data)
        changed = {
            "flipped footer": data[: end - 60]
            + bytes(byte ^ 0xFF for byte in data[end - 60 : end - 8])
            + data[end - 8 :],
            "footer length": data[:-8] + (2**31 - 1).to_bytes(4, "little") + b"PAR1",
            "cut": data[: end // 2] + b"PAR1",
            "magic": b"PAR2" + data[4:],
            "flipped body": data[:8] + bytes(byte ^ 0x55 for byte in data[8:40]) + data[40:],
        }[damage]
        return inputs.parquet_seats(changed)(folder)

    return build


def _arrow_seats(**columns: Any) -> Build:
    """Seats written by pyarrow, which has types that polars does not write."""

    def build(folder: Path) -> list[str]:
        import pyarrow as pa
        import pyarrow.parquet as pq

        table = inputs.seats_frame().to_arrow()
        for name, column in columns.items():
            table = table.append_column(name, column(pa)) if name not in table.column_names else table.set_column(
                table.column_names.index(name), name, column(pa)
            )  # fmt: skip
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink)
        return inputs.parquet_seats(sink.getvalue().to_pybytes())(folder)

    return build


def _special(kind: str, at: str) -> Build:
    """A FIFO, a device, a loop of links or a folder, as the problem itself or as one table of it."""

    def build(folder: Path) -> list[str]:
        data = write_folder(folder / "data")
        path = {"problem": folder / "problem.json", "table": data / "seats.csv", "scores": folder / "mine.csv"}[at]
        path.unlink(missing_ok=True)
        match kind:
            case "fifo":
                os.mkfifo(path)
            case "zero":
                path.symlink_to("/dev/zero")
            case "loop":
                path.symlink_to(path.name)
            case "folder":
                path.mkdir()
            case "gone":
                path.symlink_to(folder / "unmounted" / "seats.csv")
        return {"problem": [str(path)], "table": [str(data)], "scores": [str(data), "--scores", str(path)]}[at]

    return build


def _zip_with(*extra: tuple[zipfile.ZipInfo | str, bytes]) -> Build:
    """A workbook with entries added to its archive, names repeated if need be."""

    def build(folder: Path) -> list[str]:
        path = inputs.save_workbook(folder / "book.xlsx")
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
            for entry, data in extra:
                packed.writestr(entry, data)
        return [str(path)]

    return build


def _link() -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("xl/link")
    entry.external_attr = 0o120777 << 16
    return entry


def _lying_size(folder: Path) -> list[str]:
    (name,) = inputs.added_part("zz.bin", b"0" * 1_000_000)(folder)
    data = Path(name).read_bytes()
    at, crc = data.rindex(b"PK\x01\x02"), zlib.crc32(b"0" * 10).to_bytes(4, "little")
    Path(name).write_bytes(
        data[: at + 16] + crc + data[at + 20 : at + 24] + (10).to_bytes(4, "little") + data[at + 28 :]
    )
    return [name]


def _bomb(folder: Path) -> list[str]:
    cell = b'<c r="B2" t="inlineStr"><is><t>' + b"A" * 30_000_000 + b"</t></is></c>"
    return inputs.sheet_part(b"<sheetData>", b"<sheetData>" + cell)(folder)


def _named(source: str, target: str) -> Build:
    """The small problem with a file of another kind under a table's name."""

    def build(folder: Path) -> list[str]:
        data = write_folder(folder / "data")
        book = inputs.save_workbook(folder / "book.xlsx").read_bytes()
        ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
        content = {
            "xlsx": book,
            "xls": ole + "Workbook".encode("utf-16-le"),
            "encrypted": ole + "EncryptedPackage".encode("utf-16-le"),
            "csv": FILES["seats.csv"].encode(),
        }[source]
        (folder / target if "/" not in target else data / target.partition("/")[2]).write_bytes(content)
        return [str(data)] if "/" in target else [str(folder / target)]

    return build


BOOK = "book.xlsx"
CASES = (
    # 1: empty
    Case(1, "empty file", fixture("broken/empty_file"), (("employers.csv", None, None, "empty"),)),
    Case(1, "no participants but a header", fixture("broken/header_only"), (("participants.csv", None, None, "empty"),)),
    Case(1, "no employers but a header", files({"employers.csv": "employer_id\n"}), (
        ("employers.csv", None, None, "empty"),
        ("seats.csv", 2, "employer_id", "foreign-key"),
        ("seats.csv", 3, "employer_id", "foreign-key"),
        ("seats.csv", 4, "employer_id", "foreign-key"),
    )),
    Case(1, "optional table with a header only", files({"decisions.csv": "participant_id,seat_id,decision,reason,by\n"}), exit_code=0),
    Case(1, "folder of nothing", files(dict.fromkeys(FILES)), tuple(
        (f"{name}.csv", None, None, "missing-table") for name in ("participants", "employers", "opportunities", "seats")
    )),
    # 2: byte-order marks
    Case(2, "BOM in CSV", files({name: b"\xef\xbb\xbf" + text.encode() for name, text in FILES.items()}), exit_code=0),
    Case(2, "BOM in JSON", lambda folder: json_text(b"\xef\xbb\xbf" + Path(json_edited("P1", "P1")(folder)[0]).read_bytes())(folder), exit_code=0),
    Case(2, "BOM in TOML", settings('\ufeffprogramme = "general"\n'), exit_code=0),
    Case(2, "BOM in a programme", inputs.programme('\ufeffbase = "general"\n'), exit_code=0),
    # 3: other encodings
    Case(3, "cp1255", fixture("broken/cp1255"), (("participants.csv", 2, None, "encoding"),)),
    Case(3, "ISO-8859-8", fixture("broken/iso_8859_8"), (("employers.csv", 3, None, "encoding"),)),
    Case(3, "cp1255 said", inputs.files({
        name: text.replace("Café", "Cafe").replace("Маша", "Masha").encode("cp1255") for name, text in FILES.items()
    }, "--encoding", "cp1255"), exit_code=0),
    Case(3, "encoding of no such name", fixture("tiny_cohort", "--encoding", "klingon"), says="klingon"),
    Case(3, "encoding that is no text", fixture("tiny_cohort", "--encoding", "hex"), says="hex"),
    # 4: UTF-16
    Case(4, "UTF-16 with commas", inputs.encoded("participants", "utf-16"), (("participants.csv", None, None, "encoding"),), exit_code=0),
    Case(4, "Excel's Unicode text", fixture("broken/utf_16_with_tabs"), (("employers.csv", 1, None, "wrong-delimiter"),)),
    Case(4, "UTF-16 without a mark", inputs.encoded("participants", "utf-16-le"), (("participants.csv", 2, None, "encoding"),)),
    # 6: delimiters
    Case(6, "semicolons", fixture("broken/semicolons"), (("seats.csv", 1, None, "wrong-delimiter"),)),
    Case(6, "tabs", files({"seats.csv": FILES["seats.csv"].replace(",", "\t")}), (("seats.csv", 1, None, "wrong-delimiter"),)),
    # 7, 8: quotes and ragged rows
    Case(7, "unclosed quote", fixture("broken/unclosed_quote"), (("employers.csv", 2, None, "unclosed-quote"),)),
    Case(8, "short row", fixture("broken/short_row"), (("seats.csv", 3, "position_percent", "missing-cell"),)),
    Case(8, "long row", fixture("broken/long_row"), (("seats.csv", 3, None, "extra-cell"),)),
    # 10: labels
    Case(10, "blank label", fixture("broken/blank_label"), (("seats.csv", 1, None, "blank-label"),)),
    Case(10, "label twice", fixture("broken/duplicate_label"), (("seats.csv", 1, "count", "duplicate-label"),)),
    Case(10, "unknown column", edited("employers", "employer_id,name,size", "employer_id,name,sizes"), (
        ("employers.csv", 1, "sizes", "extra-label"),
    ), exit_code=0),
    Case(10, "columns in another order", files({"employers.csv": "size,name,employer_id\nsmall,a,E1\nmedium,b,E2\n"}), exit_code=0),
    # 11-13: too much
    Case(11, "cell of 10,001 characters", fixture("broken/too_long_cell"), (("participants.csv", 3, "name", "too-long"),)),
    Case(11, "cell of 131,073 characters in quotes", edited("participants", "דנה", f'"{LONG}"'), (("participants.csv", 2, "name", "too-long"),)),
    Case(11, "cell of 131,073 characters in JSON", json_edited("דנה", LONG), (("problem.json", 3, "name", "too-long"),)),
    Case(12, "NUL", fixture("broken/nul_in_cell"), (("participants.csv", 3, "name", "control-character"),)),
    Case(13, "10,000,001 rows", files({"history.csv": b"participant_id\n" + b"x\n" * 10_000_001}), (("history.csv", None, None, "too-many-rows"),)),
    Case(13, "2,001 columns", files({"organisations.csv": ",".join(f"c{i}" for i in range(2_001)) + "\n"}), (("organisations.csv", 1, None, "too-many-columns"),)),
    # 14-18: JSON and numbers in it
    Case(14, "key twice", json_edited('"name": "דנה"', '"name": "דנה", "name": "רון"'), (("problem.json", 3, None, "duplicate-key"),)),
    Case(14, "table twice", json_text('{"employers": [{"employer_id": "E1"}],\n "employers": []}'), (
        ("problem.json", 2, None, "duplicate-key"),
    )),
    Case(16, "deep JSON", json_text('{"participants": [\n{"participant_id": ' + DEEP_JSON + "}]}"), (("problem.json", 2, None, "too-deep"),)),
    Case(16, "deep settings in JSON", json_edited('"participants"', '"settings": {"travel": {"a": ' + DEEP_JSON[150_000:250_000] + '}},\n "participants"'), (("problem.json", 2, None, "too-deep"),)),
    Case(16, "deep TOML", settings(DEEP_TOML), (("settings.toml", None, None, "too-deep"),)),
    Case(16, "deep programme", inputs.programme(DEEP_TOML), (("mine.toml", None, None, "too-deep"),)),
    Case(17, "5,000 digits in JSON", json_edited("6000", DIGITS), (("problem.json", 3, None, "out-of-range"),)),
    Case(17, "5,000 digits in TOML", settings(f"[travel]\nx = {DIGITS}\n"), (("settings.toml", 2, None, "out-of-range"),)),
    Case(17, "5,000 digits in a programme", inputs.programme(f"exponent = {DIGITS}\n"), (("mine.toml", None, None, "out-of-range"),)),
    Case(17, "5,000 digits in CSV", edited("seats", "6500", DIGITS), (("seats.csv", 2, "wage", "out-of-range"),)),
    Case(18, "JSON lines", json_text('{"participants": [{"participant_id": "P1"}]}\n{"seats": []}\n'), (("problem.json", 2, None, "syntax-error"),)),
    Case(18, "JSON lines where a table is expected", json_text('{"participants":\n{"participant_id": "P1"}}'), (("problem.json", 2, None, "syntax-error"),)),
    Case(18, "trailing comma", json_text('{"participants": [{"participant_id": "P1"}],\n}'), (("problem.json", 2, None, "syntax-error"),)),
    Case(18, "comment", json_text('{\n// people\n"participants": []}'), (("problem.json", 2, None, "syntax-error"),)),
    Case(18, "record that is no object", json_text('{"participants": [\n[1]]}'), (("problem.json", 2, None, "type-error"),)),
    Case(18, "NaN", json_edited("6000", "NaN"), (("problem.json", 3, None, "type-error"),)),
    # 22: other formats under a name
    Case(22, "xlsx named csv", _named("xlsx", "data/seats.csv"), (("seats.csv", None, None, "wrong-format"),)),
    Case(22, "xls named csv", fixture("broken/old_workbook_named_csv"), (("employers.csv", None, None, "wrong-format"),)),
    Case(22, "csv named xlsx", _named("csv", "b.xlsx"), (("b.xlsx", None, None, "wrong-format"),)),
    Case(22, "xls named xlsx", _named("xls", "b.xlsx"), (("b.xlsx", None, None, "wrong-format"),)),
    Case(22, "encrypted xlsx", _named("encrypted", "b.xlsx"), (("b.xlsx", None, None, "wrong-format"),)),
    Case(22, "xlsb named xlsx", inputs.archive("b.xlsx", "xl/workbook.bin"), (("b.xlsx", None, None, "wrong-format"),)),
    Case(22, "ods named xlsx", inputs.archive("b.xlsx", "content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"), (("b.xlsx", None, None, "wrong-format"),)),
    Case(22, "ods", inputs.archive("b.ods", "content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"), (("b.ods", None, None, "wrong-format"),)),
    Case(22, "xlsx named json", _named("xlsx", "b.json"), (("b.json", None, None, "wrong-format"),)),
    Case(22, "csv named parquet", _named("csv", "data/organisations.parquet"), (("organisations.parquet", None, None, "wrong-format"),)),
    Case(22, "xlsx named toml", _named("xlsx", "data/settings.toml"), (("settings.toml", None, None, "wrong-format"),)),
    Case(22, "xlsx scores named csv", inputs.scores(b"PK\x03\x04" + b"\0" * 100), (("mine.csv", None, None, "wrong-format"),)),
    # 24-27: archives and XML
    Case(24, "zip bomb", _bomb, ((BOOK, None, None, "zip-bomb"),)),
    Case(24, "size that lies", _lying_size, ((BOOK, None, None, "zip-bomb"),)),
    Case(25, "20,000 entries", _zip_with(*((f"xl/{i}", b"") for i in range(20_000))), ((BOOK, None, None, "zip-bomb"),)),
    Case(25, "name that leaves", _zip_with(("../../evil.txt", b"x")), ((BOOK, None, None, "unsafe-zip"),)),
    Case(25, "absolute name", _zip_with(("/tmp/evil.txt", b"x")), ((BOOK, None, None, "unsafe-zip"),)),
    Case(25, "link", _zip_with((_link(), b"/etc/passwd")), ((BOOK, None, None, "unsafe-zip"),)),
    Case(25, "name twice", _zip_with(("XL/WORKBOOK.XML", b"<workbook/>")), ((BOOK, None, None, "unsafe-zip"),)),
    Case(26, "XXE", inputs.sheet_part(b"<worksheet", XXE), ((BOOK, None, None, "unsafe-xml"),)),
    Case(26, "XXE in UTF-16", inputs.parts(lambda content: content.update({
        "xl/workbook.xml": content["xl/workbook.xml"].decode().encode("utf-16")
    })), ((BOOK, None, None, "unsafe-xml"),)),
    Case(27, "billion laughs", inputs.sheet_part(b"<worksheet", LAUGHS), ((BOOK, None, None, "unsafe-xml"),)),
    # 29-33: cells of workbooks
    Case(29, "formula without a value", inputs.cell("participants", "C2", "=1+1"), ((BOOK, 2, "wage_floor", "formula-without-value"),)),
    *(
        Case(30, text, inputs.cell("participants", "C2", text), ((BOOK, 2, "wage_floor", "error-cell"),))
        for text in ("#N/A", "#REF!", "#DIV/0!")
    ),
    Case(32, "merged cells", inputs.workbook(lambda book: book["participants"].merge_cells("B2:B3")), ((BOOK, 3, "name", "merged-cells"),)),
    Case(32, "two header rows", inputs.workbook(_two_header_rows), (
        (BOOK, 2, "wage_floor", "type-error"), (BOOK, 2, "car", "type-error"),
    )),
    Case(32, "hidden rows, sheets, filter, second sheet", inputs.workbook(_hidden), (
        (BOOK, None, None, "hidden-data"), (BOOK, None, None, "unknown-table"),
    ), exit_code=0),
    Case(33, "id as a number", inputs.cell("participants", "A2", 12345678), ((BOOK, 2, "participant_id", "number-in-text-column"),)),
    Case(33, "telephone as a number", inputs.cell("participants", "B2", 501234567), ((BOOK, 2, "name", "number-in-text-column"),)),
    Case(33, "id as a number in JSON", json_edited('"P1"', "12345678"), (("problem.json", 3, "participant_id", "number-in-text-column"),)),
    Case(33, "number as text", inputs.cell("participants", "C2", "6000"), exit_code=0),
    # 36, 37: Parquet
    *(
        Case(36, name, _damaged_seats(name), (("seats.parquet", None, None, "damaged-file"),))
        for name in ("flipped footer", "footer length", "cut", "flipped body")
    ),
    Case(36, "magic", _damaged_seats("magic"), (("seats.parquet", None, None, "wrong-format"),)),
    Case(36, "cut short", fixture("broken/parquet_cut_short"), (("employers.parquet", None, None, "damaged-file"),)),
    Case(36, "checksum", fixture("broken/checksum"), (("seats.csv", None, None, "checksum"),)),
    Case(37, "nested", _arrow_seats(wage=lambda pa: pa.array([{"a": 1}] * 3)), (("seats.parquet", 1, "wage", "unsupported-type"),)),
    Case(37, "time zone", _arrow_seats(start_date=lambda pa: pa.array([0] * 3, pa.timestamp("us", "Asia/Jerusalem"))), (("seats.parquet", 1, "start_date", "unsupported-type"),)),
    Case(37, "decimal256", _arrow_seats(wage=lambda pa: pa.array([6500] * 3, pa.decimal256(60, 2))), (("seats.parquet", None, None, "damaged-file"),)),
    Case(37, "dictionary of large text", _arrow_seats(seat_id=lambda pa: pa.array(["S1", "S2", "S3"], pa.large_string()).dictionary_encode()), exit_code=0),
    Case(37, "no row groups", inputs.parquet_seats(inputs.parquet_bytes(inputs.seats_frame().clear())), (("seats.parquet", None, None, "empty"),)),
    Case(37, "number as id", inputs.parquet_seats(inputs.parquet_bytes(inputs.seats_frame(seat_id=pl.Series([1, 2, 3])))), (
        ("seats.parquet", 1, "seat_id", "swapped-columns"),
        *(("seats.parquet", row, "seat_id", "number-in-text-column") for row in (2, 3, 4)),
    )),
    # 39: no regular files
    *(
        Case(39, f"{kind} as {at}", _special(kind, at), ((file, None, None, code),))
        for at, file in (("problem", "problem.json"), ("table", "seats.csv"), ("scores", "mine.csv"))
        for kind, code in (("fifo", "not-a-file"), ("zero", "not-a-file"), ("loop", "unreadable"), ("gone", "not-found"))
    ),
    Case(39, "folder as table", _special("folder", "table"), (("seats.csv", None, None, "not-a-file"),)),
    Case(39, "folder as scores", _special("folder", "scores"), (("mine.csv", None, None, "not-a-file"),)),
    Case(39, "device as programme", fixture("tiny_cohort", "--programme", "/dev/zero"), (("/dev/zero", None, None, "unknown-programme"),)),
    Case(39, "no such problem", lambda folder: [str(folder / "nowhere")], (("nowhere", None, None, "not-found"),)),
    Case(39, "NUL in the path", lambda folder: [f"{folder}/a\0b"], (("a\0b", None, None, "not-found"),)),
    Case(39, "not a problem", raw_file("notes.txt", b"hello"), (("notes.txt", None, None, "wrong-format"),)),
    Case(39, "programme that is not there", fixture("tiny_cohort", "--programme", str(FIXTURES / "none.toml")), ((str(FIXTURES / "none.toml"), None, None, "not-a-file"),)),
)  # fmt: skip
