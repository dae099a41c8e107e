"""How much the readers take in before they refuse. All of these are assumed, except the row and column counts."""

from typing import Final

MAX_FILE_BYTES: Final = 1_000_000_000
"""Largest file read, in bytes (assumed)."""

MAX_ROWS: Final = 10_000_000
"""Most records in one table (HOSTILE row 13)."""

MAX_COLUMNS: Final = 2_000
"""Most columns in one table (HOSTILE row 13)."""

MAX_CELL: Final = 10_000
"""Most characters in one cell (HOSTILE row 11)."""

MAX_DEPTH: Final = 64
"""Deepest nesting of JSON and TOML (assumed)."""

MAX_DIGITS: Final = 400
"""Longest number taken from JSON and TOML, in characters (assumed; a float's shortest form needs 24)."""

MAX_INFLATED_BYTES: Final = 512_000_000
"""Most bytes a workbook may unpack to (HOSTILE row 24)."""

MAX_RATIO: Final = 200
"""Highest ratio of unpacked to packed bytes in a part larger than `RATIO_FLOOR` (HOSTILE row 24)."""

RATIO_FLOOR: Final = 10_000_000
"""Parts that unpack to fewer bytes than this may be of any ratio: repetitive small sheets pack well (assumed)."""

MAX_ZIP_ENTRIES: Final = 10_000
"""Most parts in a workbook (assumed; Excel writes a few dozen)."""

MAX_SHEET_CELLS: Final = 50_000_000
"""Largest sheet, as last row times last column: the reader of workbooks holds that rectangle (assumed)."""

MAX_SAME_FINDINGS: Final = 1_000
"""Findings of one code in one column that are listed one by one; the rest is counted in one more (assumed)."""

EARLIEST_YEAR: Final = 1900
"""First year a date may lie in (assumed)."""

LATEST_YEAR: Final = 2199
"""Last year a date may lie in (assumed)."""
