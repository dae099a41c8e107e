"""Files to problems and back: reading that reports every error, writing that reads back exactly, folders of results."""

from matchmaker.io.atomic_file import write_file_atomically
from matchmaker.io.check_output import check_output, check_output_file, check_output_folder
from matchmaker.io.formula import escape_formula, escape_formulas, unescape_formula, unescape_formulas
from matchmaker.io.json_schema import json_schema
from matchmaker.io.manifest import MANIFEST, manifest, sha256, versions
from matchmaker.io.output_folder import OutputFolder
from matchmaker.io.read import check, read, read_tables
from matchmaker.io.read_scores import read_scores
from matchmaker.io.read_table_file import read_table_file
from matchmaker.io.visible import visible
from matchmaker.io.write import write
from matchmaker.io.write_table import table_writer, write_table
from matchmaker.io.write_tables import check_tables_path, write_tables

__all__ = [
    "MANIFEST",
    "OutputFolder",
    "check",
    "check_output",
    "check_output_file",
    "check_output_folder",
    "check_tables_path",
    "escape_formula",
    "escape_formulas",
    "json_schema",
    "manifest",
    "read",
    "read_scores",
    "read_table_file",
    "read_tables",
    "sha256",
    "table_writer",
    "unescape_formula",
    "unescape_formulas",
    "versions",
    "visible",
    "write",
    "write_file_atomically",
    "write_table",
    "write_tables",
]
